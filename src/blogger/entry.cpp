#include "blogger/entry.hpp"

#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::blogger {

namespace {

using xml::atom;
constexpr std::string_view kind_scheme = "http://schemas.google.com/g/2005#kind";
constexpr std::string_view kind_prefix = "http://schemas.google.com/blogger/2008/kind#";

void category(xml::Cursor& xml, Entry& entry) {
    if (xml.attribute_is("scheme", kind_scheme)) {
        entry.kind = xml.attribute_or("term", "");
        if (entry.kind.starts_with(kind_prefix)) entry.kind.remove_prefix(kind_prefix.size());
        return;
    }
    const std::string_view term = xml.attribute_or("term", "");
    if (xml.attribute_is("scheme", "http://www.google.com/reader/")) {  // what a reader of the blog did with it
        entry.properties.push_back({"gr:category", std::string(term)});
        return;
    }
    entry.categories.push_back(
        {std::string(xml.attribute_or("scheme", "")), std::string(term), std::string(xml.attribute_or("label", ""))});
}

void link(xml::Cursor& xml, Entry& entry) {
    // Most links of most entries; nothing of them is needed.
    if (xml.attribute_is("rel", "edit") && !entry.self.empty()) return;
    if (xml.attribute_is("rel", "replies") && xml.attribute_is("type", "application/atom+xml")) return;
    const std::string_view rel = xml.attribute_or("rel", "alternate");
    const std::string_view type = xml.attribute_or("type", "");
    const std::string_view href = xml.attribute_or("href", "");
    if (rel == "alternate" && !entry.alternate) {
        entry.alternate = text::with_scheme(href);
        entry.alternate_base = xml.base();
    } else if (rel == "self" || (rel == "edit" && entry.self.empty())) {
        entry.self = href;
    } else if (rel == "edit") {
        // the same address as self
    } else if (rel == "replies") {
        if (type == "text/html") entry.replies_title = xml.attribute_or("title", "");
    } else if (rel == "related" && type == "application/atom+xml") {
        entry.parent_href = href;
    } else if (rel == "related" && !entry.link) {
        entry.link = Link{std::string(href), std::string(xml.attribute_or("title", ""))};
    } else if (rel == "enclosure") {
        Enclosure e{std::string(href), std::string(type), std::nullopt};
        if (const auto length = text::integer(xml.attribute_or("length", "")))
            e.length = static_cast<std::uint64_t>(*length);
        entry.enclosures.push_back(std::move(e));
    } else {
        entry.properties.push_back({"link:" + std::string(rel), std::string(href)});
    }
}

void extended_property(xml::Cursor& xml, Entry& entry) {
    const std::string_view name = xml.attribute_or("name", "");
    const std::string_view value = xml.attribute_or("value", "");
    if (name == "blogger.contentRemoved" && value == "true")
        entry.removed = true;
    else
        entry.properties.push_back({std::string(name), std::string(value)});
}

GeoLocation& location(Entry& entry) {
    if (!entry.location) entry.location.emplace();
    return *entry.location;
}

void point(std::string_view written, Entry& entry) {
    const std::string_view text = text::trim(written);
    const std::size_t blank = text.find(' ');
    GeoLocation& place = location(entry);
    place.latitude = text::real(text.substr(0, blank));
    if (blank != std::string_view::npos) place.longitude = text::real(text::trim(text.substr(blank)));
    if (!place.latitude || !place.longitude) entry.properties.push_back({"georss:point", std::string(written)});
}

// Content of type "xhtml" is markup; everything else is text (for "html": escaped markup), or should be.
void content(xml::Cursor& xml, std::string& into, std::string_view& type) {
    type = xml.attribute_or("type", "");
    if (type == "xhtml")
        into = xml.xhtml();
    else if (xml.text_or_markup(into))
        type = "html";
}

// Only a plain "no" leaves an entry published, and only a mark in its place is plain.
void control(xml::Cursor& xml, Entry& entry) {
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.local() != "draft") continue;
        const bool known = xml.is({app, "draft"}) || xml.is({app_2007, "draft"});
        const std::string_view written = text::trim(xml.text());
        if (known && written == "no") continue;
        entry.draft = true;
        if (!known || written != "yes")
            entry.draft_unclear =
                "\"" + std::string(written.empty() ? "(empty)" : written) + "\" is neither yes nor no";
    }
}

void stray_mark(xml::Cursor& xml, Entry& entry) {
    entry.draft = true;
    entry.draft_unclear = "<" + std::string(text::cut_utf8(xml.name(), 60)) + "> stands where nobody looks for it";
}

// A state as Takeouts and WordPress have it, whose own readers know what it means.
bool is_foreign_state(xml::Cursor& xml) {
    return xml.local() == "status" && (xml.uri() == "http://schemas.google.com/blogger/2018" ||
                                       xml.uri().find("://wordpress.org/export/1.") != std::string_view::npos);
}

xml::Written written(xml::Cursor& xml) {
    const std::size_t offset = xml.offset();
    return {text::trim(xml.text()), offset};
}

// What a skim has to look at, once it knows what the entry is: of a comment its ids, dates, state, post and parent; of
// a post or page what the index and the filters ask for.
bool matters_to_a_skim(xml::Cursor& xml, std::string_view kind) {
    const std::string_view name = xml.local();
    if (kind == "comment") {
        if (name == "link") return !xml.attribute_is("rel", "alternate") && !xml.attribute_is("rel", "replies");
        if (name == "extendedProperty") return xml.attribute_is("name", "blogger.contentRemoved");
        return name != "author" && name != "title" && name != "content" && name != "summary";
    }
    if (kind == "post" || kind == "page")
        return name != "title" && name != "content" && name != "link" && name != "summary" &&
               name != "extendedProperty";
    return true;
}

}  // namespace

std::string_view Entry::key(std::string_view of) const {
    return numbered || !text::blog_number(of).empty() ? text::join_key(of) : of;
}

Person read_person(xml::Cursor& xml) {
    Person p;
    std::string_view image;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.is({atom, "name"}))
            p.name = text::trim(xml.text());
        else if (xml.is({atom, "uri"}))
            p.uri = text::with_scheme(text::trim(xml.text()));
        else if (xml.is({atom, "email"}))
            p.email = text::trim(xml.text());
        else if (xml.is({gd, "image"}))
            image = xml.attribute_or("src", "");
    }
    xml::drop_placeholders(p);
    judge_person(p, image);
    return p;
}

void judge_person(Person& p, std::string_view image) {
    const bool blank = image.find("/blank.gif") != std::string_view::npos;
    if (!image.empty() && !blank) p.avatar = text::with_scheme(image);

    const std::string_view uri = p.uri ? std::string_view(*p.uri) : std::string_view{};
    const bool profile = uri.find("blogger.com/profile/") != std::string_view::npos ||
                         uri.find("plus.google.com/") != std::string_view::npos;
    if (profile) p.id = text::last_number(uri);
    if (p.name.empty())
        p.kind = PersonKind::removed;
    else if (profile && p.name == "Unknown")
        p.kind = PersonKind::unknown;
    else if (profile)
        p.kind = PersonKind::account;
    else if (image.find("openid") != std::string_view::npos)
        p.kind = PersonKind::openid;
    else if (!p.uri && text::anonymous_name(p.name))
        p.kind = PersonKind::anonymous;
    else
        p.kind = PersonKind::named;
}

bool read_extension(xml::Cursor& xml, Entry& entry) {
    if (!entry.total && xml.is({thr, "total"})) {
        entry.total = text::trim(xml.text());
    } else if (entry.in_reply_to.empty() && xml.is({thr, "in-reply-to"})) {
        entry.in_reply_to = xml.attribute_or("ref", "");
    } else if (xml.is({app, "control"}) || xml.is({app_2007, "control"})) {
        control(xml, entry);
    } else if (xml.is({gd, "extendedProperty"})) {
        extended_property(xml, entry);
    } else if (!entry.thumbnail && xml.is({media, "thumbnail"})) {
        entry.thumbnail = text::with_scheme(xml.attribute_or("url", ""));
    } else if (xml.is({georss, "featurename"})) {
        location(entry).name = xml.text();
    } else if (xml.is({georss, "point"})) {
        point(xml.text(), entry);
    } else if (xml.is({georss, "box"})) {
        location(entry).span = text::trim(xml.text());
    } else if (is_foreign_state(xml)) {
        xml.claim();
        entry.foreign_state = xml.name();
        entry.foreign_state.append(" ").append(text::trim(xml.text()));
        entry.draft = true;
    } else if (xml.local() == "control" || xml.local() == "draft") {
        stray_mark(xml, entry);
    } else {
        return false;
    }
    return true;
}

Entry read_entry(xml::Cursor& xml, Depth wanted, std::string_view kind, More more) {
    Entry entry;
    entry.kind = kind;
    entry.base = xml.base();
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (wanted == Depth::skim && !matters_to_a_skim(xml, entry.kind)) {
            xml.pass_over();
            continue;
        }
        // The first of each counts; a second one is carried nowhere, and counted as that.
        if (entry.id.empty() && xml.is({atom, "id"})) {
            const auto original = xml.attribute(xml::Name{"http://www.google.com/schemas/reader/atom/", "original-id"});
            entry.id = text::trim(xml.text());
            if (original &&
                !text::trim(*original).empty()) {  // what Google Reader called an entry is nobody's name for it
                entry.properties.push_back({"gr:id", std::string(entry.id)});
                entry.id = text::trim(*original);
            }
        } else if (entry.published.text.empty() && xml.is({atom, "published"})) {
            entry.published = written(xml);
        } else if (entry.updated.text.empty() && xml.is({atom, "updated"})) {
            entry.updated = written(xml);
        } else if (xml.is({atom, "category"})) {
            category(xml, entry);
        } else if (!entry.has_title && xml.is({atom, "title"})) {
            entry.has_title = true;
            if (entry.kind == "comment")
                xml.skip();  // the first words of its text
            else
                content(xml, entry.title, entry.title_type);
        } else if (!entry.has_content && xml.is({atom, "content"})) {
            entry.has_content = true;
            content(xml, entry.content, entry.content_type);
        } else if (!entry.has_summary && xml.is({atom, "summary"})) {
            entry.has_summary = true;
            content(xml, entry.summary, entry.summary_type);
        } else if (xml.is({atom, "link"})) {
            link(xml, entry);
        } else if (xml.is({atom, "author"})) {
            entry.authors.push_back(read_person(xml));
        } else if (!read_extension(xml, entry) && more) {
            more(xml, entry);
        }
    }
    return entry;
}

}  // namespace blogferry::blogger
