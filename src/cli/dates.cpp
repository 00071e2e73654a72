#include "dates.hpp"

#include <fmt/format.h>

#include <vector>

#include "blogferry/diagnostics.hpp"
#include "text/strings.hpp"
#include "time/timestamp.hpp"

namespace blogferry::cli {

namespace {

std::optional<int> digits(std::string_view text, std::size_t count) {
    const auto number = text.size() == count ? text::integer(text) : std::nullopt;
    return number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace

std::optional<Period> period(std::string_view text) {
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
    return Period{local_days(first), local_days(after)};
}

namespace {

Period needed(std::string_view option, const std::string& given) {
    const auto result = period(given);
    if (!result) {
        throw Error(Rule::usage, fmt::format("--{} cannot understand \"{}\"", option, given),
                    "give a year, month or day (2012, 2012-09, 2012-09-21) or a time with its offset "
                    "(2012-09-21T18:30:00+02:00)");
    }
    return *result;
}

}  // namespace

std::optional<Bound> since(const std::string& given) {
    if (given.empty()) return std::nullopt;
    return needed("since", given).first;
}

std::optional<Bound> until(const std::string& given) {
    if (given.empty()) return std::nullopt;
    return needed("until", given).after;
}

}  // namespace blogferry::cli
