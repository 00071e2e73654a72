// What a page is written in.
#include "html/document.hpp"
#include "text/html.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "tokens.hpp"
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

}  // namespace

std::string page_of(const Input& input, Context& context) {
    const Location whole{input.number(), 0, 0, 0};
    if (input.size() == 0) throw Error(Rule::input_empty, whole, "is empty", "save the page again");
    if (input.size() > largest_page)
        throw Error(Rule::limit_record, whole, "has " + std::to_string(input.size()) + " bytes, more than any page of a blog", "give pages as browsers save them, one a file");
    const std::string head = input.head();
    std::string encoding = head.starts_with("\xFF\xFE") ? "utf-16le" : head.starts_with("\xFE\xFF") ? "utf-16be" : "";
    const std::size_t mark = encoding.empty() ? 0 : 2;
    if (encoding.empty() && !head.starts_with("\xEF\xBB\xBF")) encoding = declared(head);
    // Who can say so in one-byte characters has not written UTF-16; and Latin-1 is read as what Windows made of it.
    if (mark == 0 && encoding.starts_with("utf-16")) encoding = "utf-8";
    if (encoding == "iso-8859-1" || encoding == "latin1" || encoding == "us-ascii" || encoding == "ascii") encoding = "windows-1252";

    const bool utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8";
    std::string bytes = utf8 ? input.all(largest_page) : xml::transcoded(input, encoding, mark, context)->all(4 * largest_page);
    const std::size_t bad = text::invalid_utf8(bytes);
    if (bad == text::npos) return bytes;
    // What says nothing and is not UTF-8 is what browsers take it for.
    if (encoding.empty()) return xml::transcoded(input, "windows-1252", 0, context)->all(4 * largest_page);
    throw Error(Rule::text_encoding, text::moved({input.number(), 1, 1, 0}, std::string_view(bytes).substr(0, bad)),
                "a byte here is not valid UTF-8", "the page declares UTF-8; convert it");
}

}  // namespace blogferry::html
