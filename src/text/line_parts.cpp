#include <algorithm>
#include <cstddef>

#include "phrase_table.hpp"
#include "text/blogger.hpp"
#include "text/localized_date.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::text {
namespace {

using Kind = PageLine::Kind;

/// No part behind author and time is longer, but for a list of labels that nobody has.
constexpr std::size_t longest_part = 160;
/// Nor any number of comments than this.
constexpr std::size_t longest_count = 80;
/// Nor does any line have more places at which one might begin: more are not tried.
constexpr std::size_t most_tried = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What a template may have in the same line, behind author and time.
bool stands_behind_author(std::string_view text) {
    if (is_digit(text.front())) return text.size() <= longest_count && comment_count(text).has_value();
    const Kind kind = classify(text).kind;
    return kind == Kind::comment_count || kind == Kind::labels || kind == Kind::share || kind == Kind::links;
}

bool both_digits(char a, char b) { return is_digit(a) && is_digit(b); }
bool is_within_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
/// As a bracket may be before a count.
bool is_one_sign(std::string_view text) {
    return !text.empty() && !is_ascii_letter(text[0]) && std::all_of(text.begin() + 1, text.end(), is_within_character);
}

/// Where the parts behind author and time begin, the last one first.
struct Parts {
    std::vector<std::size_t> begins;
    bool long_number = false;  ///< one begins with several digits, of which the first may be of a time
};

/// Finds them from the end of the line on.
/// @param in_numbers whether "21:112 comments:" is taken apart too
Parts parts_behind_author(std::string_view line, const DateEndings& dates, bool in_numbers) {
    Parts parts;
    std::vector<std::size_t>& begins = parts.begins;
    const std::vector<std::size_t> possible = part_begins(line);
    std::size_t begin = line.size(), end = line.size(), tried = 0;
    for (std::size_t i = line.size(); i-- > 1 && end - i <= longest_part;) {
        if (line[i] == ' ' || is_within_character(line[i])) continue;
        if (!in_numbers && both_digits(line[i - 1], line[i])) continue;
        const bool goes_on = begin != end && is_one_sign(trim(line.substr(i, begin - i)));
        if (!goes_on && !std::binary_search(possible.begin(), possible.end(), i)) continue;
        if (++tried > most_tried) break;
        if (!stands_behind_author(line.substr(i, end - i))) {
            if (begin == end || !stands_behind_author(line.substr(i, begin - i))) continue;
            begins.push_back(begin);
            end = begin;
        }
        begin = i;
        if (i + 1 < end && both_digits(line[i], line[i + 1])) parts.long_number = true;
        if (!dates.in(line.substr(0, begin))) continue;
        begins.push_back(begin);
        return parts;
    }
    // Without a time nothing but blank and colon tell a count from the end of a name.
    const std::string_view first = trim(line.substr(begin, end - begin));
    const bool apart = !first.empty() && line[begin - 1] == ' ' && (first.ends_with(':') || first.ends_with("："));
    if (apart)
        begins.push_back(begin);
    else
        begins.clear();
    return parts;
}

}  // namespace

std::vector<std::string_view> parts_of_author_line(std::string_view line) {
    static const DateEndings dates(blogger_locales());
    if (!valid_utf8(line) || dates.in(line)) return {line};
    Parts found = parts_behind_author(line, dates, false);
    if (found.begins.empty() && found.long_number) found = parts_behind_author(line, dates, true);
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (auto begin = found.begins.rbegin(); begin != found.begins.rend(); from = *begin++)
        parts.push_back(line.substr(from, *begin - from));
    parts.push_back(line.substr(from));
    return parts;
}

}  // namespace blogferry::text
