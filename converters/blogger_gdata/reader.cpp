#include "reader.hpp"

#include <algorithm>
#include <string>

#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"
#include "xml/atom.hpp"
#include "xml/cursor.hpp"
#include "xml/gate.hpp"

namespace blogferry::converters::gdata {

namespace {

using xml::atom;
constexpr std::string_view thr = "http://purl.org/syndication/thread/1.0";
constexpr std::string_view app = "http://purl.org/atom/app#";   // what Blogger writes
constexpr std::string_view app_2007 = "http://www.w3.org/2007/app";  // RFC 5023
constexpr std::string_view gd = "http://schemas.google.com/g/2005";
constexpr std::string_view georss = "http://www.georss.org/georss";
constexpr std::string_view media = "http://search.yahoo.com/mrss/";
constexpr std::string_view kind_scheme = "http://schemas.google.com/g/2005#kind";
constexpr std::string_view kind_prefix = "http://schemas.google.com/blogger/2008/kind#";

// An entry as it stands, before it is known what it is. Views are as valid as the cursor it was read with.
struct Entry {
    std::string_view id, kind, self, in_reply_to, parent_href;
    std::string title, content, summary;
    xml::Written published, updated;
    std::vector<Category> categories;
    std::vector<Person> authors;
    std::vector<Enclosure> enclosures;
    std::vector<Property> properties;
    std::optional<GeoLocation> location;
    std::optional<Link> link;  // the post's own link
    std::optional<std::string> alternate, thumbnail;
    std::optional<std::string_view> total, replies_title;
    std::string draft_unclear;  // what is said like a draft's mark, but not as it should be
    bool draft = false, removed = false;
    bool has_title = false, has_content = false, has_summary = false;

    xml::About about(std::string_view number, const Record& record, Diagnostics& diagnostics) const { return {record, kind, number, diagnostics}; }
};

Person person(xml::Cursor& xml) {
    Person p;
    std::string_view image;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.is({atom, "name"})) p.name = text::trim(xml.text());
        else if (xml.is({atom, "uri"})) p.uri = text::with_scheme(text::trim(xml.text()));
        else if (xml.is({atom, "email"})) p.email = text::trim(xml.text());
        else if (xml.is({gd, "image"})) image = xml.attribute_or("src", "");
    }
    xml::drop_placeholders(p);
    const bool blank = image.find("/blank.gif") != std::string_view::npos;
    if (!image.empty() && !blank) p.avatar = text::with_scheme(image);

    const std::string_view uri = p.uri ? std::string_view(*p.uri) : std::string_view{};
    const bool profile = uri.find("blogger.com/profile/") != std::string_view::npos || uri.find("plus.google.com/") != std::string_view::npos;
    if (profile) p.id = text::last_number(uri);
    if (p.name.empty()) p.kind = PersonKind::removed;
    else if (profile && p.name == "Unknown") p.kind = PersonKind::unknown;
    else if (profile) p.kind = PersonKind::account;
    else if (image.find("openid") != std::string_view::npos) p.kind = PersonKind::openid;
    else if (!p.uri && text::anonymous_name(p.name)) p.kind = PersonKind::anonymous;
    else p.kind = PersonKind::named;
    return p;
}

void category(xml::Cursor& xml, Entry& entry) {
    if (xml.attribute_is("scheme", kind_scheme)) {
        entry.kind = xml.attribute_or("term", "");
        if (entry.kind.starts_with(kind_prefix)) entry.kind.remove_prefix(kind_prefix.size());
        return;
    }
    entry.categories.push_back({std::string(xml.attribute_or("scheme", "")), std::string(xml.attribute_or("term", "")), std::string(xml.attribute_or("label", ""))});
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
        if (const auto length = text::integer(xml.attribute_or("length", ""))) e.length = static_cast<std::uint64_t>(*length);
        entry.enclosures.push_back(std::move(e));
    } else {
        entry.properties.push_back({"link:" + std::string(rel), std::string(href)});
    }
}

void extended_property(xml::Cursor& xml, Entry& entry) {
    const std::string_view name = xml.attribute_or("name", "");
    const std::string_view value = xml.attribute_or("value", "");
    if (name == "blogger.contentRemoved" && value == "true") entry.removed = true;
    else entry.properties.push_back({std::string(name), std::string(value)});
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

// Content of type "xhtml" is markup; everything else is text (for "html": escaped markup).
void content(xml::Cursor& xml, std::string& into) {
    if (xml.attribute_or("type", "") == "xhtml") into = xml.inner_source();
    else xml.text(into);
}

// Only a plain "no" leaves an entry published, and only a mark in its place is plain.
void control(xml::Cursor& xml, Entry& entry) {
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.local() != "draft") continue;
        const bool known = xml.is({app, "draft"}) || xml.is({app_2007, "draft"});
        const std::string_view written = text::trim(xml.text());
        if (known && written == "no") continue;
        entry.draft = true;
        if (!known || written != "yes") entry.draft_unclear = "\"" + std::string(written.empty() ? "(empty)" : written) + "\" is neither yes nor no";
    }
}

void stray_mark(xml::Cursor& xml, Entry& entry) {
    entry.draft = true;
    entry.draft_unclear = "<" + std::string(text::cut_utf8(xml.name(), 60)) + "> stands where nobody looks for it";
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
        return name != "author" && name != "title" && name != "content";
    }
    if (kind == "post" || kind == "page") return name != "title" && name != "content" && name != "link" && name != "summary" && name != "extendedProperty";
    return true;
}

Entry read_entry(xml::Cursor& xml, Depth wanted) {
    Entry entry;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (wanted == Depth::skim && !matters_to_a_skim(xml, entry.kind)) {
            xml.pass_over();
            continue;
        }
        // The first of each counts; a second one is carried nowhere, and counted as that.
        if (entry.id.empty() && xml.is({atom, "id"})) {
            entry.id = text::trim(xml.text());
        } else if (entry.published.text.empty() && xml.is({atom, "published"})) {
            entry.published = written(xml);
        } else if (entry.updated.text.empty() && xml.is({atom, "updated"})) {
            entry.updated = written(xml);
        } else if (xml.is({atom, "category"})) {
            category(xml, entry);
        } else if (!entry.has_title && xml.is({atom, "title"})) {
            entry.has_title = true;
            if (entry.kind == "comment") xml.skip();  // the first words of its text
            else content(xml, entry.title);
        } else if (!entry.has_content && xml.is({atom, "content"})) {
            entry.has_content = true;
            content(xml, entry.content);
        } else if (!entry.has_summary && xml.is({atom, "summary"})) {
            entry.has_summary = true;
            content(xml, entry.summary);
        } else if (xml.is({atom, "link"})) {
            link(xml, entry);
        } else if (xml.is({atom, "author"})) {
            entry.authors.push_back(person(xml));
        } else if (!entry.total && xml.is({thr, "total"})) {
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
        } else if (xml.local() == "control" || xml.local() == "draft") {
            stray_mark(xml, entry);
        }
    }
    return entry;
}

class GdataReader final : public Reader {
public:
    GdataReader(const Source& source, Context& context)
        : feed_(*source.input, context, [this](xml::Cursor& xml) { return head(xml); }) {}

    const Input& input() const override { return feed_.input(); }
    const Site& site() const override { return site_; }
    bool next(Record& record) override { return feed_.next(record); }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        xml::read(record, feed_.namespaces(), &diagnostics, [&](xml::Cursor& xml) { hand_over(read_entry(xml, depth), record, sink, diagnostics); }, depth);
    }

private:
    static void hand_over(Entry&& entry, const Record& record, EntitySink& sink, Diagnostics& diagnostics) {
        xml::drop_repeats(entry.categories);
        if (!entry.draft_unclear.empty())
            entry.about(text::last_number(entry.id), record, diagnostics).report(Rule::status_unknown, 0, "app:draft", entry.draft_unclear + "; kept as a draft");
        if (entry.kind == "post" || entry.kind == "page") sink.post(post(std::move(entry), record, diagnostics));
        else if (entry.kind == "comment") sink.comment(comment(std::move(entry), record, diagnostics));
        else if (entry.kind == "settings") sink.setting(setting(std::move(entry)));
        else if (entry.kind == "template") sink.theme(theme(std::move(entry)));
        else diagnostics.report(Rule::kind_unknown, record.at, std::string(entry.id), "category",
                                entry.kind.empty() ? "the entry does not say what it is; it is not carried" : "an entry of kind \"" + std::string(entry.kind) + "\" is not carried");
    }

    // A child of the feed that is no entry.
    bool head(xml::Cursor& xml) {
        if (xml.is({atom, "id"})) site_.id = text::blog_number(text::trim(xml.text()));
        else if (xml.is({atom, "title"})) site_.title = xml.text();
        else if (xml.is({atom, "subtitle"})) site_.subtitle = xml.text();
        else if (xml.is({atom, "updated"})) site_.updated = time::parse_rfc3339(text::trim(xml.text()));
        else if (xml.is({atom, "generator"})) site_.generator = text::trim(xml.text());
        else if (xml.is({atom, "author"})) author(xml);
        else if (xml.is({atom, "link"})) home(xml);
        else return false;
        return true;
    }

    void author(xml::Cursor& xml) {
        Person p = person(xml);
        site_.properties.push_back({"author", std::move(p.name)});
        if (p.uri) site_.properties.push_back({"author:uri", std::move(*p.uri)});
        if (p.email) site_.properties.push_back({"author:email", std::move(*p.email)});
        if (p.avatar) site_.properties.push_back({"author:image", std::move(*p.avatar)});
    }

    // Links of the feed other than to the blog itself are addresses of the export.
    void home(xml::Cursor& xml) {
        const std::string href = text::with_scheme(xml.attribute_or("href", ""));
        if (xml.attribute_or("rel", "alternate") != "alternate" || !text::is_absolute_url(href)) return;
        site_.home = href.ends_with("/") ? href : href + "/";
    }

    static Post post(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
        Post p;
        p.at = record.at;
        p.guid = entry.id;
        p.id = text::join_key(entry.id);
        p.kind = entry.kind == "page" ? PostKind::page : PostKind::post;
        p.status = entry.draft ? PostStatus::draft : PostStatus::published;
        const xml::About about = entry.about(p.id, record, diagnostics);
        p.properties = std::move(entry.properties);
        if (entry.removed) p.properties.push_back({"blogger.contentRemoved", "true"});
        p.published = xml::date(entry.published, "published", p.properties, about);
        p.updated = xml::date(entry.updated, "updated", p.properties, about);
        p.title = std::move(entry.title);
        p.content = std::move(entry.content);
        p.summary = std::move(entry.summary);
        p.authors = std::move(entry.authors);
        p.categories = std::move(entry.categories);
        p.enclosures = std::move(entry.enclosures);
        p.location = std::move(entry.location);
        p.link = std::move(entry.link);
        p.thumbnail = std::move(entry.thumbnail);
        if (entry.alternate) {
            p.path = std::string(text::path_of_url(*entry.alternate));
            p.slug = text::slug_of_path(*p.path);
            p.permalink = std::move(entry.alternate);
        }
        if (!entry.parent_href.empty()) p.properties.push_back({"link:related", std::string(entry.parent_href)});
        if (!entry.in_reply_to.empty()) p.properties.push_back({"thr:in-reply-to", std::string(entry.in_reply_to)});
        declared_replies(p, entry, about);
        return p;
    }

    // thr:total says it in figures; older exports only in the title of a link ("12 Comments").
    static void declared_replies(Post& p, const Entry& entry, const xml::About& about) {
        if (entry.replies_title) {
            p.replies_declared_raw = *entry.replies_title;
            p.replies_declared = text::comment_count(*entry.replies_title);
        }
        if (!entry.total) return;
        if (const auto total = text::integer(*entry.total)) {
            p.replies_declared = total;
            if (p.replies_declared_raw.empty()) p.replies_declared_raw = *entry.total;
        } else {
            p.properties.push_back({"thr:total", std::string(*entry.total)});
            about.report(Rule::count_unclear, 0, "thr:total", "\"" + std::string(*entry.total) + "\" is no number of comments");
        }
    }

    // What Blogger never writes on a comment, but somebody did.
    static void leftovers(const Entry& entry, std::vector<Property>& properties) {
        for (const Category& category : entry.categories) properties.push_back({"category", category.term});
        for (const Enclosure& enclosure : entry.enclosures) properties.push_back({"enclosure", enclosure.url});
        for (std::size_t i = 1; i < entry.authors.size(); ++i) properties.push_back({"author", entry.authors[i].name});
        if (!entry.summary.empty()) properties.push_back({"summary", entry.summary});
        if (entry.link) properties.push_back({"link:related", entry.link->href});
        if (entry.total) properties.push_back({"thr:total", std::string(*entry.total)});
        if (entry.thumbnail) properties.push_back({"media:thumbnail", *entry.thumbnail});
        if (entry.location) properties.push_back({"georss:featurename", entry.location->name});
    }

    static Comment comment(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
        Comment c;
        c.at = record.at;
        c.guid = entry.id;
        c.id = text::join_key(entry.id);
        const xml::About about = entry.about(c.id, record, diagnostics);
        // A legacy export holds approved comments only; removed ones leave a marked stub.
        c.status = entry.removed ? CommentStatus::removed : entry.draft ? CommentStatus::pending : CommentStatus::approved;
        c.properties = std::move(entry.properties);
        leftovers(entry, c.properties);
        c.published = xml::date(entry.published, "published", c.properties, about);
        c.updated = xml::date(entry.updated, "updated", c.properties, about);
        c.content = std::move(entry.content);
        if (!entry.authors.empty()) c.author = std::move(entry.authors.front());
        if (entry.alternate) c.permalink = std::move(entry.alternate);
        if (!entry.in_reply_to.empty()) {
            c.post = text::join_key(entry.in_reply_to);
        } else {
            c.post = text::post_of_comment_link(entry.self);
            if (!c.post.empty()) about.report(Rule::joined_by_link, 0, "thr:in-reply-to", "names no post; its own link says post " + c.post);
        }
        if (!entry.parent_href.empty()) c.parent = text::join_key(entry.parent_href);
        return c;
    }

    // tag:blogger.com,1999:blog-1.settings.BLOG_NAME
    static Setting setting(Entry&& entry) {
        const std::size_t at = entry.id.find(".settings.");
        return {std::string(at == std::string_view::npos ? entry.id : entry.id.substr(at + 10)), std::move(entry.content)};
    }

    static Template theme(Entry&& entry) {
        return {entry.id.ends_with(".template") ? "classic" : "layout", std::move(entry.content)};
    }

    Site site_;  // before feed_, which fills it
    xml::Feed feed_;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings&, Context& context) {
    return std::make_unique<GdataReader>(source, context);
}

}  // namespace blogferry::converters::gdata
