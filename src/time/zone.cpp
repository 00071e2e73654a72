#include "time/zone.hpp"

#include <date/tz.h>

#include <stdexcept>

#include <fmt/format.h>

namespace blogferry::time {
namespace {

using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;
using WallClock = date::local_time<seconds>;

const date::time_zone& as_zone(const void* zone) { return *static_cast<const date::time_zone*>(zone); }

LocalTime reading(WallClock wall, minutes offset) {
    const auto day = floor<date::days>(wall);
    const date::year_month_day date(day);
    const date::hh_mm_ss<seconds> clock(wall - day);
    LocalTime local;
    local.year = static_cast<int>(date.year());
    local.month = static_cast<unsigned>(date.month());
    local.day = static_cast<unsigned>(date.day());
    local.hour = static_cast<unsigned>(clock.hours().count());
    local.minute = static_cast<unsigned>(clock.minutes().count());
    local.second = static_cast<unsigned>(clock.seconds().count());
    local.offset = offset;
    return local;
}

}  // namespace

// By hand: writers ask for one or two of these an entry.
std::string LocalTime::sql() const {
    if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second);
    std::string text = "0000-00-00 00:00:00";
    const auto put = [&text](std::size_t at, unsigned value) {
        text[at] = static_cast<char>('0' + value / 10);
        text[at + 1] = static_cast<char>('0' + value % 10);
    };
    put(0, static_cast<unsigned>(year) / 100);
    put(2, static_cast<unsigned>(year) % 100);
    put(5, month);
    put(8, day);
    put(11, hour);
    put(14, minute);
    put(17, second);
    return text;
}

std::optional<Zone> Zone::find(std::string_view name) {
    try {
        Zone zone;
        zone.zone_ = date::locate_zone(name);
        zone.name_ = name;
        return zone;
    } catch (const std::runtime_error&) {  // no such zone, or no database on this system
        return std::nullopt;
    }
}

LocalTime Zone::to_local(Instant instant) const {
    const auto second = floor<seconds>(instant);
    const date::sys_info info = as_zone(zone_).get_info(second);
    const WallClock wall((second + info.offset).time_since_epoch());
    // Offsets before standard time have seconds (Berlin until 1893: +00:53:28); what is shown is whole minutes.
    return reading(wall, floor<minutes>(info.offset));
}

bool Zone::shows_twice(Instant instant) const {
    const auto second = floor<seconds>(instant);
    const WallClock wall((second + as_zone(zone_).get_info(second).offset).time_since_epoch());
    return as_zone(zone_).get_info(wall).result == date::local_info::ambiguous;
}

Resolved Zone::resolve(int year, unsigned month, unsigned day, unsigned hour, unsigned minute, unsigned second) const {
    const WallClock wall = date::local_days(date::year(year) / date::month(month) / date::day(day)) +
                           std::chrono::hours(hour) + minutes(minute) + seconds(second);
    const date::local_info info = as_zone(zone_).get_info(wall);
    const auto instant = [&](const date::sys_info& period) { return Instant(wall.time_since_epoch() - period.offset); };
    Resolved resolved{instant(info.first), std::nullopt, false};
    if (info.result == date::local_info::ambiguous) resolved.second = instant(info.second);
    if (info.result == date::local_info::nonexistent) {
        resolved.first = info.first.end;
        resolved.gap = true;
    }
    return resolved;
}

LocalTime to_local(Instant instant, std::chrono::minutes offset) {
    const auto second = floor<seconds>(instant) + offset;
    return reading(WallClock(second.time_since_epoch()), offset);
}

}  // namespace blogferry::time
