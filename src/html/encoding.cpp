// What a page is written in.
#include <algorithm>

#include "html/document.hpp"
#include "text/html.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "tokens.hpp"
#include "windows_1252.hpp"
#include "xml/gate.hpp"

namespace blogferry::html {
namespace {

// No page of a blog is larger; those in the wild have less than one.
constexpr std::uint64_t largest_page = 16ULL * 1024 * 1024;

std::string value_of(std::string_view tag, std::size_t at, std::string_view name) {
    while (const auto attribute = text::next_attribute(tag, at))
        if (text::equal_ignoring_case(attribute->name, name)) return text::lower(text::trim(attribute->value));
    return {};
}

// <meta charset="…"> or <meta http-equiv="Content-Type" content="text/html; charset=…">.
std::string declared(std::string_view head) {
    Tokens tokens(head);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        if (t.kind != Token::Kind::start_tag) continue;
        if (text::equal_ignoring_case(t.name, "body")) return {};
        for (const char* const raw : {"script", "style", "title"})
            if (text::equal_ignoring_case(t.name, raw)) tokens.raw(raw);
        if (!text::equal_ignoring_case(t.name, "meta")) continue;
        if (std::string charset = value_of(head, t.attributes, "charset"); !charset.empty()) return charset;
        const std::string content = value_of(head, t.attributes, "content");
        const std::size_t at = content.find("charset=");
        if (at == std::string::npos) continue;
        const std::string_view name = text::trim(std::string_view(content).substr(at + 8));
        return std::string(name.substr(0, name.find_first_of("; \"'")));
    }
    return {};
}

constexpr std::size_t none = std::string::npos;

/// A page in UTF-8, with U+FFFD in place of what was no character.
struct Repaired {
    std::string page;
    std::size_t count = 0;     // of such places
    std::size_t first = none;  // where the first one is in the page
};

Repaired from_utf8(std::string_view bytes) {
    Repaired result;
    result.first = text::invalid_utf8(bytes);
    result.page = text::repair_utf8(bytes, &result.count);
    return result;
}

Repaired from_windows_1252(std::string_view bytes) {
    Repaired result;
    result.page.reserve(bytes.size());
    for (const char c : bytes) {
        const std::uint32_t character = windows_1252(static_cast<unsigned char>(c));
        const bool bad = character >= 0x80 && character <= 0x9F;
        if (bad && ++result.count == 1) result.first = result.page.size();
        text::append_utf8(result.page, bad ? 0xFFFD : character);
    }
    return result;
}

// Whether damage is the exception. What is written in another encoding looks like a character of UTF-8 now and then,
// and like two of three never.
bool mostly_utf8(const Repaired& read) {
    const auto leads =
        std::count_if(read.page.begin(), read.page.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; });
    return static_cast<std::size_t>(leads) >= 3 * read.count;  // U+FFFD among them
}

constexpr std::string_view windows = "windows-1252";

// What a page says it is written in, in the names that are told apart below; empty if it says nothing.
std::string encoding_of(std::string_view head, const std::string& said) {
    if (head.starts_with("\xFF\xFE")) return "utf-16le";
    if (head.starts_with("\xFE\xFF")) return "utf-16be";
    if (head.starts_with("\xEF\xBB\xBF")) return "UTF-8";
    const std::string name = said.empty() ? declared(head) : said;
    // Who can say so in one-byte characters has not written UTF-16; and Latin-1 is read as what Windows made of it.
    if (name == "utf-8" || name == "utf8" || name.starts_with("utf-16")) return "UTF-8";
    for (const char* const latin : {"iso-8859-1", "latin1", "us-ascii", "ascii"})
        if (name == latin) return std::string(windows);
    return name;
}

}  // namespace

std::string page_of(const Input& input, Context& context, const std::string& charset) {
    const Location whole{input.number(), 0, 0, 0};
    if (input.size() == 0) throw Error(Rule::input_empty, whole, "is empty", "save the page again");
    if (input.size() > largest_page)
        throw Error(Rule::limit_record, whole,
                    "has " + std::to_string(input.size()) + " bytes, more than the 16 MiB that a page may have",
                    "give pages as browsers save them, one a file");
    std::string encoding = encoding_of(input.head(), charset);
    const bool known = encoding.empty() || encoding == "UTF-8" || encoding == windows;
    std::string bytes =
        known
            ? input.all(largest_page)
            : xml::transcoded(input, encoding, encoding.starts_with("utf-16") ? 2 : 0, context)->all(4 * largest_page);
    if (encoding != windows && text::valid_utf8(bytes)) return bytes;

    Repaired read = encoding == windows ? from_windows_1252(bytes) : from_utf8(bytes);
    if (encoding.empty()) {
        std::string message = "does not say in which encoding it is; read as UTF-8, which most of it is";
        encoding = "UTF-8";
        if (!mostly_utf8(read)) {
            message = "does not say in which encoding it is, and it is not UTF-8; read as windows-1252, as browsers do";
            encoding = windows;
            read = from_windows_1252(bytes);
        }
        context.diagnostics.report(Rule::page_encoding_assumed, whole, {}, {}, message);
    }
    if (read.count > 0) {
        const Location first =
            text::moved({input.number(), 1, 1, 0}, std::string_view(read.page).substr(0, read.first));
        const std::size_t others = read.count - 1;
        const std::string more =
            others == 0 ? "" : " and in " + std::to_string(others) + (others == 1 ? " more place" : " more places");
        context.diagnostics.report(Rule::page_bytes_replaced, first, {}, {},
                                   "what is here" + more + " is not valid " + encoding + "; read as U+FFFD");
    }
    return std::move(read.page);
}

}  // namespace blogferry::html
