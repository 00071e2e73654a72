/// The blog's own clock.
#pragma once

#include <optional>
#include <string>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"
#include "entity_name.hpp"
#include "time/zone.hpp"

namespace blogferry {

/// Without a zone it knows nothing, and leaves every time as it is.
class BlogClock {
public:
    BlogClock() = default;
    explicit BlogClock(const std::optional<std::string>& zone);

    const std::optional<time::Zone>& zone() const { return zone_; }

    /// A time without an offset is what this clock showed, so its instant is known, but for the hour that is missing in
    /// spring (BF307) and the one that comes twice in autumn (BF306).
    template <class T>
    void place(T& entity, Diagnostics& diagnostics) const {
        if (!zone_) return;
        const auto each = [&](std::optional<Timestamp>& time, const char* field) {
            if (!shown_by_it(time)) return;
            const time::Resolved resolved = resolve(*time);
            if (resolved.gap || resolved.second)
                report(resolved, *time, entity.at, entity_name(entity), field, diagnostics);
            set(*time, resolved);
        };
        each(entity.published, "published");
        each(entity.updated, "updated");
        each(entity.created, "created");
    }
    /// The same for one time, without a word.
    void place(std::optional<Timestamp>& time) const {
        if (zone_ && shown_by_it(time)) set(*time, resolve(*time));
    }

    /// Reports what is odd about a publication date: a reading that occurs twice, an offset the zone did not have.
    /// @param told whether the former was reported already
    void check(const Post& post, bool told, Diagnostics& diagnostics) const;

private:
    static bool shown_by_it(const std::optional<Timestamp>& time) {
        return time && !time->offset && time->precision <= Precision::minute;
    }
    time::Resolved resolve(const Timestamp& time) const;
    void set(Timestamp& time, const time::Resolved& resolved) const;
    void report(const time::Resolved& resolved, const Timestamp& time, const Location& at, const std::string& entity,
                const char* field, Diagnostics& diagnostics) const;

    std::optional<time::Zone> zone_;
};

}  // namespace blogferry
