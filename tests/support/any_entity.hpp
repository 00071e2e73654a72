/// Arbitrary entities for property tests (needs RapidCheck): every field present or absent, any UTF-8, any instant of
/// years 1 to 9999.
#pragma once

#include <rapidcheck.h>

#include <chrono>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "blogferry/model.hpp"
#include "json/fields.hpp"
#include "text/utf8.hpp"

namespace blogferry::test {

/// Valid UTF-8 with more than its share of what trips writers: quotes, backslashes, controls, NUL, edges of planes.
inline rc::Gen<std::string> any_text() {
    const auto scalar = rc::gen::weightedOneOf<std::uint32_t>(
        {{6, rc::gen::inRange<std::uint32_t>(0x20, 0x7F)},
         {2, rc::gen::element<std::uint32_t>('"', '\\', '\n', '\r', '\t', '\0', 0x1F, 0x7F, '<', '&')},
         {1, rc::gen::inRange<std::uint32_t>(0, 0x20)},
         {1, rc::gen::element<std::uint32_t>(0x80, 0x7FF, 0x800, 0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000,
                                             0x10FFFF)},
         {1, rc::gen::inRange<std::uint32_t>(0xA0, 0xD800)}});
    return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(scalar),
                        [](const std::vector<std::uint32_t>& points) {
                            std::string text;
                            for (const std::uint32_t point : points) text::append_utf8(text, point);
                            return text;
                        });
}

/// Any instant, offset and precision that RFC 3339 text and a precision can tell.
inline rc::Gen<Timestamp> any_timestamp() {
    return rc::gen::exec([] {
        using namespace std::chrono;
        constexpr sys_days first = year{1} / 1 / 2, last = year{9999} / 12 / 30;
        Timestamp timestamp;
        timestamp.precision = static_cast<Precision>(*rc::gen::inRange(0, 6));
        timestamp.instant = sys_time<seconds>(seconds(*rc::gen::inRange<std::int64_t>(
            sys_seconds(first).time_since_epoch().count(), sys_seconds(last).time_since_epoch().count())));
        if (timestamp.precision == Precision::millisecond)
            timestamp.instant += milliseconds(*rc::gen::inRange(0, 1000));
        if (*rc::gen::arbitrary<bool>()) timestamp.offset = minutes(*rc::gen::inRange(-14 * 60, 14 * 60 + 1));
        return timestamp;
    });
}

template <json::Entity E>
E any_entity();

/// Sets a member to anything. To be called inside rc::check or rc::gen::exec.
inline void set_any(std::string& member) { member = *any_text(); }
inline void set_any(Timestamp& member) { member = *any_timestamp(); }
inline void set_any(double& member) { member = *rc::gen::arbitrary<double>(); }
template <std::integral N>
void set_any(N& member) {
    member = *rc::gen::oneOf(rc::gen::arbitrary<N>(),
                             rc::gen::element<N>(0, std::numeric_limits<N>::min(), std::numeric_limits<N>::max()));
}
template <json::Named E>
void set_any(E& member) {
    member = static_cast<E>(*rc::gen::inRange<std::size_t>(0, json::names<E>.size()));
}
template <json::Entity E>
void set_any(E& member) {
    member = any_entity<E>();
}
template <class T>
void set_any(std::optional<T>& member) {
    member.reset();
    if (*rc::gen::arbitrary<bool>()) set_any(member.emplace());
}
template <class T>
void set_any(std::vector<T>& member) {
    member.resize(*rc::gen::inRange<std::size_t>(0, 4));
    for (T& item : member) set_any(item);
}
inline void set_any(std::map<std::string, std::uint64_t>& member) {
    member.clear();
    for (int n = *rc::gen::inRange(0, 3); n > 0; --n) set_any(member["post." + std::to_string(n)]);
}

/// Walks the field list, so a new field is generated without a line here.
template <json::Entity E>
E any_entity() {
    E entity;
    json::fields([](std::string_view, auto& member, json::When) { set_any(member); }, entity);
    return entity;
}

}  // namespace blogferry::test
