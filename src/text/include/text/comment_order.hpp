/// When comments were written that show a time and no day, as far as the order on their page says it.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"
#include "text/localized_date.hpp"

namespace blogferry::text {

/// The comments of a post, taken one by one as they stand on its page. A comment is later than what it answers, the
/// post or another comment, and than the answers to that above it; answers to other comments may be of any time.
class CommentOrder {
public:
    explicit CommentOrder(const std::optional<Timestamp>& post);

    /// When the next comment is from, at the earliest: where the clock showed its time for the first time since what is
    /// before it. nullopt if no day is known that it is not before.
    /// @param parent the comment it answers, by its number in the order they were added
    std::optional<Timestamp> earliest(const std::optional<std::size_t>& parent, const DateReading& time) const;

    /// @param published as its source says it, or as given by `earliest`
    void add(const std::optional<std::size_t>& parent, const std::optional<Timestamp>& published);

private:
    /// What the blog's clock showed, wherever that was.
    using ClockTime = std::chrono::sys_time<std::chrono::milliseconds>;

    std::optional<ClockTime> clock_at(const std::optional<Timestamp>& time) const;
    std::optional<ClockTime> since(const std::optional<std::size_t>& parent) const;

    std::optional<std::chrono::minutes> offset_;  // of the clock, if known
    std::optional<ClockTime> post_;
    std::vector<std::optional<ClockTime>> comments_;
    std::map<std::optional<std::size_t>, std::optional<ClockTime>> last_answers_;  // by what they answer
};

/// What to say of a comment whose day is `earliest`.
std::string only_a_time(std::string_view written, const Timestamp& earliest);

}  // namespace blogferry::text
