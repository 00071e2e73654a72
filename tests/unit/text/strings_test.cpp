#include "text/strings.hpp"

#include "support/catch.hpp"

using namespace blogferry;

TEST_CASE("only XML white space is trimmed") {
    CHECK(text::trim(" \t\r\n a b \n") == "a b");
    CHECK(text::trim(" \n ").empty());
    CHECK(text::trim("").empty());
    CHECK(text::trim("\u00A0x\v") == "\u00A0x\v");
}

TEST_CASE("case is that of ASCII") {
    CHECK(text::lower("ABCZ[é]É") == "abcz[é]É");
    CHECK(text::equal_ignoring_case("Content-TYPE", "content-type"));
    CHECK_FALSE(text::equal_ignoring_case("a", "ab"));
    CHECK_FALSE(text::equal_ignoring_case("@", "`"));
    CHECK_FALSE(text::equal_ignoring_case("É", "é"));
}

TEST_CASE("split keeps empty parts") {
    using Parts = std::vector<std::string_view>;
    CHECK(text::split("a,b", ',') == Parts{"a", "b"});
    CHECK(text::split("", ',') == Parts{""});
    CHECK(text::split(",a,,", ',') == Parts{"", "a", "", ""});
}

TEST_CASE("integers are whole, unsigned in writing and in range") {
    CHECK(text::integer("0") == 0);
    CHECK(text::integer("007") == 7);
    CHECK(text::integer("9223372036854775807") == INT64_MAX);
    for (const char* bad : {"", "9223372036854775808", "18446744073709551615", "99999999999999999999", "-1", "-0", "+1",
                            " 1", "1 ", "1.0", "1e3", "0x10", "1,000", "٣"}) {
        CAPTURE(bad);
        CHECK_FALSE(text::integer(bad));
    }
}

TEST_CASE("sizes may end in a power of 1024") {
    CHECK(text::byte_count("1") == 1U);
    CHECK(text::byte_count("64K") == 65536U);
    CHECK(text::byte_count("10M") == 10485760U);
    CHECK(text::byte_count("2G") == 2147483648U);
    CHECK(text::byte_count("16777215T") == 18446742974197923840U);
    for (const char* bad : {"", "0", "0K", "K", "-1", "1k", "1.5M", "10 M", "10MB", "16777216T"}) {
        CAPTURE(bad);
        CHECK_FALSE(text::byte_count(bad));
    }
}

TEST_CASE("real numbers are finite and read without a locale") {
    CHECK(text::real("52.5") == 52.5);
    CHECK(text::real("-122.4194155") == -122.4194155);
    CHECK(text::real("1e3") == 1000.0);
    for (const char* bad : {"", "nan", "inf", "-infinity", "1e999", "52,5", "0x1p3", " 1", "1 ", "1.2.3", "+1", "-"}) {
        CAPTURE(bad);
        CHECK_FALSE(text::real(bad));
    }
}
