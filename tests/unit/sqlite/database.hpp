// Looking into a finished database with SQLite's own interface, not with the code under test.
#pragma once

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace sample {

/// Cells as text; NULL is "NULL".
using Row = std::vector<std::string>;

class Database {
public:
    explicit Database(const std::string& file) {
        if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) fail();
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    std::vector<Row> rows(const std::string& sql) const {
        Query query(*this, sql);
        std::vector<Row> all;
        int result = 0;
        while ((result = sqlite3_step(query.statement)) == SQLITE_ROW) all.push_back(query.row());
        if (result != SQLITE_DONE) fail();
        return all;
    }

    /// The first cell of the first row.
    std::string cell(const std::string& sql) const { return rows(sql).at(0).at(0); }

    std::vector<std::string> columns(const std::string& sql) const {
        Query query(*this, sql);
        std::vector<std::string> names;
        for (int i = 0; i < sqlite3_column_count(query.statement); ++i) {
            names.emplace_back(sqlite3_column_name(query.statement, i));
        }
        return names;
    }

private:
    struct Query {
        Query(const Database& database, const std::string& sql) {
            if (sqlite3_prepare_v2(database.handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
                database.fail();
        }
        ~Query() { sqlite3_finalize(statement); }
        Query(const Query&) = delete;
        Query& operator=(const Query&) = delete;

        Row row() const {
            Row cells;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
                const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
                cells.push_back(bytes == nullptr ? "NULL" : std::string(bytes, size));
            }
            return cells;
        }

        sqlite3_stmt* statement = nullptr;
    };

    [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(handle_)); }

    sqlite3* handle_ = nullptr;
};

}  // namespace sample
