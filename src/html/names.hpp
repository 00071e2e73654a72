/// Names of elements as small numbers, and what HTML says about them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::html {

/// What HTML's parsing rules say of an element; bits.
enum Trait : std::uint16_t {
    is_void = 1U << 0,      ///< has no content and no end tag
    is_raw = 1U << 1,       ///< its content is no markup
    is_unseen = 1U << 2,    ///< its content is no text of the page
    is_special = 1U << 3,   ///< end tags of formatting do not reach across it
    is_scope = 1U << 4,     ///< no end tag but a table's own reaches across it
    closes_p = 1U << 5,     ///< its start ends an open paragraph
    is_heading = 1U << 6,
    is_list = 1U << 7,
    is_table_part = 1U << 8,
    is_foreign = 1U << 9,   ///< below it, "/>" ends an element
};

class Names {
public:
    Names();

    /// The number of a name, which may be in any case.
    std::uint32_t number(std::string_view name);
    /// The same for a name that no element may have, or none.
    std::uint32_t find(std::string_view name) const;
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    std::uint16_t traits(std::uint32_t number) const {
        return number < traits_.size() ? traits_[number] : std::uint16_t{0};
    }
    std::vector<std::string> take() { return std::move(names_); }

private:
    std::vector<std::string> names_;
    std::vector<std::uint16_t> traits_;  // of those that have any, which come first
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace blogferry::html
