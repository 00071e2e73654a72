/// One run over a blog: where its diagnostics go, how it is stopped, what it is worth.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/context.hpp"
#include "command.hpp"
#include "console.hpp"
#include "progress.hpp"
#include "report/json.hpp"
#include "report/summary.hpp"
#include "report/text.hpp"
#include "source_options.hpp"

namespace blogferry::cli {

/// What a run says, and where.
struct TalkOptions {
    report::Volume volume = report::Volume::normal;
    ShowProgress progress = ShowProgress::automatic;
    std::vector<std::string> json_reports;  ///< names of files; "-" is standard output
};

void add_report_option(std::vector<Option>& table);
void add_volume_options(std::vector<Option>& table);
void add_progress_option(std::vector<Option>& table);
/// @throws Error usage
TalkOptions talk_options(const Arguments& arguments, std::string_view command);

/// The graver of two ways to end, by the order of the table of exit codes.
Exit graver(Exit a, Exit b);

/// @throws Error same_file if `output` is one of the inputs, output_in_input if it lies in one, by whatever link
void keep_off_inputs(const std::string& output, const std::vector<std::string>& inputs);

class Run {
public:
    /// @throws Error if a report cannot be made
    Run(Console& console, std::string_view command, const SourceOptions& source, const TalkOptions& talk);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    Context& context() { return context_; }
    /// Before the work: that it makes files in the folder of `output`.
    void writes_beside(const std::string& output);
    /// Before the work: that it reads a file which is no input.
    void reads(const std::string& file) { files_.push_back(file); }
    const SourceOptions& source() const { return source_; }

    /// What the work leaves for the closing words and the reports.
    struct Result {
        Exit exit = Exit::ok;
        std::optional<report::Closing> closing;
    };
    /// How the work ends with one input alone; it keeps nothing of it.
    using Alone = std::function<Exit(const std::vector<std::string>& input, Context& context)>;
    /// Does the work, says what went wrong, closes the reports. Being stopped and running out of memory go on up.
    /// @param alone otherwise an input is only read
    Exit operator()(const std::function<Result()>& work, const Alone& alone = {});

private:
    void shut_in() const;
    void show(const Error& error, const Diagnostics& names);
    Exit failed(const Error& error, const Alone& alone);
    void judge_inputs(bool can_tell, const Alone& alone);
    std::optional<Error> try_alone(report::InputResult& result, Context& quiet, const Alone& alone) const;
    Exit read_alone(const std::vector<std::string>& input, Context& quiet) const;
    void close(const Result& result);

    Console& console_;
    const SourceOptions& source_;
    report::Volume volume_;
    report::TextReport text_;
    std::vector<std::unique_ptr<report::JsonReport>> json_;
    ProgressBar bar_;
    std::vector<report::InputResult> results_;
    std::vector<std::string> said_;     // fatal errors that were shown
    std::vector<std::string> folders_;  // in which files are made
    std::vector<std::string> files_;    // read besides the inputs
    Context context_;
};

}  // namespace blogferry::cli
