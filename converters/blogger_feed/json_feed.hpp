/// Finds the entries of a feed in JSON, as `alt=json` and `alt=json-in-script` give it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry::feed {

/// A feed in JSON, taken apart: its entries by their places, and all that stands around them.
struct JsonFeed {
    struct Place {
        std::uint64_t offset = 0, length = 0, line = 0, column = 0;
    };
    std::vector<Place> entries;
    std::string head;  ///< the document with an empty list in the place of its entries
    std::uint64_t head_offset = 0;
};

/// Reads an input once, a window at a time. A whole document is well-formed if its head and each of its entries are.
/// @throws Error json_malformed, limit_record
JsonFeed take_apart(const Input& input, Context& context);

/// What stands before the first "{": nothing, or the call of a script's function with the comment Blogger puts before
/// it ("// API callback\nNAME("). npos if it is something else.
std::size_t start_of_json(std::string_view head);

}  // namespace blogferry::feed
