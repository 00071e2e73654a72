/// Rows that many others point to: each distinct value is written once.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "blogferry/model.hpp"
#include "insert.hpp"

namespace blogferry::sqlite {

/// Writes each distinct person once and knows their keys. A blog can have had more commenters than fit into memory,
/// so the keys kept are bounded; once some were forgotten the table itself is asked, by an index made for that.
class Persons {
public:
    explicit Persons(SQLite::Database& database);

    std::int64_t key_of(const Person& person);

private:
    std::optional<std::int64_t> look_up(const Person& person);
    std::int64_t add(const Person& person);
    void remember(std::int64_t key);
    void forget_all();

    SQLite::Database& database_;
    Insert insert_;
    std::optional<SQLite::Statement> search_;  // made with the first forgetting
    std::unordered_map<std::string, std::int64_t> known_;
    std::size_t known_bytes_ = 0;
    std::string fingerprint_;  // of the person at hand; kept for its capacity
    std::int64_t last_ = 0;
};

/// The same for labels, of which no blog has many.
class Categories {
public:
    explicit Categories(SQLite::Database& database);

    std::int64_t key_of(const Category& category);

private:
    Insert insert_;
    std::unordered_map<std::string, std::int64_t> known_;
    std::string fingerprint_;
};

}  // namespace blogferry::sqlite
