#include <execinfo.h>

#include <new>
#include <string>
#include <vector>

#include "app.hpp"
#include "console.hpp"
#include "last_resort.hpp"
#include "signals.hpp"
#include "text/icu_reserve.hpp"

namespace {

// glibc loads what it needs to unwind its own frames (std::call_once goes through them) when the first exception comes
// that far. If that is for lack of memory, it aborts; so let it be loaded now.
void prepare_unwinding() noexcept {
    void* frame = nullptr;
    backtrace(&frame, 1);
}

}  // namespace

int main(int count, char** words) {
    using namespace blogferry;
    prepare_unwinding();
    cli::keep_standard_streams();
    try {
        text::set_memory_aside_for_icu();
        cli::Signals signals;
        cli::Console console(signals.token());
        const auto work = [&] {
            return cli::run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count), console);
        };
        return static_cast<int>(cli::last_resort(console, work, [&] { signals.die(); }));
    } catch (const std::bad_alloc&) {  // before there was a console
        cli::Console::write(cli::no_memory_words);
        return static_cast<int>(Exit::no_memory);
    }
}
