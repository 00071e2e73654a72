#include "item.hpp"

#include <algorithm>

#include "names.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"

namespace blogferry::feed {

namespace {

using blogger::Entry;
using xml::atom;

void keep(xml::Cursor& xml, Entry& entry, std::string name) {
    entry.properties.push_back({std::move(name), std::string(text::trim(xml.text()))});
}

// What modules of feeds say; not Atom's or RSS' own.
bool read_module(xml::Cursor& xml, Entry& entry) {
    if (!entry.original && xml.is({feedburner, "origLink"}))
        entry.original = text::trim(xml.text());
    else if (!entry.total && xml.is({slash, "comments"}))
        entry.total = text::trim(xml.text());
    else if (xml.is({wfw, "commentRss"}))
        keep(xml, entry, "wfw:commentRss");
    else if (xml.is({wfw, "comment"}))
        keep(xml, entry, "wfw:comment");
    else
        return pass_machinery(xml);
    return true;
}

xml::Written date(xml::Cursor& xml) {
    const std::size_t offset = xml.offset();
    return {text::trim(xml.text()), offset};
}

void enclosure(xml::Cursor& xml, Entry& entry) {
    Enclosure e{std::string(xml.attribute_or("url", "")), std::string(xml.attribute_or("type", "")), std::nullopt};
    if (const auto length = text::integer(xml.attribute_or("length", "")))
        e.length = static_cast<std::uint64_t>(*length);
    entry.enclosures.push_back(std::move(e));
}

// Only the end shows that a text is cut; and only a short one without markup, as Blogger cuts it, or the mark that
// WordPress puts there.
bool is_cut(std::string_view html) {
    html = text::trim(html);
    for (const char* const mark : {"[\u2026]", "[...]", "[&#8230;]", "[&hellip;]"})
        if (html.ends_with(mark)) return true;
    const bool dots = html.ends_with("...") || html.ends_with("\u2026");
    return dots && html.size() <= 1000 && html.find('<') == std::string_view::npos;
}

}  // namespace

bool pass_machinery(xml::Cursor& xml) {
    if (std::find(machinery.begin(), machinery.end(), xml.uri()) == machinery.end()) return false;
    xml.skip();
    return true;
}

void read_more(xml::Cursor& xml, Entry& entry) {
    if (read_module(xml, entry)) return;
    if (xml.is({blogger::app, "edited"}) || xml.is({blogger::app_2007, "edited"})) {
        const std::string_view edited = text::trim(xml.text());
        if (edited != entry.updated.text) entry.properties.push_back({"app:edited", std::string(edited)});
    } else if (xml.is({atom, "contributor"})) {
        entry.properties.push_back({"contributor", blogger::read_person(xml).name});
    } else if (xml.is({atom, "rights"})) {
        keep(xml, entry, "rights");
    } else if (xml.is({atom, "source"})) {
        for (const int depth = xml.depth(); xml.next_child(depth);) {
            if (xml.is({atom, "id"}))
                keep(xml, entry, "source:id");
            else if (xml.is({atom, "title"}))
                keep(xml, entry, "source:title");
            else if (xml.is({atom, "author"}))
                entry.source_authors.push_back(blogger::read_person(xml));
        }
    }
}

Entry read_item(xml::Cursor& xml) {
    Entry entry;
    entry.of_rss = true;
    std::string_view permalink;
    std::string whole;  // content:encoded
    bool has_whole = false;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (entry.id.empty() && xml.is({{}, "guid"})) {
            const bool address = !xml.attribute_is("isPermaLink", "false");
            entry.id = text::trim(xml.text());
            if (address && text::is_absolute_url(entry.id)) permalink = entry.id;
        } else if (!entry.alternate && xml.is({{}, "link"})) {
            entry.alternate = text::with_scheme(text::trim(xml.text()));
        } else if (!entry.has_title && xml.is({{}, "title"})) {
            entry.has_title = true;
            xml.text_or_markup(entry.title);
        } else if (!entry.has_summary && xml.is({{}, "description"})) {
            entry.has_summary = true;
            xml.text_or_markup(entry.summary);
        } else if (!has_whole && xml.is({content, "encoded"})) {
            has_whole = true;
            xml.text_or_markup(whole);
        } else if (!has_whole && xml.is({xhtml, "body"})) {
            has_whole = true;
            whole = xml.xhtml();
        } else if (entry.published.text.empty() && (xml.is({{}, "pubDate"}) || xml.is({dc, "date"}))) {
            entry.published = date(xml);
        } else if (entry.updated.text.empty() && xml.is({atom, "updated"})) {
            entry.updated = date(xml);
        } else if (xml.is({{}, "author"})) {
            entry.authors.push_back(person_of(xml.text()));
        } else if (xml.is({dc, "creator"})) {
            entry.authors.push_back(person_of(xml.text()));
        } else if (xml.is({{}, "category"})) {
            std::string scheme(xml.attribute_or("domain", ""));
            entry.categories.push_back({std::move(scheme), std::string(text::trim(xml.text())), {}});
        } else if (xml.is({{}, "enclosure"})) {
            enclosure(xml, entry);
        } else if (xml.is({{}, "comments"})) {
            keep(xml, entry, "comments");
        } else if (xml.is({{}, "source"})) {
            entry.properties.push_back({"source:url", std::string(xml.attribute_or("url", ""))});
            keep(xml, entry, "source:title");
        } else if (xml.is({atom, "link"})) {
            entry.properties.push_back({"link:" + std::string(xml.attribute_or("rel", "alternate")),
                                        std::string(xml.attribute_or("href", ""))});
        } else if (!blogger::read_extension(xml, entry)) {
            read_module(xml, entry);
        }
    }
    if (!entry.alternate && !permalink.empty()) entry.alternate = permalink;
    if (has_whole) {
        entry.content = std::move(whole);
    } else if (!is_cut(entry.summary)) {  // RSS has one element for a synopsis and for the whole
        entry.content = std::move(entry.summary);
        entry.summary.clear();
    }
    // In RSS all of them are HTML, escaped.
    entry.title_type = entry.content_type = entry.summary_type = "html";
    return entry;
}

}  // namespace blogferry::feed
