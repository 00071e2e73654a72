/// The table of phrases as those see it who read it.
#pragma once

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

}  // namespace blogferry::text
