#include "report/json.hpp"
#include "report/layout.hpp"
#include "report/summary.hpp"
#include "report/text.hpp"
#include "support/catch.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

using namespace blogferry;
using report::TextReport;
using report::Volume;

namespace {

Diagnostic orphan(std::string entity = "comment 45") {
    return {Rule::orphan_comment, Severity::warning, {1, 3, 7, 99},
            std::move(entity),    "in-reply-to",     "its post is gone"};
}

std::string said(Volume volume, std::size_t times, const Diagnostic& diagnostic) {
    std::string result;
    TextReport report(volume, false, [&](std::string_view line) { result += line; });
    for (std::size_t i = 0; i < times; ++i) report.add(diagnostic, "blog.xml");
    report.finish();
    return result;
}

std::size_t lines(const std::string& text) { return text::split(text, '\n').size() - 1; }

}  // namespace

TEST_CASE("A diagnostic is one line that points") {
    CHECK(report::line(orphan(), "blog.xml", false) ==
          "blog.xml:3:7: warning: comment 45 (in-reply-to): its post is gone [BF204 orphan-comment]");
    CHECK(report::line({Rule::zone_unknown, Severity::warning, {}, "", "time_zone", "unknown"}, "", false) ==
          "blogferry: warning: time_zone: unknown [BF303 zone-unknown]");
}

TEST_CASE("Whatever a file holds, it cannot steer the terminal") {
    const std::string line = report::line({Rule::orphan_comment,
                                           Severity::warning,
                                           {1, 1, 1, 0},
                                           "comment \x1b[2J",
                                           "a\nb",
                                           "\xc2\x9b"
                                           "31m \xe2\x80\xae"},
                                          "evil\x1b]0;x\x07.xml", false);
    CHECK(line.find('\x1b') == std::string::npos);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("\xc2\x9b") == std::string::npos);
    CHECK(line.find("\xe2\x80\xae") == std::string::npos);
}

TEST_CASE("A fatal error has its hint below it, wrapped") {
    const Error error(Rule::xml_doctype, {1, 1, 120, 119}, "the file has a DOCTYPE",
                      "no blog export has one; this is a hint that is longer than eighty columns, so it goes on");
    CHECK(report::lines(error, "a.xml", false) ==
          "blogferry: a.xml:1:120: error: the file has a DOCTYPE [BF103 xml-doctype]\n"
          "  no blog export has one; this is a hint that is longer than eighty columns, so\n"
          "  it goes on\n");
}

TEST_CASE("What is of one kind in one input is one line with a count") {
    const std::string one = said(Volume::normal, 1, orphan());
    CHECK(one == "blog.xml:3:7: warning: comment 45 (in-reply-to): its post is gone [BF204 orphan-comment]\n");
    CHECK(said(Volume::normal, 322, orphan()) ==
          "blog.xml:3:7: warning: comment 45 (in-reply-to): its post is gone [BF204 orphan-comment], and 321 more like "
          "it\n");
    CHECK(lines(said(Volume::verbose, 322, orphan())) == 322);
}

TEST_CASE("Lines stand in the order of what they show; of one rule there are not more than ten") {
    std::string result;
    TextReport report(Volume::normal, false, [&](std::string_view line) { result += line; });
    const auto add = [&](Rule rule, std::uint32_t input, const char* field) {
        report.add({rule, Severity::warning, {input, 1, 1, 0}, "post 1", field, "is so"}, std::to_string(input));
    };
    add(Rule::permalink_missing, 2, "");
    add(Rule::merge_conflict, 1, "title");
    add(Rule::merge_conflict, 1, "status");
    add(Rule::permalink_missing, 2, "other");
    add(Rule::merge_conflict, 1, "title");
    CHECK(result.empty());
    report.finish();
    CHECK(result ==
          "2:1:1: warning: post 1: is so [BF311 permalink-missing], and 1 more like it\n"
          "1:1:1: warning: post 1 (title): is so [BF203 merge-conflict], and 1 more like it\n"
          "1:1:1: warning: post 1 (status): is so [BF203 merge-conflict]\n");
    result.clear();
    for (std::uint32_t input = 1; input <= 12; ++input)
        for (int times = 0; times < 3; ++times) add(Rule::orphan_comment, input, "");
    report.finish();
    CHECK(lines(result) == 11);
    CHECK(result.ends_with(
        "… and 6 more [BF204 orphan-comment] in 2 other inputs; --verbose shows all, --report json=FILE keeps all\n"));
    result.clear();
    report.finish();
    CHECK(result.empty());
}

TEST_CASE("Quiet shows errors, verbose notes too") {
    const Diagnostic note{Rule::title_empty, Severity::note, {}, "post 1", "title", "has no title"};
    const Diagnostic error{Rule::date_invalid, Severity::error, {}, "post 1", "published", "is no date"};
    CHECK(said(Volume::quiet, 1, orphan()).empty());
    CHECK(lines(said(Volume::quiet, 1, error)) == 1);
    CHECK(said(Volume::normal, 1, note).empty());
    CHECK(lines(said(Volume::verbose, 1, note)) == 1);
}

TEST_CASE("The JSON report keeps everything, whatever bytes the names have") {
    std::string json;
    Diagnostics diagnostics;
    diagnostics.report(Rule::orphan_comment, {}, "", "", "");
    diagnostics.not_carried("a\"b", 2);
    report::JsonReport report(Output::memory(json), "validate");
    report.add(orphan(), "in\xff.xml");
    Summary summary;
    summary.posts.read = 7;
    report.finish({{{"in\xff.xml", Exit::findings}}, &summary, Exit::findings}, diagnostics);
    CHECK(text::valid_utf8(json));
    CHECK(
        json.find(
            R"("rule":"BF204","name":"orphan-comment","severity":"warning","input":"in)"
            "\xEF\xBF\xBD"
            R"(.xml","line":3,"column":7,"offset":99,"entity":"comment 45","field":"in-reply-to","message":"its post is gone")") !=
        std::string::npos);
    CHECK(json.find(R"("posts":{"read":7,)") != std::string::npos);
    CHECK(json.find(R"("rules":{"BF204":1},"not_carried":{"a\"b":2})") != std::string::npos);
    CHECK(json.ends_with("\"exit\":1}\n"));
}

TEST_CASE("The closing summary fits 80 columns and hides empty columns") {
    Diagnostics diagnostics;
    for (int i = 0; i < 60; ++i) diagnostics.not_carried("media:thumbnail/@attribute" + std::to_string(i), 1234);
    report::Closing closing;
    closing.summary.posts = {.read = 120, .written = 118, .filtered = 2};
    closing.output = "blog.db";
    closing.format = "sqlite";
    closing.size = 1'800'000;
    const std::string text = report::closing_text(closing, diagnostics);
    for (const std::string_view line : text::split(text, '\n')) CHECK(text::length_utf8(line) <= 80);
    CHECK(text.find("filtered") != std::string::npos);
    CHECK(text.find("merged") == std::string::npos);
    CHECK(text.find("output        blog.db (sqlite, 1.8 MB)\n") != std::string::npos);
}

TEST_CASE("Sizes are for people") {
    CHECK(report::human_size(0) == "0 bytes");
    CHECK(report::human_size(1) == "1 byte");
    CHECK(report::human_size(999) == "999 bytes");
    CHECK(report::human_size(1000) == "1.0 kB");
    CHECK(report::human_size(999'949) == "999.9 kB");
    CHECK(report::human_size(999'950) == "1.0 MB");
    CHECK(report::human_size(18'446'744'073'709'551'615ULL) == "18.4 EB");
}
