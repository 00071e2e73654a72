// Every reader of the registry, through the public door. The first bytes choose the reader, how reads are split and
// where the file is cut off.
#include "support.hpp"
#include "targets.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::fuzz {

namespace {

const Format& chosen_format(Choices& choices) {
    std::vector<const Format*> readers;
    for (const Format& format : registry().all())
        if (format.open) readers.push_back(&format);
    return *readers[choices.below(readers.size())];
}

// Feeds come as XML and as JSON.
bool is_json(const Format& format, std::string_view bytes) {
    const std::string_view text = text::trim(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    return format.name == "blogger-feed" && !text.empty() && text.front() != '<';
}

// A page is HTML: half of it is still a page.
bool is_xml(const Format& format) {
    return (format.name.starts_with("blogger-") && format.name != "blogger-page") || format.name == "wxr";
}

// Other encodings are judged as what they become; libxml2 knows more of them than we accept.
bool is_plain_utf8(std::string_view xml) {
    return text::valid_utf8(xml) && text::lower(xml.substr(0, 1024)).find("encoding") == std::string::npos;
}

}  // namespace

void readers(std::string_view bytes) {
    Choices choices(bytes);
    const Format& format = chosen_format(choices);
    const std::size_t split = 1 + choices.below(64);
    const std::size_t cut = choices.below(256) * 256 + choices.below(256);

    const Outcome entities = entities_of(bytes, format, 0);
    check(entities == entities_of(bytes, format, split), "reads may be split anywhere");

    const Outcome result = converted(bytes, format.name, "ndjson");
    const Outcome recovered = converted(bytes, format.name, "ndjson", true);
    if (recovered.ok()) check_ndjson(recovered.text);
    if (!result.ok()) return;
    check(recovered == result, "what is whole is read as it is, with --recover too");
    check(entities.ok(), "what a reader refuses is not converted");
    check_ndjson(result.text);
    if (is_xml(format)) {
        const bool json = is_json(format, bytes);
        if (!json && is_plain_utf8(bytes)) check(well_formed(bytes, true), "what is converted is XML");
        const std::size_t last = bytes.rfind(json ? '}' : '>');
        check(last != std::string_view::npos && !converted(bytes.substr(0, cut % last), format.name, "ndjson").ok(),
              "half a file is never converted");
    }
    const Outcome wxr = converted(bytes, format.name, "wxr");
    check(wxr.ok(), "what can be written as NDJSON can be written as WXR");
    check(well_formed(wxr.text), "WXR is XML", wxr.text);
}

}  // namespace blogferry::fuzz
