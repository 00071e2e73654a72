#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sanitize.hpp"
#include "text/hash.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"
#include "writer.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::string_view no_time = "0000-00-00 00:00:00";

// For entries that say nothing at all about time. Not the first day of the epoch: zero is no time in PHP.
constexpr Moment long_ago{std::chrono::sys_seconds(std::chrono::days(1)), {}};

struct Dated {
    Moment moment;
    std::string_view source;  // empty if it is the publication date
};

Dated date_of(const Post& post, const Calendar& calendar) {
    if (post.published) return {calendar.moment(*post.published), {}};
    if (post.created) return {calendar.moment(*post.created), "the date it was created"};
    if (post.updated) return {calendar.moment(*post.updated), "the date of its last change"};
    return {long_ago, "a date long ago"};
}

std::string_view status_word(PostStatus status) {
    switch (status) {
        case PostStatus::published: return "publish";
        case PostStatus::scheduled: return "future";
        case PostStatus::trashed: return "trash";
        case PostStatus::draft: break;
    }
    return "draft";
}

// Ids are opaque: everything but letters and digits is encoded.
std::string url_safe(std::string_view id) {
    std::string result;
    for (const char c : id) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        if (plain) {
            result += c;
        } else {
            result += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

// Whether more is known about authors than their names.
bool has_profile(const std::vector<Person>& authors) {
    return std::any_of(authors.begin(), authors.end(), [](const Person& author) {
        return !author.id.empty() || author.uri || author.avatar || (author.email && !stored_email(*author.email));
    });
}

// What WordPress' column holds of a title or an excerpt.
std::string_view column_text(std::string_view text, std::string_view field, Entity& entity) {
    if (text.size() <= text_column) return text;
    entity.report(Rule::wxr_field_cut, field,
                  fmt::format("cut from {} to {} bytes, all that WordPress holds; whole in the custom field blogger_{}",
                              text.size(), text_column, field));
    return text::cut_utf8(text, text_column);
}

}  // namespace

void report_assumed_time(const std::optional<Timestamp>& said, std::string_view field, const std::string& local,
                         Entity& entity) {
    if (!said || said->precision <= Precision::minute) return;
    const Rule rule = said->precision == Precision::day ? Rule::wxr_time_assumed : Rule::wxr_day_assumed;
    entity.report(rule, field,
                  fmt::format("only \"{}\" is known; WordPress gets {}", time::shown(*said), local));
}

WxrWriter::Placed WxrWriter::place(const Post& post, Entity& entity) {
    const Dated dated = date_of(post, blog_->calendar);
    Placed placed{seconds_->place(post.kind, post.title, dated.moment), post.status, {}};
    placed.local = blog_->calendar.local(placed.moment);
    if (!dated.source.empty()) {
        entity.report(Rule::wxr_date_invented, "published",
                      fmt::format("has no date of its own; WordPress gets {}, {}", dated.source, placed.local));
    }
    if (dated.source.empty()) report_assumed_time(post.published, "published", placed.local, entity);
    if (placed.moment.instant != dated.moment.instant) {
        entity.report(Rule::wxr_date_moved, "published",
                      fmt::format("moved to {} ({} s later), or WordPress could take it for another {} of that second",
                                  placed.local, (placed.moment.instant - dated.moment.instant).count(),
                                  post.kind == PostKind::page ? "page" : "post"));
    }
    if (post.status == PostStatus::scheduled && !post.published) {
        entity.report(Rule::wxr_status_mapped, "status", "scheduled, but nobody knows for when; written as a draft");
        placed.status = PostStatus::draft;
    }
    return placed;
}

// Returns whether the content had to be changed.
bool WxrWriter::scalars(const Post& post, const Placed& placed, Entity& entity) {
    const std::string id = guid(post);
    const bool draft = placed.status == PostStatus::draft;
    const Moment modified = post.updated ? blog_->calendar.moment(*post.updated) : placed.moment;
    report_assumed_time(post.updated, "updated", blog_->calendar.local(modified), entity);
    entity.text("title", column_text(post.title, "title", entity), "title");
    entity.text("link", post.permalink ? *post.permalink : id, "permalink");
    entity.word("pubDate", Calendar::rfc822(placed.moment));
    entity.word("dc:creator",
                post.authors.empty() ? std::string_view() : blog_->authors.find(post.authors.front()).login);
    emitter_.markup("<guid isPermaLink=\"false\"><![CDATA[");
    emitter_.text(id);
    emitter_.markup("]]></guid>\n<description></description>\n");
    const bool changed = content(post, entity);
    entity.text("excerpt:encoded", column_text(post.summary, "summary", entity), "summary");
    entity.number("wp:post_id", numbers_.take(post.id));
    entity.word("wp:post_date", placed.local);
    entity.word("wp:post_date_gmt", draft ? std::string(no_time) : Calendar::gmt(placed.moment));
    entity.word("wp:post_modified", blog_->calendar.local(modified));
    entity.word("wp:post_modified_gmt", Calendar::gmt(modified));
    entity.word("wp:comment_status", blog_->comments_open ? "open" : "closed");
    entity.word("wp:ping_status", "closed");
    check_slug(post, entity);
    entity.text("wp:post_name", post.slug, "slug");
    entity.word("wp:status", status_word(placed.status));
    entity.number("wp:post_parent", 0);
    entity.number("wp:menu_order", 0);
    entity.word("wp:post_type", post.kind == PostKind::page ? "page" : "post");
    entity.word("wp:post_password", "");
    entity.number("wp:is_sticky", 0);
    return changed;
}

// Numbers slugs as WordPress will, so that one that happens to be what another becomes ("24-2") is known to be taken.
bool WxrWriter::take_slug(const Post& post) {
    const std::string slug = text::lower(post.slug);
    const std::uint64_t kind = text::fnv1a(post.kind == PostKind::page ? "page" : "post");
    const auto [place, is_new] = next_of_slug_.try_emplace(text::fnv1a(slug, kind), 2);
    if (is_new || post.status == PostStatus::draft) return false;  // a draft may have the slug of another
    unsigned& next = place->second;  // stays where it is when the table grows
    while (!next_of_slug_.try_emplace(text::fnv1a(fmt::format("{}-{}", slug, next++), kind), 2).second) {
    }
    return true;
}

// WordPress changes what it does not take for a slug, and numbers those that are taken. It is told what the blog has,
// for that is what it does best with; but links change then, so it is said, and the slug kept.
void WxrWriter::check_slug(const Post& post, Entity& entity) {
    if (post.slug.empty()) return;
    const bool taken = take_slug(post);
    if (percent_encoded(post.slug).size() > slug_column) {
        entity.report(
            Rule::wxr_field_cut, "slug",
            fmt::format("WordPress will cut it to {} bytes; whole in the custom field blogger_slug", slug_column));
    } else if (!stored_slug(post.slug)) {
        entity.report(
            Rule::wxr_slug_changed, "slug",
            fmt::format("WordPress has no slug \"{}\" and will write it in another way; as it was in the custom field "
                        "blogger_slug",
                        text::printable(post.slug, 60)));
    } else if (taken) {
        entity.report(Rule::wxr_slug_changed, "slug",
                      fmt::format("another {} has the slug \"{}\", so WordPress will number this one",
                                  post.kind == PostKind::page ? "page" : "post", text::printable(post.slug, 60)));
    }
}

bool WxrWriter::content(const Post& post, Entity& entity) {
    const std::string_view body = post.content;
    std::size_t left_out = 0;
    emitter_.markup("<content:encoded><![CDATA[");
    const auto jump = options_.convert_jump_breaks ? text::jump_break(body) : std::nullopt;
    bool changed = jump && !jump->wordpress;
    if (changed) {
        left_out += emitter_.text(body.substr(0, jump->offset));
        emitter_.markup("<!--more-->");
        left_out += emitter_.text(body.substr(jump->offset + jump->length));
        entity.report(Rule::wxr_break_converted, "content", "the jump break was written as <!--more-->");
    } else {
        left_out += emitter_.text(body);
    }
    if (counts_as_empty(post.title) && counts_as_empty(post.summary) && counts_as_empty(body)) {
        emitter_.markup("<!-- -->");
        changed = true;
        entity.report(Rule::wxr_empty_post, "content",
                      "no title, no text: an empty comment, <!-- -->, was added as its text");
    }
    emitter_.markup("]]></content:encoded>\n");
    entity.removed(left_out, "content");
    return changed;
}

void WxrWriter::labels(const Post& post) {
    std::set<const Term*> seen;
    const auto label = [&](std::string_view domain, const Term* term) {
        if (term == nullptr || !seen.insert(term).second) return;
        emitter_.markup("<category domain=\"");
        emitter_.markup(domain);
        emitter_.markup("\" nicename=\"");
        emitter_.markup(term->nicename);
        emitter_.markup("\"><![CDATA[");
        emitter_.text(term->name);
        emitter_.markup("]]></category>\n");
    };
    for (const Category& category : post.categories) {
        const Labels::Use& use = blog_->labels.find(category);
        label("category", use.category);
        label("post_tag", use.tag);
    }
}

void WxrWriter::post_meta(const Post& post, Entity& entity) {
    const auto meta = [&entity](std::string_view key, std::string_view value, std::string_view field) {
        if (!value.empty()) entity.meta("wp:postmeta", key, value, field);
    };
    const auto date = [&meta](std::string_view key, const std::optional<Timestamp>& value, std::string_view field) {
        if (value) meta(key, written(*value), field);
    };
    const std::string_view permalink = post.permalink ? text::path_of_url(*post.permalink) : std::string_view();
    meta("blogger_blog", blog_->host, "home");
    meta("blogger_permalink", post.path ? std::string_view(*post.path) : permalink, "path");
    for (const Person& author : post.authors) meta("blogger_author", author.name, "authors");
    if (has_profile(post.authors)) meta("blogger_author_profile", persons_json(post.authors), "authors");
    if (post.authors.size() > 1) {
        entity.report(
            Rule::wxr_joined, "authors",
            fmt::format("has {} authors, WordPress knows one: \"{}\"; all are in its custom fields blogger_author",
                        post.authors.size(), text::printable(post.authors.front().name, 60)));
    }
    meta("blogger_id", post.guid.empty() ? post.id : post.guid, "guid");
    date("blogger_published", post.published, "published");
    date("blogger_updated", post.updated, "updated");
    date("blogger_created", post.created, "created");
    date("blogger_trashed", post.trashed, "trashed");
    if (post.status == PostStatus::scheduled && !post.published) meta("blogger_status", "scheduled", "status");
    if (!post.slug.empty() && !stored_slug(post.slug)) meta("blogger_slug", post.slug, "slug");
    if (post.title.size() > text_column) meta("blogger_title", post.title, "title");
    if (post.summary.size() > text_column) meta("blogger_summary", post.summary, "summary");
    meta("blogger_labels", labels_apart(post), "categories");
    meta("blogger_meta_description", post.meta_description, "meta_description");
    if (post.thumbnail) meta("blogger_thumbnail", *post.thumbnail, "thumbnail");
    if (post.link) {
        meta("blogger_link", post.link->href, "link");
        meta("blogger_link_title", post.link->title, "link");
    }
    for (const Enclosure& enclosure : post.enclosures) {
        meta("enclosure", fmt::format("{}\n{}\n{}", enclosure.url, enclosure.length.value_or(0), enclosure.type),
             "enclosures");
    }
    if (post.location) {
        const std::optional<double>&latitude = post.location->latitude, &longitude = post.location->longitude;
        if (latitude) meta("geo_latitude", fmt::format("{}", *latitude), "location");
        if (longitude) meta("geo_longitude", fmt::format("{}", *longitude), "location");
        if (latitude && longitude) meta("geo_public", "1", "location");
        meta("geo_address", post.location->name, "location");
        meta("blogger_location_span", post.location->span, "location");
    }
    if (post.replies_declared && *post.replies_declared != post.replies) {
        meta("blogger_replies_declared", fmt::format("{}", *post.replies_declared), "replies_declared");
    }
    if (!post.properties.empty()) meta("blogger_properties", properties_json(post.properties), "properties");
}

std::string WxrWriter::labels_apart(const Post& post) {
    const bool whole = std::all_of(post.categories.begin(), post.categories.end(),
                                   [this](const Category& category) { return blog_->labels.find(category).whole; });
    return whole ? std::string() : terms_json(post.categories);
}

std::string WxrWriter::guid(const Post& post) const {
    std::string guid = fmt::format("{}?blogger-post={}", blog_->guid_base, url_safe(post.id));
    if (stored_url_size(guid) <= guid_column) return guid;
    return fmt::format("{}?blogger-post-hash={:016x}", blog_->guid_base, text::fnv1a(post.id));
}

}  // namespace blogferry::wxr
