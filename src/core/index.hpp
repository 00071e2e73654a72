/// Pass one: every record skimmed into a compact index, and the join.
#pragma once

#include <map>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "blogferry/convert.hpp"
#include "records.hpp"
#include "site.hpp"
#include "threads.hpp"
#include "time_filter.hpp"

namespace blogferry {

/// Distinct values, numbered.
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
        return std::tie(a.name, a.id, a.uri, a.email, a.avatar, a.kind) <
               std::tie(b.name, b.id, b.uri, b.email, b.avatar, b.kind);
    }
};
struct CategoryLess {
    bool operator()(const Category& a, const Category& b) const {
        return std::tie(a.term, a.scheme, a.label) < std::tie(b.term, b.scheme, b.label);
    }
};

/// What is in the sources of one blog, in canonical order. 48 bytes an entry, whatever its size.
class Index {
public:
    static constexpr std::uint64_t no_post = std::numeric_limits<std::uint64_t>::max();

    /// Reads every record once. @throws Error
    Index(Records& records, const Filter& filter, const SourceHints& hints, Context& context);

    Manifest manifest;
    Summary summary;  ///< read, filtered and merged; what is written is for others to count
    BlogClock clock;
    std::uint64_t clock_times = 0;  ///< written: what that clock showed and nobody can place, for its zone is not known

    /// By key; the versions of one post stand together. `order` has the places of first versions, in canonical order.
    const Entries& posts() const { return posts_; }
    const std::vector<std::uint32_t>& order() const { return order_; }
    /// By rank of the post (Entry::owner), then published, then id; orphans last (owner no_post).
    const Entries& comments() const { return comments_; }

    /// Who replies to whom among comments()[begin, end), the comments of one post.
    Threads threads(std::size_t begin, std::size_t end) const;
    Key key_of(std::string_view id) { return keys_.of(id); }
    /// Whether there is a comment of this key, anywhere.
    bool is_a_comment(Key key);

private:
    void skim(std::uint16_t source);
    template <class T>
    Entry entry_of(const T& entity, const Record& record, std::uint16_t source);
    void add(Catcher& caught, const Record& record, std::uint16_t source);
    Entry& add(const Post& post, const Record& record, std::uint16_t source);
    Entry& add(const Comment& comment, const Record& record, std::uint16_t source);
    void keep_facts(Entry& entry, const Post& post);
    void qualify_comments(std::uint16_t source, std::size_t first_comment, std::size_t first_reply);
    bool wanted(const Post& post) const;
    bool wanted(CommentStatus status) const;
    bool in_kept_time(const Entry& post) const;
    bool key_less(const Entry& a, const Entry& b) const;

    void qualify_posts();
    void join_by_address();
    void place_in_time();
    std::int64_t moment(std::optional<Timestamp> time) const;
    void resolve_posts();
    void resolve_comments();
    Key parent_of(Key comment) const;
    void join();
    void count();
    void count_omitted();
    void report_unmatched_filter() const;

    Records& records_;
    const Filter& filter_;
    Context& context_;
    Keys keys_;
    Entries posts_, comments_;
    std::unordered_set<Key> made_of_path_;  // posts whose source has no number for them
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> facts_;     // per post: authors, their numbers, labels, their numbers
    std::vector<Threads::Reply> replies_;  // after resolve_comments(): by comment, the merged one last
    std::vector<Key> comment_keys_;        // sorted; made when first asked for
    Distinct<Person, PersonLess> persons_;
    Distinct<Category, CategoryLess> labels_;
    SiteMerger site_{manifest.site, context_.diagnostics};
    Location settings_at_;
    TimeFilter kept_time_;
    Diagnostics silent_;
};

}  // namespace blogferry
