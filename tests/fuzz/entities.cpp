// Character data, decoded by the fast path, against what libxml2 makes of it. The first byte chooses text or attribute.
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

std::string value_of(std::string_view record, bool attribute, bool judged) {
    const std::vector<xml::Namespace> none;
    xml::Cursor cursor(record, none, judged);
    return attribute ? std::string(cursor.attribute_or("x", "")) : std::string(cursor.text());
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
    std::optional<std::string> slow;
    try {
        slow = value_of(xml::reference_form({record, {}}, {}), attribute, true);
    } catch (const Error& error) {
        check(error.rule() == Rule::xml_malformed, "libxml2 finds it malformed, or nothing wrong", error.what());
    } catch (const xml::NotPlain&) {
        check(false, "what libxml2 wrote is plain", record);
    }
    if (!fast) return;
    check(slow.has_value(), "libxml2 accepts what the fast path does", record);
    check(*slow == *fast, "both read the same", record);
    try {
        check(value_of(record, attribute, false) == *fast, "the cursor reads the same", record);
    } catch (const xml::NotPlain&) {
        check(false, "the cursor takes what the fast path does", record);
    }
}

}  // namespace blogferry::fuzz
