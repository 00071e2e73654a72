/// The table of phrases as those see it who read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "text/phrases.hpp"

namespace blogferry::text {

/// Whether a word is among alternatives.
bool listed(std::string_view alternatives, std::string_view word);

/// A text that is about comments and nothing else.
struct CommentPhrase {
    std::optional<std::int64_t> count;        ///< absent for a mere "Comments:"
    std::vector<std::string_view> languages;  ///< whose words these are
};
std::optional<CommentPhrase> comment_phrase(std::string_view text);

inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The bytes of a line at which a number of comments, labels, links to share by or to backlinks may begin, the first
/// one first: where a digit stands, or a phrase or first word of theirs, even within a word.
std::vector<std::size_t> part_begins(std::string_view line);

}  // namespace blogferry::text
