#include "blogferry/format.hpp"

#include <array>
#include <memory>

#include "writer.hpp"

namespace blogferry::converters {

namespace {

constexpr std::array<OptionInfo, 2> write_options{{
    {"fts", "yes|no", "no", "add full-text search of posts and comments (FTS5)"},
    {"provenance", "yes|no", "yes", "name the sources in the table provenance"},
}};

std::unique_ptr<Writer> create(Output& output, const Settings& settings, Context& context) {
    const std::string file = output.staging_path();
    if (file.empty()) {
        throw Error(Rule::output_refused, "SQLite cannot be written to " + output.name(), "name a file: -o BLOG.db");
    }
    return std::make_unique<sqlite::DatabaseWriter>(
        file, output.name(), sqlite::Options{.search = settings.yes("fts"), .provenance = settings.yes("provenance")},
        context.diagnostics);
}

}  // namespace

const Format& sqlite();

const Format& sqlite() {
    static const Format format = [] {
        Format f;
        f.name = "sqlite";
        f.title = "SQLite database";
        f.extensions = ".db .sqlite .sqlite3";
        f.create = create;
        f.write_options = write_options;
        f.writes_to_stdout = false;
        return f;
    }();
    return format;
}

}  // namespace blogferry::converters
