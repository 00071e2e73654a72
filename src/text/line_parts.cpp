#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "text/localized_date.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

using Kind = PageLine::Kind;

/// No part behind author and time is longer, but for a list of labels that nobody has.
constexpr std::size_t longest_part = 160;

/// No author's line has more parts than these; made up ones would take long to look through.
constexpr int most_parts = 6;

/// What a template may have in the same line, behind author and time.
bool stands_behind_author(std::string_view text) {
    const Kind kind = classify(text).kind;
    return kind == Kind::comment_count || kind == Kind::labels || kind == Kind::share || kind == Kind::links;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool both_digits(char a, char b) { return is_digit(a) && is_digit(b); }
bool is_within_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Where no part can begin; scripts without blanks begin one anywhere.
bool is_within_word(std::string_view line, std::size_t i) {
    return is_within_character(line[i]) || (is_letter(line[i - 1]) && is_letter(line[i]));
}

/// Where the parts behind author and time begin, the last one first; found from the end of the line on. nullopt if there
/// are more than any line has.
/// @param in_numbers whether "21:112 comments:" is taken apart too
std::optional<std::vector<std::size_t>> parts_behind_author(std::string_view line, const DateReader& dates, bool in_numbers) {
    std::vector<std::size_t> begins;
    std::size_t begin = line.size(), end = line.size();
    int tried = 0;
    for (std::size_t i = line.size(); i-- > 1 && end - i <= longest_part;) {
        if (line[i] == ' ' || is_within_word(line, i)) continue;
        if (!in_numbers && both_digits(line[i - 1], line[i])) continue;
        if (!stands_behind_author(line.substr(i, end - i))) {
            if (begin == end || !stands_behind_author(line.substr(i, begin - i))) continue;
            begins.push_back(begin);
            end = begin;
        }
        begin = i;
        if (++tried > most_parts) return std::nullopt;
        if (!dates.ending(line.substr(0, begin))) continue;
        begins.push_back(begin);
        return begins;
    }
    // Without a time nothing but blank and colon tell a count from the end of a name.
    const std::string_view first = trim(line.substr(begin, end - begin));
    const bool apart = !first.empty() && line[begin - 1] == ' ' && (first.ends_with(':') || first.ends_with("："));
    if (!apart) return std::vector<std::size_t>();
    begins.push_back(begin);
    return begins;
}

}  // namespace

std::vector<std::string_view> parts_of_author_line(std::string_view line) {
    static const DateReader dates(blogger_locales());
    if (dates.ending(line)) return {line};
    auto found = parts_behind_author(line, dates, false);
    const bool glued_numbers = std::adjacent_find(line.begin(), line.end(), both_digits) != line.end();
    if (found && found->empty() && glued_numbers) found = parts_behind_author(line, dates, true);
    const std::vector<std::size_t> begins = std::move(found).value_or(std::vector<std::size_t>());
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (auto begin = begins.rbegin(); begin != begins.rend(); from = *begin++)
        parts.push_back(line.substr(from, *begin - from));
    parts.push_back(line.substr(from));
    return parts;
}

}  // namespace blogferry::text
