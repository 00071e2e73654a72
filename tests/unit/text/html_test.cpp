#include "text/html.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace blogferry;

namespace {

/// "name=value|…" of all attributes, and what is left of the HTML behind them.
std::string attributes(std::string_view html) {
    std::string result;
    std::size_t at = 0;
    while (const auto attribute = text::next_attribute(html, at)) {
        CHECK(attribute->end == at);
        CHECK(html.substr(attribute->begin).starts_with(attribute->name));
        result.append(attribute->name).append("=").append(attribute->value).append("|");
    }
    return result.append(html.substr(at));
}

}  // namespace

TEST_CASE("attributes as browsers read them") {
    CHECK(attributes("") == "");
    CHECK(attributes(">fog") == ">fog");
    CHECK(attributes(" / />fog") == ">fog");
    CHECK(attributes(" href=\"a>b\" title='c\"d'>fog") == "href=a>b|title=c\"d|>fog");
    CHECK(attributes(" HREF = a=\"b/ x>fog") == "HREF=a=\"b/|x=|>fog");
    CHECK(attributes("href=\"a\"title=b/>fog") == "href=a|title=b/|>fog");
    CHECK(attributes(" a= >fog") == "a=|>fog");
    CHECK(attributes(" =a=b>fog") == "=a=b|>fog");
    CHECK(attributes(" a\n=\tb\f/c>fog") == "a=b|c=|>fog");
}

TEST_CASE("attributes of a tag that does not end") {
    CHECK(attributes(" a=\"b>fog") == "a=b>fog|");
    CHECK(attributes(" a='") == "a=|");
    CHECK(attributes(" a=") == "a=|");
    CHECK(attributes(" a") == "a=|");
    CHECK(attributes(" a ") == "a=|");
}
