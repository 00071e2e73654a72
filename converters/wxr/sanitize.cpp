#include "sanitize.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "emitter.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

constexpr bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t character_size(char lead) {
    const auto c = static_cast<unsigned char>(lead);
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

std::string collapsed(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (!blank(c)) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

// Most names: nothing in them that collapsed() or stored_character() would change.
bool stored_as_it_is(std::string_view name) {
    char before = ' ';
    for (const char c : name) {
        const bool special = static_cast<unsigned char>(c) < 0x20 || c == '&' || c == '<' || c == '>' || c == '\\' ||
                             c == '%' || c == '\xEF';
        if (special || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return name.empty() || before != ' ';
}

// The character at `at` as it is to be stored.
std::string_view stored_character(std::string_view text, std::size_t at) {
    switch (text[at]) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '\\': return "&#092;";
        case '%': return text.size() - at > 2 && hex(text[at + 1]) && hex(text[at + 2]) ? "&#037;" : "%";
        default: return text.substr(at, character_size(text[at]));
    }
}

// What WordPress takes for a link: "<a ", with that very blank.
std::size_t find_link(std::string_view html, std::size_t at) {
    for (at = html.find('<', at); at != npos; at = html.find('<', at + 1)) {
        if (text::equal_ignoring_case(html.substr(at, 3), "<a ")) return at;
    }
    return npos;
}

struct Link {
    std::string tag;        // as it is to be stored, without its ">"
    std::size_t end = 0;    // where that is in the HTML
    std::size_t added = 0;  // by WordPress, at most
};

Link stored_link(std::string_view html, std::size_t begin) {
    constexpr std::string_view rel = R"( rel="nofollow ugc")";
    Link link;
    std::optional<text::HtmlAttribute> nofollow;
    bool other_rel = false;
    link.end = begin + 2;
    while (const auto attribute = text::next_attribute(html, link.end)) {
        if (!text::equal_ignoring_case(attribute->name, "rel")) continue;
        if (!nofollow && text::equal_ignoring_case(attribute->value, "nofollow")) {
            nofollow = attribute;
        } else {
            other_rel = true;
        }
    }
    const bool ends = link.end < html.size();
    if (!ends) link.end = std::min(html.find('>', begin), html.size());
    std::string tag(html.substr(begin, link.end - begin));
    const bool one_line = tag.find_first_of("\r\n") == npos;  // WordPress passes over others
    if (nofollow && !other_rel && ends && one_line) {
        const std::size_t at = nofollow->begin - begin;
        tag.erase(at, nofollow->end - nofollow->begin);
        if (tag[at - 1] == ' ' && (at == tag.size() || tag[at] == ' ')) tag.erase(at - 1, 1);
    }
    for (const char c : tag) {
        if (c == '>') {
            link.tag += "&gt;";
        } else {
            link.tag += c;
        }
    }
    link.added = rel.size();
    if (other_rel) {  // quotes around values, and entities in them
        for (const char c : link.tag) link.added += c == '=' ? 2 : std::string_view("&<\"'").find(c) != npos ? 9 : 0;
    }
    return link;
}

}  // namespace

std::string stored_name(std::string_view plain, const Room& room, bool& cut) {
    if (plain.size() <= std::min(room.bytes, room.characters) && stored_as_it_is(plain)) return std::string(plain);
    std::string scratch;
    std::size_t left_out = 0;
    const std::string text = collapsed(xml_text(plain, scratch, left_out));
    std::string result;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); at += character_size(text[at])) {
        const std::string_view next = stored_character(text, at);
        const bool ascii = static_cast<unsigned char>(next.front()) < 0x80;
        characters += ascii ? next.size() : 1;
        if (result.size() + next.size() > room.bytes || characters > room.characters) {
            cut = true;
            break;
        }
        result += next;
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

bool stored_whole(std::string_view name) { return unwritable(name) == 0 && collapsed(name) == name; }

std::size_t unwritable(std::string_view name) {
    std::string scratch;
    std::size_t left_out = 0;
    xml_text(name, scratch, left_out);
    return left_out;
}

std::string stored_comment(std::string_view html, const Room& room, bool& cut) {
    std::string result;
    std::size_t copied = 0, limit = room.bytes;
    for (std::size_t at = find_link(html, 0); at != npos; at = find_link(html, copied)) {
        const Link link = stored_link(html, at);
        result += html.substr(copied, at - copied);
        if (result.size() + link.tag.size() + link.added > limit) {
            cut = true;
            html = html.substr(0, at);
        } else {
            result += link.tag;
            limit -= link.added;
            at = link.end;
        }
        copied = at;
    }
    result += html.substr(copied);
    if (result.size() > limit) {
        cut = true;
        result.resize(text::cut_utf8(result, limit).size());
    }
    return result;
}

bool stored_email(std::string_view address) {
    constexpr std::size_t longest = 100, shortest = 6;
    const auto alphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const std::size_t at = address.find('@');
    if (address.size() < shortest || address.size() > longest || at == npos || at == 0) return false;
    const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
    const bool local_plain = std::all_of(local.begin(), local.end(), [&](char c) {
        return alphanumeric(c) || std::string_view("!#$%&'*+/=?^_`{|}~.-").find(c) != npos;
    });
    const std::vector<std::string_view> parts = text::split(domain, '.');
    return local_plain && parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
               return !part.empty() && !part.starts_with('-') && !part.ends_with('-') &&
                      std::all_of(part.begin(), part.end(), [&](char c) { return alphanumeric(c) || c == '-'; });
           });
}

bool shared_email(std::string_view address) { return text::equal_ignoring_case(address, "noreply@blogger.com"); }

bool looks_serialized(std::string_view value) {
    constexpr std::string_view php_blanks(" \n\r\t\v\0", 6);
    const std::size_t first = value.find_first_not_of(php_blanks);
    if (first == npos) return false;
    value = value.substr(first, value.find_last_not_of(php_blanks) + 1 - first);
    if (value == "N;") return true;
    return value.size() >= 4 && value[1] == ':' && std::string_view("aObsidEC").find(value[0]) != npos &&
           (value.back() == ';' || value.back() == '}');
}

bool counts_as_empty(std::string_view text) {
    std::string scratch;
    std::size_t left_out = 0;
    text = text::trim(xml_text(text, scratch, left_out));
    return text.empty() || text == "0";
}

std::size_t stored_url_size(std::string_view url) {
    const auto count = [url](char c) { return static_cast<std::size_t>(std::count(url.begin(), url.end(), c)); };
    return url.size() + 4 * (count('&') + count('\'')) + 2 * count(' ');
}

bool stored_slug(std::string_view slug) {
    constexpr std::string_view reserved[] = {"0", "feed", "rdf", "rss", "rss2", "atom", "embed"};
    constexpr std::size_t longest = 200;
    const bool own = std::find(std::begin(reserved), std::end(reserved), slug) != std::end(reserved);
    if (own || slug.size() > longest || slug.starts_with('-') || slug.ends_with('-') || slug.find("--") != npos)
        return false;
    for (std::size_t at = 0; at < slug.size(); ++at) {
        const char c = slug[at];
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
        const bool encoded = c == '%' && slug.size() - at > 2 && hex(slug[at + 1]) && hex(slug[at + 2]);
        if (!plain && !encoded) return false;
    }
    return true;
}

std::string percent_encoded(std::string_view slug) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (const char c : slug) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += '%';
            result += digits[byte >> 4U];
            result += digits[byte & 15U];
        }
    }
    return result;
}

}  // namespace blogferry::wxr
