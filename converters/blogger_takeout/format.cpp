#include "reader.hpp"
#include "xml/sniff.hpp"

namespace blogferry::converters {

namespace {

// The namespace alone tells, wherever it is declared and by whatever prefix; no other file has it.
int probe(std::string_view head) {
    const xml::Sniffed file = xml::sniff(head);
    return file.root == "feed" && file.declares(takeout::blogger) ? 100 : 0;
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
