#include "posix.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace blogferry::io {

Fd& Fd::operator=(Fd&& other) noexcept {
    if (this != &other) {
        reset();
        fd_ = other.release();
    }
    return *this;
}

int Fd::release() noexcept { return std::exchange(fd_, -1); }

void Fd::reset() noexcept {
    // Linux frees the number even when close() fails: never close it twice.
    if (fd_ >= 0) ::close(release());
}

std::string reason(int error) {
    if (error == ENOMEM) throw std::bad_alloc();
    const char* text = ::strerrordesc_np(error);
    return text != nullptr ? text : "system error " + std::to_string(error);
}

Error failure(Rule rule, const std::string& name, const std::string& message, std::string hint) {
    Error error(rule, message, std::move(hint));
    error.input = name;
    return error;
}

void check_stop(const Context& context) {
    if (context.stop.stop_requested()) throw Error(Rule::stopped, "stopped on request");
}

Fd open_at(int directory, const char* path, int flags, mode_t mode) noexcept {
    int fd = -1;
    do fd = ::openat(directory, path, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return Fd(fd);
}

std::int64_t read_fully(int fd, std::uint64_t offset, std::span<char> into) noexcept {
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t n = ::pread(fd, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
        if (n > 0)
            done += static_cast<std::size_t>(n);
        else if (n == 0)
            break;
        else if (errno != EINTR)
            return -1;
    }
    return static_cast<std::int64_t>(done);
}

namespace {

// A pipe or terminal shared with another program may be in non-blocking mode.
bool wait_until_writable(int fd) noexcept {
    struct pollfd one = {fd, POLLOUT, 0};
    return ::poll(&one, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

bool write_fully(int fd, std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(n));
        else if (errno == EAGAIN) {
            if (!wait_until_writable(fd)) return false;
        } else if (errno != EINTR)
            return false;
    }
    return true;
}

mode_t current_umask() {
    std::string status(4096, '\0');
    if (const Fd file = open_at(AT_FDCWD, "/proc/self/status", O_RDONLY); file) {
        const std::int64_t size = read_fully(file.get(), 0, status);
        status.resize(static_cast<std::size_t>(std::max<std::int64_t>(size, 0)));
        constexpr std::string_view key = "\nUmask:\t";
        if (const std::size_t at = status.find(key); at != std::string::npos) {
            return static_cast<mode_t>(std::strtoul(status.c_str() + at + key.size(), nullptr, 8));
        }
    }
    const mode_t mask = ::umask(077);
    ::umask(mask);
    return mask;
}

}  // namespace blogferry::io
