#include "text/icu_reserve.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unicode/uclean.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>

namespace blogferry::text {
namespace {

// A fifth of it is all that ICU allocates for the dates of a locale, in more than ten calls; and the first of them that
// is short of memory is the last.
constexpr std::size_t room = 4 * 1024 * 1024;

/// Stands before each block.
struct alignas(std::max_align_t) Head {
    std::size_t size;
};

std::byte* reserve = nullptr;
std::atomic<std::size_t> used = 0;  // nothing is given back

bool is_reserved(const void* block) {
    return !std::less<>()(block, static_cast<const void*>(reserve)) &&
           std::less<>()(block, static_cast<const void*>(reserve + room));
}

void* take(std::size_t size) {
    if (size > room / 2) return nullptr;  // a text of such a length says so itself
    const std::size_t whole = sizeof(Head) + (size + sizeof(Head) - 1) / sizeof(Head) * sizeof(Head);
    const std::size_t at = used.fetch_add(whole);
    if (at > room - whole) return nullptr;
    return new (reserve + at) Head{size} + 1;
}

std::size_t size_of(void* block) {
    return is_reserved(block) ? (static_cast<const Head*>(block) - 1)->size : malloc_usable_size(block);
}

void* allocate(const void* /*context*/, std::size_t size) {
    void* const block = std::malloc(size);
    return block != nullptr ? block : take(size);
}

void release(const void* /*context*/, void* block) {
    if (!is_reserved(block)) std::free(block);
}

void* reallocate(const void* /*context*/, void* old, std::size_t size) {
    if (!is_reserved(old)) {
        if (void* const block = std::realloc(old, size); block != nullptr) return block;
    }
    void* const block = take(size);
    if (block == nullptr) return nullptr;
    std::copy_n(static_cast<const std::byte*>(old), std::min(size, size_of(old)), static_cast<std::byte*>(block));
    release(nullptr, old);
    return block;
}

}  // namespace

void set_memory_aside_for_icu() {
    void* const memory =
        mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    reserve = static_cast<std::byte*>(memory);
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(nullptr, allocate, reallocate, release, &status);
}

bool icu_is_starved() noexcept { return used != 0; }

}  // namespace blogferry::text
