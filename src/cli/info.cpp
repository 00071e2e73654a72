#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "blogferry/convert.hpp"
#include "blogferry/version.hpp"
#include "command.hpp"
#include "json/emitter.hpp"
#include "overview.hpp"
#include "report/layout.hpp"
#include "run.hpp"
#include "text/utf8.hpp"

namespace blogferry::cli {

namespace {

using report::plural;

constexpr std::size_t column = 16;
constexpr std::size_t most_names = 12;  // authors and labels on a terminal; --json has all

std::string safe(std::string_view text) { return text::printable(text); }

std::string statuses(const Overview::Entries& entries) {
    std::string result;
    for (const auto& [status, count] : entries.by_status)
        result += fmt::format("{}{} {}", result.empty() ? "" : ", ", count, status);
    return result;
}

std::string entries(const Overview::Entries& entries) {
    if (entries.total == 0) return "0";
    std::string result = fmt::format("{}: {}", entries.total, statuses(entries));
    if (!entries.first.empty()) result += fmt::format("; {} to {}", entries.first, entries.last);
    return result;
}

std::string names(const std::vector<std::pair<std::string, std::uint64_t>>& tally) {
    std::string result;
    for (std::size_t i = 0; i < std::min(tally.size(), most_names); ++i) {
        result += fmt::format("{}{} ({})", i == 0 ? "" : ", ", safe(tally[i].first), tally[i].second);
    }
    if (tally.size() > most_names)
        result += fmt::format(", and {} more (--json lists them)", tally.size() - most_names);
    return result;
}

std::string joins(const Overview& o) {
    const std::uint64_t joined = o.comments().total - o.orphans() - o.foreign();
    std::string result = fmt::format("{} joined to their posts", joined);
    if (o.replies() != 0) result += fmt::format(", {} of them replies to another comment", o.replies());
    if (o.orphans() != 0) result += fmt::format("; {} without a post here", o.orphans());
    if (o.foreign() != 0) result += fmt::format("; {} written on other blogs", o.foreign());
    return result;
}

std::string declared(const Overview& o) {
    if (o.declaring() == 0) return "no post says how many comments it has";
    std::string result =
        fmt::format("{} by {}", plural(static_cast<std::uint64_t>(o.declared()), "comment", "comments"),
                    plural(o.declaring(), "post", "posts"));
    return result + (o.differing() == 0
                         ? ", as many as were found"
                         : fmt::format("; {} from what was found",
                                       plural(o.differing(), "post differs", "posts differ")));
}

std::string gaps(const Overview& o) {
    std::vector<std::string> parts;
    if (o.silence()) {
        parts.push_back(fmt::format("{} without a post, after {} until {}",
                                    plural(static_cast<std::uint64_t>(o.silence()->months), "month", "months"),
                                    o.silence()->from, o.silence()->to));
    }
    if (o.unaddressed() != 0) parts.push_back(fmt::format("{} published without an address", o.unaddressed()));
    if (o.untitled() != 0) parts.push_back(fmt::format("{} published without a title", o.untitled()));
    if (o.undated() != 0) parts.push_back(fmt::format("{} without a date", o.undated()));
    return fmt::format("{}", fmt::join(parts, "; "));
}

// As they were given; what lies in one input, by name.
void sort_as_given(std::vector<SourceInfo>& sources, const std::vector<std::string>& inputs) {
    const auto place = [&](const SourceInfo& source) {
        const auto gave_it = [&](const std::string& input) {
            if (input == "-") return source.name == "<stdin>";
            return source.name.starts_with(input) &&
                   (source.name.size() == input.size() || input.ends_with('/') || source.name[input.size()] == '/');
        };
        return std::pair(std::find_if(inputs.begin(), inputs.end(), gave_it), std::string_view(source.name));
    };
    std::sort(sources.begin(), sources.end(),
              [&](const SourceInfo& a, const SourceInfo& b) { return place(a) < place(b); });
}

void add(std::string& to, std::string_view name, const std::string& text) {
    if (!text.empty()) report::entry(to, name, text, column);
}

std::string no_home(const Site& site) {
    const auto own = [](const Setting& s) {
        return s.name == "BLOG_PUBLISHING_MODE" && (s.value == "HOSTED" || s.value == "PUBLISH_MODE_HOSTED");
    };
    return std::any_of(site.settings.begin(), site.settings.end(), own)
               ? "the blog has its own domain, which the export does not name: give --site-url"
               : "not in the export; --site-url gives it";
}

std::string text(const BlogSource& blog, const Overview& o) {
    const Site& site = o.manifest().site;
    std::string result = (site.title.empty() ? "(a blog without a title)" : safe(site.title)) + "\n";
    for (const SourceInfo& source : blog.sources) {
        add(result, "source",
            fmt::format("{} ({}, {})", text::printable(source.name, 4096), source.format,
                        report::human_size(source.size)));
    }
    add(result, "id", safe(site.id));
    add(result, "home", site.home ? safe(*site.home) : no_home(site));
    add(result, "time zone", site.time_zone ? safe(*site.time_zone) : "not in the export; --time-zone gives it");
    add(result, "language", site.language ? safe(*site.language) : "");
    add(result, "posts", entries(o.posts()));
    add(result, "pages", entries(o.pages()));
    add(result, "comments", entries(o.comments()));
    if (o.comments().total != 0) add(result, "joined", joins(o));
    if (o.posts().total != 0) add(result, "declared", declared(o));
    add(result, "authors", names(o.authors()));
    if (!o.labels().empty()) add(result, "labels", fmt::format("{}: {}", o.labels().size(), names(o.labels())));
    if (!site.settings.empty()) add(result, "settings", std::to_string(site.settings.size()));
    add(result, "gaps", gaps(o));
    return result;
}

class Json {
public:
    explicit Json(std::string& to) : json_(to) {}

    void begin() {
        json_.begin_object();
        json_.member("blogferry", BLOGFERRY_VERSION);
        json_.key("blogs");
        json_.begin_array();
    }
    void end() {
        json_.end_array();
        json_.end_object();
    }
    void blog(const BlogSource& blog, const Overview& o) {
        const Site& site = o.manifest().site;
        json_.line(1);
        json_.begin_object();
        json_.member("id", site.id);
        json_.member("title", site.title);
        optional("home", site.home);
        optional("time_zone", site.time_zone);
        optional("language", site.language);
        sources(blog);
        entries("posts", o.posts());
        entries("pages", o.pages());
        entries("comments", o.comments());
        json_.member("comment_replies", o.replies());
        json_.member("orphans", o.orphans());
        json_.member("foreign", o.foreign());
        json_.member("comments_declared", static_cast<std::uint64_t>(o.declared()));
        json_.member("posts_declaring", o.declaring());
        json_.member("posts_differing", o.differing());
        tally("authors", o.authors());
        tally("labels", o.labels());
        json_.member("settings", std::uint64_t{site.settings.size()});
        gaps(o);
        json_.end_object();
    }

private:
    void optional(std::string_view key, const std::optional<std::string>& value) {
        json_.key(key);
        if (value) json_.value(std::string_view(*value));
        else json_.raw("null");
    }
    void sources(const BlogSource& blog) {
        json_.key("sources");
        json_.begin_array();
        for (const SourceInfo& source : blog.sources) {
            json_.begin_object();
            json_.member("name", text::repair_utf8(source.name));
            json_.member("format", source.format);
            json_.member("size", source.size);
            json_.end_object();
        }
        json_.end_array();
    }
    void entries(std::string_view key, const Overview::Entries& entries) {
        json_.key(key);
        json_.begin_object();
        json_.member("total", entries.total);
        json_.key("by_status");
        json_.begin_object();
        for (const auto& [status, count] : entries.by_status) json_.member(status, count);
        json_.end_object();
        optional("first", entries.first.empty() ? std::nullopt : std::optional(entries.first));
        optional("last", entries.last.empty() ? std::nullopt : std::optional(entries.last));
        json_.end_object();
    }
    void tally(std::string_view key, const std::vector<std::pair<std::string, std::uint64_t>>& names) {
        json_.key(key);
        json_.begin_array();
        for (const auto& [name, count] : names) {
            json_.begin_object();
            json_.member("name", name);
            json_.member("posts", count);
            json_.end_object();
        }
        json_.end_array();
    }
    void gaps(const Overview& o) {
        json_.key("gaps");
        json_.begin_object();
        if (o.silence()) {
            json_.member("silent_months", static_cast<std::uint64_t>(o.silence()->months));
            json_.member("silent_after", std::string_view(o.silence()->from));
            json_.member("silent_until", std::string_view(o.silence()->to));
        }
        json_.member("without_address", o.unaddressed());
        json_.member("without_title", o.untitled());
        json_.member("without_date", o.undated());
        json_.end_object();
    }

    json::Emitter json_;
};

class Info final : public Command {
public:
    void setup(const Arguments& arguments) override {
        source_ = source_options(arguments, registry_, "info");
        talk_ = talk_options(arguments, "info");
        // What is wrong with a blog is for validate to say; here only what keeps it from being read.
        if (talk_.volume == report::Volume::normal) talk_.volume = report::Volume::quiet;
        sort_settings(arguments.all("option"), nullptr, registry_, source_, ignored_);
        as_json_ = arguments.has("json");
    }

    Exit run(Console& console) override {
        Run run(console, "info", source_, talk_);
        return run([&] {
            Sources sources(source_.inputs, source_.open, registry_, run.context());
            std::string result;
            Json json(result);
            if (as_json_) json.begin();
            // The only blog, or the one asked for, also gets the comments its owner wrote elsewhere.
            const bool one = source_.open.blog || sources.blogs().size() == 1;
            for (BlogSource& blog : one ? std::span(&sources.one(), 1) : std::span(sources.blogs())) {
                Overview overview;
                Assembler(std::move(blog.readers), Filter{}, source_.open.hints, run.context()).write(overview);
                sort_as_given(blog.sources, source_.inputs);
                if (as_json_) {
                    json.blog(blog, overview);
                } else {
                    if (!result.empty()) result += '\n';
                    result += text(blog, overview);
                }
            }
            if (as_json_) json.end();
            sources.check_unchanged();
            console.out(as_json_ ? result + "\n" : result);
            return Run::Result{};
        });
    }

private:
    FormatRegistry registry_ = FormatRegistry::builtin();
    SourceOptions source_;
    TalkOptions talk_;
    std::vector<std::string> ignored_;
    bool as_json_ = false;
};

}  // namespace

CommandInfo info_info() {
    CommandInfo result{
        .name = "info",
        .operands = "INPUT...",
        .purpose = "Show what is in an export, without converting it",
        .description =
            "Shows every blog in the inputs: what kind of source it is, posts, pages and comments by state, first and "
            "last dates, "
            "authors and labels with the number of their posts, time zone, and what is missing: months of silence, "
            "posts without an "
            "address or a title, comments without their posts, comment counts that differ from what is there.",
        .options = {},
        .examples = {{"info blog.xml", "one page to read"}, {"info takeout.zip --json", "the same and more, as JSON"}},
        .exits = {Exit::ok, Exit::usage, Exit::no_input, Exit::malformed, Exit::unsupported, Exit::refused,
                  Exit::cannot_write, Exit::busy, Exit::internal, Exit::no_memory}};
    std::vector<Option>& table = result.options;
    table.push_back({"json", 0, Takes::nothing, "", "Showing", "As JSON, with all authors and labels"});
    add_setting_option(table);
    add_source_options(table, "auto");
    add_progress_option(table);
    add_volume_options(table);
    return result;
}

std::unique_ptr<Command> make_info() { return std::make_unique<Info>(); }

}  // namespace blogferry::cli
