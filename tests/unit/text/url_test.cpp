#include "text/url.hpp"

#include "support/catch.hpp"
#include "text/utf8.hpp"

using namespace blogferry;

namespace {
struct Pair {
    std::string from, to;
};
}  // namespace

TEST_CASE("an absolute URL has a web scheme and a host") {
    for (const char* url : {"http://h.example", "https://h.example/", "HTTPS://H.EXAMPLE/a", "http://h"})
        CHECK(text::is_absolute_url(url));
    for (const char* url : {"", "http", "http:", "http://", "https:///a", "http://?x", "//h.example/", "/a",
                            "h.example", "ftp://h.example/", "javascript:alert(1)", " http://h.example"}) {
        CAPTURE(url);
        CHECK_FALSE(text::is_absolute_url(url));
    }
}

TEST_CASE("a URL without a scheme gets one") {
    CHECK(text::with_scheme("//img.example/a.png") == "https://img.example/a.png");
    for (const char* url : {"", "/a", "http://h.example/", "a//b"}) CHECK(text::with_scheme(url) == url);
}

TEST_CASE("the path of a URL") {
    const Pair samples[] = {
        {"https://h.example/a/b.html?x#y", "/a/b.html"},
        {"https://h.example/a#y?x", "/a"},
        {"//h.example/a", "/a"},
        {"/2012/09/a.html?m=1", "/2012/09/a.html"},
        {"https://h.example/", "/"},
        {"https://h.example", ""},
        {"https://h.example?q=/a", ""},
        {"HTTP://h.example/A", "/A"},
        {"mailto:someone@h.example", ""},
        {"a/b", ""},
        {"", ""},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::path_of_url(sample.from) == sample.to);
    }
}

TEST_CASE("the origin of a URL") {
    const Pair samples[] = {
        {"https://H.example:80/a", "https://H.example:80/"},
        {"http://h.example", "http://h.example/"},
        {"http://h.example?x=/y@z", "http://h.example/"},
        {"https://user:secret@h.example/a", "https://h.example/"},
        {"//h.example/a", ""},
        {"/a", ""},
        {"https://", ""},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::origin_of_url(sample.from) == sample.to);
    }
}

TEST_CASE("a base and a path are joined by one slash") {
    CHECK(text::join_url("https://h.example", "/a.html") == "https://h.example/a.html");
    CHECK(text::join_url("https://h.example/", "/a.html") == "https://h.example/a.html");
    CHECK(text::join_url("https://h.example/blog/", "a.html") == "https://h.example/blog/a.html");
    CHECK(text::join_url("https://h.example", "") == "https://h.example/");
}

TEST_CASE("the slug of a path is its last component without the extension") {
    const Pair samples[] = {
        {"/2012/09/first-light.html", "first-light"},
        {"/p/about.html", "about"},
        {"/2012/09/first-light/", "first-light"},
        {"first-light.htm", "first-light"},
        {"/2012/09/release-1.5-is-out.html", "release-1.5-is-out"},
        {"/2012/09/release-1.5-is-out", "release-1.5-is-out"},
        {"/2012/09/%D0%BD%D0%BE%D1%87%D1%8C.html", "%D0%BD%D0%BE%D1%87%D1%8C"},
        {"/2012/09/blog-post_28.html", "blog-post_28"},
        {"/.html", ".html"},
        {"/a.", "a."},
        {"/", ""},
        {"//", ""},
        {"", ""},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::slug_of_path(sample.from) == sample.to);
    }
}

TEST_CASE("a slug in ASCII") {
    const Pair samples[] = {
        {"First light", "first-light"},
        {"  Hello,   World!  ", "hello-world"},
        {"Don\u2019t panic, it's fine", "dont-panic-its-fine"},
        {"Caf\u00E9 \u00E0 la cr\u00E8me", "cafe-a-la-creme"},
        {"Cafe\u0301", "cafe"},
        {"Straße, Ærø, Łódź, Œuvre, Đà Nẵng, Þór, İstanbul ılık",
         "strasse-aero-lodz-oeuvre-da-nang-thor-istanbul-ilik"},
        {"ＦＵＬＬ ｗｉｄｔｈ ①", "full-width-1"},
        {"100% & more -- really", "100-more-really"},
        {"a_b.c/d\\e", "a-b-c-d-e"},
        {"../../etc/passwd", "etc-passwd"},
        {"<b>Bold</b>", "b-bold-b"},
        {"東京 2012 night", "2012-night"},
        {"Привет", ""},
        {"🙂", ""},
        {"---", ""},
        {"", ""},
        {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen-zerowidth"},
        {std::string("nul\0here \x1B[31m", 14), "nul-here-31m"},
        {"latin-1 caf\xE9!", "latin-1-caf"},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::slugify(sample.from, false) == sample.to);
    }
}

TEST_CASE("a slug that keeps other scripts") {
    const Pair samples[] = {
        {"Привет, Мир", "привет-мир"}, {"Йод и ёж", "йод-и-ёж"},       {"東京の夜", "東京の夜"},
        {"がんばれ", "がんばれ"},      {"안녕 하세요", "안녕-하세요"}, {"हिन्दी में", "हिन्दी-में"},
        {"Ο Οδυσσέας", "ο-οδυσσέας"},  {"שלום עולם", "שלום-עולם"},     {"Café Привет", "cafe-привет"},
        {"🙂 ok \uFE0F", "ok"},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::slugify(sample.from, true) == sample.to);
    }
}

TEST_CASE("a slug is at most 200 bytes, whole characters, and no hyphen at its end") {
    CHECK(text::slugify(std::string(500, 'a'), false).size() == 200);
    CHECK(text::slugify(std::string(199, 'a') + " b", false) == std::string(199, 'a'));
    std::string title;
    for (int i = 0; i < 300; ++i) title += "東";
    const std::string slug = text::slugify(title, true);
    CHECK(slug.size() == 198);
    CHECK(text::valid_utf8(slug));
    CHECK(text::slugify(std::string(3'000'000, ' ') + "x", false).empty());  // nobody's title
}

// RFC 3986, 5.4, for the references that feeds have.
TEST_CASE("references are resolved against a base") {
    const Pair samples[] = {
        {"g", "http://a.example/b/c/g"},
        {"./g/", "http://a.example/b/c/g/"},
        {"/g", "http://a.example/g"},
        {"//g.example", "http://g.example"},
        {"?y", "http://a.example/b/c/d;p?y"},
        {"g?y#s", "http://a.example/b/c/g?y#s"},
        {"#s", "http://a.example/b/c/d;p?q#s"},
        {"", "http://a.example/b/c/d;p?q"},
        {".", "http://a.example/b/c/"},
        {"..", "http://a.example/b/"},
        {"../../../g", "http://a.example/g"},
        {"/./g/..", "http://a.example/"},
        {"mailto:ann@a.example", "mailto:ann@a.example"},
        {"https://b.example/x", "https://b.example/x"},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::resolve_url("http://a.example/b/c/d;p?q", sample.from) == sample.to);
    }
    CHECK(text::resolve_url("http://a.example", "g") == "http://a.example/g");
    CHECK(text::resolve_url("http://a.example?q", "?y") == "http://a.example/?y");
    CHECK(text::resolve_url("", "g") == "g");
    CHECK(text::resolve_url("urn:x", "g") == "g");
}
