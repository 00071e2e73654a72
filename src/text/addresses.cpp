#include "text/addresses.hpp"

#include <algorithm>

#include "text/strings.hpp"

namespace blogferry::text {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
// Letters of other alphabets, too, as bytes.
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_local(char c) { return is_word(c) || std::string_view("._%+-'").find(c) != std::string_view::npos; }
bool is_domain(char c) { return is_word(c) || c == '.' || c == '-'; }

// The longest beginning of a text that could be a domain; empty if there is none with a point in it.
std::string_view domain_at(std::string_view text) {
    auto end = std::find_if_not(text.begin(), text.end(), is_domain);
    while (end != text.begin() && !is_word(end[-1])) --end;
    const std::string_view domain = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const std::size_t dot = domain.find('.');
    return dot == std::string_view::npos || dot == 0 ? std::string_view() : domain;
}

bool is_ipv4(std::string_view word) {
    const std::vector<std::string_view> parts = split(word, '.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               return part.size() <= 3 && integer(part).value_or(256) <= 255;
           });
}

// Eight groups, or fewer where "::" stands for the rest. A time of day has no more than three.
bool is_ipv6(std::string_view word) {
    const std::vector<std::string_view> groups = split(word, ':');
    const bool cut = word.find("::") != std::string_view::npos;
    const auto digits = std::count_if(word.begin(), word.end(), is_hex);
    return (groups.size() == 8 || (cut && groups.size() >= 3 && groups.size() <= 8 && digits > 0)) &&
           std::all_of(groups.begin(), groups.end(), [](std::string_view group) {
               return group.size() <= 4 && std::all_of(group.begin(), group.end(), is_hex);
           });
}

// True if one of the runs of certain characters is what is looked for. Points and colons at their ends are the
// sentence's.
bool any_run(std::string_view text, bool (*part)(char), bool (*sought)(std::string_view), std::string_view edges) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && part(text[end])) ++end;
        std::string_view run = text.substr(at, end - at);
        const bool inside_word = (at > 0 && is_word(text[at - 1])) || (end < text.size() && is_word(text[end]));
        while (!run.empty() && edges.find(run.back()) != std::string_view::npos && !run.ends_with("::"))
            run.remove_suffix(1);
        if (!inside_word && sought(run)) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace

std::optional<MailAddress> find_mail_address(std::string_view text) {
    for (std::size_t at = 0; (at = text.find_first_of("@%", at)) != std::string_view::npos; ++at) {
        const std::size_t length = text[at] == '@' ? 1 : text.substr(at).starts_with("%40") ? 3 : 0;
        if (length == 0) continue;
        std::size_t begin = at;
        while (begin > 0 && is_local(text[begin - 1])) --begin;
        const std::string_view domain = domain_at(text.substr(at + length));
        if (begin < at && !domain.empty()) return MailAddress{begin, text.substr(begin, at - begin), domain};
    }
    return std::nullopt;
}

bool has_ip_address(std::string_view text) {
    return any_run(
               text, [](char c) { return is_digit(c) || c == '.'; }, is_ipv4, ".") ||
           any_run(
               text, [](char c) { return is_hex(c) || c == ':'; }, is_ipv6, ":");
}

}  // namespace blogferry::text
