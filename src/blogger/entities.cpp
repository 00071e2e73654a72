#include "blogger/entry.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::blogger {

namespace {

// thr:total says it in figures; older exports only in the title of a link ("12 Comments").
void declared_replies(Post& p, const Entry& entry, const xml::About& about) {
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
        about.report(Rule::count_unclear, 0, "thr:total",
                     "\"" + std::string(*entry.total) + "\" is no number of comments");
    }
}

void report_foreign_state(const Entry& entry, std::vector<Property>& properties, const xml::About& about) {
    if (entry.foreign_state.empty()) return;
    properties.push_back({"state as written", entry.foreign_state});
    about.report(Rule::foreign_state, 0, "status",
                 "has the state \"" + text::printable(entry.foreign_state, 60) + "\" of another format; not published");
}

// What Blogger never writes on a comment, but somebody did.
void leftovers(const Entry& entry, std::vector<Property>& properties) {
    for (const Category& category : entry.categories) properties.push_back({"category", category.term});
    for (const Enclosure& enclosure : entry.enclosures) properties.push_back({"enclosure", enclosure.url});
    for (std::size_t i = 1; i < entry.authors.size(); ++i) properties.push_back({"author", entry.authors[i].name});
    if (!entry.summary.empty()) properties.push_back({"summary", entry.summary});
    if (entry.link) properties.push_back({"link:related", entry.link->href});
    if (entry.total) properties.push_back({"thr:total", std::string(*entry.total)});
    if (entry.thumbnail) properties.push_back({"media:thumbnail", *entry.thumbnail});
    if (entry.location) properties.push_back({"georss:featurename", entry.location->name});
}

}  // namespace

Post post(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
    Post p;
    p.at = record.at;
    p.guid = entry.id;
    p.id = entry.key(entry.id);
    p.kind = entry.kind == "page" ? PostKind::page : PostKind::post;
    p.status = entry.draft ? PostStatus::draft : PostStatus::published;
    const xml::About about = entry.about(p.id, record, diagnostics);
    p.properties = std::move(entry.properties);
    if (entry.removed) p.properties.push_back({"blogger.contentRemoved", "true"});
    report_foreign_state(entry, p.properties, about);
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

Comment comment(Entry&& entry, const Record& record, Diagnostics& diagnostics) {
    Comment c;
    c.at = record.at;
    c.guid = entry.id;
    c.id = entry.key(entry.id);
    const xml::About about = entry.about(c.id, record, diagnostics);
    // A legacy export holds approved comments only; removed ones leave a marked stub.
    c.status = entry.removed ? CommentStatus::removed : entry.draft ? CommentStatus::pending : CommentStatus::approved;
    c.properties = std::move(entry.properties);
    report_foreign_state(entry, c.properties, about);
    leftovers(entry, c.properties);
    c.published = xml::date(entry.published, "published", c.properties, about);
    c.updated = xml::date(entry.updated, "updated", c.properties, about);
    c.content = std::move(entry.content);
    if (!entry.authors.empty()) c.author = std::move(entry.authors.front());
    if (entry.alternate) c.permalink = std::move(entry.alternate);
    if (!entry.in_reply_to.empty()) {
        c.post = entry.key(entry.in_reply_to);
    } else {
        c.post = text::post_of_comment_link(entry.self);
        if (!c.post.empty())
            about.report(Rule::joined_by_link, 0, "thr:in-reply-to", "names no post; its own link says post " + c.post);
    }
    if (!entry.parent_href.empty()) c.parent = text::join_key(entry.parent_href);
    return c;
}

}  // namespace blogferry::blogger
