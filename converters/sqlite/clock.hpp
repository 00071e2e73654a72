/// The blog's clock.
#pragma once

#include <optional>
#include <string>

#include "blogferry/model.hpp"
#include "time/zone.hpp"

namespace blogferry::sqlite {

/// Tells what the blog's clock showed: by its zone if that is known, else by the offset a time was written with.
class Clock {
public:
    Clock() = default;
    explicit Clock(const Site& site);

    bool knows_zone() const { return zone_.has_value(); }
    /// "YYYY-MM-DD HH:MM:SS", or less where the source said less: "YYYY-MM-DD", "YYYY-MM", "YYYY"; nullopt if nothing
    /// says what the clock showed.
    std::optional<std::string> reading(const std::optional<Timestamp>& timestamp) const;

private:
    std::optional<time::Zone> zone_;
};

}  // namespace blogferry::sqlite
