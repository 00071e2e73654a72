#include "app.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "blogferry/format.hpp"
#include "blogferry/version.hpp"
#include "command.hpp"
#include "help.hpp"
#include "report/text.hpp"

namespace blogferry::cli {

namespace {

constexpr CommandEntry entries[] = {
    {convert_info, make_convert}, {info_info, make_info},       {validate_info, make_validate},
    {authors_info, make_authors}, {formats_info, make_formats}, {explain_info, make_explain},
    {rules_info, make_rules},     {help_info, make_help},
};

Exit run_command(const CommandEntry& entry, std::span<const std::string> words, Console& console) {
    const CommandInfo about = entry.info();
    const std::vector<Option> table = all_options(about);
    const Arguments arguments = parse(table, words, about.name);
    if (arguments.has("help")) {
        console.out(command_help(about));
        return Exit::ok;
    }
    const auto command = entry.make();
    command->setup(arguments);
    return command->run(console);
}

Exit run_words(std::span<const std::string> words, Console& console) {
    if (words.empty()) {
        console.say(overall_help());
        return Exit::usage;
    }
    const std::string& first = words.front();
    if (first == "--version" || first == "-V") {
        console.out(fmt::format("blogferry {}\n", BLOGFERRY_VERSION));
        return Exit::ok;
    }
    if (first == "--help" || first == "-h") {
        console.out(overall_help());
        return Exit::ok;
    }
    const CommandEntry* const entry = find_command(first);
    if (entry == nullptr) unknown_command(first);
    return run_command(*entry, words.subspan(1), console);
}

}  // namespace

std::span<const CommandEntry> commands() { return entries; }

const CommandEntry* find_command(std::string_view name) {
    const auto* const found = std::find_if(std::begin(entries), std::end(entries),
                                           [&](const CommandEntry& entry) { return entry.info().name == name; });
    return found == std::end(entries) ? nullptr : found;
}

void unknown_command(const std::string& given) {
    std::vector<std::string_view> names{"--version", "--help"};
    if (!given.starts_with("--")) names.clear();
    for (const CommandEntry& entry : entries) names.push_back(entry.info().name);
    const std::string near = nearest(given, names);
    if (!near.empty())
        throw Error(
            Rule::usage,
            fmt::format("unknown {} {}; did you mean {}?", given.starts_with('-') ? "option" : "command", given, near),
            "see: blogferry help");
    if (access(given.c_str(), F_OK) == 0) {
        throw Error(Rule::usage, fmt::format("{} is a file, not a command", given),
                    fmt::format("to convert it: blogferry convert {} -o blog.db; to look into it: blogferry info {}",
                                given, given));
    }
    throw Error(Rule::usage, fmt::format("unknown {} {}", given.starts_with('-') ? "option" : "command", given),
                fmt::format("commands are: {}; see: blogferry help", fmt::join(names, ", ")));
}

void expect_operands(const Arguments& arguments, std::size_t least, std::size_t most, std::string_view usage) {
    const std::size_t count = arguments.operands().size();
    if (count >= least && count <= most) return;
    throw Error(
        Rule::usage,
        count < least ? "missing argument" : fmt::format("unexpected argument \"{}\"", arguments.operands()[most]),
        fmt::format("usage: blogferry {}", usage));
}

Exit run(std::span<const std::string> words, Console& console) {
    try {
        return run_words(words, console);
    } catch (const Error& error) {
        if (error.rule() == Rule::stopped || error.rule() == Rule::no_memory) throw;
        console.say(report::lines(error, error.input, console.colour()));
        return error.exit();
    }
}

}  // namespace blogferry::cli
