#include "blog_clock.hpp"

namespace blogferry {

BlogClock::BlogClock(const std::optional<std::string>& zone) {
    if (zone) zone_ = time::Zone::find(*zone);
}

time::Resolved BlogClock::resolve(const Timestamp& time) const {
    const time::LocalTime written = time::to_local(time.instant, std::chrono::minutes{0});
    return zone_->resolve(written.year, written.month, written.day, written.hour, written.minute, written.second);
}

void BlogClock::set(Timestamp& time, const time::Resolved& resolved) const {
    const auto fraction = time.instant - std::chrono::floor<std::chrono::seconds>(time.instant);
    time.instant = resolved.first + (resolved.gap ? std::chrono::milliseconds{0}
                                                  : std::chrono::duration_cast<std::chrono::milliseconds>(fraction));
    time.offset = zone_->to_local(time.instant).offset;
}

void BlogClock::report(const time::Resolved& resolved, const Timestamp& time, const Location& at,
                       const std::string& entity, const char* field, Diagnostics& diagnostics) const {
    const std::string written = time::to_local(time.instant, std::chrono::minutes{0}).sql();
    if (resolved.gap)
        diagnostics.report(
            Rule::local_time_gap, at, entity, field,
            written + " did not occur in " + zone_->name() + "; the moment the clocks went forward is taken");
    else
        diagnostics.report(Rule::local_time_twice, at, entity, field,
                           written + " occurred twice in " + zone_->name() + " and has no offset; the first is taken");
}

void BlogClock::check(const Post& post, bool told, Diagnostics& diagnostics) const {
    if (!zone_ || !post.published || post.published->precision > Precision::minute) return;
    const time::LocalTime local = zone_->to_local(post.published->instant);
    if (!told && zone_->shows_twice(post.published->instant))
        diagnostics.report(Rule::local_time_twice, post.at, entity_name(post), "published",
                           local.sql() + " occurs twice in " + zone_->name() + "; the instant tells which one it was");
    if (post.published->offset && post.published->offset->count() != 0 && *post.published->offset != local.offset)
        diagnostics.report(
            Rule::offset_differs, post.at, entity_name(post), "published",
            "is written with an offset that " + zone_->name() + " did not have then; the instant counts");
}

}  // namespace blogferry
