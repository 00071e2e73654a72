#include "text/html.hpp"

#include <algorithm>

namespace blogferry::text {

std::optional<HtmlAttribute> next_attribute(std::string_view html, std::size_t& at) {
    constexpr std::string_view white_space = " \t\r\n\f";
    const auto found = [html](std::size_t offset) { return std::min(offset, html.size()); };
    const auto is = [html](std::size_t offset, char c) { return offset < html.size() && html[offset] == c; };

    at = found(html.find_first_not_of(" \t\r\n\f/", at));
    if (at == html.size() || html[at] == '>') return std::nullopt;
    HtmlAttribute attribute;
    attribute.begin = at;
    at = found(html.find_first_of(" \t\r\n\f/>=", at + 1));
    attribute.name = html.substr(attribute.begin, at - attribute.begin);
    if (const std::size_t equals = html.find_first_not_of(white_space, at); is(equals, '=')) {
        at = found(html.find_first_not_of(white_space, equals + 1));
        const bool quoted = is(at, '"') || is(at, '\'');
        const std::size_t value = quoted ? at + 1 : at;
        const std::size_t end = found(quoted ? html.find(html[at], value) : html.find_first_of(" \t\r\n\f>", value));
        attribute.value = html.substr(value, end - value);
        at = found(quoted ? end + 1 : end);
    }
    attribute.end = at;
    return attribute;
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '>')
            html += "&gt;";
        else
            html += c;
    }
    return html;
}

}  // namespace blogferry::text
