#include "entity.hpp"

#include <fmt/format.h>

#include "sanitize.hpp"

namespace blogferry::wxr {

void Entity::text(std::string_view tag, std::string_view value, std::string_view field) {
    removed(to_.element(tag, value), field);
    to_.markup("\n");
}

void Entity::word(std::string_view tag, std::string_view value) {
    to_.word(tag, value);
    to_.markup("\n");
}

void Entity::bare(std::string_view tag, std::string_view value, std::string_view field) {
    removed(to_.bare(tag, value), field);
    to_.markup("\n");
}

void Entity::number(std::string_view tag, std::uint64_t value) {
    to_.number(tag, value);
    to_.markup("\n");
}

void Entity::meta(std::string_view element, std::string_view key, std::string_view value, std::string_view field) {
    to_.markup("<");
    to_.markup(element);
    to_.markup(">\n<wp:meta_key><![CDATA[");
    removed(to_.text(key), field);
    to_.markup("]]></wp:meta_key>\n<wp:meta_value><![CDATA[");
    if (looks_serialized(value)) to_.markup("text:");
    removed(to_.text(value), field);
    to_.markup("]]></wp:meta_value>\n</");
    to_.markup(element);
    to_.markup(">\n");
}

void Entity::removed(std::size_t characters, std::string_view field) {
    if (characters == 0) return;
    report(Rule::wxr_control_removed, field,
           characters == 1 ? std::string("left out 1 control character, which XML cannot hold")
                           : fmt::format("left out {} control characters, which XML cannot hold", characters));
}

void Entity::report(Rule rule, std::string_view field, std::string message) {
    diagnostics_.report(rule, at_, id_.empty() ? std::string(kind_) : fmt::format("{} {}", kind_, id_),
                        std::string(field), std::move(message));
}

}  // namespace blogferry::wxr
