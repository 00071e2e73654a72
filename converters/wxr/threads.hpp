/// The comments of one post, each after the one it replies to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry::wxr {

/// WordPress keeps a thread only if a parent's number is lower than its replies'. Comments come oldest first, so
/// nearly always they can go straight on; only replies dated before their parents, and replies to comments that are
/// not on this post, wait in memory. Beside them it keeps the id of every comment of the post.
class ParentsFirst {
public:
    /// @param last_number the number given to the last comment of the file; counted on
    ParentsFirst(Comments& source, std::uint64_t& last_number) : source_(source), last_number_(last_number) {}

    struct Numbered {
        Comment comment;
        std::uint64_t number = 0;
        std::uint64_t parent = 0;  ///< its number; 0 if there is none, or it is not on this post
    };
    /// False at the end.
    bool next(Numbered& result);

private:
    bool waits(const Comment& comment) const;
    void release_replies(const std::string& id);
    void release_rest();
    void number(Numbered& result);

    Comments& source_;
    std::uint64_t& last_number_;
    bool more_ = true;
    std::unordered_map<std::string, std::uint64_t> numbers_;
    std::map<std::uint64_t, Comment> waiting_;  // by arrival
    std::unordered_multimap<std::string, std::uint64_t> replies_to_;
    std::vector<Comment> ready_;  // the next one last
};

}  // namespace blogferry::wxr
