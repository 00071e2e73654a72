#include "text/comment_order.hpp"

#include <string>

#include "support/catch.hpp"
#include "time/timestamp.hpp"

using namespace blogferry;

namespace {

text::DateReading at(int hour, int minute) {
    text::DateReading reading;
    reading.time = std::chrono::hours(hour) + std::chrono::minutes(minute);
    return reading;
}

/// Adds a comment that says only a time; returns when it was at the earliest.
std::string added(text::CommentOrder& order, std::optional<std::size_t> parent, int hour, int minute) {
    const auto earliest = order.earliest(parent, at(hour, minute));
    order.add(parent, earliest);
    return earliest ? time::format_rfc3339(*earliest) : "unknown";
}

}  // namespace

TEST_CASE("a comment is of the first day it can be of") {
    text::CommentOrder order(time::parse_rfc3339("2012-09-21T16:13:20+02:00"));
    CHECK(added(order, std::nullopt, 16, 13) == "2012-09-21T16:13:00");  // within the same minute
    CHECK(added(order, std::nullopt, 2, 0) == "2012-09-22T02:00:00");
    CHECK(added(order, std::nullopt, 2, 0) == "2012-09-22T02:00:00");
    CHECK(added(order, std::nullopt, 1, 59) == "2012-09-23T01:59:00");
}

TEST_CASE("an answer says nothing of the next thread") {
    text::CommentOrder order(time::parse_rfc3339("2012-09-21T16:13:00"));
    CHECK(added(order, std::nullopt, 18, 0) == "2012-09-21T18:00:00");
    CHECK(added(order, 0, 2, 0) == "2012-09-22T02:00:00");
    CHECK(added(order, 0, 1, 0) == "2012-09-23T01:00:00");
    CHECK(added(order, 1, 3, 0) == "2012-09-22T03:00:00");
    CHECK(added(order, std::nullopt, 19, 0) == "2012-09-21T19:00:00");
}

TEST_CASE("a day above a comment is the earliest it can be") {
    text::CommentOrder order(time::parse_rfc3339("2012-09-21"));
    CHECK(added(order, std::nullopt, 0, 0) == "2012-09-21T00:00:00");
    order.add(std::nullopt, time::parse_rfc3339("2012-10-02T12:00:00"));
    order.add(std::nullopt, std::nullopt);  // removed, without a time
    CHECK(added(order, std::nullopt, 9, 0) == "2012-10-03T09:00:00");
    text::CommentOrder undated(std::nullopt);
    CHECK(added(undated, std::nullopt, 9, 0) == "unknown");
    // The clock of the blog is not known, so a time in UTC says no day of it.
    undated.add(std::nullopt, time::parse_rfc3339("2012-10-02T12:00:00Z"));
    CHECK(added(undated, std::nullopt, 9, 0) == "unknown");
}

TEST_CASE("a day is said of any year, and none is guessed that cannot be written") {
    text::CommentOrder order(time::parse_rfc3339("9999-12-31T16:13:00"));
    CHECK(added(order, std::nullopt, 18, 0) == "9999-12-31T18:00:00");
    CHECK(added(order, std::nullopt, 2, 0) == "unknown");
    CHECK(text::only_a_time("6 PM", *time::parse_rfc3339("4024-09-21T18:00:00")) ==
          "says only \"6 PM\"; its day is 4024-09-21 at the earliest, by what stands above it");
}
