/// Records read back by offset. In a legacy export the comments of a post stand near each other, so blocks are read and
/// the latest ones kept: a system call for a few dozen records instead of one for each. In a Takeout they stand
/// anywhere, and blocks would copy thirty times what is wanted; so a block is read when it is asked for a second time.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/io.hpp"

namespace blogferry {

class RecordStore {
public:
    /// The bytes at [offset, offset + length) of an input, valid until the next call; fewer at its end.
    std::string_view read(const Input& input, std::uint64_t offset, std::size_t length) {
        if (buffer_.size() < length) buffer_.resize(std::max(length, block_size));
        const std::uint64_t number = offset / block_size;
        const Block* const held = length > block_size ? nullptr : find(input, number);
        if (!held && (length > block_size || !asked_lately({&input, number})))
            return {buffer_.data(), input.read_at(offset, std::span<char>(buffer_.data(), length))};
        const Block& first = held ? *held : load(input, number);
        const std::size_t at = offset % block_size;
        if (at + length <= first.used) return {first.bytes.data() + at, length};
        const std::size_t head = first.used > at ? first.used - at : 0;
        std::memcpy(buffer_.data(), first.bytes.data() + at, head);
        if (first.used < block_size) return {buffer_.data(), head};
        const Block* const next = find(input, number + 1);
        const Block& second = next ? *next : load(input, number + 1);
        const std::size_t rest = std::min(length - head, second.used);
        std::memcpy(buffer_.data() + head, second.bytes.data(), rest);
        return {buffer_.data(), head + rest};
    }

private:
    static constexpr std::size_t block_size = 64 * 1024;
    static constexpr std::size_t most = 64;  // 4 MiB

    struct Block {
        const Input* input = nullptr;
        std::uint64_t number = 0;
        std::uint64_t used_at = 0;
        std::size_t used = 0;
        std::string bytes;
    };

    struct Place {
        const Input* input = nullptr;
        std::uint64_t number = 0;
        bool operator==(const Place&) const = default;
    };

    // Whether a block that is not held was asked for lately. If not, now it was.
    bool asked_lately(const Place& place) {
        if (std::find(lately_.begin(), lately_.end(), place) != lately_.end()) return true;
        lately_[oldest_++ % lately_.size()] = place;
        return false;
    }

    // The block, if it is held.
    const Block* find(const Input& input, std::uint64_t number) {
        for (Block& b : blocks_) {
            if (b.input != &input || b.number != number) continue;
            b.used_at = ++clock_;
            return &b;
        }
        return nullptr;
    }

    const Block& load(const Input& input, std::uint64_t number) {
        if (blocks_.size() < most) {
            blocks_.emplace_back();
            blocks_.back().bytes.resize(block_size);
        }
        Block& oldest = *std::min_element(blocks_.begin(), blocks_.end(),
                                          [](const Block& a, const Block& b) { return a.used_at < b.used_at; });
        oldest.input = nullptr;
        oldest.used = input.read_at(number * block_size, std::span<char>(oldest.bytes.data(), block_size));
        oldest.input = &input;
        oldest.number = number;
        oldest.used_at = ++clock_;
        return oldest;
    }

    std::vector<Block> blocks_;
    std::array<Place, 32> lately_{};
    std::size_t oldest_ = 0;  // in lately_
    std::uint64_t clock_ = 0;
    std::string buffer_;
};

}  // namespace blogferry
