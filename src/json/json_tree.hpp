/// Boost.JSON as this layer uses it; not seen outside.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::json {

/// Parses one JSON text strictly. @throws Error json_malformed, limit_depth
boost::json::value parse_tree(std::string_view text, const Location& at, std::uint64_t depth,
                              boost::json::storage_ptr storage);

}  // namespace blogferry::json
