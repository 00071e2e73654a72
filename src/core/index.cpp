#include "index.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "json/fields.hpp"
#include "text/blogger.hpp"
#include "text/hash.hpp"
#include "text/utf8.hpp"

namespace blogferry {

namespace {

constexpr Key no_key = std::numeric_limits<Key>::max();

std::int64_t millis(const std::optional<Timestamp>& t) {
    return t ? t->instant.time_since_epoch().count() : Entry::undated;
}
time::Instant instant(std::int64_t millis) { return time::Instant(std::chrono::milliseconds(millis)); }

}  // namespace

Index::Index(Records& records, const Filter& filter, const SourceHints& hints, Context& context)
    : records_(records), filter_(filter), context_(context) {
    const auto& readers = records.readers();
    if (readers.size() > std::numeric_limits<std::uint16_t>::max())
        throw Error(Rule::limit_members,
                    std::to_string(readers.size()) + " sources are more than one blog can be joined from",
                    "give fewer of them");
    const auto count_of_readers = static_cast<std::uint16_t>(readers.size());
    for (std::uint16_t source = 0; source < count_of_readers; ++source) skim(source);
    for (const auto& reader : readers) {
        // What an account wrote on other people's blogs says nothing about this one.
        if (reader->account_comments() && readers.size() > 1) continue;
        site_.add(reader->site(), {reader->input().number(), 0, 0, 0});
    }
    complete(manifest.site, hints, settings_at_, context.diagnostics);
    summary.settings = manifest.site.settings.size();
    summary.templates = manifest.site.templates.size();
    clock = BlogClock(manifest.site.time_zone);
    records.belong_to(manifest.site, clock, keys_);
    qualify_posts();
    join_by_address();
    place_in_time();
    resolve_posts();
    resolve_comments();
    join();
    count();
    if (filter_.public_only) count_omitted();
    report_unmatched_filter();
}

// ---- skimming -------------------------------------------------------------------------------------------------------

// What the index keeps of any entity.
template <class T>
Entry Index::entry_of(const T& entity, const Record& record, std::uint16_t source) {
    Entry e;
    e.key = keys_.of(entity.id);
    e.published = millis(entity.published);
    e.local = entity.published && !entity.published->offset;
    e.status = static_cast<std::uint8_t>(entity.status);
    e.offset = record.at.offset;
    e.length = static_cast<std::uint32_t>(record.bytes.size());
    e.line =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(record.at.line, std::numeric_limits<std::uint32_t>::max()));
    if (record.at.column <= std::numeric_limits<std::uint32_t>::max())
        e.column = static_cast<std::uint32_t>(record.at.column);
    e.source = source;
    return e;
}

void Index::skim(std::uint16_t source) {
    Reader& reader = *records_.readers()[source];
    Catcher caught;
    Record record;
    Key last = 0;
    bool in_order = reader.ascending_ids();
    const std::size_t first_comment = comments_.size(), first_reply = replies_.size();
    while (reader.next(record)) {
        caught.clear();
        reader.parse(record, Depth::skim, caught, silent_);
        if (caught.posts.empty() && caught.comments.empty()) {  // never read again, so read in full now
            caught.clear();
            reader.parse(record, Depth::full, caught, context_.diagnostics);
        }
        add(caught, record, source);
        if (!caught.settings.empty() || !caught.templates.empty()) {
            if (!caught.settings.empty()) settings_at_ = record.at;
            Site site;
            site.settings = std::move(caught.settings);
            site.templates = std::move(caught.templates);
            site_.add(site, record.at);
        }
        if (in_order && !(caught.posts.empty() && caught.comments.empty())) {
            const Key key = caught.posts.empty() ? comments_.back().key : posts_.back().key;
            if (key < last) {
                in_order = false;
                context_.diagnostics.report(
                    Rule::order_edited, record.at, "entry " + keys_.id(key), {},
                    "stands behind entry " + keys_.id(last) + "; somebody edited or joined this file");
            }
            last = key;
        }
    }
    if (reader.numbers_within_posts()) qualify_comments(source, first_comment, first_reply);
}

// Comments of one number on several posts of a source get ids that begin with their post's. Numbers that are on one post
// alone stay as they are, as in nearly every file.
void Index::qualify_comments(std::uint16_t source, std::size_t first_comment, std::size_t first_reply) {
    std::unordered_map<Key, std::uint64_t> posts;  // by the number of a comment
    std::unordered_set<Key> repeated;
    for (std::size_t i = first_comment; i < comments_.size(); ++i) {
        const auto [post, added] = posts.try_emplace(comments_[i].key, comments_[i].owner);
        if (!added && post->second != comments_[i].owner) repeated.insert(comments_[i].key);
    }
    if (repeated.empty()) return;
    Records::Repeated ids;
    for (const Key key : repeated) ids.insert(keys_.id(key));
    const auto qualified = [&](Key key, std::uint64_t post) {
        return repeated.contains(key) && post != no_post
                   ? keys_.of(Records::qualified(keys_.id(post), keys_.id(key)))
                   : key;
    };
    for (std::size_t i = first_comment; i < comments_.size(); ++i) {
        Entry& comment = comments_[i];
        Threads::Reply& reply = replies_[first_reply + (i - first_comment)];
        comment.key = reply.comment = qualified(comment.key, comment.owner);
        if (reply.parent != no_key) reply.parent = qualified(reply.parent, comment.owner);
    }
    records_.qualify(source, std::move(ids));
}

void Index::add(Catcher& caught, const Record& record, std::uint16_t source) {
    make_up_ids(caught, record.bytes, [&](const char* what, const std::string& id) {
        context_.diagnostics.report(Rule::id_missing, record.at, {}, "id",
                                    std::string(what) + " has no id; called " + id);
    });
    const std::size_t all = caught.posts.size() + caught.comments.size();
    std::size_t number = 0;
    const auto mark = [&](Entry& e) {
        e.shared = all > 1;
        e.inner = number++ > 0;
    };
    for (const Post& p : caught.posts) mark(add(p, record, source));
    for (const Comment& c : caught.comments) mark(add(c, record, source));
}

Entry& Index::add(const Post& post, const Record& record, std::uint16_t source) {
    Entry e = entry_of(post, record, source);
    e.page = post.kind == PostKind::page;
    if (post.path && text::is_id_of_path(post.id, *post.path)) made_of_path_.insert(e.key);
    e.filtered = !wanted(post);
    keep_facts(e, post);
    posts_.push_back(e);
    ++(e.page ? summary.pages : summary.posts).read;
    return posts_.back();
}

Entry& Index::add(const Comment& comment, const Record& record, std::uint16_t source) {
    Entry e = entry_of(comment, record, source);
    e.owner = comment.post.empty() ? no_post : keys_.of(comment.post);
    // One for each comment, where they may have to be told from others of their number.
    if (comment.parent || records_.readers()[source]->numbers_within_posts())
        replies_.push_back({e.key, comment.parent ? keys_.of(*comment.parent) : no_key});
    e.filtered = !wanted(comment.status);
    comments_.push_back(e);
    ++summary.comments.read;
    return comments_.back();
}

bool Index::wanted(const Post& post) const {
    if (filter_.public_only && post.status != PostStatus::published) return false;
    if (!filter_.kinds.empty() && !filter_.kinds.contains(post.kind)) return false;
    if (!filter_.statuses.empty() && !filter_.statuses.contains(post.status)) return false;
    return filter_.labels.empty() ||
           std::any_of(post.categories.begin(), post.categories.end(), [&](const Category& c) {
               return filter_.labels.contains(c.term) || (!c.label.empty() && filter_.labels.contains(c.label));
           });
}

bool Index::in_kept_time(const Entry& post) const {
    return kept_time_.holds(post.published == Entry::undated ? std::nullopt : std::optional(instant(post.published)));
}

bool Index::wanted(CommentStatus status) const {
    if (filter_.comments == Filter::Comments::none) return false;
    const bool all = filter_.comments == Filter::Comments::all && !filter_.public_only;
    return all || status == CommentStatus::approved;
}

void Index::keep_facts(Entry& entry, const Post& post) {
    entry.owner = facts_.size();
    facts_.push_back(static_cast<std::uint32_t>(post.authors.size()));
    for (const Person& p : post.authors) facts_.push_back(persons_.number(p));
    facts_.push_back(static_cast<std::uint32_t>(post.categories.size()));
    for (const Category& c : post.categories) facts_.push_back(labels_.number(c));
}

// ---- joining --------------------------------------------------------------------------------------------------------

bool Index::key_less(const Entry& a, const Entry& b) const {
    return a.key != b.key ? keys_.less(a.key, b.key) : std::tie(a.source, a.offset) < std::tie(b.source, b.offset);
}

// Posts of one id in a source are one as long as their addresses or dates say so, however many are between them.
void Index::qualify_posts() {
    std::unordered_map<Key, std::vector<std::size_t>> places;  // of posts that may be others of the same id
    for (std::size_t i = 0; i < posts_.size(); ++i)
        if (records_.readers()[posts_[i].source]->ids_may_repeat()) places[posts_[i].key].push_back(i);
    for (const auto& [key, same] : places) {
        if (same.size() < 2) continue;
        std::vector<std::size_t> first(same.size());  // a place in `same` that is the same post
        const auto root = [&](std::size_t i) {
            while (first[i] != i) i = first[i] = first[first[i]];
            return i;
        };
        std::map<std::string, std::size_t> said;
        std::vector<std::string> names(same.size());
        for (std::size_t i = 0; i < same.size(); ++i) {
            first[i] = i;
            const Post post = records_.alone(posts_[same[i]]);
            const std::string date = std::to_string(posts_[same[i]].published), link = post.permalink.value_or("");
            names[i] = date + " " + link;
            for (const std::string& fact : {"date " + date, "link " + link}) {
                const auto [known, added] = said.try_emplace(fact, i);
                if (!added) first[root(i)] = root(known->second);
            }
        }
        std::map<std::size_t, std::string> least;  // name of each post, whatever the order of the file
        for (std::size_t i = 0; i < same.size(); ++i) {
            const auto [name, added] = least.try_emplace(root(i), names[i]);
            if (!added) name->second = std::min(name->second, names[i]);
        }
        if (least.size() == 1) continue;
        const std::string id = keys_.id(key);
        for (std::size_t i = 0; i < same.size(); ++i) {
            Entry& entry = posts_[same[i]];
            const std::string own = id + "#" + std::to_string(text::fnv1a(least[root(i)]) % 1'000'000'007);
            records_.rename(entry, own);
            entry.key = keys_.of(own);
        }
    }
}

// A page that lists posts may have no number for one, but its address: another source has the number.
void Index::join_by_address() {
    if (made_of_path_.empty() || records_.readers().size() == 1) return;
    constexpr Key several = no_key;
    std::unordered_map<Key, Key> numbers;
    for (const Entry& e : posts_) {
        if (made_of_path_.contains(e.key)) continue;
        const auto path = records_.path(e);
        const auto made = path ? keys_.find(text::id_of_path(*path)) : std::nullopt;
        if (!made || !made_of_path_.contains(*made)) continue;
        const auto [known, first] = numbers.try_emplace(*made, e.key);
        if (!first && known->second != e.key) known->second = several;
    }
    Records::Ids renamed;
    for (Entry& e : posts_) {
        const auto known = numbers.find(e.key);
        if (known == numbers.end()) continue;
        const std::string id = keys_.id(e.key);
        const bool joined = known->second != several;
        context_.diagnostics.report(
            Rule::joined_by_address, records_.place(e), "post " + id, "id",
            joined ? "its source has no number for it; joined with post " + keys_.id(known->second) + " on its address"
                   : "its source has no number for it, and several posts of other sources have its address; joined "
                     "with none");
        if (!joined) continue;
        e.key = known->second;
        renamed.try_emplace(id, keys_.id(e.key));
    }
    for (Entry& e : comments_)
        if (const auto known = numbers.find(e.owner); known != numbers.end() && known->second != several)
            e.owner = known->second;
    records_.rename(std::move(renamed));
}

// What was a wall clock reading becomes an instant; then a period of the blog's days can be asked for.
void Index::place_in_time() {
    for (Entries* entries : {&posts_, &comments_}) {
        for (Entry& e : *entries) {
            if (e.local) e.published = moment(Timestamp{instant(e.published), {}, {}});
        }
    }
    kept_time_ = TimeFilter(filter_, clock.zone());
    for (Entry& e : posts_) e.filtered = e.filtered || !in_kept_time(e);
}

// When something stands in the order of things: a day without a time, at noon of the blog's clock.
std::int64_t Index::moment(std::optional<Timestamp> time) const {
    if (time) time->precision = {};
    clock.place(time);
    return millis(time);
}

void Index::resolve_posts() {
    std::sort(posts_.begin(), posts_.end(), [&](const Entry& a, const Entry& b) { return key_less(a, b); });
    for (std::size_t i = 0; i < posts_.size();) {
        std::size_t end = i + 1;
        while (end < posts_.size() && posts_[end].key == posts_[i].key) ++end;
        if (end - i > 1) {
            std::size_t next = i;
            const Post merged = records_.post(posts_, next, silent_);
            // All but one, whatever their kinds: a post may come back as a page.
            const auto row = [&](bool page) -> Summary::Row& { return page ? summary.pages : summary.posts; };
            for (std::size_t k = i; k < end; ++k) ++row(posts_[k].page).merged;
            --row(merged.kind == PostKind::page).merged;
            Entry& head = posts_[i];
            head.published = moment(merged.published);
            head.status = static_cast<std::uint8_t>(merged.status);
            head.page = merged.kind == PostKind::page;
            head.filtered = !wanted(merged) || !in_kept_time(head);
            keep_facts(head, merged);
            for (std::size_t k = i + 1; k < end; ++k) posts_[k].follows = true;
        }
        i = end;
    }
}

void Index::resolve_comments() {
    std::sort(comments_.begin(), comments_.end(), [&](const Entry& a, const Entry& b) { return key_less(a, b); });
    for (std::size_t i = 0; i < comments_.size();) {
        std::size_t end = i + 1;
        while (end < comments_.size() && comments_[end].key == comments_[i].key) ++end;
        if (end - i > 1) {
            for (std::size_t k = i + 1; k < end; ++k) comments_[k].follows = true;
            std::size_t next = i;
            const Comment merged = records_.comment(comments_, next, silent_);
            replies_.push_back({comments_[i].key, merged.parent ? keys_.of(*merged.parent) : no_key});
            for (std::size_t k = i; k < end; ++k) {
                comments_[k].published = moment(merged.published);
                comments_[k].owner = merged.post.empty() ? no_post : keys_.of(merged.post);
                comments_[k].status = static_cast<std::uint8_t>(merged.status);
                comments_[k].filtered = !wanted(merged.status);
            }
            summary.comments.merged += end - i - 1;
        }
        i = end;
    }
    std::stable_sort(replies_.begin(), replies_.end(),
                     [](const Threads::Reply& a, const Threads::Reply& b) { return a.comment < b.comment; });
}

Key Index::parent_of(Key comment) const {
    const auto behind = std::upper_bound(replies_.begin(), replies_.end(), comment,
                                         [](Key key, const Threads::Reply& r) { return key < r.comment; });
    return behind != replies_.begin() && std::prev(behind)->comment == comment ? std::prev(behind)->parent : no_key;
}

void Index::join() {
    order_.reserve(posts_.size());
    for (std::uint32_t i = 0; i < posts_.size(); ++i)
        if (!posts_[i].follows) order_.push_back(i);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return posts_[a].published != posts_[b].published ? posts_[a].published < posts_[b].published
                                                          : keys_.less(posts_[a].key, posts_[b].key);
    });

    std::vector<std::pair<Key, std::uint32_t>> ranks;  // by key
    ranks.reserve(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank) ranks.emplace_back(posts_[order_[rank]].key, rank);
    std::sort(ranks.begin(), ranks.end());
    for (Entry& c : comments_) {
        const auto found = std::lower_bound(ranks.begin(), ranks.end(), std::pair<Key, std::uint32_t>{c.owner, 0});
        const bool here = c.owner != no_post && found != ranks.end() && found->first == c.owner;
        c.owner = here ? found->second : no_post;
        // Nobody can say whether a post that is not here is still to be seen, and its comments with it.
        const bool gone = here ? posts_[order_[found->second]].filtered : filter_.public_only;
        c.filtered = c.filtered || gone;
    }
    std::sort(comments_.begin(), comments_.end(), [&](const Entry& a, const Entry& b) {
        return std::tie(a.owner, a.published) != std::tie(b.owner, b.published)
                   ? std::tie(a.owner, a.published) < std::tie(b.owner, b.published)
                   : key_less(a, b);
    });
}

void Index::count() {
    std::vector<bool> person_used(persons_.size()), label_used(labels_.size());
    Counts& counts = manifest.counts;
    std::array<std::array<std::uint64_t, json::names<PostStatus>.size()>, 2> of_status{};  // posts, pages
    std::array<std::uint64_t, json::names<CommentStatus>.size()> comments_of_status{};
    for (const std::uint32_t i : order_) {
        const Entry& e = posts_[i];
        Summary::Row& row = e.page ? summary.pages : summary.posts;
        if (e.filtered) {
            ++row.filtered;
            continue;
        }
        ++(e.page ? counts.pages : counts.posts);
        ++of_status[e.page ? 1 : 0][e.status];
        std::size_t at = e.owner;
        for (std::uint32_t n = facts_[at++]; n > 0; --n) person_used[facts_[at++]] = true;
        for (std::uint32_t n = facts_[at++]; n > 0; --n) label_used[facts_[at++]] = true;
    }
    for (const Entry& c : comments_) {
        if (c.follows) continue;
        if (c.filtered) {
            ++summary.comments.filtered;
            continue;
        }
        ++(c.owner == no_post ? counts.orphans : counts.comments);
        ++comments_of_status[c.status];
    }
    const auto name = [&counts](const char* kind, const auto& numbers, const auto& names) {
        for (std::size_t i = 0; i < numbers.size(); ++i)
            if (numbers[i] > 0) counts.by_status[kind + std::string(names[i])] = numbers[i];
    };
    name("post.", of_status[0], json::names<PostStatus>);
    name("page.", of_status[1], json::names<PostStatus>);
    name("comment.", comments_of_status, json::names<CommentStatus>);
    for (std::uint32_t i = 0; i < persons_.size(); ++i)
        if (person_used[i]) manifest.authors.push_back(persons_[i]);
    for (std::uint32_t i = 0; i < labels_.size(); ++i)
        if (label_used[i]) manifest.categories.push_back(labels_[i]);
    std::sort(manifest.authors.begin(), manifest.authors.end(), PersonLess{});
    std::sort(manifest.categories.begin(), manifest.categories.end(), CategoryLess{});
}

// What is not public, whatever else the filter leaves out.
void Index::count_omitted() {
    Omitted& omitted = summary.omitted;
    constexpr std::array<const char*, json::names<PostStatus>.size()> posts{"", "drafts", "scheduled posts",
                                                                            "posts in the trash"};
    constexpr std::array<const char*, json::names<CommentStatus>.size()> comments{
        "", "comments awaiting moderation", "spam comments", "ghosted comments", "removed comments"};
    const auto is_published = [](const Entry& post) {
        return post.status == static_cast<std::uint8_t>(PostStatus::published);
    };
    for (const std::uint32_t i : order_)
        if (!is_published(posts_[i])) omitted.add(posts.at(posts_[i].status));
    if (filter_.comments == Filter::Comments::none) return;
    for (const Entry& c : comments_) {
        if (c.follows) continue;
        if (c.status != static_cast<std::uint8_t>(CommentStatus::approved)) omitted.add(comments.at(c.status));
        else if (c.owner == no_post) omitted.add("comments without a post");
        else if (!is_published(posts_[order_[c.owner]])) omitted.add("comments on posts left out");
    }
}

// A filter that fits nothing is most often mistyped.
void Index::report_unmatched_filter() const {
    std::vector<std::string_view> known;
    for (std::uint32_t i = 0; i < labels_.size(); ++i) {
        known.push_back(labels_[i].term);
        known.push_back(labels_[i].label);
    }
    const auto report = [&](const char* field, std::string what) {
        context_.diagnostics.report(Rule::filter_unmatched, {}, {}, field, std::move(what));
    };
    bool told = false;
    for (const std::string& label : filter_.labels) {
        if (std::find(known.begin(), known.end(), label) != known.end()) continue;
        const std::string near = nearest(label, known);
        report("label", "no post has the label \"" + text::printable(label, 60) + "\"" +
                            (near.empty() ? "" : "; did you mean \"" + text::printable(near, 60) + "\"?"));
        told = true;
    }
    const std::uint64_t read =
        summary.posts.read - summary.posts.merged + summary.pages.read - summary.pages.merged;
    if (!told && read > 0 && manifest.counts.posts + manifest.counts.pages == 0)
        report("", "of " + std::to_string(read) + (read == 1 ? " post" : " posts and pages") +
                       " none is what was asked for; nothing of them is written");
}

bool Index::is_a_comment(Key key) {
    if (comment_keys_.empty()) {
        comment_keys_.reserve(comments_.size());
        for (const Entry& e : comments_) comment_keys_.push_back(e.key);
        std::sort(comment_keys_.begin(), comment_keys_.end());
    }
    return std::binary_search(comment_keys_.begin(), comment_keys_.end(), key);
}

Threads Index::threads(std::size_t begin, std::size_t end) const {
    std::vector<Threads::Reply> replies;
    replies.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i)
        if (!comments_[i].follows) replies.push_back({comments_[i].key, parent_of(comments_[i].key)});
    return Threads(replies);
}

}  // namespace blogferry
