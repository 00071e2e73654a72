#include "time/written_date.hpp"

#include "time/timestamp.hpp"

#include "support/catch.hpp"

using namespace blogferry;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

std::int64_t ms(const std::optional<Timestamp>& t) {
    REQUIRE(t);
    return t->instant.time_since_epoch().count();
}

struct Sample {
    const char* text;
    std::int64_t ms;
    std::optional<int> offset;
    Precision precision;
};

}  // namespace

TEST_CASE("dates as programs write them") {
    using enum Precision;
    const Sample samples[] = {
        {"Sun, 28 Mar 2010 20:49:00 +0000", 1269809340000, 0, second},
        {"Sun, 28 Mar 2010 20:49:00 -0700", 1269834540000, -420, second},
        {"28 Mar 2010 20:49:00 GMT", 1269809340000, 0, second},
        {"28 mar 2010 20:49:00 utc", 1269809340000, 0, second},
        {"  Sun,28 March 2010\t20:49:00 UT\n", 1269809340000, 0, second},
        {"28 Mar 2010 20:49 EDT", 1269823740000, -240, minute},
        {"1 Sept 06 08:05:09 PST", 1157126709000, -480, second},
        {"01 Jan 70 00:00:00 Z", 0, 0, second},
        {"01 Jan 49 00:00:00 Z", 2493072000000, 0, second},
        {"01 Jan 50 00:00:00 Z", -631152000000, 0, second},
        {"01 Jan 103 00:00:00 Z", 1041379200000, 0, second},
        {"28 Mar 2010 20:49:00", 1269809340000, std::nullopt, second},
        {"28 Mar 2010 20:49:00 +05:30", 1269789540000, 330, second},
        {"Sun 28 Mar 2010 20:49:00 GMT", 1269809340000, 0, second},
        {"28 Mar 2010 8:49:00 GMT", 1269766140000, 0, second},
        {"28 Mar 2010 20:49:00 +1", 1269805740000, 60, second},
        {"28 Mar 2010 20:49:00 GMT+1", 1269805740000, 60, second},
        {"Sun, 28 Mar 2010 20:49:00 GMT+01:00", 1269805740000, 60, second},
        {"Sun, 28 Mar 2010 13:49:00 -0700 (PDT)", 1269809340000, -420, second},
        {"Sunday, 28-Mar-10 20:49:00 GMT", 1269809340000, 0, second},
        {"Sun, 28-Mar-2010 20:49:00 UTC", 1269809340000, 0, second},
        {"Sun, Mar 28 2010 20:49:00 GMT", 1269809340000, 0, second},
        {"March 28, 2010 8:49 PM", 1269809340000, std::nullopt, minute},
        {"March 28th, 2010 at 12:05 am", 1269734700000, std::nullopt, minute},
        {"Sun Mar 28 20:49:00 2010", 1269809340000, std::nullopt, second},
        {"Sun Mar 28 20:49:00 UTC 2010", 1269809340000, 0, second},
        {"Thu Apr  5 10:00:00 2012", 1333620000000, std::nullopt, second},
        {"28 March 2010", 1269777600000, std::nullopt, day},
        {"dom, 28 Mar 2010 20:49:00 +0000", 1269809340000, 0, second},
        {"2010-03-28T20:49:00+0100", 1269805740000, 60, second},
        {"2010-3-28 8:49:05", 1269766145000, std::nullopt, second},
        {"2010-03-28t20:49:00z", 1269809340000, 0, second},
        {"20100328T20:49:00", 1269809340000, std::nullopt, second},
        {"2010-03-28T20:49:00.5+01:00", 1269805740500, 60, millisecond},
        {"2010-03", 1267444800000, std::nullopt, month},
    };
    for (const Sample& sample : samples) {
        CAPTURE(sample.text);
        const std::optional<time::WrittenDate> date = time::read_date(sample.text);
        REQUIRE(date);
        const std::optional<Timestamp> read = date->time;
        CHECK(ms(read) == sample.ms);
        CHECK(read->offset == (sample.offset ? std::optional(minutes(*sample.offset)) : std::nullopt));
        CHECK(read->precision == sample.precision);
    }
}

TEST_CASE("zones that nobody can be sure of, and leap seconds, are read with a reserve") {
    const auto sydney = time::read_date("Thu, 05 Apr 2012 10:00:00 AEST");
    REQUIRE(sydney);
    CHECK(sydney->unknown_zone == "AEST");
    CHECK_FALSE(sydney->time.offset);
    CHECK(ms(sydney->time) == 1333620000000);
    CHECK(time::read_date("Thu Apr 5 10:00:00 CEST 2012")->unknown_zone == "CEST");

    const auto leap = time::read_date("2016-12-31T23:59:60Z");
    REQUIRE(leap);
    CHECK(leap->leap_second);
    CHECK(time::format_rfc3339(leap->time) == "2016-12-31T23:59:59Z");

    std::vector<Property> kept;
    std::vector<Rule> said;
    const auto report = [&](Rule rule, const std::string&) { said.push_back(rule); };
    CHECK(time::parse_date_field("2016-12-31T23:59:60Z", "published", kept, report));
    CHECK(time::parse_date_field("Thu, 05 Apr 2012 10:00:00 AEST", "updated", kept, report));
    CHECK_FALSE(time::parse_date_field("next week", "created", kept, report));
    CHECK_FALSE(time::parse_date_field("", "created", kept, report));
    CHECK(kept == std::vector<Property>{{"published (as written)", "2016-12-31T23:59:60Z"},
                                        {"updated (as written)", "Thu, 05 Apr 2012 10:00:00 AEST"},
                                        {"created (as written)", "next week"}});
    CHECK(said == std::vector<Rule>{Rule::zone_letters_unknown, Rule::date_invalid});
}

TEST_CASE("anything else is no date") {
    for (const char* bad : {"",
                            "Sun",
                            "Sun,",
                            "28",
                            "1333620000",
                            "03/04/2012",
                            "28.03.2010",
                            "Wed, 30 Nov -0001 00:00:00 +0000",
                            "30 Feb 2010 00:00:00 GMT",
                            "28 Foo 2010 20:49:00 GMT",
                            "28 Ma 2010 20:49:00 GMT",
                            "28 Marching 2010 20:49:00 GMT",
                            "28 Mar 2 20:49:00 GMT",
                            "28 Mar 20100 20:49:00 GMT",
                            "28 Mar 2010 24:00:00 GMT",
                            "28 Mar 2010 20:49:61 GMT",
                            "28 Mar 2010 13:49 PM",
                            "28 Mar 2010 20:49:00 A",
                            "28 Mar 2010 20:49:00 +24",
                            "28 Mar 2010 20:49:00 GMT extra",
                            "28 Mar 0000 20:49:00 GMT",
                            "9999-12-31T23:59:59-12:00",
                            "0001-01-01T00:00:00+12:00",
                            "99999999999999999999 Mar 2010 20:49:00 GMT",
                            "2010-03-28T20:49:00Z again"}) {
        CAPTURE(bad);
        CHECK_FALSE(time::read_date(bad));
    }
}
