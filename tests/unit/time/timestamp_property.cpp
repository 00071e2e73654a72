#include <rapidcheck.h>

#include "support/catch.hpp"
#include "time/timestamp.hpp"
#include "time/written_date.hpp"
#include "time/zone.hpp"

using namespace blogferry;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

/// Any timestamp of millisecond or second precision whose wall clock is in the years 1 to 9999.
rc::Gen<Timestamp> timestamps() {
    constexpr std::int64_t first = -62135596800000, last = 253402300799999;
    return rc::gen::exec([] {
        const bool fine = *rc::gen::arbitrary<bool>();
        const auto offset = *rc::gen::maybe(rc::gen::inRange(-1439, 1440));
        std::int64_t wall = *rc::gen::inRange(first, last + 1);
        if (!fine) wall -= ((wall % 1000) + 1000) % 1000;
        Timestamp t;
        t.precision = fine ? Precision::millisecond : Precision::second;
        if (offset) t.offset = minutes(*offset);
        t.instant = std::chrono::sys_time<milliseconds>(milliseconds(wall)) - t.offset.value_or(minutes(0));
        return t;
    });
}

}  // namespace

TEST_CASE("parse is the inverse of format") {
    CHECK(rc::check([] {
        const Timestamp t = *timestamps();
        RC_ASSERT(time::parse_rfc3339(time::format_rfc3339(t)) == t);
    }));
}

TEST_CASE("format is the inverse of parse, whatever is parsed") {
    CHECK(rc::check([] {
        // Mostly damaged timestamps: a right one with one character replaced.
        std::string text = time::format_rfc3339(*timestamps());
        text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::elementOf(std::string("0123456789-+:.TZ z"));
        const auto read = time::parse_rfc3339(text);
        if (!read || read->precision > Precision::second) return;
        RC_ASSERT(time::parse_rfc3339(time::format_rfc3339(*read)) == read);
    }));
}

TEST_CASE("no text is too odd to be refused") {
    CHECK(rc::check([](const std::string& text) {
        time::parse_rfc3339(text);
        time::read_date(text);
    }));
}

TEST_CASE("what a zone's clock shows leads back to the instant") {
    const auto berlin = time::Zone::find("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(rc::check([&] {
        const time::Instant instant(milliseconds(1000 * *rc::gen::inRange<std::int64_t>(0, 2'000'000'000)));
        const time::LocalTime local = berlin->to_local(instant);
        const time::Resolved back =
            berlin->resolve(local.year, local.month, local.day, local.hour, local.minute, local.second);
        RC_ASSERT(!back.gap);
        RC_ASSERT(back.second.has_value() == berlin->shows_twice(instant));
        RC_ASSERT((back.first == instant || back.second == instant));
    }));
}
