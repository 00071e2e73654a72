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

// An entry as it stands. Takeout writes empty elements for what it has not, so empty is "none" throughout.
struct Entry {
    std::string id, type, status, parent, in_reply_to;
    std::string title, content, meta_description, filename, link, trashed;
    std::string published, updated, created;
    std::size_t published_at = 0, updated_at = 0, created_at = 0, trashed_at = 0, status_at = 0;  // offsets in the record
    std::vector<Person> authors;
    std::vector<Category> categories;
    std::vector<Enclosure> enclosures;
    std::vector<Property> properties;
    std::optional<GeoLocation> location;
};

Person person(xml::Cursor& xml, std::vector<Property>& properties) {
    Person p;
    std::string type;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (xml.is({atom, "name"})) p.name = text::trim(xml.text());
        else if (xml.is({atom, "uri"})) p.uri = text::with_scheme(text::trim(xml.text()));
        else if (xml.is({atom, "email"})) p.email = text::trim(xml.text());
        else if (xml.is({blogger, "type"})) type = text::trim(xml.text());
    }
    if (p.uri && p.uri->empty()) p.uri.reset();
    if (p.email && (p.email->empty() || *p.email == "noreply@blogger.com")) p.email.reset();
    const bool anonymous = type == "ANONYMOUS";
    if (anonymous) p.kind = p.name.empty() || text::anonymous_name(p.name) ? PersonKind::anonymous : PersonKind::named;
    else if (p.name.empty()) p.kind = PersonKind::removed;
    else p.kind = type == "BLOGGER" ? PersonKind::account : PersonKind::named;
    if (!type.empty() && !anonymous && type != "BLOGGER") properties.push_back({"author/blogger:type", type});
    return p;
}

void location(xml::Cursor& xml, Entry& entry) {
    GeoLocation place;
    bool any = false;
    const auto value = [&] {
        std::string s(text::trim(xml.text()));
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
    Category c{xml.attribute_or("scheme", ""), xml.attribute_or("term", ""), xml.attribute_or("label", "")};
    if (!c.term.empty()) entry.categories.push_back(std::move(c));
}

void enclosure(xml::Cursor& xml, Entry& entry) {
    const auto href = xml.attribute("href");
    Enclosure e{href ? *href : xml.attribute_or("url", ""), xml.attribute_or("type", ""), std::nullopt};
    if (const auto length = text::integer(xml.attribute_or("length", ""))) e.length = static_cast<std::uint64_t>(*length);
    if (e.url.empty()) e.url = text::trim(xml.text());
    if (!e.url.empty()) entry.enclosures.push_back(std::move(e));
}

Entry read_entry(xml::Cursor& xml, Depth wanted) {
    Entry entry;
    const auto trimmed = [&] { return std::string(text::trim(xml.text())); };
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        // A skim of a comment wants its ids, dates and state only.
        if (wanted == Depth::skim && entry.type == "COMMENT" && (xml.local() == "author" || xml.local() == "content")) {
            xml.pass_over();
        } else if (xml.is({atom, "id"})) {
            entry.id = trimmed();
        } else if (xml.is({blogger, "type"})) {
            entry.type = trimmed();
        } else if (xml.is({blogger, "status"})) {
            entry.status_at = xml.offset();
            entry.status = trimmed();
        } else if (xml.is({blogger, "parent"})) {
            entry.parent = trimmed();
        } else if (xml.is({blogger, "inReplyTo"})) {
            entry.in_reply_to = trimmed();
        } else if (xml.is({atom, "author"})) {
            entry.authors.push_back(person(xml, entry.properties));
        } else if (xml.is({atom, "title"})) {
            entry.title = xml.text();
        } else if (xml.is({atom, "content"})) {
            if (wanted == Depth::skim) xml.pass_over();
            else if (xml.attribute_or("type", "") == "xhtml") entry.content = xml.inner_source();
            else xml.text(entry.content);
        } else if (xml.is({blogger, "metaDescription"})) {
            entry.meta_description = xml.text();
        } else if (xml.is({blogger, "created"})) {
            entry.created_at = xml.offset();
            entry.created = trimmed();
        } else if (xml.is({atom, "published"})) {
            entry.published_at = xml.offset();
            entry.published = trimmed();
        } else if (xml.is({atom, "updated"})) {
            entry.updated_at = xml.offset();
            entry.updated = trimmed();
        } else if (xml.is({blogger, "location"})) {
            location(xml, entry);
        } else if (xml.is({atom, "category"})) {
            category(xml, entry);
        } else if (xml.is({blogger, "filename"})) {
            entry.filename = trimmed();
        } else if (xml.is({atom, "link"})) {
            const auto href = xml.attribute("href");
            entry.link = href ? *href : trimmed();
        } else if (xml.is({atom, "enclosure"})) {
            enclosure(xml, entry);
        } else if (xml.is({blogger, "trashed"})) {
            entry.trashed_at = xml.offset();
            entry.trashed = trimmed();
        }
    }
    return entry;
}

std::string id_of(const std::string& written) {
    const std::string_view number = text::last_number(written);
    return number.empty() ? written : std::string(number);
}

class TakeoutReader final : public Reader {
public:
    TakeoutReader(const Source& source, Context& context)
        : context_(context), input_(xml::as_utf8(*source.input, copy_, context)), gate_(input_, context) {
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
        while (gate_.next(first_)) {
            if (is_entry(first_)) {
                have_first_ = true;
                break;
            }
            head(first_);
        }
        account_comments_ = !settings && have_first_ && holds_only_comments();
    }

    const Input& input() const override { return input_; }
    const Site& site() const override { return site_; }
    bool account_comments() const override { return account_comments_; }
    bool ascending_ids() const override { return true; }
    int preference() const override { return 1; }  // knows trash, spam and schedules, which a legacy export does not

    bool next(Record& record) override {
        if (have_first_) {
            have_first_ = false;
            record = first_;
            return true;
        }
        while (gate_.next(record)) {
            if (is_entry(record)) return true;
            head(record);
        }
        return false;
    }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        Entry entry;
        xml::read(record, gate_.namespaces(), &diagnostics, [&](xml::Cursor& xml) { entry = read_entry(xml, depth); }, depth);
        xml::drop_repeats(entry.categories);
        if (entry.type == "POST" || entry.type == "PAGE") sink.post(post(std::move(entry), record, diagnostics));
        else if (entry.type == "COMMENT") sink.comment(comment(std::move(entry), record, diagnostics));
        else diagnostics.report(Rule::kind_unknown, record.at, entry.id, "blogger:type",
                                entry.type.empty() ? "the entry does not say what it is; it is not carried" : "an entry of type \"" + entry.type + "\" is not carried");
    }

private:
    bool is_entry(const Record& record) const { return xml::is_element(record, gate_.namespaces(), {atom, "entry"}); }

    void head(const Record& record) {
        xml::read(record, gate_.namespaces(), nullptr, [&](xml::Cursor& xml) {
            if (xml.is({atom, "id"})) site_.id = text::blog_number(text::trim(xml.text()));
            else if (xml.is({atom, "title"})) site_.title = xml.text();
            else context_.diagnostics.not_carried("feed/" + std::string(text::cut_utf8(xml.name(), 60)));
        });
    }

    // Takeout's Comments folders look like blogs. A blog has a post or a page somewhere; most have one near the top.
    bool holds_only_comments() const {
        xml::Gate gate(input_, context_);
        Record record;
        while (gate.next(record)) {
            if (!is_entry(record)) continue;
            Entry entry;
            xml::read(record, gate.namespaces(), nullptr, [&](xml::Cursor& xml) { entry = read_entry(xml, Depth::skim); });
            if (entry.type != "COMMENT") return false;
        }
        return true;
    }

    PostStatus post_status(Entry& entry, const std::string& entity, const Record& record, Diagnostics& diagnostics) const {
        if (entry.status == "SOFT_TRASHED" || !entry.trashed.empty()) return PostStatus::trashed;
        if (entry.status == "LIVE") return PostStatus::published;
        if (entry.status == "DRAFT") return PostStatus::draft;
        if (entry.status == "SCHEDULED") return PostStatus::scheduled;
        entry.properties.push_back({"blogger:status", entry.status});
        diagnostics.report(Rule::status_unknown, xml::locate(record, entry.status_at), entity, "blogger:status",
                           "\"" + entry.status + "\" is not a known state; kept as a draft");
        return PostStatus::draft;
    }

    CommentStatus comment_status(Entry& entry, const std::string& entity, const Record& record, Diagnostics& diagnostics) const {
        if (!entry.trashed.empty()) return CommentStatus::removed;
        if (entry.status == "LIVE") return CommentStatus::approved;
        if (entry.status == "SPAM_COMMENT") return CommentStatus::spam;
        if (entry.status == "GHOSTED_COMMENT") return CommentStatus::ghosted;
        if (entry.status == "PENDING_MODERATION") return CommentStatus::pending;
        if (entry.status == "SOFT_TRASHED") return CommentStatus::removed;
        entry.properties.push_back({"blogger:status", entry.status});
        diagnostics.report(Rule::status_unknown, xml::locate(record, entry.status_at), entity, "blogger:status",
                           "\"" + entry.status + "\" is not a known state; kept as pending");
        return CommentStatus::pending;
    }

    Post post(Entry&& entry, const Record& record, Diagnostics& diagnostics) const {
        Post p;
        p.at = record.at;
        p.guid = entry.id;
        p.id = id_of(entry.id);
        p.kind = entry.type == "PAGE" ? PostKind::page : PostKind::post;
        const std::string entity = (p.kind == PostKind::page ? "page " : "post ") + p.id;
        p.status = post_status(entry, entity, record, diagnostics);
        p.properties = std::move(entry.properties);
        p.published = xml::date(entry.published, "published", entity, record, entry.published_at, p.properties, diagnostics);
        p.updated = xml::date(entry.updated, "updated", entity, record, entry.updated_at, p.properties, diagnostics);
        p.created = xml::date(entry.created, "created", entity, record, entry.created_at, p.properties, diagnostics);
        p.trashed = xml::date(entry.trashed, "trashed", entity, record, entry.trashed_at, p.properties, diagnostics);
        p.title = std::move(entry.title);
        p.content = std::move(entry.content);
        p.meta_description = std::move(entry.meta_description);
        p.authors = std::move(entry.authors);
        p.categories = std::move(entry.categories);
        p.enclosures = std::move(entry.enclosures);
        p.location = std::move(entry.location);
        if (!entry.link.empty()) p.link = Link{std::move(entry.link), {}};
        if (!entry.filename.empty()) {
            p.slug = text::slug_of_path(entry.filename);
            p.path = std::move(entry.filename);
        }
        return p;
    }

    Comment comment(Entry&& entry, const Record& record, Diagnostics& diagnostics) const {
        Comment c;
        c.at = record.at;
        c.guid = entry.id;
        c.id = id_of(entry.id);
        c.blog = text::blog_number(entry.id);
        const std::string entity = "comment " + c.id;
        c.status = comment_status(entry, entity, record, diagnostics);
        c.post = id_of(entry.parent);
        if (!entry.in_reply_to.empty()) c.parent = id_of(entry.in_reply_to);
        if (!entry.authors.empty()) c.author = std::move(entry.authors.front());
        c.properties = std::move(entry.properties);
        for (const Category& label : entry.categories) c.properties.push_back({"category", label.term});
        for (const Enclosure& enclosure : entry.enclosures) c.properties.push_back({"enclosure", enclosure.url});
        if (!entry.title.empty()) c.properties.push_back({"title", std::move(entry.title)});
        if (!entry.meta_description.empty()) c.properties.push_back({"blogger:metaDescription", std::move(entry.meta_description)});
        if (!entry.link.empty()) c.properties.push_back({"link", std::move(entry.link)});
        if (entry.location) c.properties.push_back({"blogger:location", entry.location->name});
        for (std::size_t i = 1; i < entry.authors.size(); ++i) c.properties.push_back({"author", entry.authors[i].name});
        if (!entry.filename.empty()) c.properties.push_back({"blogger:filename", std::move(entry.filename)});
        c.published = xml::date(entry.published, "published", entity, record, entry.published_at, c.properties, diagnostics);
        c.updated = xml::date(entry.updated, "updated", entity, record, entry.updated_at, c.properties, diagnostics);
        c.created = xml::date(entry.created, "created", entity, record, entry.created_at, c.properties, diagnostics);
        if (!entry.trashed.empty()) c.properties.push_back({"blogger:trashed", std::move(entry.trashed)});
        c.content = std::move(entry.content);
        return c;
    }

    Context& context_;
    std::unique_ptr<Input> copy_;
    const Input& input_;
    xml::Gate gate_;
    Site site_;
    Record first_;
    bool have_first_ = false;
    bool account_comments_ = false;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings&, Context& context) {
    return std::make_unique<TakeoutReader>(source, context);
}

}  // namespace blogferry::converters::takeout
