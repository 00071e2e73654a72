#include "time/zone.hpp"

#include <date/tz.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "blogferry/diagnostics.hpp"

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

constexpr std::string_view folder = "/usr/share/zoneinfo/";

// What else lies in the folder is no zone by IANA: zones with leap seconds, and the machine's own.
bool may_be_zone(std::string_view name) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-";
    for (const std::string_view other : {"/", "right/", "posix/", "posixrules", "localtime", "Factory"})
        if (name.starts_with(other)) return false;
    const bool spelled = !name.empty() && name.find_first_not_of(allowed) == std::string_view::npos;
    return spelled && name.find("//") == std::string_view::npos;  // a file system would take that for one slash
}

// date lists all zones when it is first asked for one, and takes what it cannot read for what is not there: a blog's
// times would silently be UTC. @throws Error input_unreadable
void check_absence(const std::string& name) {
    const auto fail = [&](const std::string& why) {
        throw Error(Rule::input_unreadable, fmt::format("the time zone data for {} cannot be read: {}", name, why),
                    fmt::format("check what is in {}; Debian has it in the package tzdata", folder));
    };
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen((std::string(folder) + name).c_str(), "re"),
                                                               std::fclose);
    if (!file) {
        if (errno == ENOMEM) throw std::bad_alloc();
        if (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG) fail(std::generic_category().message(errno));
        return;
    }
    std::array<char, 4> magic{};
    const std::size_t got = std::fread(magic.data(), 1, magic.size(), file.get());
    if (std::string_view(magic.data(), got) == "TZif") fail("the system's list of zones is incomplete");
    if (std::ferror(file.get()) != 0 && errno != EISDIR) fail(std::generic_category().message(errno));
}

}  // namespace

// By hand: writers ask for one or two of these an entry.
std::string LocalTime::sql() const {
    if (year < 0 || year > 9999)
        return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", year, month, day, hour, minute, second);
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
    if (!may_be_zone(name)) return std::nullopt;
    Zone zone;
    zone.name_ = name;
    errno = 0;
    try {
        const date::time_zone* const found = date::locate_zone(name);
        found->get_info(date::sys_seconds{});  // reads its file, which must not fail later
        zone.zone_ = found;
        return zone;
    } catch (const std::runtime_error&) {  // no such zone, or no database on this system, or a file that did not open
        if (errno == ENOMEM) throw std::bad_alloc();
        check_absence(zone.name_);
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
