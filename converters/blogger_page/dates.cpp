#include "dates.hpp"

#include <fmt/format.h>

#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"
#include "time/written_date.hpp"

namespace blogferry::page {
namespace {

std::vector<std::string> locales(const std::optional<std::string>& given, const std::vector<std::string>& page) {
    if (given) return {*given};
    return page.empty() ? text::blogger_locales() : page;
}

std::string shown(const text::DateReading& reading) {
    if (!reading.day) return "a time";
    return time::shown(text::timestamp(*reading.day, reading)) + " (" + reading.locale + ")";
}

}  // namespace

// What a theme writes in another language than the page's is read in any.
Dates::Dates(const std::optional<std::string>& given, const std::vector<std::string>& page)
    : first_(locales(given, page)), all_(given ? std::vector<std::string>() : text::blogger_locales()) {}

std::vector<text::DateReading> Dates::read(std::string_view text,
                                           const std::optional<std::chrono::year_month>& month) const {
    std::vector<text::DateReading> readings = first_.read(text);
    if (readings.empty()) readings = all_.read(text);
    if (!month) return readings;
    const auto differs = [&](const text::DateReading& r) {
        return r.day && (r.day->year() != month->year() || r.day->month() != month->month());
    };
    const auto fitting = [&](std::vector<text::DateReading> some) {
        std::erase_if(some, differs);
        return some;
    };
    std::vector<text::DateReading> fit = fitting(readings);
    if (fit.empty()) fit = fitting(all_.read(text));  // day and month in another order
    return fit.empty() ? readings : fit;              // a post may have got another date than its address
}

std::optional<text::DateReader::Ending> Dates::ending(std::string_view line) const {
    auto ending = first_.ending(line);
    return ending ? ending : all_.ending(line);
}

const text::DateReading* only(const std::vector<text::DateReading>& readings, std::string_view written,
                              std::vector<Note>& notes) {
    if (readings.empty()) return nullptr;
    if (readings.size() > 1) {
        std::string all;
        for (const text::DateReading& reading : readings) all += (all.empty() ? "" : " or ") + shown(reading);
        notes.push_back(
            {Rule::date_ambiguous, "published",
             fmt::format("\"{}\" is {}; it is left out: say which with --locale", text::printable(written, 80), all)});
        return nullptr;
    }
    if (readings.front().weekday_differs)
        notes.push_back(
            {Rule::weekday_differs, "published",
             fmt::format("\"{}\" was another day of the week; the date counts", text::printable(written, 80))});
    return &readings.front();
}

std::optional<Timestamp> machine_time(std::string_view text) {
    text = text::trim(text);
    const auto date = time::read_date(text);
    // Words without an offset are for people, in the language of the page.
    if (!date || (text.find('-') != 4 && !date->time.offset)) return std::nullopt;
    return date->time;
}

std::optional<Timestamp> comment_link_time(std::string_view href) {
    constexpr std::string_view name = "showComment=";
    const std::size_t at = href.find(name);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = href.substr(at + name.size());
    const auto number = text::integer(rest.substr(0, rest.find_first_not_of("0123456789")));
    constexpr std::int64_t year_2100 = 4'102'444'800'000;
    if (!number || *number < 0 || *number > year_2100) return std::nullopt;
    return Timestamp{Timestamp{}.instant + std::chrono::milliseconds(*number), std::chrono::minutes(0),
                     Precision::millisecond};
}

std::optional<std::chrono::year_month> month_of_path(std::string_view path) {
    if (path.size() < 9 || path[0] != '/' || path[5] != '/' || path[8] != '/') return std::nullopt;
    const auto year = text::integer(path.substr(1, 4)), month = text::integer(path.substr(6, 2));
    if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
    return std::chrono::year(static_cast<int>(*year)) / std::chrono::month(static_cast<unsigned>(*month));
}

}  // namespace blogferry::page
