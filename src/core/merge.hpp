/// One entity from several entries: duplicates within a file, or a legacy export and a Takeout of the same blog.
#pragma once

#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry {

/// @param versions of one post, those of the preferred source first; not empty. For each field the fuller one wins
///        (something over nothing, a known address over none, an offset over "Z"); where two say different things the
///        first wins and BF203 says so. Labels, enclosures and properties are united. Versions that are equal but for
///        their place give no diagnostic beyond BF202 for a repeated id within one input.
Post merge(std::vector<Post> versions, Diagnostics& diagnostics);
Comment merge(std::vector<Comment> versions, Diagnostics& diagnostics);

}  // namespace blogferry
