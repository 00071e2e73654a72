#include <algorithm>

#include "text/blogger.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view white_space = " \t\r\n\f";
constexpr std::string_view name_ends = " \t\r\n\f/>";
constexpr std::string_view more = "more";

bool is_white_space(char c) { return white_space.find(c) != npos; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A place in HTML that only moves forward.
struct Cursor {
    std::string_view html;
    std::size_t at = 0;

    bool done() const { return at >= html.size(); }
    char peek(std::size_t ahead = 0) const { return at + ahead < html.size() ? html[at + ahead] : '\0'; }
    void move_to(std::size_t offset) { at = std::min(offset, html.size()); }
    void skip(std::size_t count) { move_to(at + count); }
    void skip_white_space() { move_to(html.find_first_not_of(white_space, at)); }
    /// Moves to `end` (npos: to the end) and gives what lies between.
    std::string_view take_to(std::size_t end) {
        const std::size_t start = at;
        move_to(end);
        return html.substr(start, at - start);
    }
};

struct StartTag {
    std::string_view name;
    bool named_more = false;
    bool closes_itself = false;
};

/// From the "<" past the ">", as browsers read it: a ">" or "<" in a quoted value is text.
StartTag start_tag(Cursor& cursor) {
    StartTag tag;
    cursor.skip(1);
    tag.name = cursor.take_to(cursor.html.find_first_of(name_ends, cursor.at));
    bool has_name = false;
    std::size_t last_end = cursor.at;
    while (const auto attribute = next_attribute(cursor.html, cursor.at)) {
        last_end = attribute->end;
        tag.closes_itself = false;
        if (has_name || !equal_ignoring_case(attribute->name, "name")) continue;  // the first of two counts
        has_name = true;
        tag.closes_itself = attribute->value == "more/";  // <a name=more/>: strictly a value, but meant as an end
        tag.named_more = attribute->value == more || tag.closes_itself;
    }
    if (cursor.at > last_end) tag.closes_itself = cursor.peek() == '>' && cursor.html[cursor.at - 1] == '/';
    if (cursor.done()) tag.named_more = false;  // the tag never ends: all the text behind it would go with the break
    cursor.skip(1);
    return tag;
}

/// "</a>" after nothing but white space.
bool take_anchor_end(Cursor& cursor) {
    Cursor ahead = cursor;
    ahead.skip_white_space();
    if (!equal_ignoring_case(ahead.html.substr(ahead.at, 3), "</a")) return false;
    ahead.skip(3);
    ahead.skip_white_space();
    if (ahead.peek() != '>') return false;
    ahead.skip(1);
    cursor = ahead;
    return true;
}

/// Past the text of a script or style, which is not HTML.
void skip_raw_text(Cursor& cursor, std::string_view element) {
    while (!cursor.done()) {
        cursor.move_to(cursor.html.find("</", cursor.at));
        cursor.skip(2);
        if (equal_ignoring_case(cursor.html.substr(cursor.at, element.size()), element)) return;
    }
}

std::optional<JumpBreak> anchor_break(Cursor& cursor) {
    const std::size_t start = cursor.at;
    const StartTag tag = start_tag(cursor);
    if (equal_ignoring_case(tag.name, "script") || equal_ignoring_case(tag.name, "style")) {
        skip_raw_text(cursor, tag.name);
    }
    if (!tag.named_more || !equal_ignoring_case(tag.name, "a")) return std::nullopt;
    // An anchor around text is somebody's own: a break in its place would leave the text and an end tag behind.
    if (!take_anchor_end(cursor) && !tag.closes_itself) return std::nullopt;
    return JumpBreak{start, cursor.at - start, false};
}

/// <!--more-->, <!-- more -->, <!--more any text-->.
std::optional<JumpBreak> comment_break(Cursor& cursor) {
    const std::size_t start = cursor.at;
    const std::size_t end = cursor.html.find("-->", start + 2);  // <!--> and <!---> are whole comments
    cursor.move_to(end == npos ? npos : end + 3);
    if (end == npos || end < start + 4) return std::nullopt;
    const std::string_view text = cursor.html.substr(start + 4, end - start - 4);
    const bool with_text = text.starts_with(more) && text.size() > more.size() && is_white_space(text[more.size()]);
    if (trim(text) != more && !with_text) return std::nullopt;
    // WordPress wants the word first and everything on one line.
    const bool wordpress = text.starts_with(more) && text.find('\n') == npos;
    return JumpBreak{start, cursor.at - start, wordpress};
}

/// Most bodies have no break and are done here: somewhere "more" must follow a quote, "=" or "--".
bool may_have_break(std::string_view html) {
    for (std::size_t at = html.find(more); at != npos; at = html.find(more, at + more.size())) {
        const std::size_t before = at == 0 ? npos : html.find_last_not_of(white_space, at - 1);
        if (before != npos && std::string_view("\"'=-").find(html[before]) != npos) return true;
    }
    return false;
}

}  // namespace

std::optional<JumpBreak> jump_break(std::string_view html) {
    if (!may_have_break(html)) return std::nullopt;
    Cursor cursor{html};
    for (cursor.move_to(html.find('<')); !cursor.done(); cursor.move_to(html.find('<', cursor.at))) {
        std::optional<JumpBreak> found;
        if (html.substr(cursor.at).starts_with("<!--")) {
            found = comment_break(cursor);
        } else if (is_letter(cursor.peek(1))) {
            found = anchor_break(cursor);
        } else {
            cursor.skip(1);
        }
        if (found) return found;
    }
    return std::nullopt;
}

}  // namespace blogferry::text
