/// Where everything thrown ends.
#pragma once

#include <functional>
#include <string_view>

#include "blogferry/diagnostics.hpp"
#include "console.hpp"

namespace blogferry::cli {

/// Said when memory ran out. It may have done so behind the commit, when only the closing words were left to say.
inline constexpr std::string_view no_memory_words =
    "blogferry: error: memory ran out [BF902 no-memory]\n"
    "  The output is whole or as it was before. Give it more memory, or close other\n"
    "  programs, and try again.\n";

/// Does the work. What it throws becomes an exit code and words on the console, without allocating anything: running
/// out of memory is 10, anything unforeseen is 9 and says how to report it. `stopped` is called for Error(stopped),
/// and is not expected to return.
Exit last_resort(Console& console, const std::function<Exit()>& work, const std::function<void()>& stopped) noexcept;

}  // namespace blogferry::cli
