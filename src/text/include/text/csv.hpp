/// CSV as RFC 4180 has it, read with the place of every field, and written so that spreadsheets may open it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::text {

struct CsvField {
    std::string value;
    std::size_t line = 1, column = 1;  ///< where it begins; columns in bytes, a byte order mark not counted
};
using CsvRow = std::vector<CsvField>;

struct CsvFault {
    std::size_t line = 1, column = 1;
    std::string_view what;  ///< "a quote is never closed"
};

/// All rows up to the end, or to the fault.
struct CsvRows {
    std::vector<CsvRow> rows;
    std::optional<CsvFault> fault;
};

/// Quotes, "" inside quotes, line breaks inside quotes, CRLF or LF; a UTF-8 BOM is skipped. It is a fault if a quote is
/// never closed or text follows a closing quote.
CsvRows csv_rows(std::string_view bytes);
/// The values alone; nullopt for a fault.
std::optional<std::vector<std::vector<std::string>>> csv(std::string_view bytes);

/// Appends a row that ends in CR LF, with quotes where there have to be.
void append_csv_row(std::string& to, std::span<const std::string> values);

/// A value for a cell of a spreadsheet: one that would be taken for a formula (it begins with = + - @ TAB CR) gets an
/// apostrophe in front; so does one that looks as if it had been given some, for unguarded() to take off.
std::string guarded(std::string_view value);
/// The value that guarded() was given, or one that nobody guarded.
std::string_view unguarded(std::string_view value);

}  // namespace blogferry::text
