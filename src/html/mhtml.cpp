#include <algorithm>

#include "html/saved.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"

namespace blogferry::html {
namespace {

constexpr int max_nesting = 4;  // of parts in parts; browsers have one

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

bool is_name(std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c > ' ' && c < 0x7F && c != ':'; });
}

/// A message or a part of one: its header, unfolded, and its body.
class Part {
public:
    /// Without a header all is body, which is then no part of a message.
    explicit Part(std::string_view source) : body_(source) {
        std::size_t at = std::min(source.find_first_not_of("\r\n"), source.size());
        while (at < source.size()) {
            const std::string_view raw = line_at(source, at);
            const std::string_view line = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
            at = std::min(at + raw.size() + 1, source.size());
            if (line.empty()) {
                body_ = source.substr(at);
                break;
            }
            if ((line[0] == ' ' || line[0] == '\t') && !fields_.empty()) {
                fields_.back().value.append(" ").append(text::trim(line));
                continue;
            }
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos || !is_name(line.substr(0, colon))) {
                fields_.clear();
                return;
            }
            fields_.push_back({line.substr(0, colon), std::string(text::trim(line.substr(colon + 1)))});
        }
    }

    std::string_view body() const { return body_; }
    bool has(std::string_view name) const { return find(name) != fields_.end(); }
    std::string_view field(std::string_view name) const {
        const auto found = find(name);
        return found == fields_.end() ? std::string_view() : std::string_view(found->value);
    }
    std::string type() const {
        const std::string_view whole = field("Content-Type");
        return text::lower(text::trim(whole.substr(0, whole.find(';'))));
    }
    /// A parameter of the type: "boundary", "charset", "start"; without quotes.
    std::string_view parameter(std::string_view name) const {
        std::string_view rest = field("Content-Type");
        for (std::size_t at; (at = rest.find(';')) != std::string_view::npos;) {
            rest = text::trim(rest.substr(at + 1));
            const std::size_t equals = rest.find('=');
            if (equals == std::string_view::npos) break;
            const bool wanted = text::equal_ignoring_case(text::trim(rest.substr(0, equals)), name);
            rest = text::trim(rest.substr(equals + 1));
            const bool quoted = rest.starts_with('"');
            const std::size_t end = std::min(quoted ? rest.find('"', 1) : rest.find_first_of("; \t"), rest.size());
            if (wanted) return rest.substr(quoted ? 1 : 0, end - (quoted ? 1 : 0));
            rest = rest.substr(end);
        }
        return {};
    }

private:
    struct Field {
        std::string_view name;
        std::string value;
    };
    std::vector<Field>::const_iterator find(std::string_view name) const {
        return std::find_if(fields_.begin(), fields_.end(),
                            [&](const Field& f) { return text::equal_ignoring_case(f.name, name); });
    }

    std::vector<Field> fields_;
    std::string_view body_;
};

/// The parts between the lines "--BOUNDARY"; the last one may have no end.
std::vector<std::string_view> parts_between(std::string_view body, std::string_view boundary) {
    const std::string mark = "--" + std::string(boundary);
    std::vector<std::string_view> parts;
    std::size_t begin = std::string_view::npos;
    for (std::size_t at = 0; (at = body.find(mark, at)) != std::string_view::npos;) {
        const std::size_t line = at;
        at += mark.size();
        if (line > 0 && body[line - 1] != '\n') continue;
        const std::string_view rest = text::trim(line_at(body, at));
        if (!rest.empty() && rest != "--") continue;  // a boundary that begins alike
        if (begin != std::string_view::npos) parts.push_back(body.substr(begin, line - begin));
        if (rest == "--") return parts;
        begin = std::min(body.find('\n', at), body.size() - 1) + 1;
    }
    if (begin != std::string_view::npos) parts.push_back(body.substr(begin));
    return parts;
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string from_quoted_printable(std::string_view s) {
    std::string result;
    result.reserve(s.size());
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i] != '=') {
            result += s[i];
            continue;
        }
        const std::size_t end = std::min(s.find_first_not_of(" \t\r", i + 1), s.size());
        if (end == s.size() || s[end] == '\n') {  // the line goes on in the next one
            i = end;
        } else if (i + 2 < s.size() && digit(s[i + 1]) >= 0 && digit(s[i + 2]) >= 0) {
            result += static_cast<char>(digit(s[i + 1]) * 16 + digit(s[i + 2]));
            i += 2;
        } else {
            result += '=';
        }
    }
    return result;
}

std::string from_base64(std::string_view s) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : s) {
        const std::size_t value = digits.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        if ((count += 6) < 8) continue;
        count -= 8;
        result += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
    return result;
}

std::string decoded_body(const Part& part) {
    const std::string encoding = text::lower(part.field("Content-Transfer-Encoding"));
    if (encoding == "quoted-printable") return from_quoted_printable(part.body());
    if (encoding == "base64") return from_base64(part.body());
    return std::string(part.body());
}

bool is_page(const Part& part) {
    const std::string type = part.type();
    return type == "text/html" || type == "application/xhtml+xml";
}

void collect(const Part& part, int nesting, std::vector<Part>& leaves) {
    const std::string_view boundary = part.parameter("boundary");
    if (!part.type().starts_with("multipart/") || boundary.empty() || nesting == max_nesting) {
        leaves.push_back(part);
        return;
    }
    for (const std::string_view inner : parts_between(part.body(), boundary)) collect(Part(inner), nesting + 1, leaves);
}

}  // namespace

std::optional<MhtmlPage> mhtml_page(std::string_view file) {
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    const Part message(file);
    if (!message.has("Content-Type") || !(message.has("MIME-Version") || message.has("Content-Transfer-Encoding")))
        return std::nullopt;
    std::vector<Part> leaves;
    collect(message, 0, leaves);
    const std::string_view start = message.parameter("start");
    auto page = std::find_if(leaves.begin(), leaves.end(), [&](const Part& p) {
        return !start.empty() && is_page(p) && p.field("Content-ID") == start;
    });
    if (page == leaves.end()) page = std::find_if(leaves.begin(), leaves.end(), is_page);
    if (page == leaves.end()) return std::nullopt;
    MhtmlPage result;
    result.bytes = decoded_body(*page);
    result.charset = text::lower(page->parameter("charset"));
    for (const std::string_view address : {page->field("Content-Location"), message.field("Snapshot-Content-Location"),
                                           message.field("Content-Location")})
        if (result.address.empty() && text::is_absolute_url(address)) result.address = address;
    result.others = leaves.size() - 1;
    return result;
}

}  // namespace blogferry::html
