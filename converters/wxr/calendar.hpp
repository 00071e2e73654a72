/// The two clocks of a WordPress post: the blog's own, and GMT; and no two posts WordPress would take for one.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "blogferry/model.hpp"
#include "time/zone.hpp"

namespace blogferry::wxr {

/// An instant in whole seconds, and the offset its source wrote, if that says anything.
struct Moment {
    std::chrono::sys_seconds instant{};
    std::chrono::minutes offset{};
};

class Calendar {
public:
    /// @param zone the blog's IANA zone; without one the offset written with each time counts, or else UTC
    explicit Calendar(const std::optional<std::string>& zone);

    bool knows_zone() const { return zone_.has_value(); }
    /// A time of which only the day is known becomes 12:00 of it on the blog's clock.
    Moment moment(const Timestamp& timestamp) const;
    time::LocalTime local_reading(const Moment& moment) const;
    /// "YYYY-MM-DD HH:MM:SS" on the blog's clock.
    std::string local(const Moment& moment) const { return local_reading(moment).sql(); }
    /// The same in GMT.
    static std::string gmt(const Moment& moment);
    /// "Sun, 28 Mar 2010 20:49:00 +0000"
    static std::string rfc822(const Moment& moment);

private:
    std::optional<time::Zone> zone_;
};

/// WordPress takes two entries of one kind and second for the same if their titles are equal, and takes an untitled
/// entry for any other. Equal means without case, accents and trailing blanks, by the database's rules; so two
/// entries may share a second only if both titles are plain ASCII and differ without case.
class DistinctSeconds {
public:
    explicit DistinctSeconds(const Calendar& calendar) : calendar_(calendar) {}

    /// The first moment from `wanted` on at which the entry can stand; takes it.
    Moment place(PostKind kind, std::string_view title, const Moment& wanted);

private:
    bool take(PostKind kind, const std::string& title, const Moment& moment);

    struct Moved {
        std::chrono::sys_seconds from{}, to{};
    };

    const Calendar& calendar_;
    std::unordered_set<std::uint64_t> taken_;
    Moved last_[2];  // by kind: where the last one that had to move ended up
};

}  // namespace blogferry::wxr
