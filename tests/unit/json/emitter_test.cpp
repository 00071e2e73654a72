#include "json/emitter.hpp"

#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace blogferry;

namespace {

std::string to_literal(std::string_view text) {
    std::string json;
    json::append_string(json, text);
    return json;
}

std::string number(double value) {
    std::string json;
    json::append_number(json, value);
    return json;
}

}  // namespace

TEST_CASE("strings escape what JSON requires and nothing else") {
    CHECK(to_literal("") == R"("")");
    CHECK(to_literal("plain / text") == R"("plain / text")");
    CHECK(to_literal("a\"b\\c") == R"("a\"b\\c")");
    CHECK(to_literal("\b\f\n\r\t") == R"("\b\f\n\r\t")");
    CHECK(to_literal(std::string("\0\x01\x1f\x7f", 4)) == "\"\\u0000\\u0001\\u001f\x7f\"");
    CHECK(to_literal("h\xC3\xA9llo \xE2\x80\xA8 \xF0\x9F\x8C\x8D") == "\"h\xC3\xA9llo \xE2\x80\xA8 \xF0\x9F\x8C\x8D\"");
}

TEST_CASE("an escape is found at every place of a block of 16") {
    for (std::size_t length = 1; length < 50; ++length) {
        for (std::size_t at = 0; at < length; ++at) {
            std::string text(length, 'x');
            text[at] = '"';
            std::string expected = text;
            expected.insert(at, 1, '\\');
            REQUIRE(to_literal(text) == '"' + expected + '"');
        }
    }
}

TEST_CASE("numbers are short") {
    CHECK(number(0) == "0");
    CHECK(number(-0.0) == "-0.0");
    CHECK(number(48.137) == "48.137");
    CHECK(number(-122.4194155) == "-122.4194155");
    CHECK(number(1e300) == "1e+300");
    CHECK_THROWS(number(std::numeric_limits<double>::infinity()));
}

TEST_CASE("the emitter puts commas between values and nowhere else") {
    std::string text;
    json::Emitter to(text);
    to.begin_object();
    to.key("a");
    to.begin_array();
    to.value(std::int64_t{-1});
    to.value(std::uint64_t{18446744073709551615U});
    to.begin_object();
    to.end_object();
    to.begin_array();
    to.end_array();
    to.value("s");
    to.value(true);
    to.raw("null");
    to.end_array();
    to.key("b", "_c");
    to.value(0.5);
    to.line(2);
    to.key("d");
    to.value(false);
    to.end_object();
    CHECK(text == R"({"a":[-1,18446744073709551615,{},[],"s",true,null],"b_c":0.5,)"
                  "\n"
                  R"(  "d":false})");
}

TEST_CASE("the emitter goes on after its string was written out") {
    std::string text;
    json::Emitter to(text);
    to.begin_array();
    to.value("a");
    text.clear();
    to.value("b");
    to.end_array();
    CHECK(text == R"(,"b"])");
}
