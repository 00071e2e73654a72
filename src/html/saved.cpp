#include "html/saved.hpp"

#include <algorithm>

#include "text/html.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "tokens.hpp"

namespace blogferry::html {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool named(const Token& token, std::string_view name) { return text::equal_ignoring_case(token.name, name); }
std::string_view bytes_of(std::string_view source, const Token& token) {
    return source.substr(token.begin, token.end - token.begin);
}

constexpr std::string_view raw_elements[] = {"script", "style",  "textarea", "title",
                                             "xmp",    "iframe", "noembed",  "noframes"};

/// Skips what is no markup, if `token` is the start tag of an element with none.
std::optional<Token> raw_content(Tokens& tokens, const Token& token) {
    if (token.kind != Token::Kind::start_tag) return std::nullopt;
    for (const std::string_view name : raw_elements)
        if (named(token, name)) return tokens.raw(name);
    return std::nullopt;
}

// ---- several documents in one source

/// A tag <html> or </html>.
struct Mark {
    std::size_t at, behind;
    bool start;
    bool doctype = false;      // of a start: a DOCTYPE stands before it
    bool has_title = false;    // of a start: a title or a body begins behind it, before the next start
    std::size_t match = none;  // of a start: its end, in the list
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// Where a document with a DOCTYPE begins in a part of the source; Mark::none if none does.
/// @param quoted whether one may be a script's string, which then is none
std::size_t document_within(std::string_view source, std::size_t at, std::size_t end, bool quoted) {
    constexpr std::size_t max_doctype = 512;
    constexpr std::string_view doctype = "<!doctype html", quotes = "'\"`";
    for (; (at = source.substr(0, end).find("<!", at)) != std::string_view::npos; ++at) {
        if (!text::equal_ignoring_case(source.substr(at, doctype.size()), doctype)) continue;
        const std::size_t close = source.substr(0, at + max_doctype).find('>', at);
        if (close == std::string_view::npos || (quoted && quotes.find(source[at - 1]) != std::string_view::npos))
            continue;
        if (text::equal_ignoring_case(text::trim(source.substr(close + 1, 64)).substr(0, 5), "<html")) return at;
    }
    return Mark::none;
}

std::vector<Mark> marks_in(std::string_view source) {
    std::vector<Mark> marks;
    Tokens tokens(source);
    std::size_t before = 0;  // where comments, blanks and a DOCTYPE begin that stand before a tag
    bool only_before = true, doctype = false;
    constexpr int max_cuts = 64;  // behind each, a part of the source may be looked at again
    int cuts = 0;
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        const std::string_view bytes = bytes_of(source, t);
        const bool start = t.kind == Token::Kind::start_tag, end = t.kind == Token::Kind::end_tag;
        const bool html = (start || end) && named(t, "html");
        if (html && start) marks.push_back({only_before ? before : t.begin, t.end, true, only_before && doctype});
        if (html && end) marks.push_back({t.begin, t.end, false});
        if (start && (named(t, "body") || named(t, "title")) && !marks.empty() && marks.back().start)
            marks.back().has_title = true;
        const bool byte_order_mark = bytes.starts_with("\xEF\xBB\xBF");
        const bool blank =
            t.kind == Token::Kind::characters && text::trim(bytes.substr(byte_order_mark ? 3 : 0)).empty();
        if (!(blank || t.kind == Token::Kind::other)) {
            only_before = html && end;
            before = t.end;
            doctype = false;
        } else if (!only_before) {
            only_before = true;
            before = t.begin;
        }
        if (t.kind == Token::Kind::other && text::equal_ignoring_case(bytes.substr(0, 9), "<!doctype")) doctype = true;
        const auto content = raw_content(tokens, t);
        if (cuts == max_cuts) continue;
        // What was cut off within a tag, a comment or a script takes in the beginning of the next document.
        if (t.kind == Token::Kind::characters || named(t, "iframe")) continue;
        const std::size_t in_tag = document_within(source, t.begin + 1, t.end, false);
        const std::size_t next =
            in_tag != Mark::none || !content ? in_tag : document_within(source, t.end, content->end, true);
        if (next == Mark::none) continue;
        tokens = Tokens(source, next);
        ++cuts;
        only_before = false;
    }
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].start) {
            open.push_back(i);
        } else if (!open.empty()) {
            marks[open.back()].match = i;
            open.pop_back();
        }
    }
    return marks;
}

}  // namespace

// A start without an end was cut off, so what begins behind it is no part of it; one that has an end holds what stands
// between them.
std::vector<Extent> documents(std::string_view source) {
    std::vector<Extent> result = {{0, source.size(), source.size(), false}};
    bool has_title = false, ended = false;
    const std::vector<Mark> marks = marks_in(source);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = marks[i];
        if (mark.start) {
            if (ended || (has_title && mark.doctype && mark.has_title)) {
                result.back().end = mark.at;
                if (!ended) result.back().tail = mark.at;
                result.push_back({mark.at, source.size(), source.size(), false});
                has_title = false;
            }
            ended = false;
            result.back().cut = true;
            has_title = has_title || mark.has_title;
            if (mark.match == Mark::none) continue;
            i = mark.match;
        }
        result.back().tail = marks[i].behind;
        result.back().cut = false;
        ended = true;
    }
    return result;
}

bool ends_in_tag(std::string_view source) {
    Tokens tokens(source);
    Token last;
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        last = t;
        raw_content(tokens, t);
    }
    const std::string_view bytes = bytes_of(source, last);
    return last.kind == Token::Kind::other && !bytes.ends_with('>');
}

namespace {

// ---- archives of the web

/// The length of what an archive puts before an address at `s`: "https://web.archive.org/web/20130501000000im_/"; 0 if
/// there is nothing. In scripts a slash may be written "\/".
std::size_t archive_prefix(std::string_view s) {
    constexpr std::size_t max_path = 80, whole_timestamp = 14;
    std::size_t at = 0;
    const auto slash = [&] {
        if (s.substr(at).starts_with("\\/")) return at += 2, true;
        return at < s.size() && s[at] == '/' && (++at, true);
    };
    if (s.starts_with("https:") || s.starts_with("http:")) at = s.find(':') + 1;
    const std::size_t scheme = at;
    if (!slash()) return 0;
    bool wayback = at > scheme && s.substr(at).starts_with("web");  // "/web/…" of the archive's own host
    if (scheme > 0 || (at < s.size() && (s[at] == '/' || s.substr(at).starts_with("\\/")))) {
        if (!slash()) return 0;
        const std::size_t host = at;
        while (at < s.size() && (is_letter(s[at]) || is_digit(s[at]) || s[at] == '.' || s[at] == '-' || s[at] == ':'))
            ++at;
        if (at == host || !slash()) return 0;
        wayback = s.substr(host, at - host).find("web.archive.org") != std::string_view::npos;
    }
    // Folders up to a timestamp.
    while (at < s.size() && at < max_path) {
        const std::size_t folder = at;
        while (at < s.size() && is_digit(s[at])) ++at;
        const std::size_t digits = at - folder;
        while (at < s.size() && (is_letter(s[at]) || s[at] == '_')) ++at;
        const bool flags = at == folder + digits || s[at - 1] == '_';
        const std::size_t end = at;
        if (digits > 0 && flags && (digits == whole_timestamp || (wayback && digits <= whole_timestamp)) && slash()) {
            const std::string_view behind = s.substr(at);
            return behind.starts_with("http:") || behind.starts_with("https:") || behind.starts_with("//") ? at : 0;
        }
        at = end;
        while (at < s.size() && (is_letter(s[at]) || is_digit(s[at]) || s[at] == '-' || s[at] == '_' || s[at] == '.'))
            ++at;
        if (at == folder || !slash()) return 0;
    }
    return 0;
}

/// Addresses of an archive become those it kept. Of one that was an archive's before, only the outer part goes.
std::string original(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const bool inside = at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '/' ||
                                       text[at - 1] == ':' || text[at - 1] == '.');
        const std::size_t length = !inside && (c == 'h' || c == '/' || c == '\\') ? archive_prefix(text.substr(at)) : 0;
        if (length == 0) {
            ++at;
            continue;
        }
        result += text.substr(copied, at - copied);
        copied = at + length;
        at = std::min(text.find_first_of(" \t\r\n\"',)<", copied), text.size());
    }
    return result.append(text.substr(std::min(copied, text.size())));
}

std::string attribute(std::string_view source, const Token& tag, std::string_view name) {
    std::size_t at = tag.attributes;
    while (const auto found = text::next_attribute(source.substr(0, tag.end), at))
        if (text::equal_ignoring_case(found->name, name)) return std::string(found->value);
    return {};
}

bool is_of_archive(std::string_view source) {
    return source.find("/_static/") != std::string_view::npos ||
           source.find("archive.org/includes/") != std::string_view::npos ||
           source.find("wombat.js") != std::string_view::npos;
}

/// Whether an archive of the web wrote the page as it is. An author may link to one, so what counts is what authors do
/// not write: the head, the comments of the archive, or all addresses.
bool kept_by_archive(std::string_view source) {
    std::size_t kept = 0, others = 0;
    bool in_head = true;
    Tokens tokens(source);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        if (t.kind == Token::Kind::other) {
            const std::string_view comment = bytes_of(source, t);
            if (comment.find("WAYBACK TOOLBAR") != std::string_view::npos ||
                comment.find("FILE ARCHIVED ON") != std::string_view::npos)
                return true;
        }
        if (t.kind != Token::Kind::start_tag) continue;
        if (named(t, "body")) in_head = false;
        if (named(t, "script") && in_head && is_of_archive(attribute(source, t, "src"))) return true;
        for (const char* const name : {"href", "src", "content"}) {
            const std::string value = attribute(source, t, name);
            const bool archived = archive_prefix(value) > 0;
            if (archived && in_head && (named(t, "link") || named(t, "base") || named(t, "meta"))) return true;
            if (archived)
                ++kept;
            else if (text::is_absolute_url(value))
                ++others;
        }
        raw_content(tokens, t);
    }
    return kept > 1 && kept > others;
}

std::string line_ends(std::string_view text) {
    return std::string(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '\n');
}

std::string without_archive(std::string_view source) {
    constexpr std::string_view bar_begins = "<!-- BEGIN WAYBACK TOOLBAR INSERT -->",
                               bar_ends = "<!-- END WAYBACK TOOLBAR INSERT -->";
    const std::size_t last_end = source.rfind(bar_ends);
    std::string result;
    result.reserve(source.size());
    Tokens tokens(source);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        std::string_view piece = bytes_of(source, t);
        if (t.kind == Token::Kind::other && piece == bar_begins) {
            if (last_end != std::string_view::npos && last_end >= t.end) {
                const std::size_t end = source.find(bar_ends, t.end);
                piece = source.substr(t.begin, end + bar_ends.size() - t.begin);
                tokens = Tokens(source, end + bar_ends.size());
                result += line_ends(piece);
                continue;
            }
        }
        if (t.kind != Token::Kind::start_tag) {
            result += piece;
            continue;
        }
        const auto content = raw_content(tokens, t);
        const std::string_view inside = content ? bytes_of(source, *content) : std::string_view();
        const bool script = named(t, "script");
        const bool own =
            (script && (is_of_archive(attribute(source, t, "src")) || inside.find("__wm.") != std::string_view::npos ||
                        inside.find("_WBWombat") != std::string_view::npos ||
                        inside.find("RufflePlayer") != std::string_view::npos)) ||
            (named(t, "link") && is_of_archive(attribute(source, t, "href")));
        if (own) {
            result += line_ends(piece) + line_ends(inside);
            const Token end = script ? tokens.next() : Token();  // its end tag
            if (script) result += line_ends(bytes_of(source, end));
            continue;
        }
        result += original(piece);
        result += script ? original(inside) : std::string(inside);
    }
    return result;
}

// ---- what says where a page was

std::string_view up_to_blank(std::string_view s) { return s.substr(0, s.find_first_of(" \t\r\n")); }

/// "<!-- Mirrored from h.example/a.html by HTTrack …", "<!-- saved from url=(0026)http://h.example/a.html -->",
/// "Page saved with SingleFile url: http://h.example/a.html".
std::string address_in(std::string_view comment) {
    constexpr std::string_view httrack = "Mirrored from ", browser = "saved from url=(", single_file = "SingleFile";
    if (const std::size_t at = comment.find(httrack);
        at != std::string_view::npos && comment.find("HTTrack") != std::string_view::npos) {
        const std::string_view address = up_to_blank(comment.substr(at + httrack.size()));
        const std::string url =
            text::is_absolute_url(address) ? std::string(address) : "http://" + std::string(address);
        // Without a host it was mirrored from a folder.
        return address.find('.') < address.find('/') ? url : std::string();
    }
    if (const std::size_t at = comment.find(browser); at != std::string_view::npos) {
        const std::size_t close = comment.find(')', at);
        return close == std::string_view::npos ? std::string() : std::string(up_to_blank(comment.substr(close + 1)));
    }
    if (comment.find(single_file) != std::string_view::npos)
        if (const std::size_t at = comment.find("url:"); at != std::string_view::npos)
            return std::string(up_to_blank(text::trim(comment.substr(at + 4))));
    return {};
}

/// The archive's own script: __wm.wombat("http://h.example/a.html","20130501000000", …).
std::string address_in_script(std::string_view script) {
    constexpr std::string_view call = "__wm.wombat(\"";
    const std::size_t at = script.find(call);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = script.substr(at + call.size());
    return std::string(rest.substr(0, rest.find('"')));
}

std::string saved_address(std::string_view source) {
    Tokens tokens(source);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        const auto content = raw_content(tokens, t);
        std::string found = t.kind == Token::Kind::other    ? address_in(bytes_of(source, t))
                            : content && named(t, "script") ? address_in_script(bytes_of(source, *content))
                                                            : std::string();
        found = original(found);
        if (found.ends_with("-->")) found.resize(found.size() - 3);
        if (text::is_absolute_url(found)) return found;
        if (t.kind == Token::Kind::start_tag && named(t, "body")) break;
    }
    return {};
}

}  // namespace

Restored restored(std::string_view source) {
    return {kept_by_archive(source) ? without_archive(source) : std::string(source), saved_address(source)};
}

}  // namespace blogferry::html
