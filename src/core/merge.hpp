/// One entity from several entries: duplicates within a file, or a legacy export and a Takeout of the same blog.
#pragma once

#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry {

/// An entity as one entry has it, and how far its source is to be believed (Reader::preference()).
template <class T>
struct Version {
    T value;
    int preference = 0;
};

/// One entity from its versions, in any order; not empty. The version of the preferred source leads, then the one
/// updated last; an older version from the same input is superseded, and BF202 says so. From other inputs, for each
/// field the fuller one wins (something over nothing, an address over none, an offset over "Z"); where two say
/// different things the leading one wins and BF203 says so. Where nothing tells which state is the later one, the less
/// public one is taken. Labels, enclosures and properties are united.
Post merge(std::vector<Version<Post>> versions, Diagnostics& diagnostics);
Comment merge(std::vector<Version<Comment>> versions, Diagnostics& diagnostics);

}  // namespace blogferry
