/// Where everything thrown ends.
#pragma once

#include <functional>

#include "blogferry/diagnostics.hpp"
#include "console.hpp"

namespace blogferry::cli {

/// Does the work. What it throws becomes an exit code and words on the console, without allocating anything: running
/// out of memory is 10, anything unforeseen is 9 and says how to report it. `stopped` is called for Error(stopped),
/// and is not expected to return.
Exit last_resort(Console& console, const std::function<Exit()>& work, const std::function<void()>& stopped) noexcept;

}  // namespace blogferry::cli
