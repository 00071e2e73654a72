/// Which elements of a page are posts, and which of theirs are title and text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "head.hpp"
#include "html/document.hpp"
#include "json_ld.hpp"

namespace blogferry::page {

struct PostPlace {
    html::Element whole;
    std::optional<html::Element> title, body;
    std::optional<html::Element> summary;  ///< a beginning of the text, where there is no body
    std::optional<html::Element> header;   ///< the date header above it, which may stand for earlier posts too
    std::string_view content = {};         ///< source of the text: of the body, what is the author's
    bool cut = false;                      ///< it ends at its jump break
    bool snippet = false;                  ///< it is a snippet: the first words, without markup

    /// Whether a place in the source is in the text.
    bool is_text(std::size_t offset) const;
};

struct Places {
    html::Element scope;  ///< where the page's posts are
    Postings postings;
    std::vector<PostPlace> posts;
    std::vector<html::Element> passed;  ///< marked as posts and titled, but nothing that is known is their text
};
Places find_posts(const html::Document& document, const Head& head);

/// Whether a link is one to a label.
bool is_label(const html::Element& link);

/// Whether an element stands in some other one that a hook fits, within a third.
bool within(const html::Element& element, std::string_view hook, const html::Element& limit);

/// The first element a hook fits which is neither text of the post nor a comment nor foreign to it.
std::optional<html::Element> about(const PostPlace& place, std::string_view hook);
std::vector<html::Element> all_about(const PostPlace& place, std::string_view hook);

}  // namespace blogferry::page
