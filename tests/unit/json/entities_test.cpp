#include "json/entities.hpp"

#include <string>

#include "blogferry/context.hpp"
#include "support/catch.hpp"
#include "support/full_entity.hpp"

using namespace blogferry;
using namespace std::string_literals;

namespace {

constexpr std::uint64_t deep = 128;
const Location place{.input = 0, .line = 5, .column = 1, .offset = 100};

template <class E>
void read(const json::Object& object, E& entity, Diagnostics* unknown) {
    if constexpr (requires { object.read(entity, Depth::full, unknown); }) object.read(entity, Depth::full, unknown);
    else object.read(entity, unknown);
}

template <class E>
E from_json(std::string_view text, Diagnostics* unknown = nullptr) {
    E entity;
    read(json::Object(text, place, deep), entity, unknown);
    return entity;
}

/// The error reading `text` as an E ends with.
template <class E>
Error refusal(std::string_view text, std::uint64_t depth = deep) {
    try {
        E entity;
        read(json::Object(text, place, depth), entity, nullptr);
    } catch (const Error& error) {
        return error;
    }
    FAIL("it was accepted: " << text);
    throw 0;
}

}  // namespace

TEST_CASE("an entity with every field set reads back equal") {
    const auto post = test::full_entity<Post>();
    CHECK(from_json<Post>(json::to_json(post)) == post);
    const auto comment = test::full_entity<Comment>();
    CHECK(from_json<Comment>(json::to_json(comment)) == comment);
    const auto site = test::full_entity<Site>();
    CHECK(from_json<Site>(json::to_json(site)) == site);
}

TEST_CASE("what is not there is left out, and title and content are not") {
    CHECK(json::to_json(Post{}) == R"({"kind":"post","id":"","status":"draft","title":"","content":"","replies":0})");
    CHECK(json::to_json(Comment{}) == R"({"id":"","status":"pending","content":""})");
    CHECK(json::to_json(Site{}) == R"({"title":""})");
}

TEST_CASE("where something stood in its source is no part of it") {
    Post post;
    post.at = place;
    CHECK(json::to_json(post) == json::to_json(Post{}));
}

TEST_CASE("an empty optional text is there and empty") {
    Person person;
    person.uri = "";
    CHECK(json::to_json(person) == R"({"kind":"named","uri":""})");
}

TEST_CASE("a timestamp shows its offset, and its precision where the text does not") {
    using namespace std::chrono;
    Comment comment;
    comment.published = Timestamp{sys_days(year{2010} / 3 / 29) + hours(3) + minutes(49), minutes(-420)};
    comment.updated = Timestamp{sys_days(year{2010} / 3 / 29) + hours(12), std::nullopt, Precision::day};
    const std::string text = json::to_json(comment);
    CHECK(text == R"({"id":"","status":"pending","published":"2010-03-28T20:49:00.000-07:00",)"
                  R"("updated":"2010-03-29","updated_precision":"day","content":""})");
    CHECK(from_json<Comment>(text) == comment);
}

TEST_CASE("lines of NDJSON start with their type") {
    std::string lines;
    json::append_header(lines, Site{});
    json::append_post(lines, Post{});
    json::append_comment(lines, Comment{});
    json::append_orphan(lines, Comment{}, OrphanReason::post_missing);
    json::append_end(lines,
                     Counts{.posts = 1, .pages = 0, .comments = 1, .orphans = 1, .by_status = {{"post.draft", 1}}});
    CHECK(lines ==
          R"({"type":"blogferry","version":1,"site":{"title":""}})"
          "\n"
          R"({"type":"post","kind":"post","id":"","status":"draft","title":"","content":"","replies":0})"
          "\n"
          R"({"type":"comment","id":"","status":"pending","content":""})"
          "\n"
          R"({"type":"orphan","reason":"post-missing","id":"","status":"pending","content":""})"
          "\n"
          R"({"type":"end","posts":1,"pages":0,"comments":1,"orphans":1})"
          "\n");
}

TEST_CASE("skimming leaves bodies out and keeps the rest") {
    const auto full = test::full_entity<Post>();
    Post skimmed;
    json::Object(json::to_json(full), place, deep).read(skimmed, Depth::skim, nullptr);
    CHECK(skimmed.content.empty());
    CHECK(skimmed.summary.empty());
    skimmed.content = full.content;
    skimmed.summary = full.summary;
    CHECK(skimmed == full);
}

TEST_CASE("members that are no fields are counted by name") {
    Diagnostics unknown;
    const auto post = from_json<Post>(
        R"({"type":"post","id":"1","mood":"calm","published_precision":null,"authors":[{"name":"Ada","mood":1}]})",
        &unknown);
    CHECK(post.authors.at(0).name == "Ada");
    CHECK(unknown.not_carried() == std::map<std::string, std::uint64_t, std::less<>>{{"json:mood", 2}});
}

TEST_CASE("null is as good as absent") {
    const auto comment = from_json<Comment>(R"({"id":null,"author":null,"published":null,"content":"x"})");
    CHECK(comment.content == "x");
    CHECK_FALSE(comment.author);
    CHECK_FALSE(comment.published);
}

TEST_CASE("coordinates keep their last digit") {
    for (const char* const number : {"48.13743270000001", "-122.41941550000002", "0.1", "-0.0", "12"}) {
        const auto post = from_json<Post>(R"({"location":{"latitude":)"s + number + "}}");
        CHECK(post.location.value().latitude == std::stod(number));
    }
}

TEST_CASE("what is not JSON is refused with its place") {
    struct Case {
        const char* text;
        std::uint64_t column;
    };
    for (const auto& [text, column] :
         {Case{"{\"id\":\"1\" x}", 11}, Case{"{\"id\":\"1\"} {}", 12}, Case{"{\"id\":01}", 8},
          Case{"{\"id\":\"\\ud800\"}", 14}, Case{"{'id':1}", 2}, Case{"{\"id\":\"\x01\"}", 8}}) {
        const Error error = refusal<Post>(text);
        CAPTURE(text);
        CHECK(error.rule() == Rule::json_malformed);
        CHECK(error.at().line == 5);
        CHECK(error.at().column == column);
        CHECK(error.at().offset == 100 + column - 1);
    }
    CHECK(refusal<Post>("").rule() == Rule::json_malformed);
    CHECK(refusal<Post>("{\"id\":\"\xFF\"}").rule() == Rule::json_malformed);
    CHECK(refusal<Post>("[1]").rule() == Rule::json_malformed);
    CHECK(refusal<Post>("{\"id\":\"1\",}").rule() == Rule::json_malformed);
}

TEST_CASE("a key that is there twice is refused, at any depth") {
    CHECK(refusal<Post>(R"({"id":"1","id":"1"})").what() == "an object has the same key twice"s);
    CHECK(refusal<Post>(R"({"id":"1","authors":[{"name":"a","name":"b"}]})").what() ==
          "an object has the same key twice"s);
    CHECK(refusal<Post>(R"({"id":"1","location":{"name":"a"},"location":{"name":"b"}})").rule() ==
          Rule::json_malformed);
}

TEST_CASE("values of another kind or out of range are refused by name") {
    CHECK(refusal<Post>(R"({"id":7})").what() == R"("id" is not a string)"s);
    CHECK(refusal<Post>(R"({"replies":1.5})").what() == R"("replies" is not an integer in range)"s);
    CHECK(refusal<Post>(R"({"replies":9223372036854775808})").what() == R"("replies" is not an integer in range)"s);
    CHECK(refusal<Post>(R"({"enclosures":[{"length":-1}]})").what() == R"("length" is not an integer in range)"s);
    CHECK(refusal<Post>(R"({"location":{"latitude":1e999}})").rule() == Rule::json_malformed);
    CHECK(refusal<Post>(R"({"location":{"latitude":"48"}})").what() == R"("latitude" is not a number)"s);
    CHECK(refusal<Post>(R"({"status":"live"})").what() ==
          R"("status" is none of: published, draft, scheduled, trashed)"s);
    CHECK(refusal<Post>(R"({"published":"yesterday"})").what() ==
          R"("published" is not a date and time as in RFC 3339, nor a date alone)"s);
    CHECK(refusal<Post>(R"({"published":"2012-09-21","published_precision":"week"})").rule() == Rule::json_malformed);
    CHECK(refusal<Post>(R"({"published_precision":"day"})").what() ==
          R"("published_precision" is there without "published")"s);
    CHECK(refusal<Post>(R"({"authors":{}})").what() == R"("authors" is not an array)"s);
    CHECK(refusal<Comment>(R"({"author":"Ada"})").what() == R"("author" is not an object)"s);
}

TEST_CASE("nesting has a limit that names its flag") {
    const Error error = refusal<Post>("{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}", 32);
    CHECK(error.rule() == Rule::limit_depth);
    CHECK(error.hint().find("--limit depth=") != std::string::npos);
    CHECK_NOTHROW(from_json<Post>("{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}"));
}

TEST_CASE("no limit lets nesting use up the stack") {
    const auto nested = [](std::size_t depth) {
        return "{\"a\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    const Error error = refusal<Post>(nested(400'000), 2'000'000);
    CHECK(error.rule() == Rule::limit_depth);
    CHECK(error.what() == "arrays and objects are nested more than 1000 deep"s);
    CHECK_NOTHROW(json::Object(nested(Limits::deepest - 1), {}, 2'000'000));
}

TEST_CASE("names and values of enumerations belong together") {
    CHECK(json::to_string(PostStatus::trashed) == "trashed");
    CHECK(json::to_string(CommentStatus::removed) == "removed");
    CHECK(json::to_string(PersonKind::removed) == "removed");
    CHECK(json::to_string(OrphanReason::foreign) == "foreign");
    CHECK(json::from_string<PostKind>("page") == PostKind::page);
    CHECK(json::from_string<PostKind>("Page") == std::nullopt);
}
