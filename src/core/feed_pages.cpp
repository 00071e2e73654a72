#include "feed_pages.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

namespace blogferry {

namespace {

// Entries of a feed by their places, both included.
struct Range {
    std::uint64_t first = 1, last = 0;
    auto operator<=>(const Range&) const = default;
};

struct Feed {
    FeedPage::Of of = FeedPage::Of::posts;
    std::uint64_t total = 0;  // the largest: a blog grows between two visits
    std::uint32_t input = 0;
    std::vector<Range> here;
};

std::uint64_t last_of(const FeedPage& page) {
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    return page.count - 1 > most - page.first ? most : page.first + page.count - 1;
}

std::vector<Range> missing(Feed& feed) {
    std::vector<Range> gaps;
    std::sort(feed.here.begin(), feed.here.end());
    std::uint64_t next = 1;
    for (const Range& range : feed.here) {
        if (next > feed.total) break;
        if (range.first > next) gaps.push_back({next, std::min(range.first - 1, feed.total)});
        if (range.last >= next)
            next = range.last == std::numeric_limits<std::uint64_t>::max() ? range.last : range.last + 1;
    }
    if (next <= feed.total) gaps.push_back({next, feed.total});
    return gaps;
}

std::string counted(std::uint64_t entries) { return std::to_string(entries) + (entries == 1 ? " entry" : " entries"); }

std::uint64_t distinct(const Summary::Row& row) { return row.read - row.merged; }

std::string shown(const std::vector<Range>& gaps) {
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(gaps.size(), most); ++i) {
        text.append(i > 0 ? ", " : "").append(std::to_string(gaps[i].first));
        if (gaps[i].last > gaps[i].first) text.append(" to ").append(std::to_string(gaps[i].last));
    }
    return gaps.size() > most ? text + " and more" : text;
}

}  // namespace

void report_missing_pages(const std::vector<std::unique_ptr<Reader>>& readers, const Summary& found,
                          Diagnostics& diagnostics) {
    std::map<std::string, Feed> feeds;
    for (const auto& reader : readers) {
        const std::optional<FeedPage> page = reader->feed_page();
        if (!page) continue;
        Feed& feed = feeds[page->name];
        feed.of = page->of;
        feed.total = std::max(feed.total, page->total);
        if (feed.input == 0) feed.input = reader->input().number();
        if (page->count > 0) feed.here.push_back({page->first, last_of(*page)});
    }
    for (auto& [name, feed] : feeds) {
        if (feed.of == FeedPage::Of::posts && distinct(found.posts) >= feed.total) continue;
        if (feed.of == FeedPage::Of::comments && distinct(found.comments) >= feed.total) continue;
        const std::vector<Range> gaps = missing(feed);
        if (gaps.empty()) continue;
        std::uint64_t entries = 0;
        for (const Range& gap : gaps) entries += gap.last - gap.first + 1;
        diagnostics.report(Rule::feed_incomplete, {feed.input, 0, 0, 0}, {}, {},
                           "the feed of " + name + " has " + counted(feed.total) +
                               " by its own count; not on the pages that were given: start-index " + shown(gaps) +
                               " (" + counted(entries) + ")");
    }
}

}  // namespace blogferry
