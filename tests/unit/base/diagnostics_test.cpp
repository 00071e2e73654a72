#include "blogferry/diagnostics.hpp"

#include <set>

#include "support/catch.hpp"

using namespace blogferry;

TEST_CASE("a rule is found by number, id and name") {
    REQUIRE(find_rule("BF204") != nullptr);
    CHECK(find_rule("204")->rule == Rule::orphan_comment);
    CHECK(find_rule("bf204")->name == "orphan-comment");
    CHECK(find_rule("orphan-comment")->id() == "BF204");
    CHECK(find_rule("BF2040") == nullptr);
}

TEST_CASE("no two rules share a name") {
    std::set<std::string_view> names;
    for (const RuleInfo& rule : rules()) CHECK(names.insert(rule.name).second);
}

TEST_CASE("diagnostics count by rule and severity and reach the sink") {
    std::vector<Diagnostic> seen;
    Diagnostics diagnostics([&](const Diagnostic& d) { seen.push_back(d); });
    diagnostics.report(Rule::orphan_comment, {1, 2, 3, 4}, "comment 5", "post", "its post is not here");
    CHECK(diagnostics.count(Rule::orphan_comment) == 1);
    CHECK(diagnostics.count(Severity::warning) == 1);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].at == Location{1, 2, 3, 4});
}
