#include "source_options.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>

#include "command.hpp"
#include "console.hpp"
#include "text/localized_date.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/zone.hpp"

namespace blogferry::cli {

namespace {

struct LimitName {
    std::string_view name;
    std::uint64_t Limits::*member;
};

constexpr LimitName limit_names[] = {
    {"depth", &Limits::depth},     {"tag", &Limits::tag},     {"record", &Limits::record},
    {"archive", &Limits::archive}, {"ratio", &Limits::ratio}, {"members", &Limits::members},
};

void set_limit(Limits& limits, const std::string& given) {
    const std::string hint = "example: --limit record=256M; see: blogferry help convert";
    const std::size_t equals = given.find('=');
    const std::string_view name = std::string_view(given).substr(0, equals);
    const auto* const found = std::find_if(std::begin(limit_names), std::end(limit_names),
                                           [&](const LimitName& l) { return l.name == name; });
    if (found == std::end(limit_names)) {
        std::vector<std::string_view> names;
        for (const LimitName& limit : limit_names) names.push_back(limit.name);
        unknown("--limit", name, names, hint);
    }
    const auto value =
        equals == std::string::npos ? std::nullopt : text::byte_count(std::string_view(given).substr(equals + 1));
    if (!value)
        throw Error(Rule::usage, fmt::format("--limit {} needs a number above 0, such as 512, 64K, 256M or 2G", name),
                    hint);
    if (found->member == &Limits::depth && *value > Limits::deepest)
        throw Error(Rule::usage, fmt::format("--limit depth can be at most {}", Limits::deepest), hint);
    limits.*(found->member) = *value;
}

std::vector<std::string_view> names_of(const FormatRegistry& registry, bool writers) {
    std::vector<std::string_view> names;
    for (const Format& format : registry.all()) {
        if (writers ? format.create != nullptr : format.open != nullptr) names.push_back(format.name);
    }
    return names;
}

const Format& named(std::string_view option, std::string_view name, const FormatRegistry& registry, bool writer) {
    const Format* const format = registry.find(name);
    if (format == nullptr || (writer ? format->create == nullptr : format->open == nullptr)) {
        unknown(option, name, names_of(registry, writer), "see: blogferry formats");
    }
    return *format;
}

// A file may be called like an address, but hardly ever is.
void refuse_addresses(const std::vector<std::string>& inputs) {
    for (const std::string& input : inputs) {
        if (!text::is_absolute_url(input) || access(input.c_str(), F_OK) == 0) continue;
        Error error(Rule::input_not_found, "is a web address, and this program opens no network",
                    "save the page or the feed first, then give the file");
        error.input = input;
        throw error;
    }
}

bool has_option(std::span<const OptionInfo> table, std::string_view name) {
    return std::any_of(table.begin(), table.end(), [&](const OptionInfo& option) { return option.name == name; });
}

bool readers_have(const FormatRegistry& registry, const std::optional<std::string>& from, std::string_view name) {
    return std::any_of(registry.all().begin(), registry.all().end(), [&](const Format& format) {
        return (!from || format.name == *from) && has_option(format.read_options, name);
    });
}

}  // namespace

void add_source_options(std::vector<Option>& table, std::string_view sandbox) {
    constexpr std::string_view reading = "Reading";
    const Option rows[] = {
        {"from", 0, Takes::value, "FORMAT", reading,
         "Read every input as this format instead of looking at what it holds"},
        {"blog", 0, Takes::value, "BLOG", reading,
         "Which blog to take when the inputs hold several: its id or its title"},
        {"site-url", 0, Takes::value, "URL", reading,
         "The blog's own address, such as https://blog.example/. Takeouts do not hold custom domains, and older ones "
         "no address at all"},
        {"time-zone", 0, Takes::value, "ZONE", reading,
         "The blog's time zone, such as Europe/Berlin, when the inputs do not say it or say it wrongly"},
        {"locale", 0, Takes::value, "LOCALE", reading,
         "The language and order in which pages write dates, such as en-GB or pt-BR, when they do not say it "
         "themselves"},
        {"recover", 0, Takes::nothing, {}, reading,
         "Read on behind damage: a damaged entry is mended where there is one way to, and else left out, and each is "
         "reported as an error (BF115, BF116). Without it, a damaged file ends the run"},
        {"limit", 0, Takes::values, "NAME=N", reading,
         "Raise a limit that protects against hostile files: depth (at most 1000), tag, record, archive, ratio, "
         "members. N may end in K, M or G"},
        {"temp-dir", 0, Takes::value, "DIR", reading,
         "Where standard input, archive members, large files in other encodings than UTF-8 and mended copies of damaged "
         "ones are kept while they are read; otherwise TMPDIR, or /tmp"},
    };
    table.insert(table.end(), std::begin(rows), std::end(rows));
    add_confinement_option(table, sandbox);
}

void add_setting_option(std::vector<Option>& table) {
    table.push_back({"option", 'O', Takes::values, "KEY=VALUE", "Formats",
                     "Set an option of the format that is written or read; `blogferry formats` lists them all"});
}

const Format& reader_named(std::string_view name, const FormatRegistry& registry) {
    return named("--from", name, registry, false);
}
const Format& writer_named(std::string_view name, const FormatRegistry& registry) {
    return named("--to", name, registry, true);
}

SourceOptions source_options(const Arguments& arguments, const FormatRegistry& registry, std::string_view command) {
    const std::string hint = fmt::format("see: blogferry help {}", command);
    SourceOptions result;
    result.inputs = arguments.operands();
    if (result.inputs.empty()) {
        throw Error(Rule::usage, "no input is given", fmt::format("name an export, or - for standard input; {}", hint));
    }
    if (std::count(result.inputs.begin(), result.inputs.end(), "-") > 1) {
        throw Error(Rule::usage, "standard input can be read only once", hint);
    }
    refuse_addresses(result.inputs);
    if (arguments.has("from")) result.open.from = reader_named(arguments.one("from"), registry).name;
    if (arguments.has("blog")) result.open.blog = arguments.one("blog");
    if (arguments.has("site-url")) {
        result.open.hints.site_url = arguments.one("site-url");
        if (!text::is_absolute_url(arguments.one("site-url"))) {
            throw Error(Rule::usage, "--site-url needs a whole address, such as https://blog.example/", hint);
        }
    }
    if (arguments.has("time-zone")) {
        result.open.hints.time_zone = arguments.one("time-zone");
        if (!time::Zone::find(arguments.one("time-zone"))) {
            throw Error(Rule::usage, fmt::format("there is no time zone \"{}\"", arguments.one("time-zone")),
                        "names are those of the IANA database, such as Europe/Berlin, America/New_York or UTC");
        }
    }
    if (arguments.has("locale")) {
        result.open.hints.locale = arguments.one("locale");
        if (!text::knows_locale(arguments.one("locale"))) {
            throw Error(Rule::usage, fmt::format("no language is known for the locale \"{}\"", arguments.one("locale")),
                        "locales are those of BCP 47, such as en-GB, de or zh-TW");
        }
    }
    result.recover = arguments.has("recover");
    for (const std::string& limit : arguments.all("limit")) set_limit(result.limits, limit);
    result.sandbox = confinement_mode(arguments);
    result.temp_dir = arguments.one("temp-dir");
    if (result.temp_dir.empty()) result.temp_dir = environment("TMPDIR");
    if (result.temp_dir.empty()) result.temp_dir = Context().temp_dir;
    return result;
}

void sort_settings(const std::vector<std::string>& given, const Format* to, const FormatRegistry& registry,
                   SourceOptions& source, std::vector<std::string>& write_settings) {
    for (const std::string& setting : given) {
        const std::size_t equals = setting.find('=');
        const std::string_view key = std::string_view(setting).substr(0, equals);
        if (equals == std::string::npos || key.empty()) {
            throw Error(Rule::usage, fmt::format("-O needs KEY=VALUE, not \"{}\"", setting), "see: blogferry formats");
        }
        const bool writers = to != nullptr && has_option(to->write_options, key);
        // A key nobody knows goes to the writer, whose table names the nearest one.
        if (writers || (to != nullptr && !readers_have(registry, source.open.from, key))) {
            write_settings.push_back(setting);
        } else {
            source.open.read_settings.push_back(setting);
        }
    }
    if (to != nullptr) Settings(to->write_options, write_settings, to->name);
}

std::vector<std::string> files_named(const Format& to, const std::vector<std::string>& write_settings) {
    const Settings settings(to.write_options, write_settings, to.name);
    std::vector<std::string> result;
    for (const OptionInfo& option : to.write_options) {
        if (option.metavar.starts_with("FILE") && !settings[option.name].empty())
            result.push_back(settings[option.name]);
    }
    return result;
}

}  // namespace blogferry::cli
