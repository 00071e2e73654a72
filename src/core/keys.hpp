/// Ids as 64-bit keys: numbers as themselves, everything else interned, so that an index entry stays small.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace blogferry {

using Key = std::uint64_t;

class Keys {
public:
    static constexpr Key interned = Key{1} << 63;

    /// The key of an id: its value if it is a decimal number below 2^63 without leading zeros.
    Key of(std::string_view id) {
        if (const auto number = number_of(id)) return *number;
        const auto [found, added] = by_name_.try_emplace(std::string(id), interned | names_.size());
        if (added) names_.push_back(&found->first);
        return found->second;
    }
    /// The same for an id that may never have been seen.
    std::optional<Key> find(const std::string& id) const {
        if (const auto number = number_of(id)) return number;
        const auto found = by_name_.find(id);
        return found == by_name_.end() ? std::nullopt : std::optional(found->second);
    }

    std::string id(Key key) const { return key & interned ? *names_[key & ~interned] : std::to_string(key); }

    /// Numbers by value, then other ids by their bytes: an order that does not depend on what was seen first.
    bool less(Key a, Key b) const {
        if ((a & interned) && (b & interned)) return *names_[a & ~interned] < *names_[b & ~interned];
        return a < b;
    }

private:
    static std::optional<Key> number_of(std::string_view id) {
        Key number = 0;
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
        const bool whole = error == std::errc{} && end == id.data() + id.size() && !id.empty();
        if (whole && number < interned && (id[0] != '0' || id.size() == 1)) return number;
        return std::nullopt;
    }

    std::unordered_map<std::string, Key> by_name_;
    std::vector<const std::string*> names_;  // keys of the map do not move
};

}  // namespace blogferry
