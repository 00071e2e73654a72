#include "dates.hpp"

#include "blogferry/diagnostics.hpp"
#include "support/catch.hpp"
#include "time/timestamp.hpp"

using namespace blogferry;
using cli::period;

namespace {

// A day of the blog's clock, or an instant.
std::string text(const Bound& bound) {
    if (const auto* const instant = std::get_if<std::chrono::sys_time<std::chrono::milliseconds>>(&bound)) {
        return time::format_rfc3339({*instant, std::chrono::minutes{0}, Precision::second});
    }
    const std::chrono::sys_days midnight(std::get<std::chrono::local_days>(bound).time_since_epoch());
    return time::format_rfc3339({midnight, {}, Precision::second}).substr(0, 10);
}

}  // namespace

TEST_CASE("A year, a month and a day are periods by the blog's clock") {
    CHECK(text(period("2012")->first) == "2012-01-01");
    CHECK(text(period("2012")->after) == "2013-01-01");
    CHECK(text(period("2012-12")->first) == "2012-12-01");
    CHECK(text(period("2012-12")->after) == "2013-01-01");
    CHECK(text(period("2012-02-29")->after) == "2012-03-01");
}

TEST_CASE("A time stands for itself and needs an offset") {
    CHECK(text(period("2012-09-21T18:30:00+02:00")->first) == "2012-09-21T16:30:00Z");
    CHECK(text(period("2012-09-21T18:30:00+02:00")->after) == "2012-09-21T16:30:00Z");
    CHECK_FALSE(period("2012-09-21T18:30:00"));
}

TEST_CASE("What is no date is refused") {
    for (const char* wrong : {"12", "2012-1", "2012-13", "2012-02-30", "2013-02-29", "0000", "2012-09-21-",
                              "21.09.2012", "-2012", "2012-", "x"}) {
        INFO(wrong);
        CHECK_FALSE(period(wrong));
        CHECK_THROWS_AS(cli::since(wrong), Error);
    }
    CHECK_FALSE(cli::until(""));
}

TEST_CASE("The period that is named is kept, on both sides") {
    CHECK(text(*cli::since("2012-09")) == "2012-09-01");
    CHECK(text(*cli::until("2012-09")) == "2012-10-01");
}
