#include "run.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <new>
#include <system_error>

#include "blogferry/convert.hpp"

namespace blogferry::cli {

namespace {

constexpr std::string_view talking = "Messages";

// Takes a blog and keeps nothing of it.
class Nowhere final : public Writer {
public:
    void post(const Post&, Comments& comments) override {
        Comment comment;
        while (comments.next(comment)) continue;
    }
    void finish() override {}
};

bool same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

// Whether a file lies in a folder, however deep. It need not exist yet.
bool lies_in(const std::string& file, const struct stat& folder) {
    namespace fs = std::filesystem;
    std::error_code unknown;  // no such place: the output will say so
    fs::path place = fs::canonical(fs::absolute(file, unknown).parent_path(), unknown);
    for (; !place.empty(); place = place.has_relative_path() ? place.parent_path() : fs::path()) {
        struct stat here {};
        if (stat(place.c_str(), &here) == 0 && same(here, folder)) return true;
    }
    return false;
}

// Links to files in a folder are read as files; they may lead out of it. Other links are not followed. What cannot be
// walked, opening will speak of. Not by fts(3): glibc's crashes when memory runs out.
void add_links(const std::string& input, std::vector<std::string>& to) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::directory_iterator end;
    const auto unless_no_memory = [&error](bool answer) {
        if (error == std::errc::not_enough_memory) throw std::bad_alloc();
        return answer;
    };
    std::vector<fs::path> folders{input};
    while (!folders.empty()) {
        const fs::path folder = std::move(folders.back());
        folders.pop_back();
        for (fs::directory_iterator at(folder, error); unless_no_memory(at != end); at.increment(error)) {
            const bool link = unless_no_memory(at->is_symlink(error));
            if (link && unless_no_memory(at->is_regular_file(error))) to.push_back(at->path().string());
            if (!link && unless_no_memory(at->is_directory(error))) folders.push_back(at->path());
        }
    }
}

// What a pipe gave is gone, and asking it again could wait for ever. A name that leads nowhere fails at once.
bool can_be_read_again(const std::string& input) {
    struct stat source {};
    if (input == "-") return fstat(STDIN_FILENO, &source) == 0 && S_ISREG(source.st_mode);
    return stat(input.c_str(), &source) != 0 || S_ISREG(source.st_mode) || S_ISDIR(source.st_mode);
}

const std::string& input_of(const Error& error, const Diagnostics& names) {
    return error.input.empty() ? names.input_name(error.at().input) : error.input;
}

}  // namespace

void add_report_option(std::vector<Option>& table) {
    table.push_back({"report", 0, Takes::values, "json=FILE", talking,
                     "Also write every message, with its position, to FILE as JSON; - is standard output. FILE is "
                     "replaced if it exists"});
}

void add_volume_options(std::vector<Option>& table) {
    table.push_back({"quiet", 'q', Takes::nothing, "", talking, "Show errors only"});
    table.push_back({"verbose", 'v', Takes::nothing, "", talking,
                     "Show every message: notes too, and all of a kind, however many there are"});
}

void add_progress_option(std::vector<Option>& table) {
    table.push_back({"progress", 0, Takes::value, "auto|always|never", talking,
                     "Show a progress bar; auto shows it on a terminal when work lasts over a second", "auto"});
}

TalkOptions talk_options(const Arguments& arguments, std::string_view command) {
    const std::string hint = fmt::format("see: blogferry help {}", command);
    TalkOptions result;
    if (arguments.has("quiet") && arguments.has("verbose")) {
        throw Error(Rule::usage, "--quiet and --verbose contradict each other", hint);
    }
    if (arguments.has("quiet")) result.volume = report::Volume::quiet;
    if (arguments.has("verbose")) result.volume = report::Volume::verbose;
    result.progress = progress_from(arguments.one("progress"));
    for (const std::string& report : arguments.all("report")) {
        if (!report.starts_with("json=") || report.size() == 5) {
            throw Error(Rule::usage, fmt::format("--report cannot be \"{}\"", report),
                        "example: --report json=report.json");
        }
        result.json_reports.push_back(report.substr(5));
    }
    return result;
}

Exit graver(Exit a, Exit b) {
    using enum Exit;
    constexpr std::array order{ok,   findings,     unsupported, refused,  malformed, no_input,
                               busy, cannot_write, no_memory,   internal, usage};
    const auto rank = [&](Exit exit) { return std::find(order.begin(), order.end(), exit); };
    return rank(a) < rank(b) ? b : a;
}

void keep_off_inputs(const std::string& output, const std::vector<std::string>& inputs) {
    if (output == "-") return;
    struct stat target {};
    const bool exists = stat(output.c_str(), &target) == 0;
    for (const std::string& input : inputs) {
        struct stat source {};
        if ((input == "-" ? fstat(STDIN_FILENO, &source) : stat(input.c_str(), &source)) != 0) continue;
        if (exists && same(source, target)) {
            throw Error(Rule::same_file, fmt::format("{} is an input as well as an output", output),
                        "give the output a name of its own; inputs are never written to");
        }
        if (S_ISDIR(source.st_mode) && lies_in(output, source)) {
            throw Error(Rule::output_in_input, fmt::format("{} would lie in {}, which is an input", output, input),
                        "name an output outside of it; the next run would take what lies there for a part of the "
                        "export");
        }
    }
}

Run::Run(Console& console, std::string_view command, const SourceOptions& source, const TalkOptions& talk)
    : console_(console),
      source_(source),
      volume_(talk.volume),
      text_(talk.volume, console.colour(), [&console](std::string_view line) { console.say(line); }),
      bar_(console, talk.volume == report::Volume::quiet && talk.progress == ShowProgress::automatic
                        ? ShowProgress::never
                        : talk.progress) {
    for (const std::string& name : talk.json_reports) {
        keep_off_inputs(name, source.inputs);
        if (name != "-") writes_beside(name);
        json_.push_back(
            std::make_unique<report::JsonReport>(name == "-" ? Output::standard() : Output::file(name, true), command));
    }
    context_.diagnostics = Diagnostics([this](const Diagnostic& diagnostic) {
        const std::string& input = context_.diagnostics.input_name(diagnostic.at.input);
        text_.add(diagnostic, input);
        for (const auto& report : json_) report->add(diagnostic, input);
    });
    context_.limits = source.limits;
    context_.recover = source.recover;
    context_.temp_dir = source.temp_dir;
    context_.stop = console.stop();
    context_.progress = [this](const Progress& progress) { bar_.show(progress); };
    for (const std::string& input : source.inputs) results_.push_back({input, Exit::ok});
}

void Run::writes_beside(const std::string& output) {
    const std::size_t slash = output.rfind('/');
    folders_.push_back(slash == std::string::npos ? "." : output.substr(0, slash + 1));
}

void Run::shut_in() const {
    if (source_.sandbox == Confinement::Mode::off) return;
    Confinement confinement{source_.sandbox, files_, folders_};
    for (const std::string& input : source_.inputs) {
        if (input == "-") continue;
        confinement.read.push_back(input);
        add_links(input, confinement.read);
    }
    confinement.folders.push_back(source_.temp_dir);
    // A database sorts what does not fit into memory in one of these, whatever --temp-dir says.
    if (!folders_.empty())
        for (const std::string& folder :
             {environment("SQLITE_TMPDIR"), environment("TMPDIR"), std::string("/var/tmp"), std::string("/tmp")})
            if (!folder.empty()) confinement.folders.push_back(folder);
    confine(confinement);
}

void Run::show(const Error& error, const Diagnostics& names) {
    const std::string& input = input_of(error, names);
    const std::string lines = report::lines(error, input, console_.colour());
    if (std::find(said_.begin(), said_.end(), lines) != said_.end()) return;
    said_.push_back(lines);
    console_.say(lines);
    for (const auto& report : json_) report->add(error, input);
}

// How one input fares on its own; what is wrong with it, if anything.
std::optional<Error> Run::try_alone(report::InputResult& result, Context& quiet, const Alone& alone) const {
    quiet.limits = context_.limits;
    quiet.recover = context_.recover;
    quiet.stop = context_.stop;
    quiet.temp_dir = context_.temp_dir;
    try {
        result.exit = alone ? alone({result.name}, quiet) : read_alone({result.name}, quiet);
        return std::nullopt;
    } catch (const Error& error) {
        if (error.rule() == Rule::stopped || error.rule() == Rule::no_memory) throw;
        result.exit = error.exit();
        return error;
    }
}

Exit Run::read_alone(const std::vector<std::string>& input, Context& quiet) const {
    Sources sources(input, source_.open, FormatRegistry::builtin(), quiet);
    for (BlogSource& blog : sources.blogs()) {
        Nowhere nowhere;
        Assembler(std::move(blog.readers), Filter{}, source_.open.hints, quiet).write(nowhere);
    }
    return Exit::ok;
}

// One bad input must not hide another: each is then tried on its own, only for how it fares.
Exit Run::failed(const Error& error, const Alone& alone) {
    Exit worst = error.exit();
    if (results_.size() == 1) {
        results_.front().exit = worst;
        return worst;
    }
    constexpr std::array of_inputs{Exit::no_input, Exit::malformed, Exit::unsupported, Exit::refused, Exit::busy};
    if (std::find(of_inputs.begin(), of_inputs.end(), worst) == of_inputs.end()) {
        judge_inputs(worst == Exit::usage, alone);  // usage: they do not go together
        return worst;
    }
    const std::string of = input_of(error, context_.diagnostics);
    for (report::InputResult& result : results_) {
        const std::string name = result.name == "-" ? "<stdin>" : result.name;
        const bool blamed = of == name || of.starts_with(name + "/");
        result.exit = blamed ? std::optional(error.exit()) : std::nullopt;
        if (!can_be_read_again(result.name)) continue;
        Context quiet;
        const std::optional<Error> problem = try_alone(result, quiet, alone);
        // A settings.csv is no blog on its own, and what no reader knows is no graver than what brought us here.
        if (!problem || problem->exit() == Exit::unsupported || problem->exit() == Exit::usage) continue;
        worst = graver(worst, problem->exit());
        show(*problem, quiet.diagnostics);
    }
    return worst;
}

// For the reports: how each of several inputs fares where together they had findings, or did not go together.
void Run::judge_inputs(bool can_tell, const Alone& alone) {
    for (report::InputResult& result : results_) {
        Context quiet;
        result.exit = std::nullopt;
        if (can_tell && !json_.empty() && can_be_read_again(result.name)) try_alone(result, quiet, alone);
    }
}

void Run::close(const Result& result) {
    text_.finish();
    const report::Closing* closing = result.closing ? &*result.closing : nullptr;
    if (closing != nullptr && volume_ != report::Volume::quiet)
        console_.say(report::closing_text(*closing, context_.diagnostics));
    for (const auto& report : json_) {
        report->finish({results_, closing == nullptr ? nullptr : &closing->summary, result.exit}, context_.diagnostics);
    }
}

Exit Run::operator()(const std::function<Result()>& work, const Alone& alone) {
    Result result;
    try {
        shut_in();
        result = work();
        if (results_.size() == 1)
            results_.front().exit = result.exit;
        else if (result.exit == Exit::findings)
            judge_inputs(true, alone);
    } catch (const Error& error) {
        if (error.rule() == Rule::stopped || error.rule() == Rule::no_memory) throw;
        bar_.erase();
        text_.finish();
        show(error, context_.diagnostics);
        result.exit = failed(error, alone);
    }
    try {
        close(result);
    } catch (const Error& error) {
        const bool output = result.exit == Exit::ok && result.closing && !result.closing->output.empty() &&
                            !result.closing->dry_run;
        show(output ? Error(error.rule(), error.what(),
                            "the report is missing; what was converted is complete and in place")
                    : error,
             context_.diagnostics);
        return graver(result.exit, error.exit());
    }
    return result.exit;
}

}  // namespace blogferry::cli
