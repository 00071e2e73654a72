#include <exception>
#include <new>
#include <string>
#include <vector>

#include "app.hpp"
#include "console.hpp"
#include "report/text.hpp"
#include "signals.hpp"

namespace {

using blogferry::Error;
using blogferry::Exit;
using blogferry::Rule;
using blogferry::cli::Console;
using blogferry::cli::Signals;

Exit out_of_memory(Console& console) noexcept {
    console.say("blogferry: error: memory ran out [BF902 no-memory]\n"
                "  Nothing was written. Give it more memory, or close other programs, and try again.\n");
    return Exit::no_memory;
}

Exit internal(Console& console, const char* what) noexcept {
    console.say("blogferry: error: ");
    console.say(what);
    console.say(" [BF901 internal]\n"
                "  This is a bug. Please report it with the command, what blogferry --version says\n"
                "  and, if you can, an input that shows it. Nothing was written.\n");
    return Exit::internal;
}

// Everything that runs is below here; everything thrown ends here.
Exit guarded(int count, char** words, Console& console, Signals& signals) {
    try {
        return blogferry::cli::run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count), console);
    } catch (const std::bad_alloc&) {
        return out_of_memory(console);
    } catch (const Error& error) {
        if (error.rule() == Rule::no_memory) return out_of_memory(console);
        signals.die();
        return internal(console, error.what());
    } catch (const std::exception& error) {
        return internal(console, error.what());
    } catch (...) {
        return internal(console, "something unknown was thrown");
    }
}

}  // namespace

int main(int count, char** words) {
    blogferry::cli::keep_standard_streams();
    try {
        Signals signals;
        Console console(signals.token());
        return static_cast<int>(guarded(count, words, console, signals));
    } catch (const std::bad_alloc&) {
        return static_cast<int>(Exit::no_memory);
    }
}
