/// What the places of a page become in the model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"
#include "page.hpp"
#include "text/comment_order.hpp"

namespace blogferry::capture {

/// Something to be said about an entity when it is read.
struct Note {
    Rule rule{};
    std::string field, message;
};

/// Text that is made into HTML when it is wanted: bytes of a record.
struct Piece {
    std::size_t offset = 0, length = 0;
};

/// A post without its body.
struct PostDraft {
    Post post;
    Piece body;
    Piece loose;  ///< comments that cannot be told apart; kept as a property
    std::vector<Note> notes;
};
struct CommentDraft {
    Comment comment;
    Piece text;
    std::vector<Note> notes;
};

/// @param begin the byte of the page that pieces count from
PostDraft draft(const Page& page, const PostPlace& place, std::size_t begin);
/// Its id is not yet told from that of an equal comment.
/// @param order of the comments above it on its post
CommentDraft draft(const Page& page, const PostDraft& post, const CommentPlace& place, text::CommentOrder& order,
                   std::size_t begin);

/// Lines as HTML: a blank line ends a paragraph, a line break within one is <br />.
std::string paragraphs(std::string_view lines);

}  // namespace blogferry::capture
