/// A CSV file that somebody edited: one header, named columns, and a clear word about what is wrong and where.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/context.hpp"
#include "blogferry/diagnostics.hpp"
#include "text/csv.hpp"

namespace blogferry::wxr {

struct Cell {
    std::string value;  ///< without the apostrophe that guards formulas
    Location at;
};

class Table {
public:
    /// Reads a file whose header names some of `columns`, in any order; the first of them has to be there.
    /// @throws Error input_not_found; usage, with its place
    Table(const std::string& path, std::span<const std::string_view> columns, Context& context);

    /// Rows as cells in the order of `columns`; a column that the file has not is empty in all of them.
    const std::vector<std::vector<Cell>>& rows() const { return rows_; }

private:
    std::vector<std::size_t> header(const text::CsvRow& names, std::span<const std::string_view> columns) const;
    void row(const text::CsvRow& fields, const std::vector<std::size_t>& order, std::size_t columns);
    Location place(const text::CsvField& field) const { return {input_, field.line, field.column, 0}; }

    std::uint32_t input_ = 0;
    std::vector<std::vector<Cell>> rows_;
};

/// Error usage at a cell.
[[noreturn]] void refuse(const Cell& cell, const std::string& what, std::string hint);

}  // namespace blogferry::wxr
