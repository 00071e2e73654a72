/// IANA time zones (date's tz over the system's tzdb).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::time {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A wall clock reading in some zone.
struct LocalTime {
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    std::chrono::minutes offset{};  ///< from UTC at that instant

    /// "YYYY-MM-DD HH:MM:SS"
    std::string sql() const;
};

/// A reading without a zone, turned into an instant.
struct Resolved {
    Instant first;                  ///< the (earlier) instant
    std::optional<Instant> second;  ///< the later one, if the reading occurs twice
    bool gap = false;               ///< the reading does not exist; `first` is the instant of the change
};

/// A zone's changes are known as far as the system's database lists them: on Debian until 2037. Later instants get
/// the zone's last offset.
class Zone {
public:
    /// By IANA name ("Europe/Berlin", "UTC", also links such as "US/Pacific"); nullopt if there is no such zone.
    /// @throws Error input_unreadable if there is one, but the system cannot read it
    static std::optional<Zone> find(std::string_view name);

    LocalTime to_local(Instant instant) const;
    /// Whether the clock shows the same reading at another instant too (it is set back).
    bool shows_twice(Instant instant) const;
    Resolved resolve(int year, unsigned month, unsigned day, unsigned hour, unsigned minute, unsigned second) const;
    const std::string& name() const { return name_; }

private:
    std::string name_;
    const void* zone_ = nullptr;  // date::time_zone, owned by date's database
};

/// The same for a fixed offset.
LocalTime to_local(Instant instant, std::chrono::minutes offset);

}  // namespace blogferry::time
