#include <rapidcheck.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "json/emitter.hpp"
#include "json/entities.hpp"
#include "support/any_entity.hpp"
#include "support/catch.hpp"

using namespace blogferry;

namespace {

template <class E>
void read(const json::Object& object, E& entity, Diagnostics* unknown) {
    if constexpr (requires { object.read(entity, Depth::full, unknown); }) object.read(entity, Depth::full, unknown);
    else object.read(entity, unknown);
}

template <class E>
E from_json(std::string_view text, Diagnostics* unknown = nullptr) {
    E entity;
    read(json::Object(text, Location{}, 128), entity, unknown);
    return entity;
}

template <class E>
void check_any_reads_back() {
    CHECK(rc::check([] {
        const E entity = test::any_entity<E>();
        const std::string text = json::to_json(entity);
        Diagnostics unknown;
        const E back = from_json<E>(text, &unknown);
        RC_ASSERT(json::to_json(back) == text);
        RC_ASSERT(back == entity);
        RC_ASSERT(unknown.not_carried().empty());
    }));
}

}  // namespace

TEST_CASE("any string reads back the same from Boost.JSON") {
    CHECK(rc::check([] {
        const std::string text = *test::any_text();
        std::string quoted;
        json::append_string(quoted, text);
        RC_ASSERT(boost::json::parse(quoted).as_string() == text);
    }));
}

TEST_CASE("any number reads back the same") {
    CHECK(rc::check([] {
        const double value = *rc::gen::arbitrary<double>();
        std::string number;
        json::append_number(number, value);
        RC_ASSERT(std::stod(number) == value);
    }));
}

TEST_CASE("any post reads back equal") { check_any_reads_back<Post>(); }
TEST_CASE("any comment reads back equal") { check_any_reads_back<Comment>(); }
TEST_CASE("any site reads back equal") { check_any_reads_back<Site>(); }
TEST_CASE("any counts read back equal") { check_any_reads_back<Counts>(); }
