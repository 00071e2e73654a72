#include "text/blogger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "text/hash.hpp"

namespace blogferry::text {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view leading_digits(std::string_view s) {
    const auto* const end = std::find_if_not(s.begin(), s.end(), is_digit);
    return s.substr(0, static_cast<std::size_t>(end - s.begin()));
}

}  // namespace

std::string_view last_number(std::string_view id) {
    const auto start = std::find_if_not(id.rbegin(), id.rend(), is_digit);
    return id.substr(id.size() - static_cast<std::size_t>(start - id.rbegin()));
}

std::string_view join_key(std::string_view id) {
    const std::string_view number = last_number(id);
    return number.empty() ? id : number;
}

std::string id_of_path(std::string_view path) { return fmt::format("page-{:016x}", fnv1a(path)); }

bool is_id_of_path(std::string_view id, std::string_view path) {
    return id.starts_with("page-") && id == id_of_path(path);  // most ids are numbers, and nothing is hashed for them
}

std::string_view blog_number(std::string_view id) {
    constexpr std::string_view prefix = "tag:blogger.com,1999:blog-";
    if (!id.starts_with(prefix)) return {};
    id.remove_prefix(prefix.size());
    const std::string_view number = leading_digits(id);
    return number.size() == id.size() || id[number.size()] == '.' ? number : std::string_view();
}

std::string_view post_of_comment_link(std::string_view href) {
    constexpr std::string_view feeds = "/feeds/";
    constexpr std::string_view comments = "/comments/default/";
    const std::size_t path = href.find(feeds);
    if (path == std::string_view::npos) return {};
    href.remove_prefix(path + feeds.size());
    const std::string_view blog = leading_digits(href);
    href.remove_prefix(blog.size());
    // With one number only it is the feed of a blog: /feeds/BLOG/comments/default/COMMENT.
    if (blog.empty() || !href.starts_with('/')) return {};
    href.remove_prefix(1);
    const std::string_view post = leading_digits(href);
    href.remove_prefix(post.size());
    if (!href.starts_with(comments)) return {};
    return leading_digits(href.substr(comments.size())).empty() ? std::string_view() : post;
}

std::string_view without_ellipsis(std::string_view html) {
    for (const std::string_view end : {"...", "\u2026", "&#8230;", "&hellip;"})
        if (html.ends_with(end)) html.remove_suffix(end.size());
    return html;
}

}  // namespace blogferry::text
