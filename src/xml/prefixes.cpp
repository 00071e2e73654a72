#include "xml/prefixes.hpp"

#include <algorithm>

namespace blogferry::xml {

std::span<const std::pair<std::string_view, std::string_view>> well_known_prefixes() {
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"app", "http://www.w3.org/2007/app"},
        {"atom", "http://www.w3.org/2005/Atom"},
        {"blogger", "http://schemas.google.com/blogger/2018"},
        {"content", "http://purl.org/rss/1.0/modules/content/"},
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"excerpt", "http://wordpress.org/export/1.2/excerpt/"},
        {"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
        {"gd", "http://schemas.google.com/g/2005"},
        {"georss", "http://www.georss.org/georss"},
        {"media", "http://search.yahoo.com/mrss/"},
        {"openSearch", "http://a9.com/-/spec/opensearchrss/1.0/"},
        {"slash", "http://purl.org/rss/1.0/modules/slash/"},
        {"sy", "http://purl.org/rss/1.0/modules/syndication/"},
        {"thr", "http://purl.org/syndication/thread/1.0"},
        {"wfw", "http://wellformedweb.org/CommentAPI/"},
        {"wp", "http://wordpress.org/export/1.2/"},
    };
    return known;
}

std::string_view well_known_namespace(std::string_view prefix) {
    const auto known = well_known_prefixes();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& row) { return row.first == prefix; });
    return found == known.end() ? std::string_view() : found->second;
}

}  // namespace blogferry::xml
