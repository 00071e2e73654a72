#include "time_filter.hpp"

namespace blogferry {

namespace {

std::optional<time::Instant> instant(const std::optional<Bound>& bound, const std::optional<time::Zone>& zone) {
    if (!bound) return std::nullopt;
    if (const auto* const known = std::get_if<time::Instant>(&*bound)) return *known;
    const std::chrono::local_days midnight = std::get<std::chrono::local_days>(*bound);
    if (!zone) return std::chrono::sys_days(midnight.time_since_epoch());
    const std::chrono::year_month_day day(midnight);
    // Where clocks are set forward at midnight, the day begins at the change.
    return zone
        ->resolve(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), 0,
                  0, 0)
        .first;
}

}  // namespace

TimeFilter::TimeFilter(const Filter& filter, const std::optional<time::Zone>& zone)
    : since_(instant(filter.since, zone)), until_(instant(filter.until, zone)) {}

bool TimeFilter::holds(const std::optional<time::Instant>& published) const {
    if (!since_ && !until_) return true;
    return published && (!since_ || *published >= *since_) && (!until_ || *published < *until_);
}

}  // namespace blogferry
