#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "entities.hpp"
#include "hooks.hpp"
#include "text/blogger.hpp"
#include "text/comment_order.hpp"
#include "text/hash.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::page {
namespace {

using html::Element;

/// A comment as elements. In lists of definitions (until 2011) it is a <dt> and the <dd>s behind it; in threads one
/// element, with those that reply in it.
struct CommentPlace {
    Element whole;
    std::vector<Element> parts;  // elements it is made of, in the order of the source
    std::string number;
    std::optional<std::size_t> parent;

    std::size_t end() const { return parts.back().offset() + parts.back().outer().size(); }
};

std::string number_of(const Element& element) {
    const std::string id = element.attribute("id").value_or("");
    const bool is_one =
        id.size() > 1 && id.size() <= 21 && id[0] == 'c' && id.find_first_not_of("0123456789", 1) == std::string::npos;
    return is_one ? id.substr(1) : std::string();
}

std::vector<CommentPlace> find_comments(const Element& in) {
    std::vector<CommentPlace> places;
    std::unordered_map<std::string, std::size_t> known;
    std::vector<std::size_t> open;  // comments the current one stands in
    for (const Element& element : in.all("dt[id], li[id], div[id], article[id]")) {
        const std::string number = number_of(element);
        if (number.empty() || !known.try_emplace(number, places.size()).second) continue;
        CommentPlace place{element, {element}, number, {}};
        if (element.name() == "dt") {
            for (auto next = element.next(); next && next->name() == "dd"; next = next->next())
                place.parts.push_back(*next);
        } else {
            while (!open.empty() && !places[open.back()].whole.holds(element)) open.pop_back();
            if (!open.empty()) place.parent = open.back();
            open.push_back(places.size());
        }
        places.push_back(std::move(place));
    }
    return places;
}

/// All comments of a page, and what they are made of.
class Comments {
public:
    explicit Comments(const Element& in) : in_(in), places_(find_comments(in)) {}

    const std::vector<CommentPlace>& places() const { return places_; }

    /// The first element of a comment that a hook fits, not one of a comment in it.
    std::optional<Element> first(std::size_t comment, std::string_view hook) {
        const auto [found, added] = firsts_.try_emplace(hook);
        if (added) found->second = firsts(hook);
        return found->second[comment];
    }

private:
    // Of all comments at once, in the order of the source: replies may be nested deeply.
    std::vector<std::optional<Element>> firsts(std::string_view hook) const {
        std::vector<std::optional<Element>> result(places_.size());
        std::vector<std::size_t> open;
        const auto close = [&](std::size_t offset) {
            while (!open.empty() && places_[open.back()].end() <= offset) open.pop_back();
        };
        std::size_t next = 0;
        for (const Element& element : in_.all(hook)) {
            for (; next < places_.size() && places_[next].whole.offset() <= element.offset(); ++next) {
                close(places_[next].whole.offset());
                open.push_back(next);
            }
            close(element.offset());
            if (open.empty() || element == places_[open.back()].whole) continue;
            if (!result[open.back()]) result[open.back()] = element;
        }
        return result;
    }

    Element in_;
    std::vector<CommentPlace> places_;
    std::map<std::string_view, std::vector<std::optional<Element>>> firsts_;  // by hook, all of them literals
};

std::optional<Person> author_of(Comments& comments, std::size_t i) {
    const CommentPlace& place = comments.places()[i];
    auto named = comments.first(i, "cite, .user, .comment-author-name, .anon-comment-author");
    if (!named && place.whole.name() == "dt") named = place.whole;
    if (!named) named = comments.first(i, ".comment-author, .comment-header");
    if (!named) return std::nullopt;
    for (const Element& link : named->all("a[href]"))
        if (!link.text().empty() && !within(link, ".avatar-image-container", place.whole))
            return person(link.text(), link.attribute("href"));
    std::string name = named->name() == "dt" ? named->own_text() : named->text();
    const text::PageLine line = text::classify(name);
    if (line.kind == text::PageLine::Kind::said) name = line.rest;
    return person(name, std::nullopt);
}

// Blogger's own templates put the text in a paragraph.
std::string_view text_of(const Element& body) {
    const std::vector<Element> children = body.children();
    if (body.name() == "dd" && children.size() == 1 && children.front().name() == "p" &&
        text::trim(body.inner()) == children.front().outer())
        return text::trim(children.front().inner());
    return text::trim(body.inner());
}

// What only the author can do is no address of the comment.
bool is_for_authors(std::string_view href) {
    constexpr std::string_view marks[] = {"delete-comment", "javascript:", "blogger.com/"};
    return std::any_of(std::begin(marks), std::end(marks),
                       [&](std::string_view mark) { return href.find(mark) != std::string_view::npos; });
}

// The address of a comment among the links of its time; what only the author can do stands there, too. A mirror has a
// file's name for it, "a_3.html%3FshowComment=1280031868312.html#c99", so that only what is of the comment is taken.
std::optional<std::string> comment_address(const std::string& href, const std::optional<std::string>& post) {
    if (text::is_absolute_url(text::with_scheme(href))) return text::with_scheme(href);
    const std::size_t fragment = href.find('#');
    if (!post || fragment == std::string::npos) return std::nullopt;
    std::string url = *post;
    constexpr std::string_view query = "showComment=";
    if (const std::size_t at = href.find(query); at < fragment) {
        const std::size_t end = href.find_first_not_of("0123456789", at + query.size());
        url.append("?").append(href, at, end - at);
    }
    return url.append(href, fragment);
}

void read_time(const std::optional<Element>& stamp, const std::optional<std::string>& post,
               const text::CommentOrder& order, const std::optional<std::size_t>& parent, const Dates& dates,
               Draft<Comment>& draft) {
    Comment& comment = draft.entity;
    if (!stamp) return;
    std::string written;
    for (const Element& link : stamp->all("a[href]")) {
        const std::string href = link.attribute("href").value_or("");
        if (is_for_authors(href)) continue;
        if (written.empty()) written = link.text();  // behind it may be what only the author can do
        if (!comment.published) comment.published = comment_link_time(href);
        if (!comment.permalink) comment.permalink = comment_address(href, post);
    }
    if (written.empty()) written = stamp->own_text();
    if (written.empty()) written = stamp->text();
    if (!written.empty()) comment.properties.push_back({"date as written", written});
    if (comment.published) return;
    if (const auto machine = machine_time(stamp->attribute("datetime").value_or(""))) {
        comment.published = machine;
        return;
    }
    const std::vector<text::DateReading> readings = dates.read(written);
    const text::DateReading* const reading = only(readings, written, draft.notes);
    if (reading == nullptr) return;
    if (reading->day) {
        comment.published = text::timestamp(*reading->day, *reading);
    } else if ((comment.published = order.earliest(parent, *reading))) {
        draft.notes.push_back({Rule::day_at_earliest, "published", text::only_a_time(written, *comment.published)});
    }
}

}  // namespace

std::vector<Draft<Comment>> draft_comments(const Element& in, const Post& post, const Head& head, const Dates& dates) {
    std::vector<Draft<Comment>> drafts;
    Comments comments(in);
    text::CommentOrder order(post.published);
    for (std::size_t i = 0; i < comments.places().size(); ++i) {
        const CommentPlace& place = comments.places()[i];
        Draft<Comment> draft;
        Comment& comment = draft.entity;
        comment.id = place.number;
        if (!head.site.id.empty())
            comment.guid = fmt::format("tag:blogger.com,1999:blog-{}.post-{}", head.site.id, comment.id);
        comment.post = post.id;
        if (place.parent) comment.parent = comments.places()[*place.parent].number;
        comment.author = author_of(comments, i);
        const auto body = comments.first(i, ".comment-content, .comment-body, .commentBody");
        const bool removed =
            comments.first(i, ".deleted-comment").has_value() ||
            (body && text::classify(text::cut_utf8(body->text(), 200)).kind == text::PageLine::Kind::removed);
        comment.status = removed ? CommentStatus::removed : CommentStatus::approved;
        read_time(comments.first(i, ".datetime, .comment-timestamp, .comment-date, .comment-time, time"),
                  post.permalink, order, place.parent, dates, draft);
        order.add(place.parent, comment.published);
        draft.record.offset = place.whole.offset();
        draft.record.length = place.end() - place.whole.offset();
        if (body) {
            const std::string_view text = text_of(*body);
            draft.body = {place.whole.offset_of(text), text.size()};
        }
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

std::optional<Declared> declared_comments(const PostPlace& place, const Element& scope, bool only_one) {
    const Element& around = only_one ? scope : place.whole;
    const std::vector<Element> sections = around.all(hooks::comments);
    const auto counted = [](const Element& element) -> std::optional<Declared> {
        const std::string words = element.text();
        if (words.size() > 80) return std::nullopt;
        if (const auto count = text::comment_count(words)) return Declared{*count, words};
        // Authors put words of their own beside the number: "13", "2 opinions:".
        const std::string_view digits = std::string_view(words).substr(0, words.find_first_not_of("0123456789"));
        const bool alone = digits.size() == words.size() || words[digits.size()] == ' ';
        if (const auto count = text::integer(digits); count && alone) return Declared{*count, words};
        return std::nullopt;
    };
    for (const Element& section : sections)
        for (const Element& heading : section.all(hooks::comment_count_heading))
            if (const auto declared = counted(heading)) return declared;
    for (const Element& section : sections)
        if (const auto number = section.attribute("data-num-comments"))
            if (const auto count = text::integer(*number)) return Declared{*count, *number};
    for (const Element& link : all_about(place, hooks::comment_count_link))
        if (const auto declared = counted(link)) return declared;
    for (const Element& link : all_about(place, "a[href]"))
        if (link.attribute("href").value_or("").ends_with("#comments"))
            if (const auto declared = counted(link)) return declared;
    if (only_one)  // beside the post
        for (const Element& link : around.all("a.comment-link[href], .comment-link a[href]"))
            if (!place.is_text(link.offset()) &&
                link.attribute("href").value_or("").find("#comment") != std::string::npos)
                if (const auto declared = counted(link)) return declared;
    return std::nullopt;
}

}  // namespace blogferry::page
