#include "json/as_xml.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace blogferry;

namespace {

const std::vector<std::string> prefixes{"gd"};

std::string xml(std::string_view json, Diagnostics* diagnostics = nullptr) {
    return json::as_xml(json, "entry", prefixes, {}, 10, diagnostics);
}

}  // namespace

TEST_CASE("objects are elements, strings attributes, $t is text, arrays repeat") {
    CHECK(xml("{}") == "<entry></entry>");
    CHECK(xml(R"({"id":{"$t":"a"}})") == "<entry><id>a</id></entry>");
    CHECK(xml(R"({"link":[{"href":"x"},{"href":"y"}]})") ==
          R"(<entry><link href="x"></link><link href="y"></link></entry>)");
    CHECK(xml(R"({"title":{"$t":"a","type":"text"}})") == R"(<entry><title type="text">a</title></entry>)");
    CHECK(xml(R"({"gd$image":{"width":16,"x":null,"y":true}})") ==
          R"(<entry><gd:image width="16" y="true"></gd:image></entry>)");
    CHECK(xml(R"({"category":["a","b"]})") == "<entry><category>a</category><category>b</category></entry>");
}

TEST_CASE("what is markup in a string is text in XML") {
    CHECK(xml(R"({"a":{"$t":"<b> & \"\r\n\t]]>"}})") ==
          "<entry><a>&lt;b&gt; &amp; &quot;&#13;&#10;&#9;]]&gt;</a></entry>");
    CHECK(xml(R"({"a":{"b":"\"'<"}})") == R"(<entry><a b="&quot;'&lt;"></a></entry>)");
    CHECK(xml(R"({"content":{"type":"xhtml","$t":"<p/>"}})") ==
          R"(<entry><content type="html">&lt;p/&gt;</content></entry>)");
    CHECK_THROWS_AS(xml(R"({"a":{"$t":"\u0001"}})"), Error);
}

TEST_CASE("namespaces are those declared around or inside") {
    CHECK(xml(R"({"thr$a":{"xmlns$thr":"u","thr$b":{"$t":"x"}}})") ==
          R"(<entry><thr:a xmlns:thr="u"><thr:b>x</thr:b></thr:a></entry>)");
    Diagnostics diagnostics;
    CHECK(xml(R"({"thr$a":{"$t":"x"},"thr$b":["y"],"gd$c":{"thr$d":"z"}})", &diagnostics) ==
          "<entry><gd:c></gd:c></entry>");
    CHECK(diagnostics.not_carried().size() == 3);
}

TEST_CASE("names that are none are left out and counted") {
    Diagnostics diagnostics;
    CHECK(xml(R"({"a b":{"$t":"x"},"":"y","a$b$c":["z"],"1":{"$t":"x"},"a>":"q","d":[["e"]]})", &diagnostics) ==
          "<entry></entry>");
    CHECK(diagnostics.not_carried().size() == 6);
}

TEST_CASE("what is no object, or too deep, is refused") {
    CHECK_THROWS_AS(xml("[]"), Error);
    CHECK_THROWS_AS(xml(R"({"a":1,"a":2})"), Error);
    CHECK_THROWS_AS(xml(R"({"a":)"), Error);
    CHECK_THROWS_AS(xml(std::string(20, '[')), Error);
}
