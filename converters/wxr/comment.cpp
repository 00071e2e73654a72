#include <fmt/format.h>

#include "json/fields.hpp"
#include "sanitize.hpp"
#include "text/url.hpp"
#include "writer.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t author_column = 255;  // bytes
constexpr std::size_t url_column = 200;

std::string_view approved(CommentStatus status) {
    switch (status) {
        case CommentStatus::approved: return "1";
        case CommentStatus::spam: return "spam";
        case CommentStatus::removed: return "trash";
        case CommentStatus::pending:
        case CommentStatus::ghosted: break;
    }
    return "0";
}

const Timestamp* any_date(const Comment& comment) {
    for (const std::optional<Timestamp>* date : {&comment.published, &comment.created, &comment.updated}) {
        if (*date) return &**date;
    }
    return nullptr;
}

bool fits_as_url(const std::string& uri) { return text::is_absolute_url(uri) && stored_url_size(uri) <= url_column; }

// What is empty, or nobody's, is no loss.
bool keeps_email(const Person& author) {
    return author.email && (author.email->empty() || shared_email(*author.email) || stored_email(*author.email));
}

bool same_second(const Timestamp& a, const Timestamp& b) {
    return a.precision == b.precision &&
           std::chrono::floor<std::chrono::seconds>(a.instant) == std::chrono::floor<std::chrono::seconds>(b.instant);
}

}  // namespace

void WxrWriter::comment(const ParentsFirst::Numbered& numbered, const Placed& post) {
    const Comment& comment = numbered.comment;
    Entity entity(emitter_, diagnostics_, comment.at, "comment", comment.id);
    const Timestamp* const date = any_date(comment);
    const Moment moment = date ? blog_->calendar.moment(*date) : post.moment;
    if (!comment.published) {
        entity.report(Rule::wxr_date_invented, "published",
                      fmt::format("has no date of its own; WordPress gets that of {}",
                                  date ? "its creation or last change" : "its post"));
    }
    local_times_.add(comment.published);
    report_assumed_time(comment.published, "published", blog_->calendar.local(moment), entity);
    if (comment.status == CommentStatus::ghosted || comment.status == CommentStatus::removed) {
        entity.report(Rule::wxr_status_mapped, "status",
                      fmt::format("{} is no state of WordPress; written as {}", json::to_string(comment.status),
                                  comment.status == CommentStatus::ghosted ? "held for moderation" : "trash"));
    }
    emitter_.markup("<wp:comment>\n");
    entity.number("wp:comment_id", numbered.number);
    comment_author(comment, entity);
    entity.word("wp:comment_author_IP", "");
    entity.word("wp:comment_date", blog_->calendar.local(moment));
    entity.word("wp:comment_date_gmt", Calendar::gmt(moment));
    bool cut = false;
    const std::string content = stored_comment(comment.content, {.bytes = text_column}, cut);
    if (cut) {
        entity.report(
            Rule::wxr_field_cut, "content",
            fmt::format("cut from {} to {} bytes, all that WordPress holds; whole in its metadata, blogger_content",
                        comment.content.size(), content.size()));
    }
    entity.text("wp:comment_content", content, "content");
    entity.word("wp:comment_approved", approved(comment.status));
    entity.word("wp:comment_type", "comment");
    entity.number("wp:comment_parent", numbered.parent);
    entity.number("wp:comment_user_id", 0);
    if (cut) entity.meta("wp:commentmeta", "blogger_content", comment.content, "content");
    comment_meta(numbered, entity);
    keep("blogferry:comment", kept(comment, content != comment.content));
    emitter_.markup("</wp:comment>\n");
}

void WxrWriter::comment_author(const Comment& comment, Entity& entity) {
    static const Person nobody{PersonKind::unknown, {}, {}, {}, {}, {}};
    const Person& author = comment.author ? *comment.author : nobody;
    bool cut = false;
    entity.text("wp:comment_author", stored_name(author.name, {.bytes = author_column}, cut), "author.name");
    entity.removed(unwritable(author.name), "author.name");
    if (cut) {
        entity.report(Rule::wxr_field_cut, "author.name",
                      fmt::format("cut to {} bytes, all that WordPress holds; whole in its metadata, blogger_author",
                                  author_column));
    }
    const bool email = keeps_email(author);
    if (author.email && !email) {
        entity.report(Rule::wxr_field_cut, "author.email",
                      "too long for WordPress, or no address; kept in its metadata, blogger_author_email");
    }
    const bool own = email && !shared_email(*author.email);
    entity.text("wp:comment_author_email", own ? std::string_view(*author.email) : std::string_view(), "author.email");
    const bool url = author.uri && fits_as_url(*author.uri);
    if (author.uri && !author.uri->empty() && !url) {
        entity.report(Rule::wxr_field_cut, "author.uri",
                      "too long for WordPress, or no web address; kept in its metadata, blogger_author_url");
    }
    entity.text("wp:comment_author_url", url ? std::string_view(*author.uri) : std::string_view(), "author.uri");
}

// Each piece of metadata is a row for WordPress to import, so only what the comment itself does not say gets one.
void WxrWriter::comment_meta(const ParentsFirst::Numbered& numbered, Entity& entity) {
    const Comment& comment = numbered.comment;
    const auto meta = [&entity](std::string_view key, std::string_view value, std::string_view field) {
        if (!value.empty()) entity.meta("wp:commentmeta", key, value, field);
    };
    meta("blogger_id", comment.guid.empty() ? comment.id : comment.guid, "guid");
    if (comment.parent && numbered.parent == 0) meta("blogger_in_reply_to", *comment.parent, "parent");
    if (comment.status == CommentStatus::ghosted || comment.status == CommentStatus::removed) {
        meta("blogger_status", json::to_string(comment.status), "status");
    }
    if (comment.author) {
        const Person& author = *comment.author;
        bool cut = false;
        stored_name(author.name, {.bytes = author_column}, cut);
        if (cut) meta("blogger_author", author.name, "author.name");
        if (author.kind != PersonKind::account && author.kind != PersonKind::named) {
            meta("blogger_author_kind", json::to_string(author.kind), "author.kind");
        }
        if (!author.uri || author.uri->find(author.id) == std::string::npos)
            meta("blogger_author_id", author.id, "author.id");
        if (author.email && !keeps_email(author)) meta("blogger_author_email", *author.email, "author.email");
        if (author.uri && !fits_as_url(*author.uri)) meta("blogger_author_url", *author.uri, "author.uri");
        if (author.avatar) meta("blogger_avatar", *author.avatar, "author.avatar");
    }
    if (!comment.published) meta("blogger_undated", "1", "published");
    const auto date = [&](std::string_view key, const std::optional<Timestamp>& value, std::string_view field) {
        if (value && !(comment.published && same_second(*value, *comment.published))) meta(key, written(*value), field);
    };
    date("blogger_created", comment.created, "created");
    date("blogger_updated", comment.updated, "updated");
    if (comment.permalink && !comment.permalink->ends_with(comment.id)) {
        meta("blogger_permalink", *comment.permalink, "permalink");
    }
    meta("blogger_blog", comment.blog, "blog");
    if (!comment.properties.empty()) meta("blogger_properties", properties_json(comment.properties), "properties");
}

}  // namespace blogferry::wxr
