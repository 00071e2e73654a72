/// What a run has to say about its data, and how it ends when it cannot go on.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"

namespace blogferry {

enum class Severity : std::uint8_t { note, warning, error, fatal };

/// Exit codes of the program; an embedder gets the same from Error::exit().
enum class Exit : std::uint8_t {
    ok = 0,
    findings = 1,
    usage = 2,
    no_input = 3,
    malformed = 4,
    unsupported = 5,
    refused = 6,
    cannot_write = 7,
    busy = 8,
    internal = 9,
    no_memory = 10,
};

/// One enumerator a rule; its value is the number in its id (BF204 is 204).
enum class Rule : std::uint16_t {
#define BF_RULE(number, enumerator, name, severity, exit, summary) enumerator = (number),
#include "blogferry/rules.def"
#undef BF_RULE
};

/// A line of the catalogue.
struct RuleInfo {
    Rule rule;
    std::string_view name;  ///< "orphan-comment"
    Severity severity;
    Exit exit;  ///< how a run ends on it, for fatal rules
    std::string_view summary;

    std::string id() const;  ///< "BF204"
};

/// The whole catalogue, by number.
std::span<const RuleInfo> rules();
const RuleInfo& info(Rule);
/// Finds "BF204", "bf204", "204" or "orphan-comment"; nullptr if there is no such rule.
const RuleInfo* find_rule(std::string_view id_or_name);

/// The run cannot go on. Thrown by readers, writers and the I/O layer; caught once, at the top.
class Error : public std::runtime_error {
public:
    /// @param message what happened, one sentence, no full stop
    /// @param hint    what to do next; may be empty
    Error(Rule rule, Location at, const std::string& message, std::string hint = {});
    Error(Rule rule, const std::string& message, std::string hint = {})
        : Error(rule, Location{}, message, std::move(hint)) {}

    Rule rule() const noexcept { return rule_; }
    const Location& at() const noexcept { return at_; }
    const std::string& hint() const noexcept { return hint_; }
    Exit exit() const { return info(rule_).exit; }

    /// The input the place refers to, when it is not known by number (files that could not be opened).
    std::string input;
    /// What there is to choose from, where something has to be chosen.
    std::vector<std::string> choices;

private:
    Rule rule_;
    Location at_;
    std::string hint_;
};

struct Diagnostic {
    Rule rule{};
    Severity severity = Severity::note;
    Location at;
    std::string entity;   ///< "post 123", "comment 45"; empty if it concerns the whole input
    std::string field;    ///< "published"; empty if it concerns the whole entity
    std::string message;  ///< one sentence, no full stop
};

/// Collects what a run says: hands each diagnostic to the sink, counts by rule, knows the names of inputs.
/// Keeps no diagnostics itself, so its memory does not grow with the blog.
class Diagnostics {
public:
    using Sink = std::function<void(const Diagnostic&)>;

    Diagnostics() = default;
    explicit Diagnostics(Sink sink) : sink_(std::move(sink)) {}

    void report(Rule rule, const Location& at, std::string entity, std::string field, std::string message);

    /// Counts an element or attribute nobody took ("media:thumbnail/@height"). Reported once, at the end of the
    /// run, as one BF315 for each name.
    void not_carried(std::string_view name, std::uint64_t times = 1);
    const std::map<std::string, std::uint64_t, std::less<>>& not_carried() const { return not_carried_; }

    std::uint64_t count(Rule rule) const;
    std::uint64_t count(Severity severity) const { return by_severity_.at(static_cast<std::size_t>(severity)); }
    const std::map<Rule, std::uint64_t>& by_rule() const { return by_rule_; }

    /// Registers an input; the number goes into Location::input. Number 0 is "no input in particular".
    std::uint32_t add_input(std::string name);
    const std::string& input_name(std::uint32_t input) const { return names_.at(input); }

private:
    Sink sink_;
    std::map<Rule, std::uint64_t> by_rule_;
    std::array<std::uint64_t, 4> by_severity_{};
    std::map<std::string, std::uint64_t, std::less<>> not_carried_;
    std::vector<std::string> names_{std::string{}};
};

}  // namespace blogferry
