// The entry point of libFuzzer, once for each target: FUZZ_TARGET names it.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    blogferry::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
