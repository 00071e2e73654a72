/// One entity from several entries: duplicates within a file, or a legacy export and a Takeout of the same blog.
#pragma once

#include <optional>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry {

/// An entity as one entry has it, and how far its source is to be believed (Reader::preference()).
template <class T>
struct Version {
    T value;
    int preference = 0;
    std::optional<Timestamp> source_updated;  ///< when the blog was last updated that the source shows, if it says so
};

/// A time without an offset is what a clock showed. Where another version says what an offset that clock had, it is
/// that time; so to be called before a zone is assumed.
void share_offsets(std::vector<Version<Post>>& versions);
void share_offsets(std::vector<Version<Comment>>& versions);

/// One entity from its versions, in any order; not empty. The version of the preferred source leads, then the one
/// updated last; an older version from the same input is superseded, and BF202 says so. From other inputs, for each
/// field the fuller one wins (something over nothing, an address over none, an offset over "Z"); where two say
/// different things the leading one wins and BF203 says so, unless these are two spellings of one thing (spelling.hpp).
/// What only grows is the later one's: the time of the last update, a declared count. The state is that of the version
/// that is known to be later, whatever leads; where that is not known, the less public one. Labels, enclosures and
/// properties are united.
Post merge(std::vector<Version<Post>> versions, Diagnostics& diagnostics);
Comment merge(std::vector<Version<Comment>> versions, Diagnostics& diagnostics);

}  // namespace blogferry
