#include "json_ld.hpp"

#include <algorithm>

#include "json/leaves.hpp"

namespace blogferry::page {
namespace {

constexpr std::size_t nobody = static_cast<std::size_t>(-1);
constexpr std::string_view kinds[] = {"BlogPosting", "Article", "NewsArticle", "SocialMediaPosting"};

// Those in one script; more than some are no posts of one page.
std::vector<Posting> postings(std::string_view script) {
    constexpr std::size_t most = 64;
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
        if (found.size() == most) break;
    }
    return found;
}

}  // namespace

Postings::Postings(const html::Element& root) {
    for (const html::Element& script : root.all("script[type=application/ld+json]"))
        for (Posting& posting : postings(script.inner())) {
            for (const auto& [names, name] :
                 {std::pair(&titles_, posting.headline), std::pair(&addresses_, posting.url)}) {
                const auto [place, first] = names->try_emplace(name, found_.size());
                if (!first) place->second = nobody;  // it is not known which
            }
            found_.push_back({script.offset(), std::move(posting)});
        }
}

const Posting* Postings::in(const html::Element& element) const {
    const auto found = std::lower_bound(found_.begin(), found_.end(), element.offset(),
                                        [](const Found& f, std::size_t offset) { return f.offset < offset; });
    const bool inside = found != found_.end() && found->offset < element.offset() + element.outer().size();
    return inside ? &found->posting : nullptr;
}

const Posting* Postings::only(const Names& names, const std::string& name) const {
    const auto found = names.find(name);
    return name.empty() || found == names.end() || found->second == nobody ? nullptr : &found_[found->second].posting;
}

}  // namespace blogferry::page
