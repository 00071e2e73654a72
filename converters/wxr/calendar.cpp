#include "calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/strings.hpp"

namespace blogferry::wxr {
namespace {

using std::chrono::floor;

// FNV-1a over a second, a kind and a title.
std::uint64_t key(const time::LocalTime& second, PostKind kind, std::string_view title) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; };
    mix(static_cast<std::uint64_t>(second.year));
    for (const unsigned part : {second.month, second.day, second.hour, second.minute, second.second}) mix(part);
    mix(static_cast<std::uint64_t>(kind));
    for (const char c : title) mix(static_cast<unsigned char>(c));
    return hash;
}

// The title as any database compares it, or "" if that is not to be told here.
std::string comparable(std::string_view title) {
    title = text::trim(title);
    const bool plain = std::all_of(title.begin(), title.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    return plain && title != "0" ? text::lower(title) : std::string();
}

}  // namespace

Calendar::Calendar(const std::optional<std::string>& zone) {
    if (zone) zone_ = time::Zone::find(*zone);
}

Moment Calendar::moment(const Timestamp& timestamp) const {
    const auto offset = timestamp.offset.value_or(std::chrono::minutes{});
    if (timestamp.precision <= Precision::minute) return {floor<std::chrono::seconds>(timestamp.instant), offset};
    const time::LocalTime day = time::to_local(timestamp.instant, offset);
    if (zone_) {
        const time::Resolved noon = zone_->resolve(day.year, day.month, day.day, 12, 0, 0);
        return {floor<std::chrono::seconds>(noon.first), offset};
    }
    const auto midnight = floor<std::chrono::days>(timestamp.instant + offset);
    return {std::chrono::sys_seconds(midnight) + std::chrono::hours(12) - offset, offset};
}

time::LocalTime Calendar::local_reading(const Moment& moment) const {
    return zone_ ? zone_->to_local(moment.instant) : time::to_local(moment.instant, moment.offset);
}

std::string Calendar::gmt(const Moment& moment) { return time::to_local(moment.instant, {}).sql(); }

std::string Calendar::rfc822(const Moment& moment) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::weekday day{floor<std::chrono::days>(moment.instant)};
    const time::LocalTime t = time::to_local(moment.instant, {});
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days.at(day.c_encoding()), t.day,
                       months.at(t.month - 1), t.year, t.hour, t.minute, t.second);
}

Moment DistinctSeconds::place(PostKind kind, std::string_view title, const Moment& wanted) {
    const std::string compared = comparable(title);
    Moment moment = wanted;
    if (take(kind, compared, moment)) return moment;
    // Where many entries share a second, the search goes on where it ended last.
    Moved& last = last_[static_cast<std::size_t>(kind)];
    if (last.from == wanted.instant && last.to > wanted.instant) moment.instant = last.to;
    do {
        moment.instant += std::chrono::seconds(1);
    } while (!take(kind, compared, moment));
    last = {wanted.instant, moment.instant};
    return moment;
}

bool DistinctSeconds::take(PostKind kind, const std::string& title, const Moment& moment) {
    constexpr std::string_view anything("\0a", 2), unclear("\0u", 2);
    const time::LocalTime second = calendar_.local_reading(moment);
    const std::uint64_t any = key(second, kind, anything), vague = key(second, kind, unclear);
    if (title.empty()) {
        if (!taken_.insert(any).second) return false;
        taken_.insert(vague);
        return true;
    }
    if (taken_.contains(vague) || !taken_.insert(key(second, kind, title)).second) return false;
    taken_.insert(any);
    return true;
}

}  // namespace blogferry::wxr
