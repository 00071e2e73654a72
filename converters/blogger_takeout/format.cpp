#include "reader.hpp"

namespace blogferry::converters {

namespace {

// The namespace alone tells; no other file has it.
int probe(std::string_view head) {
    const std::size_t feed = head.find("<feed");
    if (feed == std::string_view::npos) return 0;
    const std::string_view tag = head.substr(feed, head.find('>', feed) - feed);
    return tag.find(takeout::blogger) != std::string_view::npos ? 100 : 0;
}

bool companion(std::string_view name, std::string_view head) {
    return takeout::is_settings(head) || takeout::is_theme(name);
}

}  // namespace

const Format& blogger_takeout() {
    static constexpr Format format{
        .name = "blogger-takeout",
        .title = "Google Takeout: feed.atom, a Takeout folder, .zip or .tgz",
        .extensions = ".atom .zip .tgz",
        .probe = probe,
        .companion = companion,
        .open = takeout::open,
    };
    return format;
}

}  // namespace blogferry::converters
