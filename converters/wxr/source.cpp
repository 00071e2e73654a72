#include "source.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kept.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"

namespace blogferry::wxr {

namespace {

constexpr std::string_view content_module = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view dublin_core = "http://purl.org/dc/elements/1.1/";

constexpr std::array<std::string_view, 6> exports{
    "http://wordpress.org/export/1.2/",  "http://wordpress.org/export/1.1/",  "http://wordpress.org/export/1.0/",
    "https://wordpress.org/export/1.2/", "https://wordpress.org/export/1.1/", "https://wordpress.org/export/1.0/"};
constexpr std::array<std::string_view, 6> excerpts{
    "http://wordpress.org/export/1.2/excerpt/",  "http://wordpress.org/export/1.1/excerpt/",
    "http://wordpress.org/export/1.0/excerpt/",  "https://wordpress.org/export/1.2/excerpt/",
    "https://wordpress.org/export/1.1/excerpt/", "https://wordpress.org/export/1.0/excerpt/"};

bool is_one_of(xml::Cursor& xml, const std::array<std::string_view, 6>& namespaces, std::string_view local) {
    return xml.local() == local && std::any_of(namespaces.begin(), namespaces.end(), [&](std::string_view uri) {
               return xml.is({uri, local});
           });
}

/// Places in a record that are asked for in ascending order.
class Places {
public:
    explicit Places(const Record& record) : record_(record), at_(record.at) {}

    Location at(std::size_t offset) {
        const std::string_view passed = record_.bytes.substr(offset_, std::max(offset, offset_) - offset_);
        at_ = text::moved(at_, passed);
        offset_ += passed.size();
        return at_;
    }

private:
    const Record& record_;
    Location at_;
    std::size_t offset_ = 0;
};

// An element that is wanted, and where its text goes. The first of each counts, as for WordPress.
template <class T>
struct Field {
    std::string_view local;
    std::string_view T::*text;
    bool skimmed;  // a skim needs it
};

constexpr std::array<Field<SourceItem>, 11> item_fields{{
    {"post_id", &SourceItem::id, true},
    {"status", &SourceItem::status, true},
    {"post_type", &SourceItem::type, true},
    {"post_password", &SourceItem::password, true},
    {"post_name", &SourceItem::slug, false},
    {"comment_status", &SourceItem::comment_status, false},
    {"ping_status", &SourceItem::ping_status, false},
    {"post_parent", &SourceItem::parent, false},
    {"menu_order", &SourceItem::menu_order, false},
    {"is_sticky", &SourceItem::sticky, false},
    {"attachment_url", &SourceItem::attachment, false},
}};

constexpr std::array<Field<SourceComment>, 10> comment_fields{{
    {"comment_id", &SourceComment::id, true},
    {"comment_approved", &SourceComment::approved, true},
    {"comment_parent", &SourceComment::parent, true},
    {"comment_author", &SourceComment::author, false},
    {"comment_author_email", &SourceComment::email, false},
    {"comment_author_url", &SourceComment::url, false},
    {"comment_author_IP", &SourceComment::ip, false},
    {"comment_content", &SourceComment::content, false},
    {"comment_type", &SourceComment::type, false},
    {"comment_user_id", &SourceComment::user, false},
}};

template <class T>
struct DateField {
    std::string_view local;
    Dates T::*dates;
    std::string_view Dates::*text;
};

constexpr std::array<DateField<SourceItem>, 4> item_dates{{
    {"post_date", &SourceItem::date, &Dates::local},
    {"post_date_gmt", &SourceItem::date, &Dates::gmt},
    {"post_modified", &SourceItem::modified, &Dates::local},
    {"post_modified_gmt", &SourceItem::modified, &Dates::gmt},
}};

constexpr std::array<DateField<SourceComment>, 2> comment_dates{{
    {"comment_date", &SourceComment::date, &Dates::local},
    {"comment_date_gmt", &SourceComment::date, &Dates::gmt},
}};

// Reads the current element if it is one of these.
template <class T, std::size_t Fields, std::size_t DateFields>
bool take(xml::Cursor& xml, T& into, Depth depth, const std::array<Field<T>, Fields>& fields,
          const std::array<DateField<T>, DateFields>& dates) {
    const std::string_view local = xml.local();
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.local == local; });
    if (field != fields.end()) {
        if (!(into.*(field->text)).empty() || !is_wp(xml, local)) return false;
        if (depth == Depth::skim && !field->skimmed)
            xml.pass_over();
        else
            into.*(field->text) = xml.text();
        return true;
    }
    const auto date = std::find_if(dates.begin(), dates.end(), [&](const auto& d) { return d.local == local; });
    if (date == dates.end()) return false;
    std::string_view& text = into.*(date->dates).*(date->text);
    if (!text.empty() || !is_wp(xml, local)) return false;
    text = text::trim(xml.text());
    return true;
}

void meta(xml::Cursor& xml, Depth wanted, std::vector<Meta>& metas) {
    Meta meta;
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (is_wp(xml, "meta_key")) {
            meta.key = xml.text();
        } else if (is_wp(xml, "meta_value")) {
            if (wanted == Depth::skim && !meta.key.starts_with("blogger_"))
                xml.pass_over();
            else
                meta.value = xml.text();
        }
    }
    metas.push_back(meta);
}

bool is_excerpt(xml::Cursor& xml) { return is_one_of(xml, excerpts, "encoded"); }

bool is_kept(xml::Cursor& xml, std::string_view local, Kept& kept, Places& places) {
    if (!xml.is({kept_namespace, local})) return false;
    kept.at = places.at(xml.offset());
    kept.json = xml.text();
    return true;
}

SourceComment read_comment(xml::Cursor& xml, Places& places, Depth wanted) {
    SourceComment comment;
    comment.at = places.at(xml.offset());
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (take(xml, comment, wanted, comment_fields, comment_dates)) continue;
        if (is_wp(xml, "commentmeta"))
            meta(xml, wanted, comment.metas);
        else
            is_kept(xml, "comment", comment.kept, places);
    }
    return comment;
}

// Elements of RSS and its modules.
bool take_rss(xml::Cursor& xml, SourceItem& item, Depth depth) {
    const auto take = [&](std::string_view SourceItem::*text, const xml::Name& name, bool skimmed) {
        if (!(item.*text).empty() || !xml.is(name)) return false;
        if (depth == Depth::skim && !skimmed)
            xml.pass_over();
        else
            item.*text = xml.text_or_markup();
        return true;
    };
    return take(&SourceItem::content, {content_module, "encoded"}, false) ||
           take(&SourceItem::creator, {dublin_core, "creator"}, true) ||
           take(&SourceItem::title, {{}, "title"}, false) || take(&SourceItem::link, {{}, "link"}, false) ||
           take(&SourceItem::guid, {{}, "guid"}, true) || take(&SourceItem::published, {{}, "pubDate"}, true) ||
           take(&SourceItem::description, {{}, "description"}, false);
}

}  // namespace

bool is_wp(xml::Cursor& xml, std::string_view local) { return is_one_of(xml, exports, local); }
bool is_wxr_namespace(std::string_view uri) { return std::find(exports.begin(), exports.end(), uri) != exports.end(); }

SourceItem read_item(xml::Cursor& xml, const Record& record, Depth wanted) {
    SourceItem item;
    Places places(record);
    for (const int depth = xml.depth(); xml.next_child(depth);) {
        if (take(xml, item, wanted, item_fields, item_dates)) continue;
        if (is_wp(xml, "postmeta")) {
            meta(xml, wanted, item.metas);
        } else if (is_wp(xml, "comment")) {
            item.comments.push_back(read_comment(xml, places, wanted));
        } else if (xml.is({{}, "category"})) {
            Term term{xml.attribute_or("domain", ""), xml.attribute_or("nicename", ""), {}};
            term.name = text::trim(xml.text());
            item.terms.push_back(term);
        } else if (item.excerpt.empty() && is_excerpt(xml)) {
            if (wanted == Depth::skim)
                xml.pass_over();
            else
                item.excerpt = xml.text_or_markup();
        } else if (!is_kept(xml, "post", item.kept, places)) {
            take_rss(xml, item, wanted);
        }
    }
    return item;
}

}  // namespace blogferry::wxr
