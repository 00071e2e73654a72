/// Numbers for posts in WordPress.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace blogferry::wxr {

/// A post's number comes from its id alone, not from its place in the blog, so that it keeps it when posts are added,
/// left out or given another date. WordPress keeps these numbers, and its next own one is one more than the highest:
/// so they have at most nine digits, which leaves room below 2^31, where other programs' columns end. Of ten thousand
/// posts two share a number with a chance of one in twenty; then the second of the two, in the blog's order, gets
/// another one from its id.
class PostNumbers {
public:
    /// In [10, 10^9): clear of what a fresh WordPress has.
    std::uint32_t take(std::string_view id);

private:
    std::unordered_set<std::uint32_t> taken_;
};

}  // namespace blogferry::wxr
