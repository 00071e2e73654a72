#include "text/strings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace blogferry::text {
namespace {

constexpr std::string_view white_space = " \t\r\n";

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <typename Number>
std::optional<Number> whole_number(std::string_view s) {
    Number value{};
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string_view trim(std::string_view s) {
    const std::size_t first = s.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(white_space) - first + 1);
}

std::string_view without_layout(std::string_view s) {
    constexpr std::string_view breaks = "\t\r\n";
    const std::string_view inside = trim(s);
    const std::size_t begin = std::min(s.find_first_not_of(white_space), s.size());
    const bool laid_out = s.substr(0, begin).find_first_of(breaks) != std::string_view::npos ||
                          s.substr(begin + inside.size()).find_first_of(breaks) != std::string_view::npos;
    return laid_out ? inside : s;
}

std::string lower(std::string_view s) {
    std::string result(s);
    std::transform(result.begin(), result.end(), result.begin(), lower_case);
    return result;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower_case(x) == lower_case(y); });
}

std::vector<std::string_view> split(std::string_view s, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t end; (end = s.find(separator)) != std::string_view::npos; s.remove_prefix(end + 1)) {
        parts.push_back(s.substr(0, end));
    }
    parts.push_back(s);
    return parts;
}

std::optional<std::int64_t> integer(std::string_view s) {
    if (s.starts_with('-')) return std::nullopt;
    return whole_number<std::int64_t>(s);
}

std::optional<std::uint64_t> byte_count(std::string_view s) {
    std::uint64_t unit = 1;
    const std::size_t letter = s.empty() ? std::string_view::npos : std::string_view("KMGT").find(s.back());
    if (letter != std::string_view::npos) {
        unit = std::uint64_t{1} << (10 * (letter + 1));
        s.remove_suffix(1);
    }
    const auto number = integer(s);
    if (!number || *number < 1) return std::nullopt;
    const auto count = static_cast<std::uint64_t>(*number);
    if (count > std::numeric_limits<std::uint64_t>::max() / unit) return std::nullopt;
    return count * unit;
}

std::optional<double> real(std::string_view s) {
    const std::optional<double> value = whole_number<double>(s);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return value;
}

}  // namespace blogferry::text
