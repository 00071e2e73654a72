#include "text/csv.hpp"

#include <algorithm>

namespace blogferry::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Takes CSV apart, one field at a time.
class CsvCursor {
public:
    explicit CsvCursor(std::string_view bytes) : rest_(bytes) {
        if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
    }

    bool done() const { return rest_.empty(); }
    std::size_t line() const { return line_; }
    std::size_t column() const { return column_; }

    /// False if a quote is never closed.
    bool field(std::string& value) {
        if (rest_.starts_with('"')) return quoted_field(value);
        const std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
        // The CR of CR LF belongs to the line break; any other is text.
        const bool line_break = end < rest_.size() && rest_[end] == '\n' && end > 0 && rest_[end - 1] == '\r';
        value = pass(line_break ? end - 1 : end);
        return true;
    }

    /// After a field: true and past it at a comma.
    bool take_comma() { return take(","); }
    /// After the last field of a row: true and past it at a line break or at the end.
    bool take_row_end() { return take("\r\n") || take("\n") || done(); }

private:
    bool take(std::string_view token) {
        if (!rest_.starts_with(token)) return false;
        pass(token.size());
        return true;
    }

    std::string_view pass(std::size_t bytes) {
        const std::string_view passed = rest_.substr(0, bytes);
        const std::size_t last_break = passed.rfind('\n');
        if (last_break == std::string_view::npos) {
            column_ += bytes;
        } else {
            line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
            column_ = bytes - last_break;
        }
        rest_.remove_prefix(bytes);
        return passed;
    }

    bool quoted_field(std::string& value) {
        do {
            const std::size_t quote = rest_.find('"', 1);
            if (quote == std::string_view::npos) return false;
            value.append(rest_.substr(1, quote - 1));
            pass(quote + 1);
            if (rest_.starts_with('"')) value += '"';
        } while (rest_.starts_with('"'));
        return true;
    }

    std::string_view rest_;
    std::size_t line_ = 1, column_ = 1;
};

// Past the apostrophes in front: what guarded() looks at.
bool is_formula(std::string_view value) {
    const std::size_t first = value.find_first_not_of('\'');
    return first != std::string_view::npos && std::string_view("=+-@\t\r").find(value[first]) != std::string_view::npos;
}

void append_csv_value(std::string& to, std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += value;
        return;
    }
    to += '"';
    for (const char c : value) to.append(c == '"' ? 2 : 1, c);
    to += '"';
}

}  // namespace

CsvRows csv_rows(std::string_view bytes) {
    CsvRows result;
    for (CsvCursor cursor(bytes); !cursor.done();) {
        CsvRow& row = result.rows.emplace_back();
        do {
            CsvField& field = row.emplace_back(CsvField{{}, cursor.line(), cursor.column()});
            if (cursor.field(field.value)) continue;
            result.fault = {field.line, field.column, "a quote is never closed"};
            return result;
        } while (cursor.take_comma());
        if (cursor.take_row_end()) continue;
        result.fault = {cursor.line(), cursor.column(), "something follows a closing quote"};
        return result;
    }
    return result;
}

std::optional<std::vector<std::vector<std::string>>> csv(std::string_view bytes) {
    CsvRows read = csv_rows(bytes);
    if (read.fault) return std::nullopt;
    std::vector<std::vector<std::string>> result;
    result.reserve(read.rows.size());
    for (CsvRow& row : read.rows) {
        std::vector<std::string>& values = result.emplace_back();
        for (CsvField& field : row) values.push_back(std::move(field.value));
    }
    return result;
}

void append_csv_row(std::string& to, std::span<const std::string> values) {
    const char* comma = "";
    for (const std::string& value : values) {
        to += comma;
        append_csv_value(to, value);
        comma = ",";
    }
    to += "\r\n";
}

std::string guarded(std::string_view value) { return (is_formula(value) ? "'" : "") + std::string(value); }

std::string_view unguarded(std::string_view value) {
    return value.starts_with('\'') && is_formula(value) ? value.substr(1) : value;
}

}  // namespace blogferry::text
