#include <fmt/format.h>

#include "blogferry/format.hpp"
#include "command.hpp"
#include "console.hpp"
#include "report/layout.hpp"
#include "report/text.hpp"
#include "rule_pages.hpp"

namespace blogferry::cli {

namespace {

std::string ends_with(const RuleInfo& rule) {
    return rule.severity == Severity::fatal
               ? fmt::format("; ends the run with exit code {}", static_cast<int>(rule.exit))
               : "";
}

// The rules whose names have the word in them, else the one of the nearest name.
std::string near_names(std::string_view given) {
    std::vector<std::string_view> names, with;
    for (const RuleInfo& rule : rules()) {
        names.push_back(rule.name);
        if (given.size() > 2 && rule.name.find(given) != std::string_view::npos) with.push_back(rule.name);
    }
    return with.empty() ? nearest(given, names) : fmt::format("{}", fmt::join(with, " or "));
}

class Explain final : public Command {
public:
    void setup(const Arguments& arguments) override {
        if (arguments.operands().empty())
            throw Error(Rule::usage, "which rule?", "for example: blogferry explain BF204; see: blogferry rules");
        expect_operands(arguments, 1, 1, "explain RULE");
        const std::string& given = arguments.operands().front();
        rule_ = find_rule(given);
        if (rule_ != nullptr) return;
        const std::string near = near_names(given);
        throw Error(Rule::usage,
                    fmt::format("there is no rule \"{}\"{}", given,
                                near.empty() ? "" : fmt::format("; did you mean {}?", near)),
                    "see: blogferry rules");
    }
    Exit run(Console& console) override {
        const std::string_view page = rule_page(rule_->rule);
        if (!page.empty()) {
            console.out(page);
            return Exit::ok;
        }
        std::string text =
            fmt::format("{} {} ({}{})\n\n", rule_->id(), rule_->name, report::word(rule_->severity), ends_with(*rule_));
        report::wrap(text, rule_->summary, 0, 0);
        console.out(text);
        return Exit::ok;
    }

private:
    const RuleInfo* rule_ = nullptr;
};

class Rules final : public Command {
public:
    void setup(const Arguments& arguments) override { expect_operands(arguments, 0, 0, "rules"); }
    Exit run(Console& console) override {
        std::string text;
        for (const RuleInfo& rule : rules()) {
            report::entry(text, fmt::format("{}  {:<7}  {}", rule.id(), report::word(rule.severity), rule.name),
                          rule.summary, 40, 0);
        }
        console.out(text);
        return Exit::ok;
    }
};

}  // namespace

CommandInfo explain_info() {
    return {.name = "explain",
            .operands = "RULE",
            .purpose = "Explain a rule: what it means, why it matters, what to do",
            .description = "RULE is an id or a name, as a diagnostic shows them in brackets.",
            .options = {},
            .examples = {{"explain BF204", "by id"}, {"explain orphan-comment", "by name"}},
            .exits = {Exit::ok, Exit::usage, Exit::cannot_write}};
}

std::unique_ptr<Command> make_explain() { return std::make_unique<Explain>(); }

CommandInfo rules_info() {
    return {.name = "rules",
            .operands = "",
            .purpose = "List all rules: id, severity, name, meaning",
            .description =
                "BF1xx: files and syntax. BF2xx: entries and what they refer to. BF3xx: content. BF4xx: what a format "
                "cannot hold. BF9xx: the run itself.",
            .options = {},
            .examples = {{"rules", ""}},
            .exits = {Exit::ok, Exit::usage, Exit::cannot_write}};
}

std::unique_ptr<Command> make_rules() { return std::make_unique<Rules>(); }

}  // namespace blogferry::cli
