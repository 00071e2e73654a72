// The JSON document. It shares its entities with NDJSON, whose tests are beside this one.
#include <string>
#include <utility>

#include "support/catch.hpp"
#include "unit/ndjson/blog.hpp"

using namespace blogferry;
using test::Blog;

namespace {

template <class Entity>
Entity with_id(std::string id) {
    Entity entity;
    entity.id = std::move(id);
    return entity;
}

Blog blog_of_two_posts() {
    Blog blog;
    blog.site.title = "Oven Notes";
    blog.posts = {{with_id<Post>("11"), {with_id<Comment>("21"), with_id<Comment>("22")}}, {with_id<Post>("12"), {}}};
    blog.orphans = {{with_id<Comment>("31"), OrphanReason::post_missing}};
    return blog;
}

}  // namespace

TEST_CASE("a JSON document is compact by default") {
    CHECK(test::write(blog_of_two_posts(), "json") ==
          R"({"format":"blogferry","version":1,"site":{"title":"Oven Notes"},)"
          R"("counts":{"posts":2,"pages":0,"comments":2,"orphans":1},)"
          R"("posts":[{"kind":"post","id":"11","status":"draft","title":"","content":"","replies":0,)"
          R"("comments":[{"id":"21","status":"pending","content":""},{"id":"22","status":"pending","content":""}]},)"
          R"({"kind":"post","id":"12","status":"draft","title":"","content":"","replies":0}],)"
          R"("orphans":[{"reason":"post-missing","id":"31","status":"pending","content":""}]})"
          "\n");
}

TEST_CASE("a pretty JSON document has a line for each post and comment") {
    CHECK(test::write(blog_of_two_posts(), "json", {"pretty=yes"}) == R"({
  "format":"blogferry",
  "version":1,
  "site":{"title":"Oven Notes"},
  "counts":{"posts":2,"pages":0,"comments":2,"orphans":1},
  "posts":[
    {"kind":"post","id":"11","status":"draft","title":"","content":"","replies":0,"comments":[
      {"id":"21","status":"pending","content":""},
      {"id":"22","status":"pending","content":""}
    ]},
    {"kind":"post","id":"12","status":"draft","title":"","content":"","replies":0}
  ],
  "orphans":[
    {"reason":"post-missing","id":"31","status":"pending","content":""}
  ]
}
)");
}

TEST_CASE("a JSON document of an empty blog is whole") {
    CHECK(test::write(Blog{}, "json") ==
          R"({"format":"blogferry","version":1,"site":{"title":""},)"
          R"("counts":{"posts":0,"pages":0,"comments":0,"orphans":0},"posts":[],"orphans":[]})"
          "\n");
    CHECK(test::write(Blog{}, "json", {"pretty=yes"}) == R"({
  "format":"blogferry",
  "version":1,
  "site":{"title":""},
  "counts":{"posts":0,"pages":0,"comments":0,"orphans":0},
  "posts":[],
  "orphans":[]
}
)");
}
