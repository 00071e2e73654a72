/// The program without its process: words in, exit code out.
#pragma once

#include <span>
#include <string>

#include "blogferry/diagnostics.hpp"
#include "console.hpp"

namespace blogferry::cli {

/// Runs the command that `words` (without the program's name) name. Errors are said on the console.
/// @throws Error stopped, no_memory; std::bad_alloc
Exit run(std::span<const std::string> words, Console& console);

}  // namespace blogferry::cli
