#include "reader.hpp"

#include <algorithm>
#include <string>

#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"
#include "xml/atom.hpp"
#include "xml/cursor.hpp"
#include "xml/gate.hpp"

namespace blogferry::converters::takeout {

namespace {

using xml::atom;

// An entry as it stands. Takeout writes empty elements for what it has not, so empty is "none" throughout. Views are as
// valid as the cursor it was read with.
struct Entry {
    std::string_view id, type, parent, in_reply_to, filename, link;
    std::string title, content, meta_description;
    xml::Written status, published, updated, created, trashed;
    bool contradicted = false;  // two states are given
    std::vector<Person> authors;
    std::vector<Category> categories;
    std::vector<Enclosure> enclosures;
    std::vector<Property> properties;
    std::optional<GeoLocation> location;
};

Person person(xml::Cursor& xml, std::vector<Property>& properties) {
    Person p;
    std::string_view type;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.is({atom, "name"})) p.name = text::trim(xml.text());
        else if (xml.is({atom, "uri"})) p.uri = text::with_scheme(text::trim(xml.text()));
        else if (xml.is({atom, "email"})) p.email = text::trim(xml.text());
        else if (xml.is({blogger, "type"})) type = text::trim(xml.text());
    }
    xml::drop_placeholders(p);
    const bool anonymous = type == "ANONYMOUS";
    if (anonymous) p.kind = p.name.empty() || text::anonymous_name(p.name) ? PersonKind::anonymous : PersonKind::named;
    else if (p.name.empty()) p.kind = PersonKind::removed;
    else p.kind = type == "BLOGGER" ? PersonKind::account : PersonKind::named;
    if (!type.empty() && !anonymous && type != "BLOGGER")
        properties.push_back({"author/blogger:type", std::string(type)});
    return p;
}

void location(xml::Cursor& xml, Entry& entry) {
    GeoLocation place;
    bool any = false;
    const auto value = [&] {
        const std::string_view s = text::trim(xml.text());
        any = any || !s.empty();
        return s;
    };
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.is({blogger, "name"})) place.name = value();
        else if (xml.is({blogger, "latitude"})) place.latitude = text::real(value());
        else if (xml.is({blogger, "longitude"})) place.longitude = text::real(value());
        else if (xml.is({blogger, "span"})) place.span = value();
    }
    if (any) entry.location = std::move(place);
}

void category(xml::Cursor& xml, Entry& entry) {
    const std::string_view term = xml.attribute_or("term", "");
    if (!term.empty())
        entry.categories.push_back({std::string(xml.attribute_or("scheme", "")), std::string(term),
                                    std::string(xml.attribute_or("label", ""))});
}

void enclosure(xml::Cursor& xml, Entry& entry) {
    const auto href = xml.attribute("href");
    Enclosure e{std::string(href ? *href : xml.attribute_or("url", "")), std::string(xml.attribute_or("type", "")),
                std::nullopt};
    if (const auto length = text::integer(xml.attribute_or("length", "")))
        e.length = static_cast<std::uint64_t>(*length);
    if (e.url.empty()) e.url = text::trim(xml.text());
    if (!e.url.empty()) entry.enclosures.push_back(std::move(e));
}

// Bodies and persons do not matter to a skim; a post's authors do.
bool matters_to_a_skim(const xml::Cursor& xml, std::string_view type) {
    const std::string_view name = xml.local();
    return name != "content" && name != "title" && name != "metaDescription" && (name != "author" || type != "COMMENT");
}

Entry read_entry(xml::Cursor& xml, Depth wanted) {
    Entry entry;
    const auto trimmed = [&] { return text::trim(xml.text()); };
    const auto written = [&] {
        const std::size_t offset = xml.offset();
        return xml::Written{trimmed(), offset};
    };
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (wanted == Depth::skim && !matters_to_a_skim(xml, entry.type)) {
            xml.pass_over();
        } else if (entry.id.empty() && xml.is({atom, "id"})) {  // the first of each counts, here and below
            entry.id = trimmed();
        } else if (entry.type.empty() && xml.is({blogger, "type"})) {
            entry.type = trimmed();
        } else if (xml.is({blogger, "status"})) {
            const xml::Written status = written();
            entry.contradicted = entry.contradicted || (!entry.status.text.empty() && status.text != entry.status.text);
            entry.status = status;
        } else if (entry.parent.empty() && xml.is({blogger, "parent"})) {
            entry.parent = trimmed();
        } else if (entry.in_reply_to.empty() && xml.is({blogger, "inReplyTo"})) {
            entry.in_reply_to = trimmed();
        } else if (xml.is({atom, "author"})) {
            entry.authors.push_back(person(xml, entry.properties));
        } else if (entry.title.empty() && xml.is({atom, "title"})) {
            entry.title = xml.text();
        } else if (entry.content.empty() && xml.is({atom, "content"})) {
            if (xml.attribute_or("type", "") == "xhtml") entry.content = xml.xhtml();
            else xml.text_or_markup(entry.content);
        } else if (entry.meta_description.empty() && xml.is({blogger, "metaDescription"})) {
            entry.meta_description = xml.text();
        } else if (entry.created.text.empty() && xml.is({blogger, "created"})) {
            entry.created = written();
        } else if (entry.published.text.empty() && xml.is({atom, "published"})) {
            entry.published = written();
        } else if (entry.updated.text.empty() && xml.is({atom, "updated"})) {
            entry.updated = written();
        } else if (xml.is({blogger, "location"})) {
            location(xml, entry);
        } else if (xml.is({atom, "category"})) {
            category(xml, entry);
        } else if (entry.filename.empty() && xml.is({blogger, "filename"})) {
            entry.filename = trimmed();
        } else if (entry.link.empty() && xml.is({atom, "link"})) {
            const auto href = xml.attribute("href");
            entry.link = href ? *href : trimmed();
        } else if (xml.is({atom, "enclosure"})) {
            enclosure(xml, entry);
        } else if (entry.trashed.text.empty() && xml.is({blogger, "trashed"})) {
            entry.trashed = written();
        }
    }
    return entry;
}

class TakeoutReader final : public Reader {
public:
    TakeoutReader(const Source& source, Context& context)
        : feed_(*source.input, context, [this](xml::Cursor& xml) { return head(xml); }) {
        bool settings = false;
        for (const Input* companion : source.companions) {
            if (is_settings(companion->head(4096))) {
                site_.settings = read_settings(*companion, context);
                settings = true;
            } else if (is_theme(companion->name())) {
                const bool classic = companion->name().find("theme-classic") != std::string::npos;
                site_.templates.push_back({classic ? "classic" : "layout", companion->all(context.limits.record)});
            }
        }
        account_comments_ = !settings && holds_only_comments(context);
    }

    const Input& input() const override { return feed_.input(); }
    const Site& site() const override { return site_; }
    bool account_comments() const override { return account_comments_; }
    bool ascending_ids() const override { return true; }
    int preference() const override { return 1; }  // knows trash, spam and schedules, which a legacy export does not
    std::string_view remedy(Rule rule) const override {
        if (rule == Rule::permalink_missing) return "an XML backup of the same blog";
        const bool of_settings = rule == Rule::zone_unknown || rule == Rule::site_unknown;
        return of_settings && site_.settings.empty() ? "settings.csv" : "";
    }
    bool next(Record& record) override { return feed_.next(record); }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        feed_.read(
            record, diagnostics,
            [&](xml::Cursor& xml) { hand_over(read_entry(xml, depth), record, sink, diagnostics); }, depth);
    }

private:
    static void hand_over(Entry&& entry, const Record& record, EntitySink& sink, Diagnostics& diagnostics) {
        xml::drop_repeats(entry.categories);
        if (entry.type == "POST" || entry.type == "PAGE") sink.post(post(std::move(entry), record, diagnostics));
        else if (entry.type == "COMMENT") sink.comment(comment(std::move(entry), record, diagnostics));
        else
            diagnostics.report(Rule::kind_unknown, record.at, std::string(entry.id), "blogger:type",
                               entry.type.empty()
                                   ? "the entry does not say what it is; it is not carried"
                                   : "an entry of type \"" + std::string(entry.type) + "\" is not carried");
    }

    bool head(xml::Cursor& xml) {
        if (xml.is({atom, "id"})) site_.id = text::blog_number(text::trim(xml.text()));
        else if (xml.is({atom, "title"})) site_.title = xml.text();
        else return false;
        return true;
    }

    // Takeout's Comments folders look like blogs. A blog has a post or a page somewhere; most have one near the top.
    bool holds_only_comments(Context& context) const {
        bool comments = false;
        xml::Feed feed(feed_.input(), context, [](xml::Cursor&) { return true; });
        for (Record record; feed.next(record);) {
            bool comment = false;
            xml::read(
                record, feed.namespaces(), nullptr,
                [&](xml::Cursor& xml) { comment = read_entry(xml, Depth::skim).type == "COMMENT"; }, Depth::skim);
            if (!comment) return false;
            comments = true;
        }
        return comments;
    }

    static PostStatus post_status(const Entry& entry, std::vector<Property>& properties, const xml::About& about) {
        const std::string_view status = entry.contradicted ? std::string_view{} : entry.status.text;
        if (status == "SOFT_TRASHED" || !entry.trashed.text.empty()) return PostStatus::trashed;
        if (status == "LIVE") return PostStatus::published;
        if (status == "DRAFT") return PostStatus::draft;
        if (status == "SCHEDULED") return PostStatus::scheduled;
        unknown_status(entry, "a draft", properties, about);
        return PostStatus::draft;
    }

    static CommentStatus comment_status(const Entry& entry, std::vector<Property>& properties,
                                        const xml::About& about) {
        const std::string_view status = entry.contradicted ? std::string_view{} : entry.status.text;
        if (!entry.trashed.text.empty()) return CommentStatus::removed;
        if (status == "LIVE") return CommentStatus::approved;
        if (status == "SPAM_COMMENT") return CommentStatus::spam;
        if (status == "GHOSTED_COMMENT") return CommentStatus::ghosted;
        if (status == "PENDING_MODERATION") return CommentStatus::pending;
        if (status == "SOFT_TRASHED") return CommentStatus::removed;
        unknown_status(entry, "pending", properties, about);
        return CommentStatus::pending;
    }

    static void unknown_status(const Entry& entry, std::string_view kept_as, std::vector<Property>& properties,
                               const xml::About& about) {
        std::string status(entry.status.text);
        about.report(Rule::status_unknown, entry.status.offset, "blogger:status",
                     "\"" + status +
                         (entry.contradicted ? "\" is not the only state given" : "\" is not a known state") +
                         "; kept as " + std::string(kept_as));
        properties.push_back({"blogger:status", std::move(status)});
    }

    static Post post(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
        Post p;
        p.at = record.at;
        p.guid = entry.id;
        p.id = text::join_key(entry.id);
        p.kind = entry.type == "PAGE" ? PostKind::page : PostKind::post;
        const xml::About about{record, p.kind == PostKind::page ? "page" : "post", p.id, diagnostics};
        p.properties = std::move(entry.properties);
        p.status = post_status(entry, p.properties, about);
        p.published = xml::date(entry.published, "published", p.properties, about);
        p.updated = xml::date(entry.updated, "updated", p.properties, about);
        p.created = xml::date(entry.created, "created", p.properties, about);
        p.trashed = xml::date(entry.trashed, "trashed", p.properties, about);
        p.title = std::move(entry.title);
        p.content = std::move(entry.content);
        p.meta_description = std::move(entry.meta_description);
        p.authors = std::move(entry.authors);
        p.categories = std::move(entry.categories);
        p.enclosures = std::move(entry.enclosures);
        p.location = std::move(entry.location);
        if (!entry.link.empty()) p.link = Link{std::string(entry.link), {}};
        if (!entry.filename.empty()) {
            p.slug = text::slug_of_path(entry.filename);
            p.path = entry.filename;
        }
        return p;
    }

    static Comment comment(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
        Comment c;
        c.at = record.at;
        c.guid = entry.id;
        c.id = text::join_key(entry.id);
        c.blog = text::blog_number(entry.id);
        const xml::About about{record, "comment", c.id, diagnostics};
        c.properties = std::move(entry.properties);
        c.status = comment_status(entry, c.properties, about);
        c.post = text::join_key(entry.parent);
        if (!entry.in_reply_to.empty()) c.parent = text::join_key(entry.in_reply_to);
        if (!entry.authors.empty()) c.author = std::move(entry.authors.front());
        for (const Category& label : entry.categories) c.properties.push_back({"category", label.term});
        for (const Enclosure& enclosure : entry.enclosures) c.properties.push_back({"enclosure", enclosure.url});
        if (!entry.title.empty()) c.properties.push_back({"title", std::move(entry.title)});
        if (!entry.meta_description.empty())
            c.properties.push_back({"blogger:metaDescription", std::move(entry.meta_description)});
        if (!entry.link.empty()) c.properties.push_back({"link", std::string(entry.link)});
        if (entry.location) c.properties.push_back({"blogger:location", entry.location->name});
        for (std::size_t i = 1; i < entry.authors.size(); ++i)
            c.properties.push_back({"author", entry.authors[i].name});
        if (!entry.filename.empty()) c.properties.push_back({"blogger:filename", std::string(entry.filename)});
        c.published = xml::date(entry.published, "published", c.properties, about);
        c.updated = xml::date(entry.updated, "updated", c.properties, about);
        c.created = xml::date(entry.created, "created", c.properties, about);
        if (!entry.trashed.text.empty()) c.properties.push_back({"blogger:trashed", std::string(entry.trashed.text)});
        c.content = std::move(entry.content);
        return c;
    }

    Site site_;  // before feed_, which fills it
    xml::Feed feed_;
    bool account_comments_ = false;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings&, Context& context) {
    return std::make_unique<TakeoutReader>(source, context);
}

}  // namespace blogferry::converters::takeout
