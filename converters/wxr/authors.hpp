/// Authors as WordPress users: a login in ASCII, the real name for display.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry::wxr {

struct Author {
    std::string login;  ///< [a-z0-9-], at most 50, unique
    std::string display_name;
    std::string email;  ///< empty unless real
};

/// Persons with the same profile are one author; so are persons without one who have the same name.
class Authors {
public:
    Authors(const std::vector<Person>& persons, Diagnostics& diagnostics);

    const std::vector<Author>& declared() const { return authors_; }
    const Author& find(const Person& person);

private:
    const Author* known(const Person& person) const;
    const Author& add(const Person& person);
    std::string login(const std::string& name, bool& as_expected);

    Diagnostics& diagnostics_;
    std::vector<Author> authors_;
    std::map<std::string, std::size_t, std::less<>> by_id_, by_name_;
    std::set<std::string, std::less<>> logins_{"admin"};  // nearly every site has one, and it would not be taken
};

}  // namespace blogferry::wxr
