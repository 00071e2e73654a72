#include "markup.hpp"

#include <algorithm>

#include "scan.hpp"
#include "text/html.hpp"
#include "xml/cursor.hpp"

namespace blogferry::xml {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Whether a text has escaped tags: "&lt;p>", "&lt;/b&gt;".
bool has_escaped_tags(std::string_view text) {
    constexpr std::string_view less = "&lt;";
    for (std::size_t at = text.find(less); at != npos; at = text.find(less, at + less.size())) {
        const char next = at + less.size() < text.size() ? text[at + less.size()] : ' ';
        if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!') return true;
    }
    return false;
}

// Behind the ">" of the tag that begins `rest`.
std::size_t tag_size(std::string_view rest) {
    char quote = 0;
    return static_cast<std::size_t>(through_tag(rest.data() + 1, rest.data() + rest.size(), quote) - rest.data()) + 1;
}

// A tag without the prefix of its name, and without what declares prefixes.
void append_tag(std::string& to, std::string_view tag) {
    const std::size_t begin = tag.starts_with("</") ? 2 : 1;
    const std::size_t end = std::min(tag.find_first_of(" \t\r\n/>", begin), tag.size());
    const std::string_view name = tag.substr(begin, end - begin);
    to.append(tag.substr(0, begin)).append(name.substr(name.find(':') + 1));  // npos + 1 == 0
    std::size_t copied = end;
    for (std::size_t at = end;;) {
        const auto attribute = text::next_attribute(tag, at);
        if (!attribute) break;
        if (!attribute->name.starts_with("xmlns:")) continue;
        const std::size_t blank = tag.find_last_not_of(" \t\r\n", attribute->begin - 1) + 1;
        to.append(tag.substr(copied, blank - copied));
        copied = attribute->end;
    }
    to.append(tag.substr(copied));
}

}  // namespace

std::string html_source(std::string_view inside, Markup kind) {
    constexpr std::string_view section = "<![CDATA[", comment = "<!--", instruction = "<?";
    const bool decode = kind == Markup::unescaped_html && has_escaped_tags(inside);
    std::string html;
    html.reserve(inside.size());
    while (!inside.empty()) {
        const std::size_t text = std::min(inside.find('<'), inside.size());
        if (decode)
            append_decoded(html, inside.substr(0, text), false);
        else
            html.append(inside.substr(0, text));
        inside.remove_prefix(text);
        if (inside.empty()) break;
        std::size_t size = 0;
        if (inside.starts_with(section)) {
            const std::string_view content = inside.substr(section.size(), inside.find("]]>") - section.size());
            html.append(kind == Markup::xhtml ? text::escaped(content) : std::string(content));
            size = section.size() + content.size() + 3;
        } else if (inside.starts_with(comment) || inside.starts_with(instruction)) {
            const std::string_view end = inside[1] == '!' ? "-->" : "?>";
            size = std::min(inside.find(end), inside.size() - end.size()) + end.size();
            html.append(inside.substr(0, size));
        } else {
            size = tag_size(inside);
            append_tag(html, inside.substr(0, size));
        }
        inside.remove_prefix(std::min(size, inside.size()));
    }
    return html;
}

}  // namespace blogferry::xml
