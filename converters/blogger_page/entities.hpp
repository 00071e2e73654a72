/// What the places of a page become in the model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"
#include "dates.hpp"
#include "head.hpp"
#include "places.hpp"

namespace blogferry::page {

/// Bytes of a page.
struct Piece {
    std::size_t offset = 0, length = 0;
};

/// A post without its body; a comment without its text.
template <class T>
struct Draft {
    T entity;
    Piece record, body;
    std::vector<Note> notes;
};

/// @param only_one the page is this post's own, as far as can be told
Draft<Post> draft_post(const PostPlace& place, const Places& page, const Head& head, const Dates& dates, bool only_one);

/// The comments of a post, a parent before those that reply to it.
std::vector<Draft<Comment>> draft_comments(const html::Element& in, const Post& post, const Head& head,
                                           const Dates& dates);

/// How many comments a page says there are, and the words it says it in.
struct Declared {
    std::int64_t count = 0;
    std::string words;
};
std::optional<Declared> declared_comments(const PostPlace& place, const html::Element& scope, bool only_one);

/// Somebody by name, without blanks at its ends, and address.
Person person(std::string_view name, const std::optional<std::string>& uri);

}  // namespace blogferry::page
