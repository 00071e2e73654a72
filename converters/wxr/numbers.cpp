#include "numbers.hpp"

#include "text/hash.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::uint64_t lowest = 10, beyond = 1'000'000'000;

// All bits take part in the remainder: the last steps of SplitMix64.
std::uint64_t mixed(std::uint64_t hash) {
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31U);
}

}  // namespace

std::uint32_t PostNumbers::take(std::string_view id) {
    for (std::uint64_t hash = mixed(text::fnv1a(id));; hash = mixed(hash + 1)) {
        const auto number = static_cast<std::uint32_t>(lowest + hash % (beyond - lowest));
        if (taken_.insert(number).second) return number;
    }
}

}  // namespace blogferry::wxr
