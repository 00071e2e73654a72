// Preloaded into the program: when it first reads from a file, tries what a sandbox forbids, and says how that went.
// And with PROBE_UNSEEN=PATH, fstat() of that path fails with the error whose number is PROBE_ERROR.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

const char* outcome(int result) { return result >= 0 ? "done" : std::strerror(errno); }

void probe() {
    static bool done = false;
    const char* const foreign = std::getenv("PROBE_FILE");  // neither input, output nor the system's
    if (done || foreign == nullptr) return;
    done = true;
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    std::fprintf(stderr, "probe: socket: %s\n", outcome(socket));
    if (socket >= 0) ::close(socket);
    const int read = ::open(foreign, O_RDONLY | O_CLOEXEC);
    std::fprintf(stderr, "probe: read: %s\n", outcome(read));
    if (read >= 0) ::close(read);
    const int write = ::open(foreign, O_WRONLY | O_CLOEXEC);
    std::fprintf(stderr, "probe: write: %s\n", outcome(write));
    if (write >= 0) ::close(write);
    char name[] = "/no/such/program";
    char* const words[] = {name, nullptr};
    ::execv(name, words);
    std::fprintf(stderr, "probe: exec: %s\n", errno == ENOENT ? "done" : std::strerror(errno));  // it went to look
}

bool unseen(int file) {
    const char* const path = std::getenv("PROBE_UNSEEN");
    if (path == nullptr) return false;
    char found[256];
    const ssize_t length = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), found, sizeof found);
    return length > 0 && std::string_view(found, static_cast<std::size_t>(length)) == path;
}

}  // namespace

extern "C" int fstat(int file, struct stat* into) noexcept {
    if (unseen(file)) {
        errno = std::atoi(std::getenv("PROBE_ERROR"));
        return -1;
    }
    static const auto real = reinterpret_cast<int (*)(int, struct stat*)>(::dlsym(RTLD_NEXT, "fstat"));
    return real(file, into);
}

extern "C" ssize_t pread64(int file, void* into, size_t size, off64_t offset) {
    probe();
    static const auto real = reinterpret_cast<ssize_t (*)(int, void*, size_t, off64_t)>(::dlsym(RTLD_NEXT, "pread64"));
    return real(file, into, size, offset);
}

extern "C" ssize_t pread(int file, void* into, size_t size, off_t offset) { return pread64(file, into, size, offset); }
