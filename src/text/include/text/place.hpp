/// Places in a text, as people count: lines and columns from 1.
#pragma once

#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::text {

/// A place, moved over the bytes that follow it. Costs as much as there are bytes.
Location moved(Location at, std::string_view passed);

}  // namespace blogferry::text
