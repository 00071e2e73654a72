#include "blogferry/diagnostics.hpp"

#include <algorithm>
#include <cctype>

namespace blogferry {

namespace {

constexpr RuleInfo catalogue[] = {
#define BF_RULE(number, enumerator, name, severity, exit, summary) \
    {Rule::enumerator, name, Severity::severity, Exit::exit, summary},
#include "blogferry/rules.def"
#undef BF_RULE
};

static_assert(std::is_sorted(std::begin(catalogue), std::end(catalogue),
                             [](const RuleInfo& a, const RuleInfo& b) { return a.rule < b.rule; }),
              "rules.def is kept in order of number");

}  // namespace

std::string RuleInfo::id() const { return "BF" + std::to_string(static_cast<unsigned>(rule)); }

std::span<const RuleInfo> rules() { return catalogue; }

const RuleInfo& info(Rule rule) {
    const auto* found = std::lower_bound(std::begin(catalogue), std::end(catalogue), rule,
                                         [](const RuleInfo& i, Rule r) { return i.rule < r; });
    if (found == std::end(catalogue) || found->rule != rule) throw std::logic_error("a rule that is not in rules.def");
    return *found;
}

const RuleInfo* find_rule(std::string_view id_or_name) {
    std::string wanted(id_or_name);
    std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (wanted.starts_with("bf")) wanted.erase(0, 2);
    const auto* found = std::find_if(std::begin(catalogue), std::end(catalogue), [&](const RuleInfo& i) {
        return wanted == i.name || wanted == std::to_string(static_cast<unsigned>(i.rule));
    });
    return found == std::end(catalogue) ? nullptr : found;
}

Error::Error(Rule rule, Location at, const std::string& message, std::string hint)
    : std::runtime_error(message), rule_(rule), at_(at), hint_(std::move(hint)) {}

void Diagnostics::report(Rule rule, const Location& at, std::string entity, std::string field, std::string message) {
    const Severity severity = info(rule).severity;
    ++by_rule_[rule];
    ++by_severity_.at(static_cast<std::size_t>(severity));
    if (sink_) sink_(Diagnostic{rule, severity, at, std::move(entity), std::move(field), std::move(message)});
}

void Diagnostics::not_carried(std::string_view name, std::uint64_t times) {
    const auto found = not_carried_.find(name);
    if (found != not_carried_.end()) found->second += times;
    else not_carried_.emplace(name, times);
}

std::uint64_t Diagnostics::count(Rule rule) const {
    const auto found = by_rule_.find(rule);
    return found == by_rule_.end() ? 0 : found->second;
}

std::uint32_t Diagnostics::add_input(std::string name) {
    names_.push_back(std::move(name));
    return static_cast<std::uint32_t>(names_.size() - 1);
}

}  // namespace blogferry
