/// A hash for ids that are made.
#pragma once

#include <cstdint>
#include <string_view>

namespace blogferry::text {

/// FNV-1a, 64 bits: the same everywhere, for ever. What is hashed before goes into `hash`.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 14695981039346656037ULL) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

}  // namespace blogferry::text
