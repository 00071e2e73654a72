#include <new>
#include <stdexcept>

#include "last_resort.hpp"
#include "overview.hpp"
#include "progress.hpp"
#include "run.hpp"
#include "support/catch.hpp"
#include "text/utf8.hpp"

using namespace blogferry;

namespace {

class NoComments final : public Comments {
public:
    bool next(Comment&) override { return false; }
};

void add_post(cli::Overview& overview, std::chrono::sys_days day) {
    Post post;
    post.status = PostStatus::published;
    post.title = "t";
    post.published = Timestamp{day, std::chrono::minutes{0}, Precision::second};
    NoComments none;
    overview.post(post, none);
}

Exit ended(const std::function<Exit()>& work) {
    cli::Console console{std::stop_token{}};
    return cli::last_resort(console, work, [] {});
}

}  // namespace

TEST_CASE("Whatever is thrown has an exit code of its own") {
    CHECK(ended([]() -> Exit { throw std::bad_alloc(); }) == Exit::no_memory);
    CHECK(ended([]() -> Exit { throw Error(Rule::no_memory, "m"); }) == Exit::no_memory);
    CHECK(ended([]() -> Exit { throw std::logic_error("this is only a test of the message about bugs"); }) ==
          Exit::internal);
    CHECK(ended([]() -> Exit { throw 7; }) == Exit::internal);
    CHECK(ended([] { return Exit::findings; }) == Exit::findings);
}

TEST_CASE("Of several endings the gravest counts") {
    using enum Exit;
    const Exit order[] = {ok,       findings, unsupported,  refused,   malformed,
                          no_input, busy,     cannot_write, no_memory, internal};
    for (std::size_t i = 1; i < std::size(order); ++i) {
        CHECK(cli::graver(order[i], order[i - 1]) == order[i]);
        CHECK(cli::graver(order[i - 1], order[i]) == order[i]);
    }
}

TEST_CASE("The longest silence is between two months with posts") {
    using namespace std::chrono;
    cli::Overview overview;
    add_post(overview, 2012y / 1 / 31);
    add_post(overview, 2012y / 2 / 1);
    CHECK_FALSE(overview.silence());
    add_post(overview, 2013y / 3 / 15);
    add_post(overview, 2013y / 9 / 1);
    REQUIRE(overview.silence());
    CHECK(overview.silence()->months == 12);
    CHECK(overview.silence()->from == "2012-02");
    CHECK(overview.silence()->to == "2013-03");
    CHECK(overview.posts().first == "2012-01-31");
    CHECK(overview.posts().last == "2013-09-01");
    CHECK(overview.unaddressed() == 4);
}

TEST_CASE("The bar fits the terminal, however narrow") {
    const Progress half{"reading", 1'000'000, 2'000'000};
    CHECK(cli::bar(half, 80) == "reading  [====================                    ]   50 %  1.0 MB of 2.0 MB");
    for (std::size_t width = 1; width < 120; ++width) {
        CHECK(text::length_utf8(cli::bar(half, width)) <= width);
        CHECK(text::length_utf8(cli::bar({"reading", 5, 0}, width)) <= width);
        CHECK(text::length_utf8(cli::bar({"reading", 9, 5}, width)) <= width);
    }
}
