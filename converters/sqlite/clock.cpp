#include "clock.hpp"

#include "time/timestamp.hpp"

namespace blogferry::sqlite {

Clock::Clock(const Site& site) {
    if (site.time_zone) zone_ = time::Zone::find(*site.time_zone);
}

std::optional<std::string> Clock::reading(const std::optional<Timestamp>& timestamp) const {
    if (!timestamp) return std::nullopt;
    if (timestamp->precision > Precision::minute) return time::shown(*timestamp);
    if (zone_) return zone_->to_local(timestamp->instant).sql();
    if (timestamp->offset) return time::to_local(timestamp->instant, *timestamp->offset).sql();
    return std::nullopt;
}

}  // namespace blogferry::sqlite
