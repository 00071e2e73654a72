#include "kept.hpp"

#include <algorithm>

#include "emitter.hpp"
#include "json/entities.hpp"
#include "sanitize.hpp"

namespace blogferry::wxr {

namespace {

// Whether an element can hold it as it is.
bool writable(std::string_view text) {
    std::string scratch;
    std::size_t left_out = 0;
    return xml_text(text, scratch, left_out) == text;
}

bool nobodys(const std::optional<std::string>& email) { return email && shared_email(*email); }

template <class T>
std::string without(const T& entity, const std::vector<std::string_view>& left_out) {
    std::string result;
    json::Emitter to(result);
    to.begin_object();
    json::write_members_but(to, entity, left_out);
    to.end_object();
    return result;
}

}  // namespace

std::string kept(const Site& site) { return without(site, {"settings", "templates"}); }

std::string kept(const Post& post, bool content_changed) {
    std::vector<std::string_view> left_out{"kind", "properties"};
    if (post.title.size() <= text_column && writable(post.title)) left_out.emplace_back("title");
    if (writable(post.slug)) left_out.emplace_back("slug");
    if (post.summary.size() <= text_column && writable(post.summary)) left_out.emplace_back("summary");
    if (!content_changed && writable(post.content)) left_out.emplace_back("content");
    const auto anonymous = [](const Person& author) { return nobodys(author.email); };
    if (std::any_of(post.authors.begin(), post.authors.end(), anonymous)) {
        Post copy = post;
        for (Person& author : copy.authors) {
            if (anonymous(author)) author.email.reset();
        }
        return without(copy, left_out);
    }
    return without(post, left_out);
}

std::string kept(const Comment& comment, bool content_changed) {
    std::vector<std::string_view> left_out{"post", "properties"};
    if (!content_changed && writable(comment.content)) left_out.emplace_back("content");
    if (comment.author && nobodys(comment.author->email)) {
        Comment copy = comment;
        copy.author->email.reset();
        return without(copy, left_out);
    }
    return without(comment, left_out);
}

std::string persons_json(const std::vector<Person>& persons) {
    std::string result;
    json::Emitter to(result);
    to.begin_array();
    for (Person person : persons) {
        if (nobodys(person.email)) person.email.reset();
        json::write(to, person);
    }
    to.end_array();
    return result;
}

std::string terms_json(const std::vector<Category>& categories) {
    std::string result;
    json::Emitter to(result);
    to.begin_array();
    for (const Category& category : categories) to.value(category.term);
    to.end_array();
    return result;
}

std::string properties_json(const std::vector<Property>& properties) {
    std::string result;
    json::append_pairs(result, properties);
    return result;
}

}  // namespace blogferry::wxr
