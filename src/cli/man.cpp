#include <fmt/format.h>

#include "blogferry/version.hpp"
#include "help.hpp"
#include "text/strings.hpp"

namespace blogferry::cli {

namespace {

// A dash would become a hyphen that cannot be searched or pasted, a dot at the start of a line a request.
std::string roff(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\') result += "\\e";
        else if (c == '-') result += "\\-";
        else result += c;
    }
    if (!result.empty() && (result[0] == '.' || result[0] == '\'')) result.insert(0, "\\&");
    return result;
}

void paragraph(std::string& to, std::string_view text) { to += fmt::format(".PP\n{}\n", roff(text)); }

void item(std::string& to, const std::string& name, const std::string& text) {
    to += fmt::format(".TP\n{}\n{}\n", name, roff(text));
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", roff(text)); }

std::string option_name(const Option& option) {
    std::string result = option.letter == 0 ? "" : fmt::format("\\fB\\-{}\\fR, ", option.letter);
    result += bold(fmt::format("--{}", option.name));
    if (!option.metavar.empty()) result += fmt::format(" \\fI{}\\fR", roff(option.metavar));
    return result;
}

void command_section(std::string& to, const CommandInfo& command) {
    to += fmt::format(".SS {}{}\n", bold(command.name),
                      command.operands.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(command.operands)));
    to += roff(command.purpose) + ".\n";
    for (const std::string_view text : text::split(command.description, '\n')) paragraph(to, text);
    for (const Option& option : command.options) {
        std::string help(option.help);
        if (!option.standard.empty()) help += fmt::format(" [{}]", option.standard);
        item(to, option_name(option), help + ".");
    }
}

void examples(std::string& to) {
    to += ".SH EXAMPLES\n";
    for (const CommandEntry& entry : commands()) {
        for (const Example& example : entry.info().examples) {
            item(to, bold(fmt::format("blogferry {}", example.words)),
                 example.purpose.empty() ? std::string(entry.info().purpose) : std::string(example.purpose));
        }
    }
}

}  // namespace

std::string man_page() {
    std::string result = fmt::format(
        ".\\\" Made by `blogferry help --man`; a test compares the two.\n.TH BLOGFERRY 1 \"\" \"Blogferry {}\" \"User "
        "Commands\"\n",
        BLOGFERRY_VERSION);
    result +=
        ".SH NAME\nblogferry \\- move a legacy blog: Blogger exports in, SQLite, JSON, NDJSON or WordPress WXR out\n";
    result += ".SH SYNOPSIS\n";
    for (const CommandEntry& entry : commands()) {
        const CommandInfo command = entry.info();
        const std::string operands = command.operands.empty() ? "" : roff(command.operands) + " ";
        result += fmt::format(".B blogferry {}\n{}[\\fIOPTION\\fR]...\n.br\n", command.name, operands);
    }
    result += ".B blogferry \\-\\-version\n.SH DESCRIPTION\n";
    result += roff(
                  "Reads what Blogger exports, joins comments to their posts, and writes one complete file in another "
                  "format. Nothing is lost without being named: whatever is repaired, dropped or kept apart is "
                  "reported with its place and a rule.") +
              "\n";
    result += ".SH COMMANDS\nEvery command also takes \\fB\\-h\\fR, \\fB\\-\\-help\\fR.\n";
    for (const CommandEntry& entry : commands()) command_section(result, entry.info());
    examples(result);
    result += ".SH DIAGNOSTICS\n";
    result += roff(
                  "FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE]. Notes are shown with --verbose only; of one rule ten "
                  "are shown unless --verbose is given. Lines and columns count from 1, columns in bytes. `blogferry "
                  "explain RULE` tells what a rule means.") +
              "\n";
    result += ".SH MEMORY\n";
    result += roff(
                  "Memory grows with the number of entries, about 75 bytes each, and holds the text of one post at a "
                  "time, never of all. Standard input, members of archives and large files in other encodings than "
                  "UTF-8 are kept in an unlinked temporary file while they are read.") +
              "\n";
    result += ".SH ENVIRONMENT\n";
    item(result, bold("NO_COLOR"), "If set, no colours on a terminal.");
    item(result, bold("COLUMNS"), "Width of the progress bar when the terminal does not tell its own.");
    item(result, bold("TMPDIR"), "Folder for temporary files, unless --temp-dir names one.");
    result += ".SH EXIT STATUS\n";
    for (int code = 0; code <= 10; ++code)
        item(result, bold(std::to_string(code)), std::string(meaning(static_cast<Exit>(code))) + ".");
    item(result, "128+\\fIN\\fR",
         "Ended by signal N. Nothing is left behind; an existing output is as it was, or replaced by the whole new "
         "one.");
    return result;
}

}  // namespace blogferry::cli
