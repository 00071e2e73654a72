#include "wxr/authors.hpp"

#include <fmt/format.h>

#include "sanitize.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t longest_display_name = 250;  // characters
constexpr std::size_t room_for_number = 8;

std::string entity_of(const Person& person) { return fmt::format("author \"{}\"", text::printable(person.name, 60)); }

}  // namespace

Authors::Authors(const std::vector<Person>& persons, AuthorMap map, Diagnostics& diagnostics)
    : map_(std::move(map)), diagnostics_(diagnostics) {
    for (const AuthorMap::Account& account : map_.accounts()) logins_.insert(text::lower(account.login));
    // First those with a profile, so that a bare name finds its owner; and of the names of one profile that which has a
    // row.
    for (const Person& person : persons) {
        if (!person.id.empty() && map_.find(person) != nullptr) find(person);
    }
    for (const Person& person : persons) {
        if (!person.id.empty()) find(person);
    }
    for (const Person& person : persons) find(person);
    // The address may be known from some of the posts only.
    for (const Person& person : persons) {
        Author& author = authors_[place(person)];
        if (author.email.empty()) author.email = email(person);
    }
    map_.report_unused(persons, diagnostics_);
}

std::size_t Authors::place(const Person& person) {
    const auto found = known(person);
    return found ? *found : add(person);
}

std::optional<std::size_t> Authors::known(const Person& person) const {
    const auto& index = person.id.empty() ? by_name_ : by_id_;
    const auto found = index.find(person.id.empty() ? person.name : person.id);
    return found == index.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Authors::add(const Person& person) {
    static const AuthorMap::Account undecided;
    const AuthorMap::Account* const decided = map_.find(person);
    if (map_.given() && decided == nullptr) {
        diagnostics_.report(Rule::wxr_map_missing, {}, entity_of(person), "name",
                            "is not in the file of authors; gets a login as without one");
    }
    if (decided != nullptr && !decided->login.empty()) {
        const auto [first, is_new] = by_decided_login_.emplace(decided->login, First{authors_.size(), person.name});
        if (!is_new) {
            diagnostics_.report(
                Rule::wxr_joined, {}, entity_of(person), "login",
                fmt::format("becomes one with \"{}\", login \"{}\", as the file of authors says; posts keep the "
                            "name in their custom field blogger_author",
                            text::printable(first->second.name, 60), decided->login));
            return remember(person, first->second.place);
        }
    }
    authors_.push_back(made(person, decided != nullptr ? *decided : undecided));
    return remember(person, authors_.size() - 1);
}

std::size_t Authors::remember(const Person& person, std::size_t place) {
    if (!person.id.empty()) by_id_.emplace(person.id, place);
    by_name_.emplace(person.name, place);
    return place;
}

Author Authors::made(const Person& person, const AuthorMap::Account& decided) {
    Author author{decided.login, {}, decided.email};
    bool as_expected = true, cut = false;
    if (author.login.empty()) author.login = login(person.name, as_expected);
    if (!as_expected) {
        diagnostics_.report(Rule::wxr_login_made, {}, entity_of(person), "name",
                            fmt::format("the login is \"{}\"; the name is kept for display", author.login));
    }
    const std::string& name = decided.display_name.empty() ? person.name : decided.display_name;
    author.display_name = stored_name(name, {.characters = longest_display_name}, cut);
    if (cut) {
        diagnostics_.report(Rule::wxr_field_cut, {}, entity_of(person), "name",
                            fmt::format("cut to {} characters, all that WordPress holds; whole in the custom field "
                                        "blogger_author of posts",
                                        longest_display_name));
    }
    return author;
}

std::string Authors::email(const Person& person) {
    if (!person.email || person.email->empty() || shared_email(*person.email)) return {};
    if (stored_email(*person.email)) return *person.email;
    diagnostics_.report(
        Rule::wxr_field_cut, {}, entity_of(person), "email",
        "left out an address that WordPress would not keep, or lose the author for; kept in the custom field "
        "blogger_author_profile of posts");
    return {};
}

std::string Authors::login(const std::string& name, bool& as_expected) {
    const std::string slug = text::slugify(name, false);
    std::string base(text::cut_utf8(slug, longest_login - room_for_number));
    while (base.ends_with('-')) base.pop_back();
    if (base.empty()) base = "author";
    std::string candidate = base;
    for (unsigned& number = next_number_.emplace(base, 2).first->second; !logins_.insert(candidate).second; ++number)
        candidate = fmt::format("{}-{}", base, number);
    as_expected = candidate == slug;
    return candidate;
}

}  // namespace blogferry::wxr
