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

TEST_CASE("RFC 3339 as blogs write it is read") {
    using enum Precision;
    const Sample samples[] = {
        {"1970-01-01T00:00:00Z", 0, 0, second},
        {"1970-01-01T00:00:00.001Z", 1, 0, millisecond},
        {"1970-01-01 00:00:01Z", 1000, 0, second},
        {"2010-03-28T20:49:00.123-07:00", 1269834540123, -420, millisecond},
        {"2006-12-30T18:33:00Z", 1167503580000, 0, second},
        {"2012-02-29T00:00:00+05:45", 1330452900000, 345, second},
        {"1969-12-31T23:59:59.999Z", -1, 0, millisecond},
        {"2010-03-28T20:49:00.1-07:00", 1269834540100, -420, millisecond},
        {"2010-03-28T20:49:00.123999999999999999999Z", 1269809340123, 0, millisecond},
        {"2010-03-28T20:49:00", 1269809340000, std::nullopt, second},
        {"2010-03-28T20:49", 1269809340000, std::nullopt, minute},
        {"2010-03-28T20:49Z", 1269809340000, 0, minute},
        {"2012-09-21", 1348228800000, std::nullopt, day},
        {"2010-03-28T20:49:00-00:00", 1269809340000, 0, second},
        {"0001-01-01T00:00:00Z", -62135596800000, 0, second},
        {"9999-12-31T23:59:59.999Z", 253402300799999, 0, millisecond},
        {"0001-01-01T00:00:00+23:59", -62135683140000, 1439, second},
        {"9999-12-31T23:59:59-23:59", 253402387139000, -1439, second},
    };
    for (const Sample& sample : samples) {
        CAPTURE(sample.text);
        const std::optional<Timestamp> read = time::parse_rfc3339(sample.text);
        CHECK(ms(read) == sample.ms);
        CHECK(read->offset == (sample.offset ? std::optional(minutes(*sample.offset)) : std::nullopt));
        CHECK(read->precision == sample.precision);
    }
}

TEST_CASE("anything else is no RFC 3339") {
    for (const char* bad : {"",
                            "2010",
                            "2010-03",
                            "2010-3-28",
                            "2010-02-30",
                            "2011-02-29",
                            "1900-02-29",
                            "2010-00-10",
                            "2010-13-10",
                            "2010-01-00",
                            "2010-04-31",
                            "0000-01-01T00:00:00Z",
                            "+10000-01-01T00:00:00Z",
                            "10000-01-01T00:00:00Z",
                            "-0001-11-30T00:00:00Z",
                            "2010-03-28T24:00:00Z",
                            "2010-03-28T23:60:00Z",
                            "2016-12-31T23:59:60Z",
                            "2010-03-28T20",
                            "2010-03-28T20:4",
                            "2010-03-28T",
                            "2010-03-28T20:49:",
                            "2010-03-28T20:49:0",
                            "2010-03-28T20:49:00.",
                            "2010-03-28T20:49:00.Z",
                            "2010-03-28T20:49:00,5Z",
                            "2010-03-28T20:49.5Z",
                            "2010-03-28T20:49:00+1",
                            "2010-03-28T20:49:00+01",
                            "2010-03-28T20:49:00+0100",
                            "2010-03-28T20:49:00+24:00",
                            "2010-03-28T20:49:00+01:60",
                            "2010-03-28T20:49:00z",
                            "2010-03-28t20:49:00Z",
                            "2010-03-28T20:49:00ZZ",
                            "2010-03-28T20:49:00Z ",
                            " 2010-03-28T20:49:00Z",
                            "2010-03-28Z",
                            "2010-03-28_20:49:00Z",
                            "2010-03-28T20:49:00 +01:00",
                            "٢٠١٠-03-28",
                            "today"}) {
        CAPTURE(bad);
        CHECK_FALSE(time::parse_rfc3339(bad));
    }
}

TEST_CASE("a timestamp is written as it was read") {
    for (const char* text : {"2010-03-28T20:49:00.123-07:00", "2010-03-28T20:49:00.000Z", "2006-12-30T18:33:00Z",
                             "2012-02-29T00:00:00+05:45", "1969-12-31T23:59:59.999Z", "2010-03-28T20:49:00",
                             "2010-03-28T20:49:00.010", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59",
                             "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-23:59", "1900-01-01T00:00:00-00:30"}) {
        const std::optional<Timestamp> read = time::parse_rfc3339(text);
        REQUIRE(read);
        CHECK(time::format_rfc3339(*read) == text);
    }
}

TEST_CASE("a coarse timestamp is written with its full time") {
    CHECK(time::format_rfc3339(*time::parse_rfc3339("2012-09-21")) == "2012-09-21T12:00:00");
    CHECK(time::format_rfc3339(*time::parse_rfc3339("2012-09-21 07:05Z")) == "2012-09-21T07:05:00Z");
}

TEST_CASE("appending keeps what is there") {
    std::string text = "at ";
    time::append_rfc3339(text,
                         {std::chrono::sys_time<milliseconds>(milliseconds(5)), minutes(-90), Precision::millisecond});
    CHECK(text == "at 1969-12-31T22:30:00.005-01:30");
}

TEST_CASE("an instant beyond four-digit years is shown as the nearest that fits") {
    const auto shown = [](milliseconds since) {
        return time::format_rfc3339({std::chrono::sys_time<milliseconds>(since), minutes(0), Precision::second});
    };
    CHECK(shown(milliseconds::max()) == "9999-12-31T23:59:59Z");
    CHECK(shown(milliseconds::min()) == "0000-01-01T00:00:00Z");
}

TEST_CASE("what was said of a date is shown and read back") {
    for (const char* said : {"2012-09-21", "2012-09", "2012", "2012-09-21T10:14:00+02:00", "0001-01"}) {
        const auto read = time::parse_shown(said);
        REQUIRE(read);
        CHECK(time::shown(*read) == said);
    }
    CHECK(time::parse_shown("2012-09")->precision == Precision::month);
    CHECK(time::parse_shown("2012")->instant == time::parse_shown("2012-01-01")->instant);
    for (const char* wrong : {"", "2012-", "2012-13", "0000", "201", "20120", "2012-9", "2012-09-", "2012 "})
        CHECK_FALSE(time::parse_shown(wrong));
}

TEST_CASE("precisions have names") {
    using enum Precision;
    for (const Precision p : {millisecond, second, minute, day, month, year}) {
        CHECK(time::precision_from(time::to_string(p)) == p);
    }
    CHECK(time::to_string(minute) == "minute");
    CHECK_FALSE(time::precision_from("hour"));
    CHECK_FALSE(time::precision_from(""));
}
