/// One prepared INSERT.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::sqlite {

/// Values are bound one after another, in the order of the columns, and then the row is inserted:
///     row.text(post.id).integer(7).run();
/// Text is not copied: what is bound must live until run().
class Insert {
public:
    /// @param columns "id, title, …"; fixed text of ours, never data
    Insert(SQLite::Database& database, std::string_view table, std::string_view columns);

    Insert& text(const std::string& value);
    Insert& text(const std::optional<std::string>& value);
    /// For words that live as long as the program.
    Insert& word(const char* value);
    Insert& integer(std::int64_t value);
    Insert& integer(const std::optional<std::int64_t>& value);
    Insert& real(const std::optional<double>& value);
    /// Three columns: the instant in UTC, the offset as written in minutes, the precision. All NULL without a time.
    Insert& time(const std::optional<Timestamp>& value);
    Insert& null();
    void run();

private:
    SQLite::Statement statement_;
    int columns_;
    int next_ = 1;
    std::array<std::string, 4> instants_;  // the rows with most times, posts, have four
    std::size_t used_instants_ = 0;
};

}  // namespace blogferry::sqlite
