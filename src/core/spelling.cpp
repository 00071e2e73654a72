#include "spelling.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "html/document.hpp"
#include "text/blogger.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"

namespace blogferry {

namespace {

constexpr std::string_view blank = " \t\r\n\f";
constexpr auto npos = std::string_view::npos;

bool is_blank(char c) { return blank.find(c) != npos; }

std::string characters(std::string_view html) {
    std::string result;
    for (const char c : html::decoded(html)) {
        if (!is_blank(c))
            result.push_back(c);
        else if (!result.empty() && result.back() != ' ')
            result.push_back(' ');
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

std::string without_blanks(std::string_view text) {
    std::string result;
    std::copy_if(text.begin(), text.end(), std::back_inserter(result), [](char c) { return !is_blank(c); });
    return result;
}

// A start or end tag in one spelling; "" for a line break, which feeds and pages write differently or not at all.
std::string tag(std::string_view html, std::size_t& at) {
    const std::size_t begin = at++;
    if (at < html.size() && html[at] == '/') ++at;
    at = std::min(html.find_first_of(" \t\r\n\f/>", at), html.size());
    std::string result = text::lower(html.substr(begin, at - begin));
    const bool line_break = result == "<br" || result == "</br";
    std::vector<std::string> attributes;  // their order means nothing
    while (const auto attribute = text::next_attribute(html, at)) {
        std::string value = html::decoded(attribute->value);
        if (value.starts_with("http://")) value.insert(4, "s");
        // How many folders lie between a page of a mirror and its pictures depends on the page.
        std::size_t up = 0;
        while (value.compare(up, 3, "../") == 0) up += 3;
        value.erase(0, up);
        attributes.push_back(' ' + text::lower(attribute->name) + "=\"" + value + '"');
    }
    std::sort(attributes.begin(), attributes.end());
    for (const std::string& attribute : attributes) result += attribute;
    if (at < html.size()) result += html[at++];
    return line_break ? std::string() : result;
}

std::string body(std::string_view html) {
    std::string result;
    for (std::size_t at = 0; at < html.size();) {
        const bool is_tag = html[at] == '<' && at + 1 < html.size() &&
                            (html[at + 1] == '/' || std::isalpha(static_cast<unsigned char>(html[at + 1])) != 0);
        if (is_tag) {
            result += tag(html, at);
            continue;
        }
        const std::size_t end = std::min(html.find('<', at + 1), html.size());
        result += without_blanks(text::escaped(html::decoded(html.substr(at, end - at))));
        at = end;
    }
    return result;
}

bool unreserved(unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
}

// Escapes of what would mean something else stay, in lower case.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view escape = text[i] == '%' ? text.substr(i + 1, 2) : std::string_view();
        unsigned char byte = 0;
        const auto [end, error] = std::from_chars(escape.data(), escape.data() + escape.size(), byte, 16);
        if (escape.size() < 2 || error != std::errc() || end != escape.data() + 2) {
            result.push_back(text[i]);
            continue;
        }
        if (unreserved(byte))
            result.push_back(static_cast<char>(byte));
        else
            result.append("%").append(text::lower(escape));
        i += 2;
    }
    return result;
}

struct Address {
    std::string host, rest;
};

std::string host_of(std::string_view authority, bool secure) {
    std::string host = text::lower(authority);
    const std::string_view port = secure ? ":443" : ":80";
    if (host.ends_with(port)) host.resize(host.size() - port.size());
    // Blogger shows a blog under the name of the reader's country, too.
    constexpr std::string_view blogspot = ".blogspot.";
    if (const std::size_t country = host.find(blogspot); country != npos) host.replace(country, npos, ".blogspot.com");
    return host;
}

std::string query_of(std::string_view query, bool of_comment) {
    std::string result;
    for (const std::string_view part : text::split(query, '&')) {
        const bool redundant = part == "m=1" || part == "m=0" || (of_comment && part.starts_with("showComment="));
        if (!part.empty() && !redundant) result.append(result.empty() ? "?" : "&").append(part);
    }
    return result;
}

// Path, query and fragment.
std::string rest_of(std::string_view url) {
    const std::string_view before = url.substr(0, url.find('#'));
    const std::string_view fragment = url.substr(before.size());
    std::string_view path = before.substr(0, before.find('?'));
    const std::string_view query = path.size() < before.size() ? before.substr(path.size() + 1) : std::string_view();
    while (path.ends_with('/')) path.remove_suffix(1);
    const bool of_comment = fragment.starts_with("#c") && text::integer(fragment.substr(2)).has_value();
    return unescaped(path) + query_of(query, of_comment) + std::string(fragment);
}

Address address_of(std::string_view url) {
    if (url.starts_with('/') && !url.starts_with("//")) return {{}, rest_of(url)};
    const std::size_t slashes = url.find("//");
    const std::string scheme = text::lower(url.substr(0, slashes));
    if (slashes == npos || (!scheme.empty() && scheme != "http:" && scheme != "https:")) return {{}, std::string(url)};
    url.remove_prefix(slashes + 2);
    const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
    return {host_of(authority, scheme == "https:"), rest_of(url.substr(authority.size()))};
}

std::string_view without_www(std::string_view host) { return host.substr(host.starts_with("www.") ? 4 : 0); }

}  // namespace

bool same_text(std::string_view a, std::string_view b) { return a == b || characters(a) == characters(b); }

bool same_body(std::string_view a, std::string_view b) { return a == b || body(a) == body(b); }

bool same_address(std::string_view a, std::string_view b) {
    if (a == b) return true;
    const Address one = address_of(a), other = address_of(b);
    return one.host == other.host && one.rest == other.rest;
}

bool same_but_host(std::string_view a, std::string_view b) {
    const Address one = address_of(a), other = address_of(b);
    if (one.rest != other.rest || one.host.empty() || other.host.empty()) return false;
    constexpr std::string_view blogger = ".blogspot.com";
    return without_www(one.host) == without_www(other.host) ||
           one.host.ends_with(blogger) != other.host.ends_with(blogger);
}

std::string blog_key(std::string_view url) {
    const Address address = address_of(url);
    return std::string(without_www(address.host)) + address.rest;
}

bool is_nobody(std::string_view name) {
    const std::string shown = characters(name);
    return text::anonymous_name(shown) || text::unknown_name(shown);
}

}  // namespace blogferry
