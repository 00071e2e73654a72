/// Records read back by their place in a source.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "blog_clock.hpp"
#include "blogferry/format.hpp"
#include "keys.hpp"
#include "record_store.hpp"

namespace blogferry {

/// What the index keeps of one post, page or comment, and of the record that holds it.
struct Entry {
    static constexpr std::int64_t undated = std::numeric_limits<std::int64_t>::max();

    Key key = 0;
    std::uint64_t owner = 0;           // comment: key, later rank, of its post; post: where its facts start
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
    bool local : 1 = false;    // published is a wall clock reading: no offset was written
    bool shared : 1 = false;   // its record holds others, too (an item with its comments)
    bool inner : 1 = false;    // and this is not the first of them, with which all that can be said of it is said
};

/// Millions of them, without the double space a growing vector takes.
using Entries = std::deque<Entry>;

/// Keeps what a record turned out to hold.
struct Catcher : EntitySink {
    void post(Post&& p) override { posts.push_back(std::move(p)); }
    void comment(Comment&& c) override { comments.push_back(std::move(c)); }
    void setting(Setting&& s) override { settings.push_back(std::move(s)); }
    void theme(Template&& t) override { templates.push_back(std::move(t)); }
    void clear() { posts.clear(), comments.clear(), settings.clear(), templates.clear(); }

    std::vector<Post> posts;
    std::vector<Comment> comments;
    std::vector<Setting> settings;
    std::vector<Template> templates;
};

/// Gives an id to what has none; made from the bytes of its record, so that it does not depend on the order of records.
/// Calls `made` with "a post" or "a comment", and the id.
using MadeUp = std::function<void(const char* what, const std::string& id)>;
void make_up_ids(Catcher& caught, std::string_view bytes, const MadeUp& made = nullptr);

class Records {
public:
    explicit Records(std::vector<std::unique_ptr<Reader>> readers) : readers_(std::move(readers)) {}

    const std::vector<std::unique_ptr<Reader>>& readers() const { return readers_; }
    /// Known when all heads and settings were read: whose records these are, what its clock shows, and the keys of
    /// what was found in them.
    void belong_to(const Site& site, const BlogClock& clock, const Keys& keys) {
        blog_ = site.id, clock_ = clock, keys_ = &keys;
    }

    // What stands at `at`, merged with the versions that follow it (with the same key). `at` goes behind them.
    // @throws Error input_changed
    Post post(const Entries& posts, std::size_t& at, Diagnostics& diagnostics);
    // Comment::blog is empty for this blog's own.
    Comment comment(const Entries& comments, std::size_t& at, Diagnostics& diagnostics);

    /// Reads a record in full only to see that it is whole.
    void check(const Entry& entry);
    /// The path a post has, read in full: a skim may leave it out.
    std::optional<std::string> path(const Entry& post);
    Location place(const Entry& entry) const;
    /// Posts that are to be known by another id from now on.
    using Ids = std::unordered_map<std::string, std::string>;
    void rename(Ids ids) { renamed_ = std::move(ids); }

    /// The post of one record is to be known by another id from now on.
    void rename(const Entry& entry, std::string id) { renamed_posts_[{entry.source, entry.offset}] = std::move(id); }
    /// A post read alone and in full, without what the blog's clock and other sources say of it.
    Post alone(const Entry& entry);
    /// Ids of comments in a source that occur on several posts: each is known by its post's and its own from now on.
    using Repeated = std::unordered_set<std::string>;
    void qualify(std::uint16_t source, Repeated ids) { repeated_[source] = std::move(ids); }
    static std::string qualified(const std::string& post, const std::string& comment) { return post + "-" + comment; }

private:
    // A record that holds several things is parsed once for all of them, which are asked for one after the other: a
    // post, then its comments by date.
    struct Held {
        std::uint16_t source;
        std::uint64_t offset;
        std::size_t bytes;
        Catcher caught;
        std::unordered_multimap<Key, std::size_t> posts, comments;  // by place in `caught`; what was taken is gone
    };

    void parse(const Entry& entry, Catcher& into, Diagnostics& diagnostics);
    Held& hold(const Entry& entry, Diagnostics& diagnostics);
    template <class T>
    T take(const Entry& entry, std::vector<T> Catcher::*things,
           std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics);
    template <class T>
    T read(const Entry& entry, std::vector<T> Catcher::*things,
           std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics);
    template <class T>
    T merged(const Entries& entries, std::size_t& at, std::vector<T> Catcher::*things,
             std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics);

    std::vector<std::unique_ptr<Reader>> readers_;
    std::string blog_;
    BlogClock clock_;
    RecordStore store_;
    Catcher caught_;  // kept for its memory
    std::list<Held> held_;  // the latest first
    const Keys* keys_ = nullptr;
    Ids renamed_;
    std::map<std::pair<std::uint16_t, std::uint64_t>, std::string> renamed_posts_;  // by source and offset
    std::unordered_map<std::uint16_t, Repeated> repeated_;                          // by source
    Diagnostics silent_;
};

}  // namespace blogferry
