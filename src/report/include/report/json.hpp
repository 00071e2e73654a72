/// A run as one JSON document, for programs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/convert.hpp"
#include "blogferry/io.hpp"
#include "json/emitter.hpp"

namespace blogferry::report {

/// How one input fared.
struct InputResult {
    std::string name;
    std::optional<Exit> exit = Exit::ok;  ///< null in the report where a pipe, say, could not be tried on its own
};

/// Everything that is known only at the end.
struct Ending {
    std::vector<InputResult> inputs;
    const Summary* summary = nullptr;  ///< nullptr if the run did not get that far
    Exit exit = Exit::ok;
};

/// Streams {"blogferry": VERSION, "report": 1, "command": …, "diagnostics": […], "inputs": […], "summary": {…},
/// "rules": {…}, "not_carried": {…}, "exit": N}. Keeps nothing but a small buffer, however many diagnostics there are.
class JsonReport {
public:
    JsonReport(std::unique_ptr<Output> output, std::string_view command);

    void add(const Diagnostic& diagnostic, std::string_view input);
    void add(const Error& error, std::string_view input);
    /// Writes the rest and publishes. @throws Error output_failed
    void finish(const Ending& ending, const Diagnostics& diagnostics);

private:
    void text(std::string_view key, std::string_view value);
    void flush(bool all);
    void add_inputs(const std::vector<InputResult>& inputs);
    void add_summary(const Summary* summary);
    void add_rules(const Diagnostics& diagnostics);

    std::unique_ptr<Output> output_;
    std::string buffer_;
    json::Emitter json_{buffer_};
};

}  // namespace blogferry::report
