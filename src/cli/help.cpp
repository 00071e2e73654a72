#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "blogferry/version.hpp"
#include "console.hpp"
#include "report/layout.hpp"
#include "text/strings.hpp"

namespace blogferry::cli {

namespace {

constexpr std::size_t option_column = 26;

void paragraphs(std::string& to, std::string_view text) {
    for (const std::string_view paragraph : text::split(text, '\n')) {
        to += '\n';
        report::wrap(to, paragraph, 0, 0);
    }
}

// What an option accepts belongs to its help, the default in brackets behind it.
std::string help_of(const Option& option) {
    std::string result(option.help);
    if (!option.standard.empty()) result += fmt::format(" [{}]", option.standard);
    return result;
}

std::vector<std::string_view> groups(const std::vector<Option>& options) {
    std::vector<std::string_view> result;
    for (const Option& option : options) {
        if (std::find(result.begin(), result.end(), option.group) == result.end()) result.push_back(option.group);
    }
    return result;
}

void options(std::string& to, const CommandInfo& command) {
    const std::vector<Option> table = all_options(command);
    for (const std::string_view group : groups(table)) {
        to += fmt::format("\n{}:\n", group);
        for (const Option& option : table) {
            if (option.group != group) continue;
            // Long options line up whether they have a letter or not.
            report::entry(to, (option.letter == 0 ? "    " : "") + spelling(option), help_of(option), option_column);
        }
    }
}

void exits(std::string& to, const CommandInfo& command) {
    to += "\nExit codes:\n";
    for (const Exit exit : command.exits)
        report::entry(to, fmt::format("{:>2}", static_cast<int>(exit)), meaning(exit), 6);
}

std::string usage(const CommandInfo& command) {
    return fmt::format("blogferry {}{}{} [OPTION]...", command.name, command.operands.empty() ? "" : " ",
                       command.operands);
}

class Help final : public Command {
public:
    void setup(const Arguments& arguments) override {
        expect_operands(arguments, 0, 1, "help [COMMAND]");
        man_ = arguments.has("man");
        if (arguments.operands().empty()) return;
        about_ = find_command(arguments.operands().front());
        if (about_ == nullptr) unknown_command(arguments.operands().front());
    }
    Exit run(Console& console) override {
        console.out(man_ ? man_page() : about_ == nullptr ? overall_help() : command_help(about_->info()));
        return Exit::ok;
    }

private:
    bool man_ = false;
    const CommandEntry* about_ = nullptr;
};

}  // namespace

std::string_view meaning(Exit exit) {
    switch (exit) {
        case Exit::ok: return "done, even if errors or warnings were reported";
        case Exit::findings: return "findings, or --strict stopped the conversion; nothing was written";
        case Exit::usage: return "the command line is wrong, or the output is an input or lies in one";
        case Exit::no_input: return "an input cannot be opened or read";
        case Exit::malformed: return "an input is damaged: not well-formed, cut off, in a wrong encoding";
        case Exit::unsupported: return "an input has no known format, or no blog is in any";
        case Exit::refused: return "an input exceeds a limit, or holds what no export holds (a DOCTYPE)";
        case Exit::cannot_write: return "the output cannot be written, or exists already";
        case Exit::busy: return "an input changed while it was read, or the output is in use: try again";
        case Exit::internal: return "a bug in Blogferry";
        case Exit::no_memory: break;
    }
    return "memory ran out";
}

std::vector<Option> all_options(const CommandInfo& command) {
    std::vector<Option> result = command.options;
    result.push_back({"help", 'h', Takes::nothing, "", "Other", "Show this text"});
    return result;
}

std::string command_help(const CommandInfo& command) {
    std::string result = fmt::format("Usage: {}\n", usage(command));
    result += fmt::format("\n{}.\n", command.purpose);
    paragraphs(result, command.description);
    options(result, command);
    result += "\nExamples:\n";
    for (const Example& example : command.examples) {
        result += fmt::format("  blogferry {}\n", example.words);
        if (!example.purpose.empty()) result += fmt::format("      {}\n", example.purpose);
    }
    exits(result, command);
    return result;
}

std::string overall_help() {
    std::string result =
        "Blogferry moves legacy blogs: Blogger exports in, SQLite, JSON, NDJSON or\n"
        "WordPress WXR out. Nothing is lost without being named.\n"
        "\n"
        "Usage: blogferry COMMAND [OPTION]...\n"
        "\n"
        "Commands:\n";
    for (const CommandEntry& entry : commands()) {
        const CommandInfo command = entry.info();
        report::entry(result, command.name, command.purpose, 12);
    }
    result +=
        "\n"
        "Start with:\n"
        "  blogferry info blog.xml                  what is in it\n"
        "  blogferry convert blog.xml -o blog.db    an SQLite database\n"
        "  blogferry help convert                   everything else\n"
        "\n"
        "  blogferry --version                      the version\n";
    return result;
}

CommandInfo help_info() {
    return {.name = "help",
            .operands = "[COMMAND]",
            .purpose = "Show help for a command",
            .description = "Without COMMAND: all commands.",
            .options = {{"man", 0, Takes::nothing, "", "Showing", "The manual page, as man reads it"}},
            .examples = {{"help convert", ""}},
            .exits = {Exit::ok, Exit::usage, Exit::cannot_write}};
}

std::unique_ptr<Command> make_help() { return std::make_unique<Help>(); }

}  // namespace blogferry::cli
