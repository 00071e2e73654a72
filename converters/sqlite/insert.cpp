#include "insert.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "blogferry/diagnostics.hpp"
#include "time/timestamp.hpp"

namespace blogferry::sqlite {

namespace {

int count_columns(std::string_view columns) {
    return 1 + static_cast<int>(std::count(columns.begin(), columns.end(), ','));
}

std::string sql(std::string_view table, std::string_view columns) {
    std::string text = "INSERT INTO ";
    text.append(table).append(" (").append(columns).append(") VALUES (?");
    for (int i = 1; i < count_columns(columns); ++i) text += ",?";
    return text += ')';
}

/// 'YYYY-MM-DD HH:MM:SS.SSS': always as long, so that text compares as time does, and what SQLite's own
/// strftime('%Y-%m-%d %H:%M:%f') gives.
void append_instant(std::string& to, const Timestamp& timestamp) {
    time::append_rfc3339(to, {timestamp.instant, std::chrono::minutes{0}, Precision::millisecond});
    to.at(to.find('T')) = ' ';
    to.pop_back();  // Z
}

}  // namespace

Insert::Insert(SQLite::Database& database, std::string_view table, std::string_view columns)
    : statement_(database, sql(table, columns)), columns_(count_columns(columns)) {}

Insert& Insert::text(const std::string& value) {
    // SQLite counts in int, and takes a negative length for "up to the first NUL".
    if (value.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw Error(Rule::output_failed, "a text of more than 2 GiB does not fit into SQLite",
                    "write another format, such as .ndjson");
    }
    statement_.bindNoCopy(next_++, value);
    return *this;
}

Insert& Insert::text(const std::optional<std::string>& value) { return value ? text(*value) : null(); }

Insert& Insert::word(const char* value) {
    statement_.bindNoCopy(next_++, value);
    return *this;
}

Insert& Insert::integer(std::int64_t value) {
    statement_.bind(next_++, value);
    return *this;
}

Insert& Insert::integer(const std::optional<std::int64_t>& value) { return value ? integer(*value) : null(); }

Insert& Insert::real(const std::optional<double>& value) {
    if (!value) return null();
    statement_.bind(next_++, *value);
    return *this;
}

Insert& Insert::time(const std::optional<Timestamp>& value) {
    if (!value) return null().null().null();
    std::string& instant = instants_.at(used_instants_++);
    instant.clear();
    append_instant(instant, *value);
    text(instant);
    if (value->offset) {
        integer(value->offset->count());
    } else {
        null();
    }
    return word(time::to_string(value->precision).data());  // a literal: ends in NUL
}

Insert& Insert::null() {
    statement_.bind(next_++);
    return *this;
}

void Insert::run() {
    if (next_ != columns_ + 1) throw std::logic_error("a row was bound incompletely: " + statement_.getQuery());
    statement_.exec();
    statement_.reset();
    next_ = 1;
    used_instants_ = 0;
}

}  // namespace blogferry::sqlite
