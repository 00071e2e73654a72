#include "persons.hpp"

#include "words.hpp"

namespace blogferry::sqlite {

namespace {

constexpr std::size_t most_known_bytes = 4 * 1024 * 1024;
constexpr std::size_t bytes_per_entry = 96;  // a node, its string's header, its share of the buckets

/// Length before text: no text can look like the end of another.
void append_part(std::string& to, const std::string& text) {
    to += std::to_string(text.size());
    to += ':';
    to += text;
}

void append_part(std::string& to, const std::optional<std::string>& text) {
    if (text) {
        append_part(to, *text);
    } else {
        to += '-';
    }
}

void fingerprint(std::string& to, const Person& person) {
    to.assign(1, static_cast<char>('0' + static_cast<int>(person.kind)));
    append_part(to, person.id);
    append_part(to, person.name);
    append_part(to, person.uri);
    append_part(to, person.email);
    append_part(to, person.avatar);
}

void fingerprint(std::string& to, const Category& category) {
    to.clear();
    append_part(to, category.term);
    append_part(to, category.label);
    append_part(to, category.scheme);
}

void bind(SQLite::Statement& statement, int index, const std::optional<std::string>& text) {
    if (text) {
        statement.bindNoCopy(index, *text);
    } else {
        statement.bind(index);
    }
}

}  // namespace

Persons::Persons(SQLite::Database& database)
    : database_(database), insert_(database, "persons", "id, kind, name, profile_id, uri, email, avatar") {}

std::int64_t Persons::key_of(const Person& person) {
    fingerprint(fingerprint_, person);
    if (const auto found = known_.find(fingerprint_); found != known_.end()) return found->second;
    const std::optional<std::int64_t> written = search_ ? look_up(person) : std::nullopt;
    const std::int64_t key = written ? *written : add(person);
    remember(key);
    return key;
}

std::optional<std::int64_t> Persons::look_up(const Person& person) {
    search_->bindNoCopy(1, person.name);
    search_->bindNoCopy(2, person.id);
    bind(*search_, 3, person.uri);
    search_->bindNoCopy(4, word(person.kind));
    bind(*search_, 5, person.email);
    bind(*search_, 6, person.avatar);
    std::optional<std::int64_t> key;
    if (search_->executeStep()) key = search_->getColumn(0).getInt64();
    search_->reset();
    return key;
}

std::int64_t Persons::add(const Person& person) {
    insert_.integer(++last_).word(word(person.kind)).text(person.name).text(person.id);
    insert_.text(person.uri).text(person.email).text(person.avatar).run();
    return last_;
}

void Persons::remember(std::int64_t key) {
    if (known_bytes_ > most_known_bytes) forget_all();
    known_.emplace(fingerprint_, key);
    known_bytes_ += fingerprint_.size() + bytes_per_entry;
}

void Persons::forget_all() {
    known_.clear();
    known_bytes_ = 0;
    if (search_) return;
    database_.exec("CREATE INDEX persons_name ON persons (name, profile_id, uri)");
    search_.emplace(database_,
                    "SELECT id FROM persons WHERE name = ? AND profile_id = ? AND uri IS ?"
                    " AND kind = ? AND email IS ? AND avatar IS ?");
}

Categories::Categories(SQLite::Database& database) : insert_(database, "categories", "id, term, label, scheme") {}

std::int64_t Categories::key_of(const Category& category) {
    fingerprint(fingerprint_, category);
    const auto key = static_cast<std::int64_t>(known_.size()) + 1;
    const auto [entry, added] = known_.try_emplace(fingerprint_, key);
    if (added) insert_.integer(key).text(category.term).text(category.label).text(category.scheme).run();
    return entry->second;
}

}  // namespace blogferry::sqlite
