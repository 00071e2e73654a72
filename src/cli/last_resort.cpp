#include "last_resort.hpp"

#include <exception>
#include <new>

namespace blogferry::cli {

namespace {

Exit out_of_memory(Console& console) noexcept {
    console.say(no_memory_words);
    return Exit::no_memory;
}

Exit internal(Console& console, const char* what) noexcept {
    console.say("blogferry: error: ");
    console.say(what);
    console.say(
        " [BF901 internal]\n"
        "  This is a bug. Please report it with the command, what blogferry --version says\n"
        "  and, if you can, an input that shows it. The output is whole or as it was.\n");
    return Exit::internal;
}

}  // namespace

Exit last_resort(Console& console, const std::function<Exit()>& work, const std::function<void()>& stopped) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return out_of_memory(console);
    } catch (const Error& error) {
        if (error.rule() == Rule::no_memory) return out_of_memory(console);
        if (error.rule() == Rule::stopped) stopped();
        return internal(console, error.what());
    } catch (const std::exception& error) {
        return internal(console, error.what());
    } catch (...) {
        return internal(console, "something unknown was thrown");
    }
}

}  // namespace blogferry::cli
