/// Google Takeout's Blogger export: Atom with the 2018 namespace, both generations (2021 without file names, later
/// with), and the files beside it.
#pragma once

#include <memory>
#include <string_view>

#include "blogferry/format.hpp"

namespace blogferry::converters::takeout {

inline constexpr std::string_view blogger = "http://schemas.google.com/blogger/2018";

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context);

/// settings.csv: one header line, one row; two sets of columns are known, names are matched without case.
bool is_settings(std::string_view head);
/// theme-layouts.xml, theme-classic.html; in 2021 without extension.
bool is_theme(std::string_view name);
/// What settings.csv says, with Blogger's upper-case names. Reports BF114 and gives nothing if it is damaged.
std::vector<Setting> read_settings(const Input& input, Context& context);

}  // namespace blogferry::converters::takeout
