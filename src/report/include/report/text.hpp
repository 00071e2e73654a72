/// Diagnostics for people: one line each, as compilers write them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blogferry/diagnostics.hpp"

namespace blogferry::report {

/// How much a run says.
enum class Volume : std::uint8_t { quiet, normal, verbose };

/// FILE:LINE:COLUMN, as much of it as is known; "" for no place at all. Safe to show.
std::string place(std::string_view input, const Location& at);

/// "note", "warning", "error", "fatal"
std::string_view word(Severity severity);

/// "[BF204 orphan-comment]"
std::string tag(Rule rule);

/// "FILE:L:C: warning: comment 45 (in-reply-to): message [BF204 orphan-comment]", without a line feed. Safe to show,
/// whatever the file holds.
std::string line(const Diagnostic& diagnostic, std::string_view input, bool colour);

/// "blogferry: FILE:L:C: error: message [BF103 xml-doctype]" and, below it, the hint (or where to read on).
std::string lines(const Error& error, std::string_view input, bool colour);

/// Shows diagnostics. When verbose, each as it comes. Otherwise those of one rule in one input (and, of BF203, about
/// one field) are one line, which shows the first and counts the others. Which others there are is known only at the
/// end of the run, so all lines come then, in the order of what they show. Quiet shows errors only; notes are shown
/// when verbose.
class TextReport {
public:
    /// Lines of one rule; what is found in still more inputs is only counted. So memory does not grow with the
    /// findings.
    static constexpr std::size_t max_lines = 10;

    using Print = std::function<void(std::string_view line)>;
    TextReport(Volume volume, bool colour, Print print) : volume_(volume), colour_(colour), print_(std::move(print)) {}

    void add(const Diagnostic& diagnostic, std::string_view input);
    /// Prints what was kept until the end, and forgets it.
    void finish();

private:
    struct Line {
        std::string text;
        std::uint64_t more = 0;
    };
    struct Seen {
        std::map<std::pair<std::uint32_t, std::string>, std::size_t> lines;  // input and field, place in lines_
        std::set<std::uint32_t> other_inputs;
        std::uint64_t elsewhere = 0;  // findings in these
    };

    bool shown(Severity severity) const;

    Volume volume_;
    bool colour_;
    Print print_;
    std::vector<Line> lines_;
    std::map<Rule, Seen> seen_;
};

}  // namespace blogferry::report
