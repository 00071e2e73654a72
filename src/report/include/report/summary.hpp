/// What became of a blog, for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "blogferry/convert.hpp"

namespace blogferry::report {

/// The closing words of a run.
struct Closing {
    Summary summary;
    std::string output;      ///< name of the output; empty if nothing was to be written
    std::string format;      ///< its format
    std::uint64_t size = 0;  ///< its bytes
    bool dry_run = false;
    std::vector<std::string> removed;  ///< names of files of an older run that the output took the place of
    std::vector<std::string> left;     ///< names of parts of an older run that are still there
    /// Where nothing was to be written, but all to be checked: what is grave enough for the verdict, the last line.
    std::optional<Severity> judged = std::nullopt;
    bool notes_shown = false;  ///< notes were printed one by one
};

/// The closing summary: at most 80 columns, a blank line first.
std::string closing_text(const Closing& closing, const Diagnostics& diagnostics);

}  // namespace blogferry::report
