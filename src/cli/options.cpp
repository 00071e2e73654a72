#include "options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "blogferry/diagnostics.hpp"
#include "blogferry/format.hpp"
#include "text/strings.hpp"

namespace blogferry::cli {

namespace po = boost::program_options;

namespace {

constexpr const char* operands_key = "operand";

std::string see_help(std::string_view command) {
    return command.empty() ? "see: blogferry help" : fmt::format("see: blogferry help {}", command);
}

// "output,o", as Boost names an option.
std::string boost_name(const Option& option) {
    std::string name(option.name);
    if (option.letter != 0) {
        name += ',';
        name += option.letter;
    }
    return name;
}

po::options_description description(std::span<const Option> table) {
    po::options_description result;
    for (const Option& option : table) {
        const std::string name = boost_name(option);
        if (option.takes == Takes::nothing) {
            result.add_options()(name.c_str(), "");
        } else {
            result.add_options()(name.c_str(), po::value<std::vector<std::string>>(), "");
        }
    }
    result.add_options()(operands_key, po::value<std::vector<std::string>>(), "");
    return result;
}

[[noreturn]] void unknown_option(std::string_view given, std::span<const Option> table, std::string_view command) {
    std::vector<std::string_view> names;
    for (const Option& option : table) names.push_back(option.name);
    std::string_view bare = given.substr(0, given.find('='));
    bare.remove_prefix(std::min(bare.find_first_not_of('-'), bare.size()));
    const std::string near = bare.size() > 1 ? nearest(bare, names) : std::string();
    throw Error(
        Rule::usage,
        fmt::format("unknown option {}{}", given, near.empty() ? "" : fmt::format("; did you mean --{}?", near)),
        see_help(command));
}

// Boost's exceptions, in our words.
po::parsed_options parsed(std::span<const Option> table, std::span<const std::string> words, std::string_view command) {
    const po::options_description known = description(table);
    po::positional_options_description operands;
    operands.add(operands_key, -1);
    // Abbreviated names would change their meaning with every option we add.
    const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
    try {
        return po::command_line_parser(std::vector<std::string>(words.begin(), words.end()))
            .options(known)
            .positional(operands)
            .style(style)
            .run();
    } catch (const po::unknown_option& e) {
        unknown_option(e.get_option_name(), table, command);
    } catch (const po::invalid_command_line_syntax& e) {
        const std::string name = e.get_option_name();
        switch (e.kind()) {
            case po::invalid_command_line_syntax::extra_parameter:
            case po::invalid_command_line_syntax::long_adjacent_not_allowed:
                throw Error(Rule::usage, fmt::format("{} takes no value", name), see_help(command));
            default: throw Error(Rule::usage, fmt::format("{} needs a value", name), see_help(command));
        }
    } catch (const po::error& e) {
        throw Error(Rule::usage, e.what(), see_help(command));
    }
}

const Option& find(std::span<const Option> table, std::string_view key) {
    // Boost reports a short option by its long name, except that it keeps the dash when there is none.
    return *std::find_if(table.begin(), table.end(), [&](const Option& option) {
        return option.name == key || (key.size() == 2 && key[0] == '-' && key[1] == option.letter);
    });
}

void add_values(std::vector<std::string>& to, const Option& option, const std::string& value, const std::string& hint) {
    const std::string what = fmt::format("--{}", option.name);
    if (option.takes == Takes::list) {
        for (const std::string_view part : text::split(value, ',')) {
            check_choice(what, part, option.choices, hint);
            to.emplace_back(part);
        }
        return;
    }
    if (option.metavar.find('|') != std::string_view::npos) check_choice(what, value, option.metavar, hint);
    to.push_back(value);
}

}  // namespace

std::string spelling(const Option& option) {
    std::string result = option.letter != 0 ? fmt::format("-{}, ", option.letter) : std::string();
    result += fmt::format("--{}", option.name);
    if (!option.metavar.empty()) result += fmt::format(" {}", option.metavar);
    return result;
}

bool Arguments::has(std::string_view name) const { return given_.find(name) != given_.end(); }

const std::string& Arguments::one(std::string_view name) const {
    static const std::string none;
    if (const auto given = given_.find(name); given != given_.end() && !given->second.empty())
        return given->second.back();
    const auto standard = standard_.find(name);
    return standard == standard_.end() ? none : standard->second;
}

const std::vector<std::string>& Arguments::all(std::string_view name) const {
    static const std::vector<std::string> none;
    const auto given = given_.find(name);
    return given == given_.end() ? none : given->second;
}

Arguments parse(std::span<const Option> table, std::span<const std::string> words, std::string_view command) {
    Arguments result;
    for (const Option& option : table) {
        if (!option.standard.empty()) result.standard_.emplace(option.name, option.standard);
    }
    for (const po::option& found : parsed(table, words, command).options) {
        if (found.string_key == operands_key) {
            result.operands_.insert(result.operands_.end(), found.value.begin(), found.value.end());
            continue;
        }
        const Option& option = find(table, found.string_key);
        std::vector<std::string>& values = result.given_[std::string(option.name)];
        if (option.takes == Takes::value && !values.empty()) {
            throw Error(Rule::usage, fmt::format("--{} is given twice", option.name), see_help(command));
        }
        for (const std::string& value : found.value) add_values(values, option, value, see_help(command));
    }
    return result;
}

void unknown(std::string_view what, std::string_view given, std::span<const std::string_view> names, std::string hint) {
    std::string near = given.empty() ? std::string() : nearest(given, names);
    if (!near.empty() && near.front() != given.front()) near.clear();  // short words are all near each other
    std::string message = fmt::format("{} cannot be {}", what, given.empty() ? "empty" : fmt::format("\"{}\"", given));
    message += near.empty() ? fmt::format("; choose one of: {}", fmt::join(names, ", "))
                            : fmt::format("; did you mean {}?", near);
    throw Error(Rule::usage, message, std::move(hint));
}

void check_choice(std::string_view what, std::string_view given, std::string_view choices, std::string hint) {
    const std::vector<std::string_view> names = text::split(choices, '|');
    if (std::find(names.begin(), names.end(), given) == names.end()) unknown(what, given, names, std::move(hint));
}

}  // namespace blogferry::cli
