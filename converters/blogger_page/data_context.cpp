#include "data_context.hpp"

#include <algorithm>
#include <charconv>

#include "head.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::page {
namespace {

// How the members of the blog begin, with any white space between.
constexpr std::string_view start = "_SetDataContext(";
constexpr std::string_view tokens[] = {"[", "{", "'name'", ":", "'blog'", ",", "'data'", ":", "{"};

// Where they begin, if they do at `at`.
std::size_t behind_tokens(std::string_view source, std::size_t at) {
    for (const std::string_view token : tokens) {
        at = std::min(source.find_first_not_of(" \t\r\n", at), source.size());
        if (!source.substr(at).starts_with(token)) return std::string_view::npos;
        at += token.size();
    }
    return at;
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// A string of JavaScript, with `at` behind its opening quote; it ends behind the closing one.
std::string string_at(std::string_view script, std::size_t& at) {
    std::string value;
    const auto number = [&](std::size_t from, std::size_t digits, int base) {
        std::uint32_t code = 0;
        const std::string_view text = script.substr(std::min(from, script.size()), digits);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code, base);
        if (error != std::errc()) return false;
        const bool scalar = code != 0 && (code < 0xD800 || code > 0xDFFF);
        text::append_utf8(value, scalar ? code : 0xFFFD);
        at = from + static_cast<std::size_t>(end - text.data());
        return true;
    };
    while (at < script.size() && script[at] != '\'') {
        if (script[at] != '\\') {
            value += script[at++];
            continue;
        }
        const char c = at + 1 < script.size() ? script[at + 1] : ' ';
        if (c == 'x' && number(at + 2, 2, 16)) continue;
        if (c == 'u' && number(at + 2, 4, 16)) continue;
        if (is_octal(c) && number(at + 1, 3, 8)) continue;
        value += c == 'n' ? '\n' : c;
        at += 2;
    }
    ++at;
    return value;
}

}  // namespace

std::map<std::string, std::string, std::less<>> data_context(std::string_view source) {
    std::map<std::string, std::string, std::less<>> members;
    std::size_t at = source.find(start);
    if (at != std::string_view::npos) at = behind_tokens(source, at + start.size());
    if (at == std::string_view::npos) return members;
    int depth = 1;  // of braces
    std::string key;
    bool value_next = false;
    while (at < source.size() && depth > 0) {
        const char c = source[at++];
        if (c == '{') ++depth;
        if (c == '}') --depth;
        if (c == ':') value_next = true;
        if (c == ',' || c == '{') value_next = false;
        if (c != '\'') continue;
        std::string text = string_at(source, at);
        if (depth > 1) continue;
        if (value_next)
            members.try_emplace(std::move(key), std::move(text));
        else
            key = std::move(text);
        value_next = false;
    }
    return members;
}

WidgetInit widget_init(std::string_view source) {
    constexpr std::string_view call = "_WidgetManager._Init(";
    WidgetInit init;
    std::size_t at = source.find(call);
    if (at == std::string_view::npos) return init;
    at += call.size();
    std::string arguments[3];
    for (std::string& argument : arguments) {
        at = std::min(source.find_first_not_of(" \t\r\n,", at), source.size());
        if (at == source.size() || source[at] != '\'') break;
        argument = string_at(source, ++at);
    }
    init.blog = is_number(arguments[2]) ? arguments[2] : std::string(number_behind(arguments[0], "blogID="));
    if (const std::string url = text::with_scheme(arguments[1]); text::is_absolute_url(url)) init.url = url;
    return init;
}

}  // namespace blogferry::page
