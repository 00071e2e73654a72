/// What is written as local times where the blog's zone is not known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry::time {

/// Counts local times that nothing but "UTC" is known of. Where other times of the blog have offsets of their own, its
/// clock did show UTC then, as in winter in Lisbon.
class LocalTimes {
public:
    void add(const std::optional<Timestamp>& time) {
        if (!time || !time->offset || time->precision > Precision::minute) return;
        if (time->offset->count() == 0)
            ++utc_;
        else
            others_ = true;
    }
    /// BF303 if the zone would change what was written, unless it was said for another reason.
    void report(Diagnostics& diagnostics) const {
        if (utc_ == 0 || others_ || diagnostics.count(Rule::zone_unknown) != 0) return;
        diagnostics.report(Rule::zone_unknown, {}, {}, "time_zone",
                           "no source says it, and " + std::to_string(utc_) + (utc_ == 1 ? " time is" : " times are") +
                               " written in UTC, not as the blog showed them. Give it with --time-zone, e.g. "
                               "Europe/Berlin");
    }

private:
    std::uint64_t utc_ = 0;
    bool others_ = false;
};

}  // namespace blogferry::time
