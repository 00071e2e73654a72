#include "xml/atom.hpp"

#include <set>
#include <tuple>

#include "text/utf8.hpp"
#include "time/timestamp.hpp"

namespace blogferry::xml {

std::optional<Timestamp> date(const std::string& written, std::string_view field, const std::string& entity, const Record& record, std::size_t offset,
                              std::vector<Property>& properties, Diagnostics& diagnostics) {
    if (written.empty()) return std::nullopt;
    const std::optional<Timestamp> time = time::parse_rfc3339(written);
    if (!time) {
        properties.push_back({std::string(field) + " (as written)", written});
        diagnostics.report(Rule::date_invalid, locate(record, offset), entity, std::string(field),
                           "\"" + text::printable(written, 60) + "\" is no date; kept as a property");
    }
    return time;
}

void drop_repeats(std::vector<Category>& categories) {
    if (categories.size() < 2) return;
    const auto less = [](const Category* a, const Category* b) { return std::tie(a->term, a->scheme, a->label) < std::tie(b->term, b->scheme, b->label); };
    std::set<const Category*, decltype(less)> seen(less);
    std::vector<Category> kept;
    kept.reserve(categories.size());  // so that the addresses in `seen` stay
    for (Category& category : categories) {
        if (seen.contains(&category)) continue;
        kept.push_back(std::move(category));
        seen.insert(&kept.back());
    }
    categories = std::move(kept);
}

}  // namespace blogferry::xml
