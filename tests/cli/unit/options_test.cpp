#include "options.hpp"

#include "blogferry/diagnostics.hpp"
#include "command.hpp"
#include "help.hpp"
#include "man_words.hpp"
#include "support/catch.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

using namespace blogferry;
using cli::Option;
using cli::Takes;

namespace {

const std::vector<Option> table{
    {"output", 'o', Takes::value, "FILE"},
    {"label", 0, Takes::values, "LABEL"},
    {"kind", 0, Takes::list, "KIND,..", "", "", "", "post|page"},
    {"comments", 0, Takes::value, "all|none", "", "", "all"},
    {"quiet", 'q', Takes::nothing},
};

cli::Arguments parse(std::vector<std::string> words) { return cli::parse(table, words, "test"); }

std::string complaint(std::vector<std::string> words) {
    try {
        parse(std::move(words));
    } catch (const Error& error) {
        CHECK(error.exit() == Exit::usage);
        CHECK(error.hint() == "see: blogferry help test");
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("Options and operands may be mixed") {
    const auto given = parse({"a.xml", "-o", "x.db", "-q", "b.xml", "--label=x", "--label", "y z"});
    CHECK(given.operands() == std::vector<std::string>{"a.xml", "b.xml"});
    CHECK(given.one("output") == "x.db");
    CHECK(given.has("quiet"));
    CHECK(given.all("label") == std::vector<std::string>{"x", "y z"});
    CHECK(given.one("comments") == "all");
    CHECK_FALSE(given.has("comments"));
}

TEST_CASE("A dash is an operand or a value; two end the options") {
    const auto given = parse({"-", "-o", "-", "--", "-q"});
    CHECK(given.operands() == std::vector<std::string>{"-", "-q"});
    CHECK(given.one("output") == "-");
    CHECK_FALSE(given.has("quiet"));
}

TEST_CASE("Lists are separated by commas and may be given again") {
    CHECK(parse({"--kind", "post,page", "--kind=post"}).all("kind") ==
          std::vector<std::string>{"post", "page", "post"});
    CHECK(complaint({"--kind", "post,"}) == "--kind cannot be empty; choose one of: post, page");
}

TEST_CASE("Mistakes are named, with what was meant") {
    CHECK(complaint({"--outputt", "x"}) == "unknown option --outputt; did you mean --output?");
    CHECK(complaint({"--outp", "x"}) == "unknown option --outp; did you mean --output?");
    CHECK(complaint({"--zebra"}) == "unknown option --zebra");
    CHECK(complaint({"-z"}) == "unknown option -z");
    CHECK(complaint({"--kind", "pots"}) == "--kind cannot be \"pots\"; did you mean post?");
    CHECK(complaint({"--comments", "x"}) == "--comments cannot be \"x\"; choose one of: all, none");
    CHECK(complaint({"-o", "a", "--output", "b"}) == "--output is given twice");
    CHECK(complaint({"--output"}) == "--output needs a value");
    CHECK(complaint({"-o"}) == "--output needs a value");
    CHECK(complaint({"--quiet=yes"}) == "--quiet takes no value");
}

TEST_CASE("Help of every command fits 80 columns and shows every option") {
    for (const cli::CommandEntry& entry : cli::commands()) {
        const cli::CommandInfo about = entry.info();
        const std::string help = cli::command_help(about);
        INFO(help);
        for (const std::string_view line : text::split(help, '\n')) CHECK(text::length_utf8(line) <= 80);
        for (const Option& option : cli::all_options(about))
            CHECK(help.find(cli::spelling(option)) != std::string::npos);
        CHECK(help.find("Examples:") != std::string::npos);
        CHECK(help.find("Exit codes:") != std::string::npos);
    }
}

TEST_CASE("The man page shows every option of every command") {
    const std::string page = test::without_roff(cli::man_page());
    for (const cli::CommandEntry& entry : cli::commands()) {
        for (const Option& option : cli::all_options(entry.info())) {
            INFO(option.name);
            CHECK(page.find("--" + std::string(option.name)) != std::string::npos);
        }
    }
}
