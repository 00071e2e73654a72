#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "blogferry/convert.hpp"
#include "command.hpp"
#include "dates.hpp"
#include "discarded_file.hpp"
#include "json/fields.hpp"
#include "run.hpp"

namespace blogferry::cli {

namespace {

constexpr std::string_view writing = "Writing";
constexpr std::string_view keeping = "Selection";

template <class E>
std::set<E> chosen(const Arguments& arguments, std::string_view option) {
    std::set<E> result;
    for (const std::string& name : arguments.all(option)) result.insert(*json::from_string<E>(name));
    return result;
}

Filter::Comments comments_from(const std::string& word) {
    if (word == "approved") return Filter::Comments::approved;
    return word == "none" ? Filter::Comments::none : Filter::Comments::all;
}

std::string titles_of_readers() {
    std::string result;
    for (const FormatRegistry registry = FormatRegistry::builtin(); const Format& format : registry.all())
        if (format.open != nullptr) result.append(result.empty() ? "" : "; ").append(format.title);
    return result;
}

class Convert final : public Command {
public:
    void setup(const Arguments& arguments) override {
        source_ = source_options(arguments, registry_, "convert");
        talk_ = talk_options(arguments, "convert");
        set_output(arguments);
        sort_settings(arguments.all("option"), format_, registry_, source_, options_.write_settings);
        options_.open = source_.open;
        options_.strict = arguments.has("strict");
        set_filter(arguments);
        mappings_ = files_named(*format_, options_.write_settings);
        std::vector<std::string> read = source_.inputs;
        read.insert(read.end(), mappings_.begin(), mappings_.end());
        keep_off_inputs(output_, read);
        options_.beside = mappings_;
        for (const std::string& report : talk_.json_reports) {
            if (report == "-") continue;
            if (output_ != "-" && same_file(report, output_)) {
                throw Error(Rule::same_file, "the report and the output are the same file",
                            "give each a name of its own");
            }
            keep_off_inputs(report, mappings_);
            options_.beside.push_back(report);
        }
    }

    Exit run(Console& console) override {
        Run run(console, "convert", source_, talk_);
        if (output_ != "-") run.writes_beside(output_);
        for (const std::string& file : mappings_) run.reads(file);
        return run([&] {
            const auto output = open_output(run.context());
            const Summary summary = blogferry::convert(source_.inputs, *output, options_, registry_, run.context());
            return Run::Result{Exit::ok, report::Closing{.summary = summary,
                                                         .output = shown_name(*output),
                                                         .format = std::string(format_->name),
                                                         .size = output->written(),
                                                         .dry_run = dry_run_,
                                                         .removed = output->removed(),
                                                         .left = left_beside(*output),
                                                         .notes_shown = talk_.volume == report::Volume::verbose}};
        });
    }

private:
    void set_output(const Arguments& arguments) {
        output_ = arguments.one("output");
        overwrite_ = arguments.has("overwrite");
        dry_run_ = arguments.has("dry-run");
        if (output_.empty()) {
            const std::string meant = output_among_inputs();
            throw Error(Rule::usage,
                        meant.empty() ? "no output given" : fmt::format("no output given; did you mean -o {}?", meant),
                        "name it with -o, such as -o blog.db, or -o - for standard output");
        }
        if (arguments.has("to")) {
            format_ = &writer_named(arguments.one("to"), registry_);
        } else if (output_ == "-") {
            throw Error(Rule::usage, "standard output has no name to tell the format by",
                        "name the format with --to, such as --to ndjson");
        } else if (format_ = registry_.for_output(output_); format_ == nullptr) {
            std::vector<std::string_view> suffixes;
            for (const Format& format : registry_.all())
                if (format.create != nullptr) suffixes.push_back(format.extensions);
            throw Error(Rule::usage, fmt::format("cannot tell the output format from \"{}\"", output_),
                        fmt::format("known suffixes: {}; or give --to", fmt::join(suffixes, " ")));
        }
        options_.to = format_->name;
        if (output_ == "-" && !format_->writes_to_stdout) {
            throw Error(Rule::usage, fmt::format("{} cannot be written to standard output", format_->name),
                        "name a file with -o");
        }
    }

    // "convert takeout.zip blog.wxr", as other programs have it.
    std::string output_among_inputs() const {
        const std::string& last = source_.inputs.back();
        const bool is_output =
            source_.inputs.size() > 1 && access(last.c_str(), F_OK) != 0 && registry_.for_output(last) != nullptr;
        return is_output ? last : std::string();
    }

    void set_filter(const Arguments& arguments) {
        Filter& filter = options_.filter;
        filter.since = since(arguments.one("since"));
        filter.until = until(arguments.one("until"));
        // A time and a day can be compared only when the zone is known.
        const bool comparable = filter.since && filter.until && filter.since->index() == filter.until->index();
        if (comparable && *filter.since >= *filter.until) {
            throw Error(Rule::usage, "--since is after --until, so nothing would be kept",
                        "see: blogferry help convert");
        }
        filter.kinds = chosen<PostKind>(arguments, "kind");
        filter.statuses = chosen<PostStatus>(arguments, "status");
        filter.labels.insert(arguments.all("label").begin(), arguments.all("label").end());
        filter.comments = comments_from(arguments.one("comments"));
        if (arguments.has("comments")) agree(arguments.one("comments"));
        filter.public_only = arguments.has("public");
        if (filter.public_only) keep_public(arguments);
    }

    // Formats may offer --comments as an option, too.
    void agree(const std::string& comments) const {
        const bool other = std::any_of(options_.write_settings.begin(), options_.write_settings.end(),
                                       [&](const std::string& setting) {
                                           return setting.starts_with("comments=") && setting != "comments=" + comments;
                                       });
        if (other) throw Error(Rule::usage, "--comments and -O comments contradict each other", "give one of them");
    }

    // What is asked for by name is not left out without a word.
    void keep_public(const Arguments& arguments) const {
        for (const std::string& status : arguments.all("status"))
            if (status != "published")
                throw Error(Rule::usage, fmt::format("--public and --status {} contradict each other", status),
                            "give one of them");
        if (arguments.has("comments") && arguments.one("comments") == "all")
            throw Error(Rule::usage, "--public and --comments all contradict each other", "give one of them");
        if (std::any_of(options_.write_settings.begin(), options_.write_settings.end(),
                        [](const std::string& setting) { return setting.starts_with("authors="); }))
            throw Error(Rule::usage, "--public leaves out mail addresses, and a file of authors would bring them back",
                        "leave out -O authors");
    }

    // An output in parts has several names.
    std::string shown_name(const Output& output) const { return output_ == "-" || dry_run_ ? output_ : output.name(); }

    // Older parts beside an output that could have been in parts: whoever imports by the name would take them, too.
    std::vector<std::string> left_beside(const Output& output) const {
        const auto& known = format_->write_options;
        const bool splits =
            std::any_of(known.begin(), known.end(), [](const OptionInfo& o) { return o.name == "split-size"; });
        return splits ? output.older_parts() : std::vector<std::string>();
    }

    std::unique_ptr<Output> open_output(const Context& context) const {
        if (dry_run_ && !format_->writes_to_stdout) return std::make_unique<DiscardedFile>(context.temp_dir);
        if (dry_run_) return Output::none();
        return output_ == "-" ? Output::standard() : Output::file(output_, overwrite_);
    }

    FormatRegistry registry_ = FormatRegistry::builtin();
    const Format* format_ = nullptr;
    SourceOptions source_;
    TalkOptions talk_;
    ConvertOptions options_;
    std::string output_;
    std::vector<std::string> mappings_;  // files that options of the format name
    bool overwrite_ = false;
    bool dry_run_ = false;
};

}  // namespace

CommandInfo convert_info() {
    CommandInfo result{
        .name = "convert",
        .operands = "INPUT... -o OUTPUT",
        .purpose = "Write a blog as SQLite, JSON, NDJSON or WordPress WXR",
        .description =
            "Reads " +
            titles_of_readers() +
            ". Files are recognized by what they hold, not by their names. Several inputs are joined into one blog: "
            "a Takeout in parts, or a legacy export and a Takeout that fill each other's gaps.\n"
            "The output format follows from the suffix of OUTPUT (.db .sqlite .json .ndjson .jsonl .wxr .xml) "
            "or from --to. "
            "The output appears whole or not at all; an existing file stays unless --overwrite is given. Bodies of "
            "posts and comments are carried byte for byte: nothing is cleaned, shortened or rewritten, scripts "
            "included. There are three exceptions: the plain text of a page becomes paragraphs; what the theme of a "
            "saved page adds to a body is left out; and a body that WordPress would damage is changed for WXR (the "
            "jump break, links of comments, what it has no room for), as docs/formats/wxr.md lists.\n"
            "Nothing is lost silently. What is repaired, dropped or kept without its post is reported on standard "
            "error, with its line and column and the id of a rule, which `blogferry explain` explains; a summary with "
            "counts comes at the end.",
        .options = {},
        .examples = {{"convert blog.xml -o blog.db", "an SQLite database"},
                     {"convert takeout.zip -o blog.wxr --site-url https://blog.example/", "for WordPress"},
                     {"convert blog.xml takeout.zip -o blog.json", "both exports of one blog, joined"},
                     {"convert blog.xml -o - --to ndjson --status published", "to standard output"},
                     {"convert blog.xml -o public.db --public", "a copy to give away"},
                     {"convert blog.xml -o 2012.json --since 2012 --until 2012", "all of 2012"},
                     {"convert blog.xml -o blog.wxr -O labels=category --dry-run", "a trial"}},
        .exits = {Exit::ok, Exit::findings, Exit::usage, Exit::no_input, Exit::malformed, Exit::unsupported,
                  Exit::refused, Exit::cannot_write, Exit::busy, Exit::internal, Exit::no_memory}};
    std::vector<Option>& table = result.options;
    const Option write_rows[] = {
        {"output", 'o', Takes::value, "OUTPUT", writing,
         "The file to write, or - for standard output (then give --to)"},
        {"to", 0, Takes::value, "FORMAT", writing, "The output format; otherwise it follows from the suffix of OUTPUT"},
        {"overwrite", 0, Takes::nothing, "", writing,
         "Replace OUTPUT if it exists, in one step, when the new one is complete; of an output in parts, all parts of "
         "an older run"},
        {"strict", 0, Takes::nothing, "", writing,
         "Write nothing and end with 1 if anything had to be repaired or dropped, or if there is any other warning"},
        {"dry-run", 0, Takes::nothing, "", writing, "Read and check everything, but write nothing"},
    };
    const Option keep_rows[] = {
        {"since", 0, Takes::value, "DATE", keeping,
         "Posts published in DATE or later: 2012, 2012-09, 2012-09-21 or a time such as 2012-09-21T18:30:00+02:00. "
         "Days are those of the blog's time zone, or of UTC when neither the inputs nor --time-zone say it"},
        {"until", 0, Takes::value, "DATE", keeping,
         "Posts published in DATE or before: --until 2012 keeps all of 2012. A time ends what is kept just before it"},
        {"kind", 0, Takes::list, "KIND,..", keeping, "Only these: post, page", "", "post|page"},
        {"status", 0, Takes::list, "STATUS,..", keeping, "Only these: published, draft, scheduled, trashed", "",
         "published|draft|scheduled|trashed"},
        {"label", 0, Takes::values, "LABEL", keeping, "Only posts with this label; given again, with any of them"},
        {"comments", 0, Takes::value, "approved|all|none", keeping,
         "Which comments; those of a post that is left out are left out with it", "all"},
        {"public", 0, Takes::nothing, "", keeping,
         "A copy for everybody: only published posts and pages with their approved comments; without mail and IP "
         "addresses, passwords, settings, themes, names of source files and whatever readers of the blog did not see. "
         "Titles, bodies, labels and descriptions stay as their authors wrote them, with any address in them. What is "
         "left out is counted at the end"},
    };
    table.insert(table.end(), std::begin(write_rows), std::end(write_rows));
    add_setting_option(table);
    table.insert(table.end(), std::begin(keep_rows), std::end(keep_rows));
    add_source_options(table, "off");
    add_progress_option(table);
    add_report_option(table);
    add_volume_options(table);
    return result;
}

std::unique_ptr<Command> make_convert() { return std::make_unique<Convert>(); }

}  // namespace blogferry::cli
