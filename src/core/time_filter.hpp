/// The time a filter keeps.
#pragma once

#include <optional>

#include "blogferry/convert.hpp"
#include "time/zone.hpp"

namespace blogferry {

/// Filter::since and Filter::until as instants; made when the sources have said what the blog's zone is.
class TimeFilter {
public:
    TimeFilter() = default;
    TimeFilter(const Filter& filter, const std::optional<time::Zone>& zone);

    /// What has no date is kept only where no date is asked for.
    bool holds(const std::optional<time::Instant>& published) const;

private:
    std::optional<time::Instant> since_;
    std::optional<time::Instant> until_;
};

}  // namespace blogferry
