#include "dates.hpp"

#include <fmt/format.h>

#include <vector>

#include "blogferry/diagnostics.hpp"
#include "text/strings.hpp"
#include "time/timestamp.hpp"
#include "time/zone.hpp"

namespace blogferry::cli {

namespace {

using std::chrono::year_month_day;

Instant midnight(year_month_day day, const time::Zone& zone) {
    // Where clocks are set forward at midnight, the day begins at the change.
    return zone.resolve(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), 0, 0, 0).first;
}

std::optional<int> digits(std::string_view text, std::size_t count) {
    const auto number = text.size() == count ? text::integer(text) : std::nullopt;
    return number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace

std::optional<Period> period(std::string_view text, const std::optional<std::string>& zone_name) {
    using namespace std::chrono;
    if (text.size() > 10) {
        const auto timestamp = time::parse_rfc3339(text);
        if (!timestamp || !timestamp->offset) return std::nullopt;
        return Period{timestamp->instant, timestamp->instant};
    }
    const std::vector<std::string_view> parts = text::split(text, '-');
    if (parts.size() > 3) return std::nullopt;
    const auto y = digits(parts[0], 4);
    const auto m = parts.size() > 1 ? digits(parts[1], 2) : 1;
    const auto d = parts.size() > 2 ? digits(parts[2], 2) : 1;
    if (!y || !m || !d || *y < 1) return std::nullopt;
    const year_month_day first = year{*y} / month{static_cast<unsigned>(*m)} / day{static_cast<unsigned>(*d)};
    if (!first.ok()) return std::nullopt;
    const year_month_day after = parts.size() == 1   ? first + years{1}
                                 : parts.size() == 2 ? first + months{1}
                                                     : year_month_day{sys_days{first} + days{1}};
    const auto zone = time::Zone::find(zone_name.value_or("UTC"));
    if (!zone) return std::nullopt;
    return Period{midnight(first, *zone), midnight(after, *zone)};
}

namespace {

Period needed(std::string_view option, const std::string& given, const std::optional<std::string>& zone) {
    const auto result = period(given, zone);
    if (!result) {
        throw Error(Rule::usage, fmt::format("--{} cannot understand \"{}\"", option, given),
                    "give a year, month or day (2012, 2012-09, 2012-09-21) or a time with its offset (2012-09-21T18:30:00+02:00)");
    }
    return *result;
}

}  // namespace

std::optional<Instant> since(const std::string& given, const std::optional<std::string>& zone) {
    if (given.empty()) return std::nullopt;
    return needed("since", given, zone).first;
}

std::optional<Instant> until(const std::string& given, const std::optional<std::string>& zone) {
    if (given.empty()) return std::nullopt;
    return needed("until", given, zone).after;
}

}  // namespace blogferry::cli
