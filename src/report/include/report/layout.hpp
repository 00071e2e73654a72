/// Text that fits a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::report {

inline constexpr std::size_t page_width = 80;

/// Appends `words` to `to`, broken at blanks so that no line is wider than `width`; every line after the first starts
/// with `indent` blanks. The first line is taken to start at `column`. A word wider than a line gets a line of its own.
void wrap(std::string& to, std::string_view words, std::size_t indent, std::size_t column,
          std::size_t width = page_width);

/// One line of a two-column list: `  NAME   TEXT`, the text wrapped under itself. A name too long for its column gets
/// a line of its own.
void entry(std::string& to, std::string_view name, std::string_view text, std::size_t column, std::size_t indent = 2);

/// "812 bytes", "1.8 MB": powers of ten, as file managers and df -H show them.
std::string human_size(std::uint64_t bytes);

/// "1 post", "2 posts".
std::string plural(std::uint64_t count, std::string_view one, std::string_view many);

/// Rows of cells as columns; the first column is flush left, the others flush right.
std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t indent = 2, std::size_t gap = 3);

/// Blanks after `s` up to `width` characters.
std::string padded(std::string_view s, std::size_t width);

}  // namespace blogferry::report
