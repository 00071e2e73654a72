#include "../../../src/core/spelling.hpp"

#include "support/catch.hpp"

using namespace blogferry;

TEST_CASE("one text in two spellings") {
    CHECK(same_text("clay&#8217;s  end", "clay\u2019s\nend "));
    CHECK(same_text("A &amp; B", "A & B"));
    CHECK_FALSE(same_text("clay's end", "clay\u2019s end"));
    CHECK_FALSE(same_text("clay end", "clayend"));
}

TEST_CASE("one body in two spellings") {
    CHECK(same_body("a<br>b", "a<BR />\nb"));
    CHECK(same_body("<IMG src=a.png alt='x &#38; y'>", "<img alt=\"x &amp; y\" src=\"a.png\"/>"));
    CHECK(same_body("<a href='http://a.example/'>x</a>", "<a href=\"https://a.example/\">x</a>"));
    CHECK(same_body("<img src='../../pictures/a.png'>", "<img src='pictures/a.png'>"));
    CHECK(same_body("&#8220;x&#8221;&nbsp;y", "\u201Cx\u201D\u00A0y"));
    CHECK_FALSE(same_body("&lt;b&gt;", "<b>"));
    CHECK_FALSE(same_body("<b>a</b>", "<i>a</i>"));
    CHECK_FALSE(same_body("<a href='b'>x</a>", "<a href='c'>x</a>"));
    CHECK_FALSE(same_body("<a", "<a>"));
    CHECK_FALSE(same_body("1 < 2", "1 2"));
    CHECK(same_body("1 < 2", "1 &lt; 2"));
}

TEST_CASE("one address in two spellings") {
    CHECK(same_address("http://A.example/x/", "https://a.example:443/x?m=1"));
    CHECK(same_address("http://n.blogspot.de/x.html?m=0", "http://n.blogspot.com/x.html"));
    CHECK(same_address("https://a.example/%C3%A9", "https://a.example/\u00E9"));
    CHECK(same_address("https://a.example/%2f", "https://a.example/%2F"));
    CHECK(same_address("http://a.example/x.html?showComment=15#c12", "http://a.example/x.html#c12"));
    CHECK(same_address("/a/", "/a"));
    CHECK_FALSE(same_address("https://a.example/%2F", "https://a.example//"));
    CHECK_FALSE(same_address("http://a.example/x?y=1", "http://a.example/x"));
    CHECK_FALSE(same_address("http://a.example:8080/x", "http://a.example/x"));
    CHECK_FALSE(same_address("http://www.a.example/x", "http://a.example/x"));
    CHECK_FALSE(same_address("mailto://a.example/", "http://a.example/"));
}

TEST_CASE("one blog on two hosts") {
    CHECK(same_but_host("http://www.a.example/x", "https://a.example/x"));
    CHECK(same_but_host("http://n.blogspot.fr/x", "https://a.example/x"));
    CHECK_FALSE(same_but_host("http://n.blogspot.com/x", "http://m.blogspot.com/x"));
    CHECK_FALSE(same_but_host("http://a.example/x", "http://b.example/x"));
    CHECK_FALSE(same_but_host("http://n.blogspot.com/x", "https://a.example/y"));
    CHECK(blog_key("https://www.n.blogspot.co.uk/") == blog_key("http://n.blogspot.com"));
}

TEST_CASE("names of nobody") {
    CHECK(is_nobody("Anonymous"));
    CHECK(is_nobody("Unbekannt"));
    CHECK_FALSE(is_nobody("Ivo"));
    CHECK_FALSE(is_nobody(""));
}
