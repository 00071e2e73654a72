// A malloc that fails when told to, for LD_PRELOAD. All that allocates in the process comes through here: operator new,
// libxml2, SQLite, ICU, the C library itself.
//
//   FAIL_AT=N       the N-th allocation fails; without it all of them work
//   FAIL_FOREVER=1  and so do all that follow
//   FAIL_FD=FD      FD gets an "x" when the N-th allocation is reached, and the number of allocations at the end
//
// libarchive's own allocations are counted and never fail: it ends the process, or crashes, and nobody can mend that
// from outside.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

std::atomic<long> allocations{0};

long number(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? 0 : std::strtol(value, nullptr, 10);
}

void tell(const char* text, int size) {
    const long fd = number("FAIL_FD");
    if (fd > 0 && size > 0 && write(static_cast<int>(fd), text, static_cast<std::size_t>(size)) != size) _exit(99);
}

bool is_libarchive(const void* caller) {
    Dl_info library;
    return dladdr(caller, &library) != 0 && std::strstr(library.dli_fname, "libarchive") != nullptr;
}

bool fails(const void* caller) {
    static const long at = number("FAIL_AT");
    static const bool forever = number("FAIL_FOREVER") != 0;
    const long now = ++allocations;
    if (at == 0 || now < at || (now > at && !forever)) return false;
    if (now == at) tell("x", 1);
    if (is_libarchive(caller)) return false;
    errno = ENOMEM;
    return true;
}

[[gnu::destructor]] void at_the_end() {
    char text[32];
    tell(text, std::snprintf(text, sizeof text, " %ld", allocations.load()));
}

}  // namespace

#define CALLER __builtin_return_address(0)

extern "C" {

void* malloc(std::size_t size) noexcept { return fails(CALLER) ? nullptr : __libc_malloc(size); }

void* calloc(std::size_t count, std::size_t size) noexcept {
    return fails(CALLER) ? nullptr : __libc_calloc(count, size);
}

// Giving memory back never fails.
void* realloc(void* old, std::size_t size) noexcept {
    return (old == nullptr || size != 0) && fails(CALLER) ? nullptr : __libc_realloc(old, size);
}

void* memalign(std::size_t alignment, std::size_t size) noexcept {
    return fails(CALLER) ? nullptr : __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    return fails(CALLER) ? nullptr : __libc_memalign(alignment, size);
}

int posix_memalign(void** result, std::size_t alignment, std::size_t size) noexcept {
    void* const memory = fails(CALLER) ? nullptr : __libc_memalign(alignment, size);
    if (memory == nullptr) return ENOMEM;
    *result = memory;
    return 0;
}
}
