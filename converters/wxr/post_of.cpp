#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "entities.hpp"
#include "json/entities.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/timestamp.hpp"
#include "xml/atom.hpp"

namespace blogferry::wxr {

namespace {

struct Word {
    std::string_view word;
    PostStatus status;
    bool exact;  // the model has this state
};

constexpr std::array<Word, 8> words{{
    {"publish", PostStatus::published, true},
    {"future", PostStatus::scheduled, true},
    {"draft", PostStatus::draft, true},
    {"trash", PostStatus::trashed, true},
    {"pending", PostStatus::draft, false},
    {"private", PostStatus::draft, false},
    {"inherit", PostStatus::draft, false},
    {"auto-draft", PostStatus::draft, false},
}};

// What the reader makes into fields; other metadata becomes properties.
bool is_field(std::string_view key) {
    static constexpr std::array<std::string_view, 13> keys{"blogger_id",
                                                           "blogger_published",
                                                           "blogger_updated",
                                                           "blogger_created",
                                                           "blogger_trashed",
                                                           "blogger_link",
                                                           "blogger_link_title",
                                                           "blogger_thumbnail",
                                                           "blogger_meta_description",
                                                           "blogger_replies_declared",
                                                           "enclosure",
                                                           "blogger_location_span",
                                                           "blogger_properties"};
    return key.starts_with("geo_") || std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The same where Blogferry kept all of the post: then all that it wrote is for WordPress only.
bool is_written_for_wordpress(std::string_view key) { return key.starts_with("blogger_") || is_field(key); }

void categories(const SourceItem& item, Post& post) {
    std::unordered_set<std::string_view> named_fully;
    for (const Term& term : item.terms)
        if (!term.nicename.empty()) named_fully.insert(term.name);
    for (const Term& term : item.terms) {
        if (term.domain == "post_format" || term.domain == "nav_menu") {
            post.properties.push_back({std::string(term.domain), std::string(term.nicename)});
            continue;
        }
        // WXR 1.0 names each category twice, once without a nicename.
        if (term.nicename.empty() && named_fully.contains(term.name)) continue;
        Category category{std::string(term.domain == "tag" ? "post_tag" : term.domain), {}, plain_name(term.name)};
        category.term = term.nicename.empty() ? category.label : plain_slug(term.nicename);
        if (category.term == category.label) category.label.clear();
        post.categories.push_back(std::move(category));
    }
    xml::drop_repeats(post.categories);
}

// "url\nlength\ntype", as WordPress itself has them; plugins add lines of their own.
void enclosure(std::string_view value, Post& post) {
    const auto lines = text::split(value, '\n');
    Enclosure enclosure{std::string(text::trim(lines[0])), {}, std::nullopt};
    if (lines.size() > 1)
        if (const auto length = text::integer(text::trim(lines[1])); length && *length > 0)
            enclosure.length = static_cast<std::uint64_t>(*length);
    if (lines.size() > 2) enclosure.type = text::trim(lines[2]);
    if (lines.size() > 3) post.properties.push_back({"enclosure", std::string(value)});
    post.enclosures.push_back(std::move(enclosure));
}

void location(const std::vector<Meta>& metas, Post& post) {
    GeoLocation place;
    place.name = kept_meta(metas, "geo_address");
    place.span = kept_meta(metas, "blogger_location_span");
    place.latitude = text::real(kept_meta(metas, "geo_latitude"));
    place.longitude = text::real(kept_meta(metas, "geo_longitude"));
    const bool hidden = kept_meta(metas, "geo_public") == "0";
    if (hidden)  // the author does not show it, so it is no location of the post
        add_metas(metas, post.properties, [](std::string_view key) { return !key.starts_with("geo_"); });
    else if (place != GeoLocation{})
        post.location = std::move(place);
}

struct State {
    PostStatus status;
    bool known, exact;
};

// A post with a password is not public, whatever its state is, nor will it be.
State state_of(const SourceItem& item) {
    const std::string_view written = text::trim(item.status);
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.word == written; });
    if (word == words.end()) return {PostStatus::draft, false, false};
    const bool open = word->status == PostStatus::published || word->status == PostStatus::scheduled;
    if (open && !item.password.empty()) return {PostStatus::draft, true, false};
    return {word->status, true, word->exact};
}

void status(const SourceItem& item, Post& post, const Subject& subject) {
    const std::string_view written = text::trim(item.status);
    const State state = state_of(item);
    post.status = state.status;
    if (written.empty() || state.exact) return;
    post.properties.push_back({"wp:status", std::string(written)});
    if (!state.known)
        subject.report(Rule::status_unknown, "wp:status",
                       "\"" + std::string(written) + "\" is no state of WordPress; kept as a draft");
}

// How far from readers a state is.
int hidden(PostStatus status) {
    switch (status) {
        case PostStatus::published: return 0;
        case PostStatus::scheduled: return 1;
        case PostStatus::draft: return 2;
        case PostStatus::trashed: break;
    }
    return 3;
}

// What was kept counts, but nothing becomes public that somebody has since made less so in the file.
void less_public(const SourceItem& item, Post& post, const Subject& subject) {
    const std::string_view written = text::trim(item.status);
    const PostStatus kept = post.status;
    // A scheduled post that nobody knows the date of is written as a draft.
    const bool ours = kept == PostStatus::scheduled && !post.published && written == "draft" && item.password.empty();
    if (written.empty() || ours || hidden(state_of(item).status) <= hidden(kept)) return;
    status(item, post, subject);
    if (!item.password.empty()) post.properties.push_back({"wp:post_password", std::string(item.password)});
    subject.edited("status", json::to_string(post.status), json::to_string(kept));
}

void times(const SourceItem& item, Post& post, const Subject& subject) {
    post.published = time_of(item.date, "published", post.properties, subject);
    if (is_no_time(item.date.local) && is_no_time(item.date.gmt) && !is_no_time(text::trim(item.published)))
        post.published = time_of({{}, text::trim(item.published)}, "published", post.properties, subject);
    post.updated = time_of(item.modified, "updated", post.properties, subject);

    // Times as Blogger wrote them, where WordPress still says the same.
    const auto exactly = [&](std::string_view key) { return time::parse_rfc3339(kept_meta(item.metas, key)); };
    const auto second = [](const Timestamp& t) { return std::chrono::floor<std::chrono::seconds>(t.instant); };
    const auto untouched = !post.updated || (post.published && second(*post.published) == second(*post.updated));
    if (const auto updated = exactly("blogger_updated"); updated && untouched) post.updated = updated;
    if (const auto published = exactly("blogger_published");
        published && post.published && second(*published) == second(*post.published))
        post.published = published;
    post.created = exactly("blogger_created");
    post.trashed = exactly("blogger_trashed");
}

void address(const SourceItem& item, Post& post) {
    const std::string_view link = text::trim(item.link);
    if (text::is_absolute_url(link)) {
        post.permalink = link;
        // "/?p=12" is no path that anything could be found under.
        if (link.find_first_of("?#") == std::string_view::npos) post.path = text::path_of_url(link);
    } else if (!link.empty()) {
        post.properties.push_back({"link", std::string(link)});
    }
}

// Scalars of WordPress that the model has no field for, where they are not what nearly every post has.
void leftovers(const SourceItem& item, Post& post) {
    const auto keep = [&](const char* name, std::string_view value, std::string_view usual) {
        if (!value.empty() && value != usual) post.properties.push_back({name, std::string(value)});
    };
    keep("wp:comment_status", item.comment_status, "open");
    keep("wp:ping_status", item.ping_status, "open");
    keep("wp:post_parent", item.parent, "0");
    keep("wp:menu_order", item.menu_order, "0");
    keep("wp:post_password", item.password, {});
    keep("wp:is_sticky", item.sticky, "0");
    keep("wp:attachment_url", item.attachment, {});
}

void authors(const SourceItem& item, Post& post, const Writers& writers) {
    const std::string_view creator = text::trim(item.creator);
    if (creator.empty()) return;
    const auto writer = writers.by_login.find(creator);
    if (writer != writers.by_login.end()) {
        post.authors.push_back(writer->second);
        return;
    }
    Person person;
    person.kind = PersonKind::account;
    person.id = creator;
    person.name = plain_name(creator);
    post.authors.push_back(std::move(person));
}

// What Blogferry wrote and WordPress has carried along.
void carried_along(const SourceItem& item, Post& post) {
    const auto optional = [&](std::string_view key) {
        const std::string_view value = kept_meta(item.metas, key);
        return value.empty() ? std::nullopt : std::optional<std::string>(value);
    };
    post.meta_description = kept_meta(item.metas, "blogger_meta_description");
    post.thumbnail = optional("blogger_thumbnail");
    if (const auto href = optional("blogger_link"))
        post.link = Link{*href, std::string(kept_meta(item.metas, "blogger_link_title"))};
    post.replies_declared = text::integer(kept_meta(item.metas, "blogger_replies_declared"));
}

std::string_view name_of(PostKind kind) { return kind == PostKind::page ? "page" : "post"; }

void texts(const SourceItem& item, Post& post) {
    post.kind = item.type == "page" ? PostKind::page : PostKind::post;
    post.title = text::without_layout(item.title);
    post.slug = item.slug;
    post.content = item.content;
    if (!text::trim(item.excerpt).empty()) post.summary = item.excerpt;
}

void properties(const SourceItem& item, Post& post, bool (*known)(std::string_view)) {
    add_metas(item.metas, post.properties, known);
    const std::string_view pairs = kept_meta(item.metas, "blogger_properties");
    if (!pairs.empty() && !json::read_pairs(pairs, post.properties))
        post.properties.push_back({"blogger_properties", std::string(pairs)});
}

}  // namespace

std::string_view kept_meta(const std::vector<Meta>& metas, std::string_view key, std::string_view otherwise) {
    const auto found = std::find_if(metas.begin(), metas.end(), [&](const Meta& m) { return m.key == key; });
    return found == metas.end() ? otherwise : found->value;
}

std::string id_of(const SourceItem& item) {
    const std::string_view blogger = kept_meta(item.metas, "blogger_id");
    if (!blogger.empty()) return std::string(text::join_key(blogger));
    const std::string_view number = text::trim(item.id);
    return std::string(says_a_number(number) ? number : text::trim(item.guid));
}

Post post_of(const SourceItem& item, const Location& at, const Making& making) {
    Post post;
    post.at = at;
    texts(item, post);
    if (item.kept.json) {
        json::Object(*item.kept.json, item.kept.at, making.limits.depth).read(post, making.depth, &making.diagnostics);
        properties(item, post, is_written_for_wordpress);
        less_public(item, post, {name_of(post.kind), post.id, at, making.diagnostics});
        return post;
    }
    post.id = id_of(item);
    const std::string_view blogger = kept_meta(item.metas, "blogger_id");
    post.guid = blogger.empty() ? text::trim(item.guid) : blogger;
    const Subject subject{name_of(post.kind), post.id, at, making.diagnostics};
    post.slug = plain_slug(item.slug);
    status(item, post, subject);
    times(item, post, subject);
    authors(item, post, making.writers);
    categories(item, post);
    if (making.depth == Depth::skim) return post;
    address(item, post);
    carried_along(item, post);
    leftovers(item, post);
    for (const Meta& meta : item.metas)
        if (meta.key == "enclosure") enclosure(meta.value, post);
    location(item.metas, post);
    properties(item, post, is_field);
    return post;
}

}  // namespace blogferry::wxr
