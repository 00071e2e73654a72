#include "authors.hpp"

#include <fmt/format.h>

#include "sanitize.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t longest_login = 50;
constexpr std::size_t longest_display_name = 250;  // characters
constexpr std::size_t longest_email = 100;         // bytes
constexpr std::size_t room_for_number = 8;

}  // namespace

Authors::Authors(const std::vector<Person>& persons, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    for (const Person& person : persons) {  // first those with a profile: a bare name then finds its owner
        if (!person.id.empty()) find(person);
    }
    for (const Person& person : persons) {
        if (person.id.empty()) find(person);
    }
}

const Author& Authors::find(const Person& person) {
    const Author* const author = known(person);
    return author ? *author : add(person);
}

const Author* Authors::known(const Person& person) const {
    const auto& index = person.id.empty() ? by_name_ : by_id_;
    const auto found = index.find(person.id.empty() ? person.name : person.id);
    return found == index.end() ? nullptr : &authors_[found->second];
}

const Author& Authors::add(const Person& person) {
    const std::string entity = fmt::format("author \"{}\"", text::printable(person.name, 60));
    Author author;
    bool as_expected = true, cut = false;
    author.login = login(person.name, as_expected);
    if (!as_expected) {
        diagnostics_.report(Rule::wxr_login_made, {}, entity, "name",
                            fmt::format("the login is \"{}\"; the name is kept for display", author.login));
    }
    author.display_name = stored_name(person.name, {.characters = longest_display_name}, cut);
    if (cut) {
        diagnostics_.report(Rule::wxr_field_cut, {}, entity, "name",
                            fmt::format("cut to {} characters, all that WordPress holds", longest_display_name));
    }
    author.email = person.email.value_or("");
    if (author.email.size() > longest_email) {
        diagnostics_.report(Rule::wxr_field_cut, {}, entity, "email",
                            fmt::format("left out an address of more than {} bytes: WordPress would lose the author",
                                        longest_email));
        author.email.clear();
    }
    if (!person.id.empty()) by_id_.emplace(person.id, authors_.size());
    by_name_.emplace(person.name, authors_.size());
    return authors_.emplace_back(std::move(author));
}

std::string Authors::login(const std::string& name, bool& as_expected) {
    const std::string slug = text::slugify(name, false);
    std::string base(text::cut_utf8(slug, longest_login - room_for_number));
    while (base.ends_with('-')) base.pop_back();
    if (base.empty()) base = "author";
    std::string candidate = base;
    for (unsigned number = 2; !logins_.insert(candidate).second; ++number) candidate = fmt::format("{}-{}", base, number);
    as_expected = candidate == slug;
    return candidate;
}

}  // namespace blogferry::wxr
