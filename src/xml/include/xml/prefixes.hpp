/// Namespace prefixes that are always used for one thing, which exporters forgot to declare.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace blogferry::xml {

/// Prefixes and what they are known for ("atom", "wp"), in order.
std::span<const std::pair<std::string_view, std::string_view>> well_known_prefixes();
/// The namespace a prefix is known for; empty if there is none.
std::string_view well_known_namespace(std::string_view prefix);

}  // namespace blogferry::xml
