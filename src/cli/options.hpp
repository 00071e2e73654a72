/// One table of options per command. It feeds the parser, --help, the man page and the suggestions on a typo.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::cli {

/// How often an option may be given, and with what.
enum class Takes : std::uint8_t {
    nothing,  ///< a switch
    value,    ///< one value, given once
    values,   ///< one value, may be given again
    list,     ///< values separated by commas, may be given again
};

struct Option {
    std::string_view name;      ///< "overwrite"
    char letter = 0;            ///< 'o', or 0
    Takes takes = Takes::nothing;
    std::string_view metavar = {};   ///< "FILE"; alternatives "auto|always|never" are checked by the parser
    std::string_view group = {};     ///< heading in --help
    std::string_view help = {};      ///< one sentence or two, no full stop at the end
    std::string_view standard = {};  ///< default, for values
    std::string_view choices = {};   ///< "post|page": what a list may hold, checked by the parser

    bool operator==(const Option&) const = default;
};

/// "-o, --output FILE"
std::string spelling(const Option& option);

/// What was given.
class Arguments {
public:
    bool has(std::string_view name) const;
    /// The value of an option, or its default; "" if it has none.
    const std::string& one(std::string_view name) const;
    /// Every value given.
    const std::vector<std::string>& all(std::string_view name) const;
    const std::vector<std::string>& operands() const { return operands_; }

private:
    friend Arguments parse(std::span<const Option>, std::span<const std::string>, std::string_view);
    std::map<std::string, std::vector<std::string>, std::less<>> given_;
    std::map<std::string, std::string, std::less<>> standard_;
    std::vector<std::string> operands_;
};

/// Parses the words after the command's name. @throws Error usage, naming the nearest option on a typo
Arguments parse(std::span<const Option> table, std::span<const std::string> words, std::string_view command);

/// Error usage: `what` is none of `names`; names the nearest one.
[[noreturn]] void unknown(std::string_view what, std::string_view given, std::span<const std::string_view> names,
                          std::string hint);

/// Checks a word against "a|b|c". @throws Error usage
void check_choice(std::string_view what, std::string_view given, std::string_view choices, std::string hint);

}  // namespace blogferry::cli
