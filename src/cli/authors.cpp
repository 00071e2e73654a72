#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "blogferry/convert.hpp"
#include "blogferry/version.hpp"
#include "command.hpp"
#include "json/emitter.hpp"
#include "run.hpp"
#include "text/csv.hpp"
#include "wxr/authors.hpp"

namespace blogferry::cli {

namespace {

struct AuthorRow {
    Person person;
    wxr::Author author;
    std::uint64_t posts = 0;
    bool namesake = false;  // another author has the same name
};

// Counts the posts of each author, as the writer of WXR tells authors apart.
class AuthorTally final : public Writer {
public:
    void begin(const Manifest& manifest) override {
        authors_.emplace(manifest.authors, wxr::AuthorMap(), silent_);
        for (const Person& person : manifest.authors) row_of(person);
    }
    void post(const Post& post, Comments& /*comments*/) override {
        for (const Person& person : post.authors) ++row_of(person).posts;
    }
    void finish() override {}

    /// Most posts first, then by name.
    std::vector<AuthorRow> rows() const {
        std::map<std::string_view, int> names;
        for (const auto& [place, row] : rows_) ++names[row.person.name];
        std::vector<AuthorRow> result;
        for (const auto& [place, row] : rows_) {
            result.push_back(row);
            result.back().author = authors_->declared()[place];
            result.back().namesake = names[row.person.name] > 1;
        }
        std::stable_sort(result.begin(), result.end(), [](const AuthorRow& a, const AuthorRow& b) {
            return a.posts != b.posts ? a.posts > b.posts : a.person.name < b.person.name;
        });
        return result;
    }

private:
    AuthorRow& row_of(const Person& person) {
        AuthorRow& row = rows_.try_emplace(authors_->place(person), AuthorRow{person, {}, 0, false}).first->second;
        if (row.person.id.empty() && !person.id.empty()) row.person = person;
        return row;
    }

    Diagnostics silent_;
    std::optional<wxr::Authors> authors_;
    std::map<std::size_t, AuthorRow> rows_;  // by place among the authors
};

std::string as_csv(const std::vector<AuthorRow>& rows) {
    const bool profiles = std::any_of(rows.begin(), rows.end(), [](const AuthorRow& row) { return row.namesake; });
    std::string result;
    const auto add = [&](std::vector<std::string> values) {
        if (!profiles) values.pop_back();
        for (std::string& value : values) value = text::guarded(value);
        text::append_csv_row(result, values);
    };
    add({std::begin(wxr::author_columns), std::end(wxr::author_columns)});
    for (const AuthorRow& row : rows) {
        add({row.person.name, row.author.login, row.author.email, row.person.name, std::to_string(row.posts),
             row.namesake ? row.person.id : std::string()});
    }
    return result;
}

std::string as_json(const std::vector<AuthorRow>& rows) {
    std::string result;
    json::Emitter json(result);
    json.begin_object();
    json.member("blogferry", BLOGFERRY_VERSION);
    json.key("authors");
    json.begin_array();
    for (const AuthorRow& row : rows) {
        json.line(1);
        json.begin_object();
        json.member("name", row.person.name);
        json.member("login", row.author.login);
        json.member("email", row.author.email);
        json.member("display_name", row.person.name);
        json.member("posts", row.posts);
        json.member("profile", row.person.id);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return result + "\n";
}

class AuthorList final : public Command {
public:
    void setup(const Arguments& arguments) override {
        source_ = source_options(arguments, registry_, "authors");
        talk_ = talk_options(arguments, "authors");
        // What is wrong with a blog is for validate to say; here only what keeps it from being read.
        if (talk_.volume == report::Volume::normal) talk_.volume = report::Volume::quiet;
        sort_settings(arguments.all("option"), nullptr, registry_, source_, ignored_);
        as_json_ = arguments.has("json");
        output_ = arguments.one("output");
        overwrite_ = arguments.has("overwrite");
        keep_off_inputs(output_, source_.inputs);
    }

    Exit run(Console& console) override {
        Run run(console, "authors", source_, talk_);
        if (output_ != "-") run.writes_beside(output_);
        return run([&] {
            const auto output = output_ == "-" ? nullptr : Output::file(output_, overwrite_);
            Sources sources(source_.inputs, source_.open, registry_, run.context());
            AuthorTally tally;
            Assembler(std::move(sources.one().readers), Filter{}, source_.open.hints, run.context()).write(tally);
            sources.check_unchanged();
            const std::string result = as_json_ ? as_json(tally.rows()) : as_csv(tally.rows());
            if (!output) {
                console.out(result);
                return Run::Result{};
            }
            output->write(result);
            output->commit();
            return Run::Result{};
        });
    }

private:
    FormatRegistry registry_ = FormatRegistry::builtin();
    SourceOptions source_;
    TalkOptions talk_;
    std::vector<std::string> ignored_;
    std::string output_;
    bool overwrite_ = false;
    bool as_json_ = false;
};

}  // namespace

CommandInfo authors_info() {
    CommandInfo result{.name = "authors",
                       .operands = "INPUT...",
                       .purpose = "List the authors of a blog with the logins WordPress would get, for editing",
                       .description =
                           "Writes a CSV file with one row for each author of posts and pages: the name as the blog "
                           "has it, the login, e-mail "
                           "address and display name that a WXR file would get, and the number of posts. Change what "
                           "you like, and give the file "
                           "to convert with -O authors=FILE.csv. Two names with one login become one author.\n"
                           "A cell that a spreadsheet would take for a formula has an apostrophe in front, which is "
                           "taken off again on reading.",
                       .options = {},
                       .examples = {{"authors blog.xml -o authors.csv", "a file to edit"},
                                    {"convert blog.xml -o blog.wxr -O authors=authors.csv", "and to use"},
                                    {"authors takeout.zip --json", "as JSON, on standard output"}},
                       .exits = {Exit::ok, Exit::usage, Exit::no_input, Exit::malformed, Exit::unsupported,
                                 Exit::refused, Exit::cannot_write, Exit::busy, Exit::internal, Exit::no_memory}};
    std::vector<Option>& table = result.options;
    table.push_back({"output", 'o', Takes::value, "FILE", "Writing", "The file to write; - is standard output", "-"});
    table.push_back({"overwrite", 0, Takes::nothing, "", "Writing",
                     "Replace FILE if it exists, in one step, when the new one is complete"});
    table.push_back({"json", 0, Takes::nothing, "", "Writing", "As JSON"});
    add_setting_option(table);
    add_source_options(table, "auto");
    add_progress_option(table);
    add_volume_options(table);
    return result;
}

std::unique_ptr<Command> make_authors() { return std::make_unique<AuthorList>(); }

}  // namespace blogferry::cli
