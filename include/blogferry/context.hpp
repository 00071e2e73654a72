/// What every part of a run shares: limits, diagnostics, progress and the wish to stop.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "blogferry/diagnostics.hpp"

namespace blogferry {

/// Each limit has a name, a default, a flag that raises it (--limit NAME=N) and a rule of its own; those that are fixed
/// are in docs/limits.md.
struct Limits {
    /// The most that `depth` counts for: a parser of JSON needs some of the stack for each level.
    static constexpr std::uint64_t deepest = 1000;

    std::uint64_t depth = 128;                        ///< nested XML elements, or arrays and objects of JSON
    std::uint64_t tag = 256 * 1024;                   ///< bytes of one start tag
    std::uint64_t record = 64ULL * 1024 * 1024;       ///< bytes of one entry
    std::uint64_t archive = 64ULL * 1024 * 1024 * 1024;  ///< bytes an archive may unpack to, all members read
    std::uint64_t ratio = 200;                        ///< unpacked bytes per packed byte, above 1 GiB
    std::uint64_t members = 200'000;                  ///< files in an archive or folder
};

/// Called from time to time with what is done of the current stage.
struct Progress {
    std::string stage;  ///< "reading", "writing"
    std::uint64_t done = 0;
    std::uint64_t total = 0;  ///< bytes; 0 if unknown
};

struct Context {
    Diagnostics diagnostics;
    Limits limits;
    bool recover = false;  ///< read on behind damage in an entry: mend it or skip it, and report it as an error
    std::function<void(const Progress&)> progress;  ///< may be empty
    std::stop_token stop;                           ///< checked about once a mebibyte; then Error(Rule::stopped)
    std::string temp_dir = "/tmp";                  ///< for unlinked spool files
};

}  // namespace blogferry
