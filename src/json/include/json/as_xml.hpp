/// GData's JSON is XML said otherwise: {"a$b": {"c": "d", "$t": "e"}} is <a:b c="d">e</a:b>, an array is an element for
/// each of its items.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "blogferry/diagnostics.hpp"

namespace blogferry::json {

/// One JSON object as the XML it stands for. What no XML element can be called is left out and counted as not carried,
/// and so is what has a prefix that nobody declared.
/// @param root     name of its element
/// @param prefixes declared around it
/// @param at       of the object, for messages
/// @throws Error json_malformed, limit_depth
std::string as_xml(std::string_view object, std::string_view root, std::span<const std::string> prefixes,
                   const Location& at, std::uint64_t depth, Diagnostics* diagnostics);

}  // namespace blogferry::json
