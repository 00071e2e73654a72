/// A command of the program.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "options.hpp"

namespace blogferry::cli {

class Console;

struct Example {
    std::string_view words;    ///< after "blogferry "
    std::string_view purpose;  ///< one line
};

/// What --help and the man page say about a command.
struct CommandInfo {
    std::string_view name;
    std::string_view operands;     ///< "INPUT..."
    std::string_view purpose;      ///< one line
    std::string description;       ///< paragraphs separated by '\n'
    std::vector<Option> options;   ///< --help is added to every command's
    std::vector<Example> examples;
    std::vector<Exit> exits;       ///< how it can end
};

class Command {
public:
    virtual ~Command() = default;
    /// Takes what was given. @throws Error usage
    virtual void setup(const Arguments& arguments) = 0;
    virtual Exit run(Console& console) = 0;
};

/// A command as the program knows it: what it says and how it is made.
struct CommandEntry {
    CommandInfo (*info)();
    std::unique_ptr<Command> (*make)();
};

/// All commands, in the order of `blogferry help`.
std::span<const CommandEntry> commands();
/// nullptr if there is no such command.
const CommandEntry* find_command(std::string_view name);
/// @throws Error usage: there is no such command; names the nearest one
[[noreturn]] void unknown_command(const std::string& given);

/// @throws Error usage unless there are as many operands as the command takes
void expect_operands(const Arguments& arguments, std::size_t least, std::size_t most, std::string_view usage);

// One class per command, each in the file of its name.
CommandInfo convert_info();
std::unique_ptr<Command> make_convert();
CommandInfo validate_info();
std::unique_ptr<Command> make_validate();
CommandInfo info_info();
std::unique_ptr<Command> make_info();
CommandInfo authors_info();
std::unique_ptr<Command> make_authors();
CommandInfo formats_info();
std::unique_ptr<Command> make_formats();
CommandInfo explain_info();
std::unique_ptr<Command> make_explain();
CommandInfo rules_info();
std::unique_ptr<Command> make_rules();
CommandInfo help_info();
std::unique_ptr<Command> make_help();

}  // namespace blogferry::cli
