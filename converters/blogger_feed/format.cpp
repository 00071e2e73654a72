#include "reader.hpp"
#include "xml/cursor.hpp"

namespace blogferry::converters {

const Format& blogger_feed();

namespace {

// Backups, Takeouts and WordPress' exports are feeds, too; they are surer of theirs.
int probe(std::string_view head) {
    const std::string_view tag = feed::root_tag(head);
    const std::string_view name = feed::local_name(tag);
    const bool xml = name == "rss" || (name == "feed" && tag.find(xml::atom) != std::string_view::npos);
    return xml || feed::is_json_feed(head) ? 60 : 0;
}

}  // namespace

const Format& blogger_feed() {
    static constexpr Format format{
        .name = "blogger-feed",
        .title = "saved feeds: Atom, RSS 2.0, Blogger's JSON, of posts and of comments",
        .extensions = ".atom .rss .xml .json",
        .probe = probe,
        .open = feed::open,
    };
    return format;
}

}  // namespace blogferry::converters
