/// The few system calls the I/O layer makes, with EINTR and short counts taken care of.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "blogferry/context.hpp"

namespace blogferry::io {

inline constexpr std::size_t chunk_size = 256 * 1024;
inline constexpr std::size_t head_size = 64 * 1024;

/// Owns a file descriptor. Not -1 unless empty.
class Fd {
public:
    Fd() = default;
    explicit Fd(int fd) noexcept : fd_(fd) {}
    Fd(Fd&& other) noexcept : fd_(other.release()) {}
    Fd& operator=(Fd&& other) noexcept;
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() { reset(); }

    int get() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }
    int release() noexcept;
    void reset() noexcept;

private:
    int fd_ = -1;
};

/// What a system error number means, in English whatever the locale. Who asks is about to say that something failed;
/// but a lack of memory ends the run in a way of its own.
/// @throws std::bad_alloc for ENOMEM
std::string reason(int error);

/// An Error about a file that has no number (yet): Error::input is its name.
Error failure(Rule rule, const std::string& name, const std::string& message, std::string hint = {});

/// @throws Error stopped, if the host asked for it
void check_stop(const Context& context);

/// openat(2), again after EINTR. An empty Fd on failure, with errno set.
Fd open_at(int directory, const char* path, int flags, mode_t mode = 0) noexcept;
/// Fills `into` from `offset` on, unless the file ends; the count, or -1 with errno set.
std::int64_t read_fully(int fd, std::uint64_t offset, std::span<char> into) noexcept;
/// Writes everything at the file's own position, waiting if it cannot be taken at once; false with errno set.
bool write_fully(int fd, std::string_view bytes) noexcept;

/// The process's umask, read without changing it where /proc is mounted.
mode_t current_umask();

/// Which file this is.
struct FileId {
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const FileId&) const = default;
};
inline FileId id_of(const struct stat& s) { return {s.st_dev, s.st_ino}; }

/// Which file this is, and which state of it.
struct Stamp {
    FileId id;
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
};
inline Stamp stamp_of(const struct stat& s) { return {id_of(s), s.st_size, s.st_mtim.tv_sec, s.st_mtim.tv_nsec}; }

}  // namespace blogferry::io
