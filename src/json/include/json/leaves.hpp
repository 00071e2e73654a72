/// The strings of a JSON text of any shape; for JSON that is not ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::json {

struct Leaf {
    std::string path;  ///< "/author/name", "/@graph/0/headline"
    std::string value;
};

/// Every string in a JSON text, in its order; numbers and words are no strings. Commas before a bracket that closes and
/// comments, which people leave in, are let pass. nullopt if it is no JSON, or nested more than 32 deep.
std::optional<std::vector<Leaf>> leaves(std::string_view text);

}  // namespace blogferry::json
