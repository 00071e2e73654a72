#include "text/comment_order.hpp"

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace blogferry::text {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::year_month_day;

namespace {

/// No timestamp of a later year can be written.
constexpr std::chrono::year last_year{9999};

}  // namespace

CommentOrder::CommentOrder(const std::optional<Timestamp>& post) {
    if (post) offset_ = post->offset;
    post_ = clock_at(post);
}

std::optional<CommentOrder::ClockTime> CommentOrder::clock_at(const std::optional<Timestamp>& time) const {
    if (!time || time->precision > Precision::day) return std::nullopt;
    if (time->precision == Precision::day) return floor<days>(time->instant);
    if (!time->offset) return time->instant;
    if (!offset_) return std::nullopt;  // a time by another clock
    return time->instant + *offset_;
}

std::optional<CommentOrder::ClockTime> CommentOrder::since(const std::optional<std::size_t>& parent) const {
    if (const auto above = last_answers_.find(parent); above != last_answers_.end()) return above->second;
    return parent ? comments_.at(*parent) : post_;
}

std::optional<Timestamp> CommentOrder::earliest(const std::optional<std::size_t>& parent,
                                                const DateReading& time) const {
    const auto after = since(parent);
    if (!after || !time.time) return std::nullopt;
    auto day = floor<days>(*after);
    // Pages show no seconds, so what is of the same minute may be later.
    const ClockTime latest = day + *time.time + (time.has_seconds ? std::chrono::seconds(1) : std::chrono::minutes(1));
    if (latest <= *after) day += days(1);
    if (year_month_day(day).year() > last_year) return std::nullopt;
    return timestamp(day, time);
}

void CommentOrder::add(const std::optional<std::size_t>& parent, const std::optional<Timestamp>& published) {
    auto at = clock_at(published);
    if (!at) at = since(parent);
    comments_.push_back(at);
    last_answers_[parent] = at;
}

std::string only_a_time(std::string_view written, const Timestamp& earliest) {
    // Not by {:%F}: fmt counts nanoseconds, and those end in 2262.
    const year_month_day day(floor<days>(earliest.instant));
    return fmt::format("says only \"{}\"; its day is {:04}-{:02}-{:02} at the earliest, by what stands above it",
                       printable(written, 40), static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

}  // namespace blogferry::text
