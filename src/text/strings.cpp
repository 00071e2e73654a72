#include "text/strings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace blogferry::text {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <typename Number>
std::optional<Number> whole_number(std::string_view s) {
    Number value{};
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
    return value;
}

/// Takes CSV apart, one field at a time.
class CsvCursor {
public:
    explicit CsvCursor(std::string_view bytes) : rest_(bytes) {
        if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
    }

    bool done() const { return rest_.empty(); }

    std::optional<std::string> field() {
        if (rest_.starts_with('"')) return quoted_field();
        const std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
        // The CR of CR LF belongs to the line break; any other is text.
        const bool line_break = end < rest_.size() && rest_[end] == '\n' && end > 0 && rest_[end - 1] == '\r';
        std::string value(rest_.substr(0, line_break ? end - 1 : end));
        rest_.remove_prefix(line_break ? end - 1 : end);
        return value;
    }

    /// After a field: true and past it at a comma.
    bool take_comma() { return take(","); }
    /// After the last field of a row: true and past it at a line break or at the end.
    bool take_row_end() { return take("\r\n") || take("\n") || done(); }

private:
    bool take(std::string_view token) {
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    std::optional<std::string> quoted_field() {
        std::string value;
        do {
            rest_.remove_prefix(1);
            const std::size_t quote = rest_.find('"');
            if (quote == std::string_view::npos) return std::nullopt;
            value.append(rest_.substr(0, quote));
            rest_.remove_prefix(quote + 1);
            if (rest_.starts_with('"')) value += '"';
        } while (rest_.starts_with('"'));
        return value;
    }

    std::string_view rest_;
};

}  // namespace

std::string_view trim(std::string_view s) {
    const std::size_t first = s.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(white_space) - first + 1);
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

std::optional<double> real(std::string_view s) {
    const std::optional<double> value = whole_number<double>(s);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return value;
}

std::optional<std::vector<std::vector<std::string>>> csv(std::string_view bytes) {
    std::vector<std::vector<std::string>> rows;
    for (CsvCursor cursor(bytes); !cursor.done();) {
        std::vector<std::string>& row = rows.emplace_back();
        do {
            std::optional<std::string> field = cursor.field();
            if (!field) return std::nullopt;
            row.push_back(std::move(*field));
        } while (cursor.take_comma());
        if (!cursor.take_row_end()) return std::nullopt;
    }
    return rows;
}

}  // namespace blogferry::text
