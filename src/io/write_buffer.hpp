/// Collects small writes into large ones.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "posix.hpp"

namespace blogferry::io {

class WriteBuffer {
public:
    /// True if the bytes fitted.
    bool put(std::string_view bytes) noexcept {
        if (bytes.size() > chunk_size - used_) return false;
        if (!bytes.empty()) std::memcpy(space_.get() + used_, bytes.data(), bytes.size());
        used_ += bytes.size();
        return true;
    }
    /// Everything up to and with `bytes`, to be called when they do not fit; false with errno set.
    bool put_slowly(int fd, std::string_view bytes) noexcept {
        return flush(fd) && (put(bytes) || write_fully(fd, bytes));
    }
    /// False with errno set; what was in the buffer is then gone.
    bool flush(int fd) noexcept { return write_fully(fd, {space_.get(), std::exchange(used_, 0)}); }
    /// Gives the memory back, after a flush: nothing more comes.
    void close() noexcept { space_.reset(); }

private:
    std::unique_ptr<char[]> space_ = std::make_unique_for_overwrite<char[]>(chunk_size);
    std::size_t used_ = 0;
};

}  // namespace blogferry::io
