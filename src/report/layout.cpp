#include "report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::report {

void wrap(std::string& to, std::string_view words, std::size_t indent, std::size_t column, std::size_t width) {
    bool first = true;
    for (const std::string_view word : text::split(words, ' ')) {
        if (word.empty()) continue;
        const std::size_t length = text::length_utf8(word);
        if (!first && column + 1 + length > width) {
            to += '\n';
            to.append(indent, ' ');
            column = indent;
        } else if (!first) {
            to += ' ';
            ++column;
        }
        to += word;
        column += length;
        first = false;
    }
    to += '\n';
}

void entry(std::string& to, std::string_view name, std::string_view text, std::size_t column, std::size_t indent) {
    to.append(indent, ' ');
    to += name;
    const std::size_t end = indent + text::length_utf8(name);
    if (text.empty()) {
        to += '\n';
        return;
    }
    if (end + 2 > column) {
        to += '\n';
        to.append(column, ' ');
    } else {
        to.append(column - end, ' ');
    }
    wrap(to, text, column, column);
}

std::string human_size(std::uint64_t bytes) {
    if (bytes == 1) return "1 byte";
    if (bytes < 1000) return fmt::format("{} bytes", bytes);
    constexpr std::array<std::string_view, 6> units{"kB", "MB", "GB", "TB", "PB", "EB"};
    double size = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (size >= 999.95 && unit + 1 < units.size()) {
        size /= 1000;
        ++unit;
    }
    return fmt::format("{:.1f} {}", size, units.at(unit));
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string padded(std::string_view s, std::size_t width) {
    std::string result(s);
    const std::size_t length = text::length_utf8(s);
    if (length < width) result.append(width - length, ' ');
    return result;
}

std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t indent, std::size_t gap) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], text::length_utf8(row[i]));
    }
    std::string result;
    for (const auto& row : rows) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == 0) {
                line += padded(row[i], widths[i]);
            } else {
                line.append(gap + widths[i] - text::length_utf8(row[i]), ' ');
                line += row[i];
            }
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line;
        result += '\n';
    }
    return result;
}

}  // namespace blogferry::report
