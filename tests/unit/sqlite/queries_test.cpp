// Every documented query runs and has the columns it says.
#include <algorithm>
#include <filesystem>

#include "support/catch.hpp"
#include "unit/sqlite/database.hpp"
#include "unit/sqlite/files.hpp"

using namespace sample;

namespace {

std::vector<std::filesystem::path> queries() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(BLOGFERRY_SOURCE_DIR "/docs/queries")) {
        if (entry.path().extension() == ".sql") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What follows "-- Columns: ".
std::string documented_columns(const std::string& text) {
    const std::string mark = "-- Columns: ";
    const std::size_t start = text.find(mark);
    if (start == std::string::npos) return {};
    return text.substr(start + mark.size(), text.find('\n', start) - start - mark.size());
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

struct Searchable {
    Searchable() : file(folder / "blog.db") { convert(blog(), file, {"fts=yes"}); }
    std::vector<Row> answer(const std::string& name) const {
        return Database(file).rows(bytes_of(BLOGFERRY_SOURCE_DIR "/docs/queries/" + name + ".sql"));
    }
    Folder folder;
    std::string file;
};

Row row(std::initializer_list<std::string> cells) { return cells; }

}  // namespace

TEST_CASE("every documented query has the columns it promises") {
    const Searchable made;
    const Database database(made.file);
    CHECK(queries().size() >= 12);
    for (const auto& file : queries()) {
        INFO(file.filename().string());
        const std::string text = bytes_of(file.string());
        CHECK(text.starts_with("-- "));
        CHECK(joined(database.columns(text)) == documented_columns(text));
        CHECK_NOTHROW(database.rows(text));
    }
}

TEST_CASE("every documented query is named in the page about the format") {
    const std::string page = bytes_of(BLOGFERRY_SOURCE_DIR "/docs/formats/sqlite.md");
    for (const auto& file : queries()) CHECK_THAT(page, Catch::Contains("queries/" + file.filename().string()));
}

TEST_CASE("documented queries answer what they ask") {
    const Searchable made;
    CHECK(made.answer("posts-per-year") ==
          std::vector<Row>{row({"2010", "1", "0", "4"}), row({"2011", "1", "1", "1"})});
    CHECK(made.answer("comments-by-person").at(0) ==
          row({"Anonymous", "anonymous", "3", "2010-03-28", "2010-03-28", "NULL"}));
    CHECK(made.answer("broken-replies").size() == 1);
    CHECK(made.answer("broken-replies").at(0).at(1) == "999");
    CHECK(made.answer("labels-by-case") == std::vector<Row>{row({"Soup | soup", "2", "2"})});
    CHECK(made.answer("internal-links") ==
          std::vector<Row>{row({long_id, soup().post.title, "102", "Rye bread",
                                "https://lighthouse-kitchen.blogspot.com/2011/01/rye.html"})});
    CHECK(made.answer("posts-without-permalink") ==
          std::vector<Row>{row({"103", "page", "2011-01-14", "About"})});
    CHECK(made.answer("thread-of-a-post") ==
          std::vector<Row>{row({" Anonymous, 2010-03-28 06:20:00: Lovely \xF0\x9F\x8D\xB2"}),
                           row({"     Marit Oskar, 2010-03-28 06:36:40: Thank you"}),
                           row({"         Anonymous, 2010-03-28 06:53:20: With dill?"}),
                           row({" Anonymous, 2010-03-28 07:10:00: Reply to one that was deleted"})});
    CHECK(made.answer("search-word").size() == 2);
    CHECK(made.answer("full-text-search").size() == 2);
    CHECK(made.answer("orphaned-comments").size() == 2);
    CHECK(made.answer("redirects") == std::vector<Row>{row({"/2010/03/fish-soup.html", "post", long_id, "fish-soup"}),
                                                       row({"/2011/01/rye.html", "post", "102", "rye"})});
    CHECK(made.answer("unpublished").size() == 2);
}
