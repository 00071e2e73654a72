/// Entities with every field set. They are made from the field list, so a new field is set without a line here.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"
#include "json/fields.hpp"

namespace blogferry::test {

/// set_full(member, name): something in every member: no absent optional, two items in every vector.
inline void set_full(std::string& member, std::string_view name) { member = "the " + std::string(name); }
inline void set_full(Timestamp& member, std::string_view) {
    using namespace std::chrono;
    member = {sys_days(year{2012} / 9 / 21) + hours(12), minutes(120), Precision::day};
}
inline void set_full(double& member, std::string_view) { member = 48.137; }
template <std::integral N>
void set_full(N& member, std::string_view) {
    member = 7;
}
template <json::Named E>
void set_full(E&, std::string_view) {}
template <class T>
void set_full(std::optional<T>& member, std::string_view name);
template <class T>
void set_full(std::vector<T>& member, std::string_view name);
inline void set_full(std::map<std::string, std::uint64_t>& member, std::string_view) {
    member = {{"comment.spam", 3}, {"post.published", 2}};
}
template <json::Entity E>
void set_full(E& member, std::string_view = {}) {
    json::fields([](std::string_view name, auto& part, json::When) { set_full(part, name); }, member);
}
template <class T>
void set_full(std::optional<T>& member, std::string_view name) {
    set_full(member.emplace(), name);
}
template <class T>
void set_full(std::vector<T>& member, std::string_view name) {
    member.resize(2);
    for (T& item : member) set_full(item, name);
}

/// An entity with every field set.
template <json::Entity E>
E full_entity() {
    E entity;
    set_full(entity);
    return entity;
}

}  // namespace blogferry::test
