#include <algorithm>

#include "reader.hpp"
#include "text/csv.hpp"
#include "text/utf8.hpp"

namespace blogferry::converters::takeout {

bool is_settings(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::string_view line = head.substr(0, head.find('\n'));
    return line.starts_with("blog_") && line.find(",blog_time_zone") != std::string_view::npos;
}

bool is_theme(std::string_view name) {
    const std::string_view file = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    return file.starts_with("theme-layouts") || file.starts_with("theme-classic");
}

std::vector<Setting> read_settings(const Input& input, Context& context) {
    const auto damaged = [&](const std::string& what) {
        context.diagnostics.report(Rule::csv_malformed, {input.number(), 1, 1, 0}, {}, {},
                                   what + "; its settings (time zone, address) are missing");
        return std::vector<Setting>{};
    };
    const std::string bytes = input.all(context.limits.record);
    if (!text::valid_utf8(bytes)) return damaged("the settings are not UTF-8");
    const auto rows = text::csv(bytes);
    if (!rows || rows->size() < 2) return damaged("the settings are not one header and one row of CSV");
    const std::vector<std::string>& names = (*rows)[0];
    const std::vector<std::string>& values = (*rows)[1];
    if (names.size() != values.size())
        return damaged("the settings have " + std::to_string(names.size()) + " names and " +
                       std::to_string(values.size()) + " values");
    std::vector<Setting> settings;
    settings.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string name = names[i];
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        settings.push_back({std::move(name), values[i]});
    }
    return settings;
}

}  // namespace blogferry::converters::takeout
