#include <fmt/format.h>

#include "blogferry/format.hpp"
#include "blogferry/version.hpp"
#include "command.hpp"
#include "console.hpp"
#include "json/emitter.hpp"
#include "report/layout.hpp"

namespace blogferry::cli {

namespace {

void add_options(std::string& to, std::span<const OptionInfo> table) {
    for (const OptionInfo& option : table) {
        std::string help(option.help);
        if (!option.standard.empty()) help += fmt::format(" [{}]", option.standard);
        report::entry(to, fmt::format("-O {}={}", option.name, option.metavar), help, 30, 4);
    }
}

void add_format(std::string& to, const Format& format, std::string_view title, std::span<const OptionInfo> options) {
    report::entry(to, format.name, title, 20);
    add_options(to, options);
}

std::string text(const FormatRegistry& registry) {
    std::string result = "Read (recognised by what a file holds; --from overrides):\n";
    for (const Format& format : registry.all()) {
        if (format.open != nullptr) add_format(result, format, format.title, format.read_options);
    }
    result += "\nWritten (chosen by the suffix of the output; --to overrides):\n";
    for (const Format& format : registry.all()) {
        if (format.create == nullptr) continue;
        const std::string title = fmt::format("{} ({}{})", format.title, format.extensions,
                                              format.writes_to_stdout ? "" : "; not to standard output");
        add_format(result, format, title, format.write_options);
    }
    return result;
}

void add_json_options(json::Emitter& json, std::string_view key, std::span<const OptionInfo> table) {
    json.key(key);
    json.begin_array();
    for (const OptionInfo& option : table) {
        json.begin_object();
        json.member("name", option.name);
        json.member("values", option.metavar);
        json.member("default", option.standard);
        json.member("help", option.help);
        json.end_object();
    }
    json.end_array();
}

std::string as_json(const FormatRegistry& registry) {
    std::string result;
    json::Emitter json(result);
    json.begin_object();
    json.member("blogferry", BLOGFERRY_VERSION);
    json.key("formats");
    json.begin_array();
    for (const Format& format : registry.all()) {
        json.line(1);
        json.begin_object();
        json.member("name", format.name);
        json.member("title", format.title);
        json.member("suffixes", format.extensions);
        json.member("reads", format.open != nullptr);
        json.member("writes", format.create != nullptr);
        json.member("writes_to_stdout", format.create != nullptr && format.writes_to_stdout);
        add_json_options(json, "read_options", format.read_options);
        add_json_options(json, "write_options", format.write_options);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return result + "\n";
}

class Formats final : public Command {
public:
    void setup(const Arguments& arguments) override {
        expect_operands(arguments, 0, 0, "formats [--json]");
        as_json_ = arguments.has("json");
    }
    Exit run(Console& console) override {
        const FormatRegistry registry = FormatRegistry::builtin();
        console.out(as_json_ ? as_json(registry) : text(registry));
        return Exit::ok;
    }

private:
    bool as_json_ = false;
};

}  // namespace

CommandInfo formats_info() {
    return {.name = "formats",
            .operands = "",
            .purpose = "List the formats that are read and written, and their options",
            .description = "Options of a format are given to convert, validate and info as -O KEY=VALUE.",
            .options = {{"json", 0, Takes::nothing, "", "Showing", "As JSON"}},
            .examples = {{"formats", "a list to read"}},
            .exits = {Exit::ok, Exit::usage, Exit::cannot_write}};
}

std::unique_ptr<Command> make_formats() { return std::make_unique<Formats>(); }

}  // namespace blogferry::cli
