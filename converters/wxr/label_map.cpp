#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "blogferry/format.hpp"
#include "labels.hpp"
#include "table.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::string_view label_columns[] = {"label", "name", "as"};
enum Column : std::size_t { label, name, as };

std::optional<LabelKind> checked_kind(const Cell& cell) {
    const std::string word = text::lower(text::trim(cell.value));
    if (word.empty()) return std::nullopt;
    const auto kind = label_kind(word);
    if (!kind) {
        refuse(cell, fmt::format("a label cannot become \"{}\"", text::printable(word, 60)),
               "it can become: tag, category, both, none; or leave the cell empty");
    }
    return kind;
}

}  // namespace

std::optional<LabelKind> label_kind(std::string_view word) {
    if (word == "tag") return LabelKind{.tag = true};
    if (word == "category") return LabelKind{.category = true};
    if (word == "both") return LabelKind{.tag = true, .category = true};
    return word == "none" ? std::optional(LabelKind{}) : std::nullopt;
}

LabelMap::LabelMap(const std::string& path, Context& context) : given_(true) {
    const Table table(path, label_columns, context);
    for (const std::vector<Cell>& cells : table.rows()) {
        const auto [known, is_new] = decisions_.try_emplace(
            cells[label].value, Decision{cells[name].value, checked_kind(cells[as]), cells[label].at});
        if (is_new) continue;
        refuse(
            cells[label],
            fmt::format("\"{}\" is in line {} already", text::printable(cells[label].value, 60), known->second.at.line),
            "leave one of the two");
    }
}

const LabelMap::Decision* LabelMap::find(const std::string& label) const {
    const auto found = decisions_.find(label);
    return found == decisions_.end() ? nullptr : &found->second;
}

void LabelMap::report_unused(const std::vector<Category>& categories, Diagnostics& diagnostics) const {
    std::set<std::string_view> there;
    for (const Category& category : categories) there.insert(Labels::name_of(category));
    const std::vector<std::string_view> names(there.begin(), there.end());
    std::size_t suggestions = 10;  // each looks at all labels; of a rule ten are shown
    for (const auto& [label, decision] : decisions_) {
        if (there.contains(label)) continue;
        const std::string near = suggestions > 0 ? nearest(label, names) : "";
        suggestions -= suggestions > 0 ? 1 : 0;
        diagnostics.report(Rule::wxr_map_unused, decision.at, fmt::format("label \"{}\"", text::printable(label, 60)),
                           "label",
                           "the blog has no such label; the row changes nothing" +
                               (near.empty() ? "" : fmt::format("; did you mean \"{}\"?", text::printable(near, 60))));
    }
}

}  // namespace blogferry::wxr
