// The command line: words divided by line feeds, up to where a command would open files.
#include "command.hpp"
#include "help.hpp"
#include "options.hpp"
#include "support.hpp"
#include "targets.hpp"
#include "text/strings.hpp"

namespace blogferry::fuzz {

void arguments(std::string_view bytes) {
    Choices choices(bytes);
    const cli::CommandEntry& entry = cli::commands()[choices.below(cli::commands().size())];
    std::vector<std::string> words;
    // As the system hands them over, a word ends at a NUL.
    for (const std::string_view word : text::split(bytes, '\n')) words.emplace_back(word.substr(0, word.find('\0')));

    const Outcome parsed = outcome_of([&](std::string& result) {
        const cli::CommandInfo about = entry.info();
        const std::vector<cli::Option> table = cli::all_options(about);
        const cli::Arguments arguments = cli::parse(table, words, about.name);
        for (const cli::Option& option : table) {
            for (const std::string& value : arguments.all(option.name))
                result += "--" + std::string(option.name) + "=" + value + "\n";
            if (option.takes == cli::Takes::value)
                check(arguments.all(option.name).size() <= 1, "an option is given once");
        }
        for (const std::string& operand : arguments.operands()) result += operand + "\n";
        if (!arguments.has("help")) entry.make()->setup(arguments);
    });
    if (parsed.rule) check(info(*parsed.rule).exit == Exit::usage, "a command line is wrong, or it is right");
}

}  // namespace blogferry::fuzz
