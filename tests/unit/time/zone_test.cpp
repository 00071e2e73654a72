#include "time/zone.hpp"

#include "support/catch.hpp"
#include "time/timestamp.hpp"

using namespace blogferry;
using std::chrono::minutes;

namespace {

time::Instant at(const char* text) {
    const std::optional<Timestamp> read = time::parse_rfc3339(text);
    REQUIRE(read);
    return read->instant;
}

time::Zone zone(const char* name) {
    const std::optional<time::Zone> found = time::Zone::find(name);
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("zones are found by their IANA names") {
    for (const char* name :
         {"UTC", "Europe/Berlin", "America/Los_Angeles", "US/Pacific", "Asia/Kathmandu", "Etc/GMT+5"}) {
        CAPTURE(name);
        REQUIRE(time::Zone::find(name));
        CHECK(time::Zone::find(name)->name() == name);
    }
    for (const char* name : {"", "Mars/Olympus", "europe/berlin", "Europe", "../../etc/passwd", "/etc/passwd",
                             "Europe/Berlin ", "+01:00", "zone.tab", "right/Europe/Berlin", "localtime", "/",
                             "Europe//Berlin", "Etc//GMT-13", "Europe/", "Europe/Berlin/"}) {
        CAPTURE(name);
        CHECK_FALSE(time::Zone::find(name));
    }
}

TEST_CASE("an instant is read on a zone's wall clock") {
    struct Sample {
        const char* zone;
        const char* instant;
        const char* local;
        int offset;
        bool twice;
    };
    const Sample samples[] = {
        {"UTC", "2010-03-28T20:49:00.999Z", "2010-03-28 20:49:00", 0, false},
        {"Europe/Berlin", "2012-01-15T12:00:00Z", "2012-01-15 13:00:00", 60, false},
        {"Europe/Berlin", "2012-07-15T12:00:00Z", "2012-07-15 14:00:00", 120, false},
        {"Europe/Berlin", "2025-07-15T12:00:00Z", "2025-07-15 14:00:00", 120, false},
        {"Europe/Berlin", "2012-10-28T00:30:00Z", "2012-10-28 02:30:00", 120, true},
        {"Europe/Berlin", "2012-10-28T01:30:00Z", "2012-10-28 02:30:00", 60, true},
        {"Europe/Berlin", "2012-10-28T02:00:00Z", "2012-10-28 03:00:00", 60, false},
        {"America/Los_Angeles", "2010-03-28T20:49:00Z", "2010-03-28 13:49:00", -420, false},
        {"America/Los_Angeles", "2024-07-04T03:00:00Z", "2024-07-03 20:00:00", -420, false},
        {"Asia/Kathmandu", "2012-01-01T00:00:00Z", "2012-01-01 05:45:00", 345, false},
        {"Europe/London", "1969-12-31T23:59:59.999Z", "1970-01-01 00:59:59", 60, false},
    };
    for (const Sample& sample : samples) {
        CAPTURE(sample.zone, sample.instant);
        const time::LocalTime local = zone(sample.zone).to_local(at(sample.instant));
        CHECK(local.sql() == sample.local);
        CHECK(local.offset == minutes(sample.offset));
        CHECK(zone(sample.zone).shows_twice(at(sample.instant)) == sample.twice);
    }
}

TEST_CASE("a reading that occurs once has one instant") {
    const time::Resolved resolved = zone("Europe/Berlin").resolve(2012, 7, 15, 14, 0, 5);
    CHECK(resolved.first == at("2012-07-15T12:00:05Z"));
    CHECK_FALSE(resolved.second);
    CHECK_FALSE(resolved.gap);
}

TEST_CASE("a reading that occurs twice has both instants") {
    const time::Resolved resolved = zone("Europe/Berlin").resolve(2012, 10, 28, 2, 30, 0);
    CHECK(resolved.first == at("2012-10-28T00:30:00Z"));
    CHECK(resolved.second == at("2012-10-28T01:30:00Z"));
    CHECK_FALSE(resolved.gap);
}

TEST_CASE("a reading that clocks skip gives the instant of the change") {
    const time::Resolved spring = zone("Europe/Berlin").resolve(2012, 3, 25, 2, 30, 0);
    CHECK(spring.gap);
    CHECK(spring.first == at("2012-03-25T01:00:00Z"));
    CHECK_FALSE(spring.second);

    const time::Resolved samoa = zone("Pacific/Apia").resolve(2011, 12, 30, 12, 0, 0);  // the day that was left out
    CHECK(samoa.gap);
    CHECK(samoa.first == at("2011-12-30T10:00:00Z"));
}

TEST_CASE("a fixed offset is a wall clock too") {
    const time::LocalTime local = time::to_local(at("2010-01-01T00:10:00Z"), minutes(-30));
    CHECK(local.sql() == "2009-12-31 23:40:00");
    CHECK(local.offset == minutes(-30));
    CHECK(time::to_local(at("0001-01-01T00:00:00Z"), minutes(0)).sql() == "0001-01-01 00:00:00");
}
