/// What a page says of itself and of its blog.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "blogferry/model.hpp"
#include "html/document.hpp"

namespace blogferry::page {

enum class PageType : std::uint8_t { unknown, item, static_page, index };

struct Head {
    Site site;
    PageType type = PageType::unknown;
    std::vector<std::string> locales;      ///< in which it writes dates, as far as it says
    std::string post_id;                   ///< of the post whose page it is; digits, empty if not known
    std::optional<std::string> canonical;  ///< absolute address of the page, without query and fragment
    std::string base;                      ///< what relative addresses are relative to; empty if not known
    std::string title;                     ///< of the page, without the blog's
    bool untitled = false;                 ///< the blog's name stands where a post's title would
    bool dynamic = false;                  ///< a script fetches the posts
    bool single() const { return type == PageType::item || type == PageType::static_page; }
};

/// @param saved the address of the page by what saved it; empty if not known
Head read_head(const html::Document& document, const std::string& saved);

/// The blog's name in the title of a page; empty if it cannot be told from a post's.
/// @param posts titles of the posts on the page, as text
std::string blog_title(const html::Document& document, const std::vector<std::string>& posts);

/// An absolute address without its query and fragment; nothing if it is none, or one of Blogger's own.
/// @param base what it is relative to, if it is relative
std::optional<std::string> address(std::string_view href, std::string_view base = {});

/// The same where only its path is known: "/2005/06/rope.html", "../06/rope.html"; nothing if it is not the path of a
/// post.
std::optional<std::string> path_only(std::string_view href);

/// Whether it is a number as Blogger gives to posts and blogs.
bool is_number(std::string_view text);

/// The digits behind a name: "blogID=123&…" -> "123"; "" if there are none.
std::string_view number_behind(std::string_view text, std::string_view name);

}  // namespace blogferry::page
