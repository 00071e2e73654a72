// The one join. Pass one skims every record into a compact index; pass two reads records back by their offset, in
// output order, each post with its comments. Memory grows with the number of entries (48 bytes each), never
// with their size.
#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>
#include <tuple>

#include "blogferry/convert.hpp"
#include "json/fields.hpp"
#include "keys.hpp"
#include "merge.hpp"
#include "record_store.hpp"
#include "site.hpp"
#include "text/url.hpp"
#include "threads.hpp"
#include "time/zone.hpp"
#include "time_filter.hpp"

namespace blogferry {

namespace {

constexpr std::int64_t undated = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t no_post = std::numeric_limits<std::uint64_t>::max();
constexpr Key no_key = std::numeric_limits<Key>::max();

// One record of the source that holds a post, page or comment.
struct Entry {
    Key key = 0;
    std::uint64_t owner = 0;         // comment: key, later rank, of its post; post: where its facts start
    std::int64_t published = undated;  // milliseconds
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;  // 0: does not fit, computed from the offset (one-line files)
    std::uint16_t source = 0;
    std::uint8_t status = 0;   // PostStatus or CommentStatus
    bool page : 1 = false;
    bool filtered : 1 = false;
    bool follows : 1 = false;  // another version of the entry before it
    bool foreign : 1 = false;
    bool local : 1 = false;    // published is a wall clock reading: no offset was written
};

std::int64_t millis(const std::optional<Timestamp>& t) { return t ? t->instant.time_since_epoch().count() : undated; }

// Keeps the last entity it was given.
struct Catcher : EntitySink {
    void post(Post&& p) override { posts.push_back(std::move(p)); }
    void comment(Comment&& c) override { comments.push_back(std::move(c)); }
    void setting(Setting&& s) override { settings.push_back(std::move(s)); }
    void theme(Template&& t) override { templates.push_back(std::move(t)); }
    void clear() { posts.clear(), comments.clear(), settings.clear(), templates.clear(); }
    bool empty() const { return posts.empty() && comments.empty() && settings.empty() && templates.empty(); }

    std::vector<Post> posts;
    std::vector<Comment> comments;
    std::vector<Setting> settings;
    std::vector<Template> templates;
};

// An entry without an id still needs one; made from its bytes, it does not depend on the order of entries.
std::string made_up_id(std::string_view bytes) {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return "no-id-" + std::to_string(hash);
}

// Distinct values, numbered; handed out sorted.
template <class T, class Less>
class Distinct {
public:
    std::uint32_t number(const T& value) {
        const auto [found, added] = numbers_.try_emplace(value, static_cast<std::uint32_t>(numbers_.size()));
        if (added) values_.push_back(&found->first);
        return found->second;
    }
    const T& operator[](std::uint32_t n) const { return *values_[n]; }
    std::size_t size() const { return values_.size(); }

private:
    std::map<T, std::uint32_t, Less> numbers_;
    std::vector<const T*> values_;
};

struct PersonLess {
    bool operator()(const Person& a, const Person& b) const {
        return std::tie(a.name, a.id, a.uri, a.email, a.avatar, a.kind) < std::tie(b.name, b.id, b.uri, b.email, b.avatar, b.kind);
    }
};
struct CategoryLess {
    bool operator()(const Category& a, const Category& b) const { return std::tie(a.term, a.scheme, a.label) < std::tie(b.term, b.scheme, b.label); }
};

bool visible(CommentStatus s) { return s == CommentStatus::approved || s == CommentStatus::removed; }

}  // namespace

struct Assembler::Impl {
    Impl(std::vector<std::unique_ptr<Reader>> r, Filter f, SourceHints h, Context& c)
        : readers(std::move(r)), filter(std::move(f)), hints(std::move(h)), context(c) {}

    void index();
    void skim(std::uint16_t source);
    void add_post(Post& post, const Record& record, std::uint16_t source);
    void add_comment(Comment& comment, const Record& record, std::uint16_t source);
    void resolve_posts();
    void resolve_comments();
    void join();
    void count();
    bool wanted(const Post& post) const;
    bool in_kept_time(const Entry& post) const;
    bool wanted(CommentStatus status) const;
    void keep_facts(Entry& entry, const Post& post);
    Entry entry_of(const Record& record, std::uint16_t source) const;

    void parse(const Entry& entry, Depth depth, Catcher& into, Diagnostics& diagnostics);
    Post read_post(std::size_t at, Depth depth, Diagnostics& diagnostics);
    Comment read_comment(std::size_t at, std::size_t& next, Depth depth, Diagnostics& diagnostics);
    void finish_post(Post& post, bool told_of_clocks);
    void check_time(const Post& post, const std::string& entity, bool told_of_clocks);
    void place_in_zone(std::optional<Timestamp>& t, const Location& at, const std::string& entity, const char* field, Diagnostics& diagnostics) const;
    template <class T>
    void place_all_in_zone(T& t, const std::string& entity, Diagnostics& diagnostics) const {
        place_in_zone(t.published, t.at, entity, "published", diagnostics);
        place_in_zone(t.updated, t.at, entity, "updated", diagnostics);
        place_in_zone(t.created, t.at, entity, "created", diagnostics);
    }
    bool is_a_comment(Key key);
    Key parent_of(Key comment) const;
    void write(Writer& writer);
    void write_orphans(Writer& writer, std::size_t from);
    void check_filtered();

    bool key_less(const Entry& a, const Entry& b) const {
        return a.key != b.key ? keys.less(a.key, b.key) : std::tie(a.source, a.offset) < std::tie(b.source, b.offset);
    }

    std::vector<std::unique_ptr<Reader>> readers;
    Filter filter;
    SourceHints hints;
    Context& context;
    Manifest manifest;
    Summary summary;

    Keys keys;
    std::deque<Entry> posts;     // sorted by key; versions of one post stand together
    std::vector<Threads::Reply> replies;  // after resolve_comments(): by comment, the merged one last
    std::deque<Entry> comments;  // after join(): by rank of the post, then published, then id; orphans last
    std::vector<std::uint32_t> order;  // posts in canonical order
    std::vector<std::uint32_t> facts;  // per post: authors, their numbers, labels, their numbers
    Distinct<Person, PersonLess> persons;
    Distinct<Category, CategoryLess> labels;
    SiteMerger known{manifest.site, context.diagnostics};
    Location settings_at;
    std::optional<time::Zone> zone;
    TimeFilter kept_time;
    std::vector<Key> comment_keys;  // sorted; made when first asked for
    RecordStore store;
    Catcher scratch;  // for read_post() and read_comment(); kept for its memory
    Diagnostics silent;
};

// ---- pass one -------------------------------------------------------------------------------------------------------

void Assembler::Impl::index() {
    if (readers.size() > std::numeric_limits<std::uint16_t>::max())
        throw Error(Rule::limit_members, std::to_string(readers.size()) + " sources are more than one blog can be joined from", "give fewer of them");
    for (std::uint16_t source = 0; source < readers.size(); ++source) skim(source);
    for (const auto& reader : readers) {
        // What an account wrote on other people's blogs says nothing about this one.
        if (reader->account_comments() && readers.size() > 1) continue;
        known.add(reader->site(), {reader->input().number(), 0, 0, 0});
    }
    complete(manifest.site, hints, settings_at, context.diagnostics);
    if (manifest.site.time_zone) zone = time::Zone::find(*manifest.site.time_zone);
    for (std::deque<Entry>* entries : {&posts, &comments}) {
        for (Entry& e : *entries) {
            if (!e.local || !zone) continue;
            std::optional<Timestamp> t{Timestamp{std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{e.published}}, {}, {}}};
            place_in_zone(t, {}, {}, "published", silent);
            e.published = millis(t);
        }
    }
    kept_time = TimeFilter(filter, zone);
    for (Entry& e : posts) e.filtered = e.filtered || !in_kept_time(e);
    summary.settings = manifest.site.settings.size();
    summary.templates = manifest.site.templates.size();
    resolve_posts();
    resolve_comments();
    join();
    count();
}

Entry Assembler::Impl::entry_of(const Record& record, std::uint16_t source) const {
    Entry e;
    e.offset = record.at.offset;
    e.length = static_cast<std::uint32_t>(record.bytes.size());
    e.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(record.at.line, std::numeric_limits<std::uint32_t>::max()));
    if (record.at.column <= std::numeric_limits<std::uint32_t>::max()) e.column = static_cast<std::uint32_t>(record.at.column);
    e.source = source;
    return e;
}

void Assembler::Impl::skim(std::uint16_t source) {
    Reader& reader = *readers[source];
    Catcher caught;
    Record record;
    Key last = 0;
    bool in_order = reader.ascending_ids();
    while (reader.next(record)) {
        caught.clear();
        reader.parse(record, Depth::skim, caught, silent);
        if (caught.posts.empty() && caught.comments.empty()) {  // never read again, so read in full now
            caught.clear();
            reader.parse(record, Depth::full, caught, context.diagnostics);
        }
        for (Post& post : caught.posts) add_post(post, record, source);
        for (Comment& comment : caught.comments) add_comment(comment, record, source);
        if (!caught.settings.empty() || !caught.templates.empty()) {
            if (!caught.settings.empty()) settings_at = record.at;
            Site site;
            site.settings = std::move(caught.settings);
            site.templates = std::move(caught.templates);
            known.add(site, record.at);
        }
        if (in_order && !(caught.posts.empty() && caught.comments.empty())) {
            const Key key = caught.posts.empty() ? comments.back().key : posts.back().key;
            if (key < last) {
                in_order = false;
                context.diagnostics.report(Rule::order_edited, record.at, "entry " + keys.id(key), {}, "stands behind entry " + keys.id(last) + "; somebody edited or joined this file");
            }
            last = key;
        }
    }
}

void Assembler::Impl::add_post(Post& post, const Record& record, std::uint16_t source) {
    if (post.id.empty()) {
        post.id = made_up_id(record.bytes);
        context.diagnostics.report(Rule::id_missing, record.at, {}, "id", "a post has no id; called " + post.id);
    }
    Entry e = entry_of(record, source);
    e.key = keys.of(post.id);
    e.published = millis(post.published);
    e.local = post.published && !post.published->offset;
    e.status = static_cast<std::uint8_t>(post.status);
    e.page = post.kind == PostKind::page;
    e.filtered = !wanted(post);
    keep_facts(e, post);
    posts.push_back(e);
    ++(e.page ? summary.pages : summary.posts).read;
}

void Assembler::Impl::add_comment(Comment& comment, const Record& record, std::uint16_t source) {
    if (comment.id.empty()) {
        comment.id = made_up_id(record.bytes);
        context.diagnostics.report(Rule::id_missing, record.at, {}, "id", "a comment has no id; called " + comment.id);
    }
    Entry e = entry_of(record, source);
    e.key = keys.of(comment.id);
    e.owner = comment.post.empty() ? no_post : keys.of(comment.post);
    if (comment.parent) replies.push_back({e.key, keys.of(*comment.parent)});
    e.published = millis(comment.published);
    e.local = comment.published && !comment.published->offset;
    e.status = static_cast<std::uint8_t>(comment.status);
    e.filtered = !wanted(comment.status);
    e.foreign = !comment.blog.empty() && comment.blog != readers.front()->site().id;
    comments.push_back(e);
    ++summary.comments.read;
}

bool Assembler::Impl::wanted(const Post& post) const {
    if (!filter.kinds.empty() && !filter.kinds.contains(post.kind)) return false;
    if (!filter.statuses.empty() && !filter.statuses.contains(post.status)) return false;
    return filter.labels.empty() || std::any_of(post.categories.begin(), post.categories.end(), [&](const Category& c) { return filter.labels.contains(c.term); });
}

bool Assembler::Impl::in_kept_time(const Entry& post) const {
    if (post.published == undated) return kept_time.holds(std::nullopt);
    return kept_time.holds(time::Instant(std::chrono::milliseconds(post.published)));
}

bool Assembler::Impl::wanted(CommentStatus status) const {
    if (filter.comments == Filter::Comments::none) return false;
    return filter.comments == Filter::Comments::all || status == CommentStatus::approved;
}

void Assembler::Impl::keep_facts(Entry& entry, const Post& post) {
    entry.owner = facts.size();
    facts.push_back(static_cast<std::uint32_t>(post.authors.size()));
    for (const Person& p : post.authors) facts.push_back(persons.number(p));
    facts.push_back(static_cast<std::uint32_t>(post.categories.size()));
    for (const Category& c : post.categories) facts.push_back(labels.number(c));
}

// ---- joining --------------------------------------------------------------------------------------------------------

void Assembler::Impl::resolve_posts() {
    std::sort(posts.begin(), posts.end(), [&](const Entry& a, const Entry& b) { return key_less(a, b); });
    for (std::size_t i = 0; i < posts.size();) {
        std::size_t end = i + 1;
        while (end < posts.size() && posts[end].key == posts[i].key) ++end;
        if (end - i > 1) {
            const Post merged = read_post(i, Depth::full, silent);
            Entry& head = posts[i];
            head.published = millis(merged.published);
            head.status = static_cast<std::uint8_t>(merged.status);
            head.page = merged.kind == PostKind::page;
            head.filtered = !wanted(merged) || !in_kept_time(head);
            keep_facts(head, merged);
            for (std::size_t k = i + 1; k < end; ++k) {
                posts[k].follows = true;
                ++(posts[k].page ? summary.pages : summary.posts).merged;
            }
        }
        i = end;
    }
}

void Assembler::Impl::resolve_comments() {
    std::sort(comments.begin(), comments.end(), [&](const Entry& a, const Entry& b) { return key_less(a, b); });
    for (std::size_t i = 0; i < comments.size();) {
        std::size_t end = i + 1;
        while (end < comments.size() && comments[end].key == comments[i].key) ++end;
        if (end - i > 1) {
            for (std::size_t k = i + 1; k < end; ++k) comments[k].follows = true;
            std::size_t next = i;
            const Comment merged = read_comment(i, next, Depth::full, silent);
            if (merged.parent) replies.push_back({comments[i].key, keys.of(*merged.parent)});
            for (std::size_t k = i; k < end; ++k) {
                comments[k].published = millis(merged.published);
                comments[k].owner = merged.post.empty() ? no_post : keys.of(merged.post);
                comments[k].status = static_cast<std::uint8_t>(merged.status);
                comments[k].filtered = !wanted(merged.status);
            }
            summary.comments.merged += end - i - 1;
        }
        i = end;
    }
    std::stable_sort(replies.begin(), replies.end(), [](const Threads::Reply& a, const Threads::Reply& b) { return a.comment < b.comment; });
}

Key Assembler::Impl::parent_of(Key comment) const {
    const auto behind = std::upper_bound(replies.begin(), replies.end(), comment, [](Key key, const Threads::Reply& r) { return key < r.comment; });
    return behind != replies.begin() && std::prev(behind)->comment == comment ? std::prev(behind)->parent : no_key;
}

void Assembler::Impl::join() {
    order.reserve(posts.size());
    for (std::uint32_t i = 0; i < posts.size(); ++i)
        if (!posts[i].follows) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return posts[a].published != posts[b].published ? posts[a].published < posts[b].published : keys.less(posts[a].key, posts[b].key);
    });

    std::vector<std::pair<Key, std::uint32_t>> ranks;  // by key
    ranks.reserve(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks.emplace_back(posts[order[rank]].key, rank);
    std::sort(ranks.begin(), ranks.end());
    for (Entry& c : comments) {
        const auto found = std::lower_bound(ranks.begin(), ranks.end(), std::pair<Key, std::uint32_t>{c.owner, 0});
        const bool here = c.owner != no_post && found != ranks.end() && found->first == c.owner;
        c.owner = here ? found->second : no_post;
        if (here) {
            c.foreign = false;
            c.filtered = c.filtered || posts[order[found->second]].filtered;
        }
    }
    std::sort(comments.begin(), comments.end(), [&](const Entry& a, const Entry& b) {
        return std::tie(a.owner, a.published) != std::tie(b.owner, b.published) ? std::tie(a.owner, a.published) < std::tie(b.owner, b.published) : key_less(a, b);
    });
}

void Assembler::Impl::count() {
    std::vector<bool> person_used(persons.size()), label_used(labels.size());
    Counts& counts = manifest.counts;
    for (const std::uint32_t i : order) {
        const Entry& e = posts[i];
        Summary::Row& row = e.page ? summary.pages : summary.posts;
        if (e.filtered) {
            ++row.filtered;
            continue;
        }
        ++(e.page ? counts.pages : counts.posts);
        ++counts.by_status[(e.page ? "page." : "post.") + std::string(json::to_string(static_cast<PostStatus>(e.status)))];
        std::size_t at = e.owner;
        for (std::uint32_t n = facts[at++]; n > 0; --n) person_used[facts[at++]] = true;
        for (std::uint32_t n = facts[at++]; n > 0; --n) label_used[facts[at++]] = true;
    }
    for (const Entry& c : comments) {
        if (c.follows) continue;
        if (c.filtered) {
            ++summary.comments.filtered;
            continue;
        }
        ++(c.owner == no_post ? counts.orphans : counts.comments);
        ++counts.by_status["comment." + std::string(json::to_string(static_cast<CommentStatus>(c.status)))];
    }
    for (std::uint32_t i = 0; i < persons.size(); ++i)
        if (person_used[i]) manifest.authors.push_back(persons[i]);
    for (std::uint32_t i = 0; i < labels.size(); ++i)
        if (label_used[i]) manifest.categories.push_back(labels[i]);
    std::sort(manifest.authors.begin(), manifest.authors.end(), PersonLess{});
    std::sort(manifest.categories.begin(), manifest.categories.end(), CategoryLess{});
}

// ---- pass two -------------------------------------------------------------------------------------------------------

void Assembler::Impl::parse(const Entry& entry, Depth depth, Catcher& into, Diagnostics& diagnostics) {
    const Reader& reader = *readers[entry.source];
    const std::string_view bytes = store.read(reader.input(), entry.offset, entry.length);
    if (bytes.size() != entry.length)
        throw Error(Rule::input_changed, "\"" + reader.input().name() + "\" became shorter while it was read", "run again when nothing else writes to it");
    const std::uint64_t column = entry.column ? entry.column : entry.offset + 1;
    reader.parse({bytes, {reader.input().number(), entry.line, column, entry.offset}}, depth, into, diagnostics);
    for (Post& p : into.posts)
        if (p.id.empty()) p.id = made_up_id(bytes);
    for (Comment& c : into.comments)
        if (c.id.empty()) c.id = made_up_id(bytes);
}

Post Assembler::Impl::read_post(std::size_t at, Depth depth, Diagnostics& diagnostics) {
    Catcher& caught = scratch;
    caught.clear();
    const Key key = posts[at].key;
    std::size_t end = at;
    for (; end < posts.size() && posts[end].key == key; ++end) parse(posts[end], depth, caught, diagnostics);
    if (caught.posts.size() != end - at) throw Error(Rule::input_changed, "an entry changed while it was read", "run again when nothing else writes to it");
    for (Post& p : caught.posts) place_all_in_zone(p, (p.kind == PostKind::page ? "page " : "post ") + p.id, diagnostics);
    if (end - at == 1) return std::move(caught.posts.front());
    std::vector<Version<Post>> versions;
    for (std::size_t i = at; i < end; ++i) versions.push_back({std::move(caught.posts[i - at]), readers[posts[i].source]->preference()});
    return merge(std::move(versions), diagnostics);
}

Comment Assembler::Impl::read_comment(std::size_t at, std::size_t& next, Depth depth, Diagnostics& diagnostics) {
    Catcher& caught = scratch;
    caught.clear();
    next = at;
    do parse(comments[next++], depth, caught, diagnostics);
    while (next < comments.size() && comments[next].follows);
    if (caught.comments.size() != next - at) throw Error(Rule::input_changed, "an entry changed while it was read", "run again when nothing else writes to it");
    for (Comment& c : caught.comments) place_all_in_zone(c, "comment " + c.id, diagnostics);
    Comment comment;
    if (next - at == 1) {
        comment = std::move(caught.comments.front());
    } else {
        std::vector<Version<Comment>> versions;
        for (std::size_t i = at; i < next; ++i) versions.push_back({std::move(caught.comments[i - at]), readers[comments[i].source]->preference()});
        comment = merge(std::move(versions), diagnostics);
    }
    if (comment.blog == manifest.site.id) comment.blog.clear();
    return comment;
}

bool Assembler::Impl::is_a_comment(Key key) {
    if (comment_keys.empty()) {
        comment_keys.reserve(comments.size());
        for (const Entry& e : comments) comment_keys.push_back(e.key);
        std::sort(comment_keys.begin(), comment_keys.end());
    }
    return std::binary_search(comment_keys.begin(), comment_keys.end(), key);
}

// A time without an offset is what the blog's clock showed. If the zone is known, so is the instant, but for the hour
// that is missing in spring and the one that comes twice in autumn.
void Assembler::Impl::place_in_zone(std::optional<Timestamp>& t, const Location& at, const std::string& entity, const char* field, Diagnostics& diagnostics) const {
    if (!t || t->offset || !zone || t->precision > Precision::minute) return;
    const time::LocalTime written = time::to_local(t->instant, std::chrono::minutes{0});
    const time::Resolved resolved = zone->resolve(written.year, written.month, written.day, written.hour, written.minute, written.second);
    if (resolved.gap)
        diagnostics.report(Rule::local_time_gap, at, entity, field, written.sql() + " did not occur in " + zone->name() + "; the moment the clocks went forward is taken");
    else if (resolved.second)
        diagnostics.report(Rule::local_time_twice, at, entity, field, written.sql() + " occurred twice in " + zone->name() + " and has no offset; the first is taken");
    const auto fraction = t->instant - std::chrono::floor<std::chrono::seconds>(t->instant);
    t->instant = resolved.first + (resolved.gap ? std::chrono::milliseconds{0} : std::chrono::duration_cast<std::chrono::milliseconds>(fraction));
    t->offset = zone->to_local(t->instant).offset;
}

void Assembler::Impl::check_time(const Post& post, const std::string& entity, bool told_of_clocks) {
    Diagnostics& d = context.diagnostics;
    if (!post.published) {
        d.report(Rule::date_missing, post.at, entity, "published", "has no publication date");
        return;
    }
    if (post.status == PostStatus::published && post.updated && post.updated->instant + std::chrono::seconds(1) < post.published->instant)
        d.report(Rule::order_of_dates, post.at, entity, "updated", "was updated before it was published");
    if (!zone) return;
    const time::LocalTime local = zone->to_local(post.published->instant);
    if (!told_of_clocks && zone->shows_twice(post.published->instant))
        d.report(Rule::local_time_twice, post.at, entity, "published", local.sql() + " occurs twice in " + zone->name() + "; the instant tells which one it was");
    if (post.published->offset && post.published->offset->count() != 0 && *post.published->offset != local.offset)
        d.report(Rule::offset_differs, post.at, entity, "published", "is written with an offset that " + zone->name() + " did not have then; the instant counts");
}

void Assembler::Impl::finish_post(Post& post, bool told_of_clocks) {
    Diagnostics& d = context.diagnostics;
    const std::string entity = (post.kind == PostKind::page ? "page " : "post ") + post.id;
    if (!post.permalink && post.path && !post.path->empty() && manifest.site.home) post.permalink = text::join_url(*manifest.site.home, *post.path);
    if (post.status == PostStatus::published) {
        if (!post.permalink && !post.path)
            d.report(Rule::permalink_missing, post.at, entity, "permalink", "its address is not in the source; an XML backup of the same blog, given too, has it");
        if (post.title.empty()) d.report(Rule::title_empty, post.at, entity, "title", "has no title");
        if (post.content.empty()) d.report(Rule::content_empty, post.at, entity, "content", "has no text");
    }
    check_time(post, entity, told_of_clocks);
}

namespace {

// The comments of one post, read as the writer asks for them.
class PostComments final : public Comments {
public:
    using Read = std::function<bool(Comment&)>;
    explicit PostComments(Read read) : read_(std::move(read)) {}
    bool next(Comment& comment) override { return read_(comment); }

private:
    Read read_;
};

}  // namespace

void Assembler::Impl::write(Writer& writer) {
    Diagnostics& d = context.diagnostics;
    if (!zone && (manifest.counts.posts + manifest.counts.pages) > 0)
        d.report(Rule::zone_unknown, {}, {}, "time_zone",
                 manifest.site.time_zone ? "the time zone data for " + *manifest.site.time_zone + " is not on this machine"
                                         : "no settings say it; local times are as written or UTC. Give settings.csv too, or --time-zone, e.g. Europe/Berlin");
    bool path_without_host = false;
    writer.begin(manifest);

    std::uint64_t bytes = 0, done = 0;
    for (const Entry& e : posts) bytes += e.length;
    for (const Entry& e : comments) bytes += e.length;

    std::size_t at = 0;  // in comments
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (context.stop.stop_requested()) throw Error(Rule::stopped, "stopped as asked");
        const Entry& entry = posts[order[rank]];
        const std::size_t begin = at;
        while (at < comments.size() && comments[at].owner == rank) ++at;
        if (entry.filtered) continue;
        const std::uint64_t clocks = d.count(Rule::local_time_twice);
        Post post = read_post(order[rank], Depth::full, d);
        finish_post(post, d.count(Rule::local_time_twice) != clocks);
        path_without_host = path_without_host || (!post.permalink && post.path);
        done += entry.length;

        const std::string entity = (post.kind == PostKind::page ? "page " : "post ") + post.id;
        std::int64_t shown = 0;
        for (std::size_t i = begin; i < at; ++i)
            if (!comments[i].follows && visible(static_cast<CommentStatus>(comments[i].status))) ++shown;
        post.replies = std::max(post.replies, shown);
        if (post.replies_declared && *post.replies_declared != post.replies)
            d.report(Rule::count_differs, post.at, entity, "replies_declared", "declares " + std::to_string(*post.replies_declared) + " comments, the source has " + std::to_string(post.replies));
        if (begin < at && post.guid.find(".page-") != std::string::npos)
            d.report(Rule::joined_by_number, post.at, entity, "id", "its comments name it as a post; joined on the number");

        std::optional<Threads> threads;  // made when the first reply turns up
        const auto know_threads = [&]() -> const Threads& {
            if (threads) return *threads;
            std::vector<Threads::Reply> here;
            here.reserve(at - begin);
            for (std::size_t k = begin; k < at; ++k)
                if (!comments[k].follows) here.push_back({comments[k].key, parent_of(comments[k].key)});
            return threads.emplace(here);
        };

        std::size_t i = begin;
        PostComments stream([&](Comment& comment) {
            while (i < at && comments[i].filtered) {
                do ++i;
                while (i < at && comments[i].follows);
            }
            if (i >= at) return false;
            for (std::size_t k = i; k < at && (k == i || comments[k].follows); ++k) done += comments[k].length;
            const Key key = comments[i].key;
            comment = read_comment(i, i, Depth::full, d);
            const std::string name = "comment " + comment.id;
            if (comment.parent) {
                const Key parent = keys.of(*comment.parent);
                if (!know_threads().has(parent)) {
                    const bool elsewhere = is_a_comment(parent);
                    d.report(elsewhere ? Rule::parent_elsewhere : Rule::parent_missing, comment.at, name, "parent",
                             "replies to comment " + *comment.parent + (elsewhere ? ", which is on another post" : ", which is not in the source"));
                } else if (know_threads().cut(key)) {
                    d.report(Rule::parent_cycle, comment.at, name, "parent", "replies to comment " + *comment.parent + ", which replies to it in turn; shown at top level");
                    comment.properties.push_back({"parent (in a circle)", *comment.parent});
                    comment.parent.reset();
                }
            }
            if (!comment.published) d.report(Rule::date_missing, comment.at, name, "published", "has no date");
            ++summary.comments.written;
            if (context.progress) context.progress({"writing", done, bytes});
            return true;
        });
        writer.post(post, stream);
        for (Comment rest; stream.next(rest);) {}  // a writer may leave comments; they still count
        ++(post.kind == PostKind::page ? summary.pages : summary.posts).written;
        if (context.progress) context.progress({"writing", done, bytes});
    }

    write_orphans(writer, at);
    check_filtered();
    if (path_without_host)
        d.report(Rule::site_unknown, {}, {}, "home",
                 has_custom_domain(manifest.site) ? "the blog has a domain of its own, which the export does not name; posts have paths only. Give it with --site-url https://…"
                                                  : "the export does not name the blog's address; posts have paths only. Give settings.csv too, or --site-url https://…");
    for (const auto& [name, times] : d.not_carried())
        d.report(Rule::not_carried, {}, {}, name, "has no place in the model: dropped " + std::to_string(times) + (times == 1 ? " time" : " times"));
    writer.finish();
}

// What a filter leaves out was only skimmed; a damaged file is damaged all the same.
void Assembler::Impl::check_filtered() {
    for (const std::deque<Entry>* entries : {&posts, &comments}) {
        for (const Entry& e : *entries) {
            if (!e.filtered) continue;
            scratch.clear();
            parse(e, Depth::full, scratch, silent);
        }
    }
}

void Assembler::Impl::write_orphans(Writer& writer, std::size_t from) {
    Diagnostics& d = context.diagnostics;
    for (std::size_t i = from; i < comments.size();) {
        if (comments[i].filtered) {
            do ++i;
            while (i < comments.size() && comments[i].follows);
            continue;
        }
        const bool foreign = comments[i].foreign;
        const Comment comment = read_comment(i, i, Depth::full, d);
        const std::string name = "comment " + comment.id;
        if (foreign) d.report(Rule::foreign_comment, comment.at, name, "post", "was written on blog " + comment.blog + "; kept apart");
        else if (comment.post.empty()) d.report(Rule::orphan_comment, comment.at, name, "post", "does not say which post it belongs to; kept as an orphan");
        else d.report(Rule::orphan_comment, comment.at, name, "post", "belongs to post " + comment.post + ", which is not in the source; kept as an orphan");
        writer.orphan(comment, foreign ? OrphanReason::foreign : OrphanReason::post_missing);
        ++summary.comments.written;
        ++summary.comments.orphaned;
    }
}

// ---- the public face ------------------------------------------------------------------------------------------------

Assembler::Assembler(std::vector<std::unique_ptr<Reader>> readers, Filter filter, SourceHints hints, Context& context)
    : impl_(std::make_unique<Impl>(std::move(readers), std::move(filter), std::move(hints), context)) {
    impl_->index();
}
Assembler::~Assembler() = default;
Assembler::Assembler(Assembler&&) noexcept = default;

const Manifest& Assembler::manifest() const { return impl_->manifest; }
Manifest& Assembler::manifest() { return impl_->manifest; }
void Assembler::write(Writer& writer) { impl_->write(writer); }
const Summary& Assembler::summary() const { return impl_->summary; }

}  // namespace blogferry
