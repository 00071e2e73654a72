#include "json/leaves.hpp"

#include <string>

#include "support/catch.hpp"

using namespace blogferry;

namespace {

std::string shown(std::string_view text) {
    const auto leaves = json::leaves(text);
    if (!leaves) return "no JSON";
    std::string all;
    for (const json::Leaf& leaf : *leaves) all += leaf.path + "=" + leaf.value + " ";
    return all;
}

}  // namespace

TEST_CASE("strings of JSON by their paths") {
    CHECK(shown(R"({"a": "x", "b": {"c": "y", "n": 1, "d": ["p", 2, {"e": "q"}, null, "r"]}, "f": "z"})") ==
          "/a=x /b/c=y /b/d/0=p /b/d/2/e=q /b/d/4=r /f=z ");
    CHECK(shown(R"(["a", ["b", "c"], "d"])") == "/0=a /1/0=b /1/1=c /2=d ");
    CHECK(shown(R"("alone")") == "=alone ");
    CHECK(shown("{}").empty());
}

TEST_CASE("what people leave in JSON is let pass, what is none is not") {
    CHECK(shown("{\"a\": \"x\", /* y */ \"b\": [\"z\",],}") == "/a=x /b/0=z ");
    CHECK(shown(R"({"a": "\u00e9"})") == "/a=\xC3\xA9 ");
    CHECK(shown("") == "no JSON");
    CHECK(shown("{\"a\": \"x\"") == "no JSON");
    CHECK(shown("{\"a\": \"x\"} y") == "no JSON");
    CHECK(shown("{'a': 'x'}") == "no JSON");
    CHECK(shown(std::string(40, '[') + std::string(40, ']')) == "no JSON");
}
