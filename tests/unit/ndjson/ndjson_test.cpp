#include <string>

#include "json/entities.hpp"
#include "support/catch.hpp"
#include "support/full_entity.hpp"
#include "unit/ndjson/blog.hpp"

using namespace blogferry;
using namespace std::string_literals;
using test::Blog;

namespace {

const std::string header = "{\"type\":\"blogferry\",\"version\":1,\"site\":{\"title\":\"Oven Notes\"}}\n";
const std::string post = "{\"type\":\"post\",\"id\":\"1\",\"title\":\"Rye\",\"content\":\"<p>Slow.</p>\"}\n";
const std::string comment = "{\"type\":\"comment\",\"id\":\"2\",\"post\":\"1\",\"content\":\"Yes.\"}\n";
const std::string end = "{\"type\":\"end\",\"posts\":1,\"pages\":0,\"comments\":1,\"orphans\":0}\n";

/// The error reading `text` ends with.
Error refusal(const std::string& text, const Limits& limits = {}) {
    try {
        Context context;
        context.limits = limits;
        test::read(text, context);
    } catch (const Error& error) {
        return error;
    }
    FAIL("it was accepted: " << text);
    throw 0;
}

Blog small_blog() {
    Blog blog;
    blog.site = test::full_entity<Site>();
    blog.site.home = "https://oven-notes.example/";
    blog.site.time_zone = "Europe/Berlin";
    blog.site.settings[0].name = blog.site.templates[0].name = blog.site.properties[0].name = "another";  // sorted
    Post first, second;
    first.id = "11";
    first.title = "Rye, \"slowly\"";
    first.content = "<p>Day one:\n\ta \\ starter</p>";
    first.replies = 2;
    second.id = "12";
    second.kind = PostKind::page;
    Comment one, two, lost, far;
    one.id = "21";
    two.id = "22";
    one.post = two.post = "11";
    one.status = two.status = CommentStatus::approved;
    two.parent = "21";
    lost.id = "31";
    lost.post = "99";
    far.id = "32";
    far.blog = "77";
    blog.posts = {{first, {one, two}}, {second, {}}};
    blog.orphans = {{lost, OrphanReason::post_missing}, {far, OrphanReason::foreign}};
    return blog;
}

}  // namespace

TEST_CASE("NDJSON has a header, posts each with its comments, orphans and an end with counts") {
    Blog blog = small_blog();
    blog.site = Site{};
    blog.site.title = "Oven Notes";
    CHECK(test::write(blog, "ndjson") ==
          R"({"type":"blogferry","version":1,"site":{"title":"Oven Notes"}}
{"type":"post","kind":"post","id":"11","status":"draft","title":"Rye, \"slowly\"","content":"<p>Day one:\n\ta \\ starter</p>","replies":2}
{"type":"comment","id":"21","post":"11","status":"approved","content":""}
{"type":"comment","id":"22","post":"11","parent":"21","status":"approved","content":""}
{"type":"post","kind":"page","id":"12","status":"draft","title":"","content":"","replies":0}
{"type":"orphan","reason":"post-missing","id":"31","post":"99","status":"pending","content":""}
{"type":"orphan","reason":"foreign","id":"32","blog":"77","status":"pending","content":""}
{"type":"end","posts":1,"pages":1,"comments":2,"orphans":2}
)");
}

TEST_CASE("what is written reads back equal") {
    const Blog blog = small_blog();
    Context context;
    test::Read back = test::read(test::write(blog, "ndjson"), context);
    CHECK(back.site == blog.site);
    CHECK(back.strays == 0);  // settings and templates are part of the site
    REQUIRE(back.posts.size() == 2);
    REQUIRE(back.comments.size() == 4);
    CHECK(back.posts[0].at.line == 2);
    CHECK(back.comments[0].at.line == 3);
    for (Post& p : back.posts) p.at = {};
    for (Comment& c : back.comments) c.at = {};
    CHECK(back.posts[0] == blog.posts[0].first);
    CHECK(back.posts[1] == blog.posts[1].first);
    CHECK(back.comments[1] == blog.posts[0].second[1]);
    CHECK(back.comments[2] == blog.orphans[0].first);
    CHECK(back.comments[3] == blog.orphans[1].first);
}

TEST_CASE("a record's place is where its bytes are") {
    Context context;
    const std::string text = test::write(small_blog(), "ndjson");
    const auto input = Input::memory("blog.ndjson", text, context);
    const auto reader = test::format("ndjson").open(Source{input.get(), {}}, Settings{}, context);
    int records = 0;
    for (Record record; reader->next(record); ++records) {
        CHECK(text.substr(record.at.offset, record.bytes.size()) == record.bytes);
        CHECK(text[record.at.offset + record.bytes.size()] == '\n');
    }
    CHECK(records == 6);
}

TEST_CASE("lines longer than a chunk are read whole") {
    Blog blog = small_blog();
    blog.posts[0].first.content = std::string(300'000, 'a') + "\n" + std::string(900'000, 'b');
    blog.posts[1].first.content = std::string(262'144, 'c');
    Context context;
    const test::Read back = test::read(test::write(blog, "ndjson"), context);
    CHECK((back.posts[0].content == blog.posts[0].first.content));
    CHECK((back.posts[1].content == blog.posts[1].first.content));
}

TEST_CASE("a short hand-made stream is read") {
    Context context;
    const test::Read all = test::read("\xEF\xBB\xBF" + header + "\r\n" + post + "  \n" + comment + end + "\n", context);
    CHECK(all.site.title == "Oven Notes");
    CHECK(all.posts.at(0).status == PostStatus::draft);  // nobody said published
    CHECK(all.posts.at(0).at.line == 3);
    CHECK(all.comments.at(0).status == CommentStatus::pending);
    CHECK_NOTHROW(test::read(header + post + comment + end.substr(0, end.size() - 1), context));
}

TEST_CASE("members may come in any order") {
    Context context;
    const test::Read all = test::read(
        "{\"version\":1,\"site\":{\"title\":\"t\"},\"type\":\"blogferry\"}\n"
        "{ \"kind\": \"page\", \"id\": \"1\", \"type\": \"post\" }\n"
        "{\"posts\":0,\"pages\":1,\"comments\":0,\"orphans\":0,\"type\":\"end\"}\n",
        context);
    CHECK(all.posts.at(0).kind == PostKind::page);
}

TEST_CASE("the probe knows the header and nothing else") {
    const auto probe = test::format("ndjson").probe;
    CHECK(probe(header) == 100);
    CHECK(probe(header.substr(0, 40)) == 100);
    CHECK(probe("\xEF\xBB\xBF { \"type\" : \"blogferry\", \"ver") == 100);
    CHECK(probe("{\"version\":1,\"type\":\"blogferry\",\"site\":{}}\nmore") == 100);
    CHECK(probe(post) == 0);
    CHECK(probe("{\"type\":\"blog\"}\n") == 0);
    CHECK(probe("<?xml version=\"1.0\"?><feed>") == 0);
    CHECK(probe("[]") == 0);
    CHECK(probe("") == 0);
}

TEST_CASE("a stream without its end line is refused") {
    const std::string half_an_end = header + post + comment + end.substr(0, 20);
    for (const std::string& text : {""s, header, header + post, header + post + comment, half_an_end}) {
        CAPTURE(text);
        CHECK(refusal(text).rule() == Rule::ndjson_truncated);
    }
}

TEST_CASE("a stream cut anywhere is refused") {
    const std::string whole = test::write(small_blog(), "ndjson");
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        const Error error = refusal(whole.substr(0, size));
        CAPTURE(size, error.what(), info(error.rule()).name);
        REQUIRE(error.rule() == Rule::ndjson_truncated);
    }
}

TEST_CASE("an end line that counts something else is refused") {
    const Error error = refusal(header + post + end);
    CHECK(error.rule() == Rule::ndjson_truncated);
    CHECK(error.what() == "the last line counts 1 comments, but the file has 0"s);
    CHECK(error.at().line == 3);
    CHECK(refusal(header + post + post + comment + end).rule() == Rule::ndjson_truncated);
    CHECK(refusal(header + post + comment + end + post).what() == "a line follows the end line"s);
}

TEST_CASE("a malformed line is refused with its place") {
    const Error error = refusal(header + post + "{\"type\":\"comment\",\"id\":2}\n" + end);
    CHECK(error.rule() == Rule::json_malformed);
    CHECK(error.at().line == 3);
    const Error syntax = refusal(header + "{\"type\":\"comment\",\"id\":\"2\" oops}\n" + end);
    CHECK(syntax.rule() == Rule::json_malformed);
    CHECK(syntax.at().line == 2);
    CHECK(syntax.at().column == 28);
    CHECK(refusal(header + "{\"type\":\"mood\"}\n" + end).what() == "\"type\" is none of: post, comment, orphan, end"s);
    CHECK(refusal("{\n").rule() == Rule::json_malformed);
    CHECK(refusal(header + "{\n").rule() == Rule::json_malformed);
    CHECK(refusal(post).what() == "the first line is not the header of a blog"s);
    CHECK(refusal("{\"type\":\"blogferry\",\"version\":1}\n").what() == "\"site\" is missing"s);
}

TEST_CASE("bytes that are not UTF-8 are refused with their place") {
    const Error error = refusal(header + "{\"type\":\"comment\",\"id\":\"\xFF\"}\n" + end);
    CHECK(error.rule() == Rule::text_encoding);
    CHECK(error.at().line == 2);
    CHECK(error.at().column == 25);
    CHECK(error.at().offset == header.size() + 24);
}

TEST_CASE("another version is refused") {
    const Error error = refusal("{\"type\":\"blogferry\",\"version\":2,\"site\":{\"title\":\"\"}}\n");
    CHECK(error.rule() == Rule::format_other);
    CHECK(error.exit() == Exit::unsupported);
}

TEST_CASE("lines and nesting have limits that name their flags") {
    Limits small;
    small.record = 80;
    Context context;
    context.limits = small;
    CHECK_NOTHROW(test::read(header + post + comment + end, context));
    const Error error =
        refusal(header + "{\"type\":\"comment\",\"content\":\"" + std::string(80, 'x') + "\"}\n" + end, small);
    CHECK(error.rule() == Rule::limit_record);
    CHECK(error.at().line == 2);
    CHECK(error.hint().find("--limit record=N") != std::string::npos);
    Limits shallow;
    shallow.depth = 3;
    CHECK(refusal(header + "{\"type\":\"comment\",\"x\":[[[1]]]}\n" + end, shallow).rule() == Rule::limit_depth);
}

TEST_CASE("members nobody knows are counted when reading in full") {
    Context context;
    const std::string text =
        "{\"type\":\"blogferry\",\"version\":1,\"site\":{\"title\":\"\",\"motto\":\"x\"},\"tool\":\"y\"}\n" +
        post.substr(0, post.size() - 2) + ",\"mood\":\"calm\"}\n" + comment + end;
    test::read(text, context, Depth::skim);
    CHECK(context.diagnostics.not_carried().count("json:mood") == 0);
    test::read(text, context);
    CHECK(context.diagnostics.not_carried().at("json:mood") == 1);
    CHECK(context.diagnostics.not_carried().at("json:motto") == 2);
    CHECK(context.diagnostics.not_carried().at("json:tool") == 2);
}

TEST_CASE("convert of NDJSON output gives the same bytes") {
    const std::string once = test::write(small_blog(), "ndjson");
    Context context;
    CHECK(test::convert_again(once, context) == once);
    CHECK(context.diagnostics.not_carried().empty());
}
