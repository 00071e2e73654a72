#include "json_ld.hpp"

#include <algorithm>

#include "html/document.hpp"
#include "json/leaves.hpp"

namespace blogferry::page {
namespace {

constexpr std::string_view kinds[] = {"BlogPosting", "Article", "NewsArticle", "SocialMediaPosting"};

}  // namespace

std::vector<Posting> postings(std::string_view script) {
    std::vector<Posting> found;
    const auto leaves = json::leaves(script);
    if (!leaves) return found;
    for (const json::Leaf& type : *leaves) {
        if (!type.path.ends_with("/@type") ||
            std::find(std::begin(kinds), std::end(kinds), type.value) == std::end(kinds))
            continue;
        const std::string place = type.path.substr(0, type.path.size() - std::string_view("/@type").size());
        // Strings are written with HTML's references by most themes.
        const auto first = [&](std::initializer_list<std::string_view> names) {
            for (const std::string_view name : names)
                for (const json::Leaf& leaf : *leaves)
                    if (leaf.path.size() == place.size() + name.size() && leaf.path.starts_with(place) &&
                        leaf.path.ends_with(name) && !leaf.value.empty())
                        return html::decoded(leaf.value);
            return std::string();
        };
        found.push_back({first({"/mainEntityOfPage/@id", "/mainEntityOfPage", "/url", "/@id"}),
                         first({"/headline", "/name"}), first({"/datePublished"}), first({"/dateModified"}),
                         first({"/author/name", "/author/0/name", "/author"}),
                         first({"/author/url", "/author/0/url", "/author/sameAs"})});
        if (found.size() == 64) break;  // more are no posts of one page
    }
    return found;
}

}  // namespace blogferry::page
