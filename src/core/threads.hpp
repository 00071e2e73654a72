/// Which comments of one post reply to which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "keys.hpp"

namespace blogferry {

class Threads {
public:
    /// Takes the comments of a post in canonical order. A circle of replies is cut at its first comment.
    /// @param replies each comment, and the one it says it replies to (any key that is no comment here: to the post)
    struct Reply {
        Key comment, parent;
    };
    explicit Threads(const std::vector<Reply>& replies);

    bool has(Key comment) const { return places_.contains(comment); }
    /// Whether this comment's reply closed a circle and was cut.
    bool cut(Key comment) const { return cut_[places_.at(comment)]; }

private:
    std::unordered_map<Key, std::size_t> places_;
    std::vector<bool> cut_;
};

}  // namespace blogferry
