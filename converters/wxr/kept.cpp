#include "kept.hpp"

#include "emitter.hpp"
#include "json/entities.hpp"

namespace blogferry::wxr {

namespace {

// Whether an element can hold it as it is.
bool writable(std::string_view text) {
    std::string scratch;
    std::size_t left_out = 0;
    return xml_text(text, scratch, left_out) == text;
}

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
    return without(post, left_out);
}

std::string kept(const Comment& comment, bool content_changed) {
    std::vector<std::string_view> left_out{"post", "properties"};
    if (!content_changed && writable(comment.content)) left_out.emplace_back("content");
    return without(comment, left_out);
}

std::string properties_json(const std::vector<Property>& properties) {
    std::string result;
    json::append_pairs(result, properties);
    return result;
}

}  // namespace blogferry::wxr
