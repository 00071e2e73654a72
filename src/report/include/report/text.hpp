/// Diagnostics for people: one line each, as compilers write them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

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

/// Prints diagnostics, but not one rule over and over: after `most` of a rule the others are only counted, unless
/// the volume is verbose. Quiet shows errors only; notes are shown when verbose.
class TextReport {
public:
    static constexpr std::uint64_t most = 10;

    using Print = std::function<void(std::string_view line)>;
    TextReport(Volume volume, bool colour, Print print) : volume_(volume), colour_(colour), print_(std::move(print)) {}

    void add(const Diagnostic& diagnostic, std::string_view input);
    /// Says how many of each rule were not shown.
    void finish();

private:
    bool shown(Severity severity) const;

    Volume volume_;
    bool colour_;
    Print print_;
    std::map<Rule, std::uint64_t> seen_;
};

}  // namespace blogferry::report
