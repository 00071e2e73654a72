/// Authors as WordPress users: a login in ASCII, the real name for display.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/context.hpp"
#include "blogferry/model.hpp"

namespace blogferry::wxr {

/// Columns of a file of authors. The first says who is meant and, where several accounts have one name, `profile`
/// which; `posts` is for people.
inline constexpr std::string_view author_columns[] = {"name", "login", "email", "display_name", "posts", "profile"};

/// What the user decided about authors: a CSV file with author_columns, all but the first as one likes. An empty cell
/// leaves the choice to the writer; two names with one login become one author.
class AuthorMap {
public:
    AuthorMap() = default;
    /// @throws Error input_not_found; usage, with its place: no such CSV, a name twice, two logins that differ only in
    /// case, a login or an address that WordPress would not keep
    AuthorMap(const std::string& path, Context& context);

    struct Account {
        std::string login, email, display_name;  ///< empty: not decided
    };
    bool given() const { return given_; }
    /// What is decided about a person; nullptr if nothing is.
    const Account* find(const Person& person) const;
    /// Reports the names that none of `persons` has.
    void report_unused(const std::vector<Person>& persons, Diagnostics& diagnostics) const;
    const std::vector<Account>& accounts() const { return accounts_; }

private:
    struct Row {
        std::size_t account = 0;
        Location at;
    };
    struct Logins;
    void add(const std::vector<struct Cell>& cells, Logins& logins);

    bool given_ = false;
    std::vector<Account> accounts_;
    std::map<std::pair<std::string, std::string>, Row> rows_;  // by name and profile
};

struct Author {
    std::string login;  ///< [a-z0-9-], at most 50, unique; or the user's choice
    std::string display_name;
    std::string email;  ///< empty unless real
};

/// Persons with the same profile are one author; so are persons without one who have the same name.
class Authors {
public:
    Authors(const std::vector<Person>& persons, AuthorMap map, Diagnostics& diagnostics);

    const std::vector<Author>& declared() const { return authors_; }
    const Author& find(const Person& person) { return authors_[place(person)]; }
    /// Where the author of a person stands in declared().
    std::size_t place(const Person& person);

private:
    std::optional<std::size_t> known(const Person& person) const;
    std::size_t add(const Person& person);
    std::size_t remember(const Person& person, std::size_t place);
    Author made(const Person& person, const AuthorMap::Account& decided);
    std::string login(const std::string& name, bool& as_expected);
    std::string email(const Person& person);

    AuthorMap map_;
    Diagnostics& diagnostics_;
    std::vector<Author> authors_;
    std::map<std::string, std::size_t, std::less<>> by_id_, by_name_;
    struct First {
        std::size_t place;
        std::string name;
    };
    std::map<std::string, First> by_decided_login_;       // who had it first
    std::set<std::string, std::less<>> logins_{"admin"};  // nearly every site has one, and it would not be taken
    std::map<std::string, unsigned> next_number_;         // by what several logins would be without one
};

}  // namespace blogferry::wxr
