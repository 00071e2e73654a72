#include <fmt/format.h>

#include <algorithm>

#include "sanitize.hpp"
#include "table.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "wxr/authors.hpp"

namespace blogferry::wxr {
namespace {

enum Column : std::size_t { name, login, email, display_name, posts, profile };

constexpr std::string_view login_rule =
    "WordPress keeps logins of up to 50 ASCII letters, digits and . _ - @, single blanks between them";

bool letter_of_login(char c) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return plain || std::string_view("._-@ ").find(c) != std::string_view::npos;
}

std::string checked_login(const Cell& cell) {
    const std::string_view given = text::trim(cell.value);
    const bool plain = std::all_of(given.begin(), given.end(), letter_of_login);
    // A login without a letter or digit leaves nothing for the address of the author's page.
    const bool empty = given.find_first_not_of("._-@ ") == std::string_view::npos;
    if (!plain || (empty && !given.empty()) || given.find("  ") != std::string_view::npos) {
        refuse(cell, fmt::format("WordPress would not keep the login \"{}\"", text::printable(given, 60)),
               std::string(login_rule));
    }
    if (given.size() > longest_login) {
        refuse(cell, fmt::format("the login \"{}\" has {} characters", text::printable(given, 60), given.size()),
               std::string(login_rule));
    }
    return std::string(given);
}

std::string checked_email(const Cell& cell) {
    const std::string_view given = text::trim(cell.value);
    if (given.empty()) return {};
    if (shared_email(given)) {
        refuse(cell, fmt::format("{} is nobody's address: Blogger writes it for everybody", given),
               "leave the cell empty");
    }
    if (!stored_email(given)) {
        refuse(cell, fmt::format("WordPress would not keep the address \"{}\"", text::printable(given, 120)),
               "give an address such as mira@harbour.example, of up to 100 bytes, or leave the cell empty");
    }
    return std::string(given);
}

// What two rows of one login say about one thing.
void agree(std::string& known, const std::string& said, const Cell& cell, std::string_view column,
           std::string_view login) {
    if (known.empty()) known = said;
    if (!said.empty() && said != known) {
        refuse(cell,
               fmt::format("the login \"{}\" has another {} above: \"{}\"", login, column, text::printable(known, 60)),
               "one author has one; leave the cell empty, or give a login of its own");
    }
}

}  // namespace

// By lower-case login: where its account is.
struct AuthorMap::Logins {
    std::map<std::string, std::size_t> places;
};

AuthorMap::AuthorMap(const std::string& path, Context& context) : given_(true) {
    const Table table(path, author_columns, context);
    Logins logins;
    for (const std::vector<Cell>& cells : table.rows()) add(cells, logins);
}

void AuthorMap::add(const std::vector<Cell>& cells, Logins& logins) {
    const Row row{accounts_.size(), cells[name].at};
    const auto [known, is_new] = rows_.try_emplace({cells[name].value, cells[profile].value}, row);
    if (!is_new) {
        refuse(
            cells[name],
            fmt::format("\"{}\" is in line {} already", text::printable(cells[name].value, 60), known->second.at.line),
            "leave one of the two");
    }
    const std::string wanted = checked_login(cells[login]);
    if (!wanted.empty()) {
        const auto [same, fresh] = logins.places.emplace(text::lower(wanted), accounts_.size());
        if (!fresh) known->second.account = same->second;
        const std::string& spelled = fresh ? wanted : accounts_[same->second].login;
        if (spelled != wanted) {
            refuse(cells[login],
                   fmt::format("the logins \"{}\" and \"{}\" differ only in case, which WordPress takes for one",
                               spelled, wanted),
                   "write them alike to make one author of both, or choose another");
        }
    }
    if (known->second.account == accounts_.size()) accounts_.push_back({wanted, {}, {}});
    Account& account = accounts_[known->second.account];
    agree(account.email, checked_email(cells[email]), cells[email], "address", wanted);
    agree(account.display_name, cells[display_name].value, cells[display_name], "display name", wanted);
}

const AuthorMap::Account* AuthorMap::find(const Person& person) const {
    auto found = rows_.find({person.name, person.id});
    if (found == rows_.end()) found = rows_.find({person.name, {}});
    return found == rows_.end() ? nullptr : &accounts_[found->second.account];
}

void AuthorMap::report_unused(const std::vector<Person>& persons, Diagnostics& diagnostics) const {
    std::set<std::pair<std::string_view, std::string_view>> there;
    for (const Person& person : persons) {
        there.emplace(person.name, person.id);
        there.emplace(person.name, std::string_view());
    }
    for (const auto& [who, row] : rows_) {
        if (there.contains({who.first, who.second})) continue;
        diagnostics.report(Rule::wxr_map_unused, row.at, fmt::format("author \"{}\"", text::printable(who.first, 60)),
                           "name", "the blog has no such author; the row changes nothing");
    }
}

}  // namespace blogferry::wxr
