// Character data, decoded by the fast path, against what libxml2 makes of it. The first byte chooses text or attribute.
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "support.hpp"
#include "targets.hpp"
#include "text/utf8.hpp"
#include "xml/cursor.hpp"

namespace blogferry::fuzz {

namespace {

std::optional<std::string> decoded(std::string_view raw, bool attribute) {
    std::string result = "before";
    try {
        xml::append_decoded(result, raw, attribute);
    } catch (const xml::NotPlain&) {
        return std::nullopt;
    }
    check(result.starts_with("before"), "decoded text is appended");
    return result.substr(6);
}

std::string value_of(std::string_view record, bool attribute) {
    const std::vector<xml::Namespace> none;
    xml::Cursor cursor(record, none);
    return attribute ? std::string(cursor.attribute_or("x", "")) : std::string(cursor.text());
}

/// What libxml2 alone makes of it; nullopt if it is malformed.
std::optional<std::string> judged(const std::string& record, bool attribute) {
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        xmlReadMemory(record.data(), static_cast<int>(record.size()), nullptr, "UTF-8", options), xmlFreeDoc);
    if (!document) return std::nullopt;
    const xmlNodePtr root = xmlDocGetRootElement(document.get());
    const auto* const name = reinterpret_cast<const xmlChar*>("x");
    const std::unique_ptr<xmlChar, void (*)(void*)> text(attribute ? xmlGetProp(root, name) : xmlNodeGetContent(root),
                                                         xmlFree);
    return std::string(reinterpret_cast<const char*>(text.get()));
}

}  // namespace

void entities(std::string_view bytes) {
    Choices choices(bytes);
    const bool attribute = choices.flag();
    // What the gate lets through to here.
    if (bytes.find('<') != std::string_view::npos || text::invalid_in_xml(bytes) != text::npos) return;
    if (attribute && bytes.find('"') != std::string_view::npos) return;

    const auto fast = decoded(bytes, attribute);
    const std::string record =
        attribute ? "<a x=\"" + std::string(bytes) + "\"/>" : "<a>" + std::string(bytes) + "</a>";
    const std::optional<std::string> slow = judged(record, attribute);
    const Outcome written = outcome_of([&](std::string& result) { result = xml::reference_form({record, {}}, {}); });
    check(written.ok() == slow.has_value(), "libxml2 is asked the right way", record);
    if (written.ok())
        check(judged(written.text, attribute) == slow, "what is written again means the same", written.text);
    if (!fast) return;
    check(slow.has_value(), "libxml2 accepts what the fast path does", record);
    check(*slow == *fast, "both read the same", record);
    try {
        check(value_of(record, attribute) == *fast, "the cursor reads the same", record);
    } catch (const xml::NotPlain&) {
        check(false, "the cursor takes what the fast path does", record);
    }
}

}  // namespace blogferry::fuzz
