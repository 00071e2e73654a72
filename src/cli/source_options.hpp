/// The options by which convert, validate and info name and read their inputs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blogferry/convert.hpp"
#include "confine.hpp"
#include "options.hpp"

namespace blogferry::cli {

/// What to read, and how.
struct SourceOptions {
    std::vector<std::string> inputs;
    OpenOptions open;
    Limits limits;
    bool recover = false;
    std::string temp_dir;
    Confinement::Mode sandbox = Confinement::Mode::off;
};

/// Appends the rows of the table. @param sandbox the default of --sandbox
void add_source_options(std::vector<Option>& table, std::string_view sandbox);
/// @throws Error usage
SourceOptions source_options(const Arguments& arguments, const FormatRegistry& registry, std::string_view command);

/// "-O key=value" goes to whichever side has such an option, the writer first.
void add_setting_option(std::vector<Option>& table);
/// Sorts the given -O into settings for the writer `to` (may be nullptr) and for the readers.
/// @throws Error usage, naming the nearest option
void sort_settings(const std::vector<std::string>& given, const Format* to, const FormatRegistry& registry,
                   SourceOptions& source, std::vector<std::string>& write_settings);

/// The files that options of the writer name, for reading: those with a metavar FILE.
std::vector<std::string> files_named(const Format& to, const std::vector<std::string>& write_settings);

/// Looks a format up that can read (or write). @throws Error usage, naming the nearest one
const Format& reader_named(std::string_view name, const FormatRegistry& registry);
const Format& writer_named(std::string_view name, const FormatRegistry& registry);

}  // namespace blogferry::cli
