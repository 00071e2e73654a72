/// --help and the man page, from the tables of the commands.
#pragma once

#include <string>

#include "command.hpp"

namespace blogferry::cli {

/// `blogferry help`
std::string overall_help();
/// `blogferry help COMMAND`, `blogferry COMMAND --help`
std::string command_help(const CommandInfo& command);
/// blogferry(1), for man.
std::string man_page();
/// The options of a command, --help included.
std::vector<Option> all_options(const CommandInfo& command);
/// What an exit code means, in a few words.
std::string_view meaning(Exit exit);

}  // namespace blogferry::cli
