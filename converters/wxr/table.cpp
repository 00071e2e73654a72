#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "blogferry/format.hpp"
#include "blogferry/io.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

Error empty(std::uint32_t input) {
    return {Rule::usage, {input, 1, 1, 0}, "the mapping is empty", "its first line names its columns"};
}

std::unique_ptr<Input> open(const std::string& path, Context& context) {
    if (path == "-") throw Error(Rule::usage, "a mapping cannot come from standard input", "name its file");
    try {
        return Input::open(path, context);
    } catch (const Error& error) {
        if (error.rule() != Rule::input_empty) throw;
        Error of_mapping = empty(error.at().input);
        of_mapping.input = error.input;
        throw of_mapping;
    }
}

bool blank(const text::CsvRow& fields) {
    return std::all_of(fields.begin(), fields.end(),
                       [](const text::CsvField& f) { return text::trim(f.value).empty(); });
}

}  // namespace

Table::Table(const std::string& path, std::span<const std::string_view> columns, Context& context) {
    const auto input = open(path, context);
    input_ = input->number();
    const std::string bytes = input->all(context.limits.record);
    if (const std::size_t bad = text::invalid_utf8(bytes); bad != text::npos) {
        throw Error(Rule::usage, text::moved({input_, 1, 1, 0}, std::string_view(bytes).substr(0, bad)),
                    "the mapping is not UTF-8", "in a spreadsheet save it as \"CSV UTF-8\"");
    }
    const text::CsvRows read = text::csv_rows(bytes);
    if (read.fault) {
        throw Error(Rule::usage, {input_, read.fault->line, read.fault->column, 0},
                    fmt::format("the mapping is no CSV: {}", read.fault->what),
                    "a quote within quotes is written twice, as RFC 4180 has it");
    }
    if (read.rows.empty()) throw empty(input_);  // a byte order mark alone
    const std::vector<std::size_t> order = header(read.rows.front(), columns);
    for (std::size_t i = 1; i < read.rows.size(); ++i) {
        if (!blank(read.rows[i])) row(read.rows[i], order, columns.size());
    }
}

/// The column of the table that each column of the file is.
std::vector<std::size_t> Table::header(const text::CsvRow& names, std::span<const std::string_view> columns) const {
    const std::string all = fmt::format("columns are {}, separated by commas", fmt::join(columns, ", "));
    std::vector<std::size_t> order;
    for (const text::CsvField& field : names) {
        const std::string name = text::lower(text::trim(field.value));
        const auto found = std::find(columns.begin(), columns.end(), name);
        if (found == columns.end()) {
            const std::string near = nearest(name, columns);
            throw Error(Rule::usage, place(field), fmt::format("there is no column \"{}\"", text::printable(name, 60)),
                        near.empty() ? all : fmt::format("did you mean {}? {}", near, all));
        }
        const auto column = static_cast<std::size_t>(found - columns.begin());
        if (std::find(order.begin(), order.end(), column) != order.end()) {
            throw Error(Rule::usage, place(field), fmt::format("the column {} is there twice", name), all);
        }
        order.push_back(column);
    }
    if (std::find(order.begin(), order.end(), 0U) == order.end()) {
        throw Error(Rule::usage, place(names.front()), fmt::format("the column {} is missing", columns.front()), all);
    }
    return order;
}

void Table::row(const text::CsvRow& fields, const std::vector<std::size_t>& order, std::size_t columns) {
    if (fields.size() != order.size()) {
        throw Error(Rule::usage, place(fields.size() > order.size() ? fields[order.size()] : fields.back()),
                    fmt::format("the row has {} values, and the first line {} columns", fields.size(), order.size()),
                    "a value with a comma in it needs quotes around it");
    }
    std::vector<Cell>& cells = rows_.emplace_back(columns, Cell{{}, place(fields.front())});
    for (std::size_t i = 0; i < fields.size(); ++i) {
        cells[order[i]] = {std::string(text::unguarded(fields[i].value)), place(fields[i])};
    }
}

void refuse(const Cell& cell, const std::string& what, std::string hint) {
    throw Error(Rule::usage, cell.at, what, std::move(hint));
}

}  // namespace blogferry::wxr
