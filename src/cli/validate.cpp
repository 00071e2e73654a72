#include "blogferry/convert.hpp"
#include "command.hpp"
#include "run.hpp"

namespace blogferry::cli {

namespace {

class Validate final : public Command {
public:
    void setup(const Arguments& arguments) override {
        source_ = source_options(arguments, registry_, "validate");
        talk_ = talk_options(arguments, "validate");
        options_.to = writer_named(arguments.one("to"), registry_).name;
        sort_settings(arguments.all("option"), registry_.find(options_.to), registry_, source_,
                      options_.write_settings);
        options_.open = source_.open;
        fail_on_ = arguments.one("fail-on");
    }

    Exit run(Console& console) override {
        Run run(console, "validate", source_, talk_);
        for (const std::string& file : files_named(*registry_.find(options_.to), options_.write_settings))
            run.reads(file);
        const auto work = [&] {
            report::Closing closing;
            closing.summary = read(source_.inputs, run.context());
            closing.judged = fail_on_ == "note" ? Severity::note : Severity::warning;
            closing.notes_shown = talk_.volume == report::Volume::verbose;
            return Run::Result{verdict(run.context().diagnostics), closing};
        };
        return run(work, [this](const std::vector<std::string>& input, Context& context) {
            read(input, context);
            return verdict(context.diagnostics);
        });
    }

private:
    // The loop of convert, whole, with an output that keeps nothing: the two cannot disagree.
    Summary read(const std::vector<std::string>& inputs, Context& context) const {
        const auto nothing = Output::none();
        return blogferry::convert(inputs, *nothing, options_, registry_, context);
    }

    Exit verdict(const Diagnostics& diagnostics) const { return found(diagnostics) ? Exit::findings : Exit::ok; }

    bool found(const Diagnostics& diagnostics) const {
        if (fail_on_ == "never") return false;
        const bool errors = diagnostics.count(Severity::error) != 0;
        const bool warnings = diagnostics.count(Severity::warning) != 0;
        if (fail_on_ == "error") return errors;
        return errors || warnings || (fail_on_ == "note" && diagnostics.count(Severity::note) != 0);
    }

    FormatRegistry registry_ = FormatRegistry::builtin();
    SourceOptions source_;
    TalkOptions talk_;
    ConvertOptions options_;
    std::string fail_on_;
};

}  // namespace

CommandInfo validate_info() {
    CommandInfo result{
        .name = "validate",
        .operands = "INPUT...",
        .purpose = "Check inputs and report what convert would report, without writing",
        .description =
            "Does all that convert does, with an output that keeps nothing, so the two never disagree. With --to it "
            "also says what "
            "that format cannot express.\n"
            "A file that is damaged or of an unknown kind ends the run with a code of its own, so that a script can "
            "tell it from "
            "findings about the data.",
        .options = {},
        .examples = {{"validate blog.xml", "errors, warnings, counts"},
                     {"validate takeout.zip --fail-on warning -q", "for scripts"},
                     {"validate blog.xml --to wxr -v", "and what WordPress has no place for"},
                     {"validate blog.xml --report json=report.json", "everything, as JSON"}},
        .exits = {Exit::ok, Exit::findings, Exit::usage, Exit::no_input, Exit::malformed, Exit::unsupported,
                  Exit::refused, Exit::cannot_write, Exit::busy, Exit::internal, Exit::no_memory}};
    std::vector<Option>& table = result.options;
    table.push_back({"fail-on", 0, Takes::value, "error|warning|note|never", "Checks",
                     "End with 1 if something of this severity or worse is found", "error"});
    table.push_back({"to", 0, Takes::value, "FORMAT", "Checks", "Also check what this format cannot hold", "ndjson"});
    add_setting_option(table);
    add_source_options(table, "auto");
    add_progress_option(table);
    add_report_option(table);
    add_volume_options(table);
    return result;
}

std::unique_ptr<Command> make_validate() { return std::make_unique<Validate>(); }

}  // namespace blogferry::cli
