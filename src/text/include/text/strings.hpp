/// Small things with strings that the standard library lacks. ASCII only, never the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <cstdint>
#include <vector>

namespace blogferry::text {

std::string_view trim(std::string_view s);          ///< XML white space off both ends
/// The same where a line break or tab is among it, as in a file that was laid out; blanks alone may be somebody's own.
std::string_view without_layout(std::string_view s);
std::string lower(std::string_view s);              ///< ASCII letters only
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::vector<std::string_view> split(std::string_view s, char separator);
/// A whole decimal number in range, without sign or blanks.
std::optional<std::int64_t> integer(std::string_view s);
/// "64", "64K", "64M", "64G", "64T": powers of 1024, as dd and ulimit have them; nullopt for 0 and anything else.
std::optional<std::uint64_t> byte_count(std::string_view s);
/// A finite decimal number, locale-independent.
std::optional<double> real(std::string_view s);

}  // namespace blogferry::text
