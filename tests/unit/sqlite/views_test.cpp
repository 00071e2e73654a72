#include <algorithm>
#include <ctime>

#include "support/catch.hpp"
#include "unit/sqlite/database.hpp"
#include "unit/sqlite/files.hpp"

using namespace blogferry;
using namespace sample;

namespace {

struct Made {
    explicit Made(const Blog& blog) : file(folder / "blog.db") {
        convert(blog, file);
        database = std::make_unique<Database>(file);
    }
    const Database* operator->() const { return database.get(); }

    Folder folder;
    std::string file;
    std::unique_ptr<Database> database;
};

Row row(std::initializer_list<std::string> cells) { return cells; }
const std::string null = "NULL";

/// A post with `count` comments; `parent(i)` names what comment i replies to.
template <typename Parent>
Blog discussion(int count, Parent parent) {
    Blog b;
    Entry entry{rye().post, {}};
    for (int i = 0; i < count; ++i) {
        entry.comments.push_back(comment("c" + std::to_string(i), entry.post.id, parent(i),
                                         person(PersonKind::named, "", "Anna"), 1'294'000'000 + i, ""));
    }
    b.entries.push_back(std::move(entry));
    return b;
}

double seconds_for(const Database& database, const std::string& sql) {
    const std::clock_t start = std::clock();  // CPU time: others' work does not count
    database.rows(sql);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("posts_with_counts") {
    const Made db(blog());
    CHECK(db->rows("SELECT published, kind, status, author, declared, counted, difference FROM posts_with_counts") ==
          std::vector<Row>{row({"2010-03-28 04:49:00", "post", "published", "Marit Oskar", "5", "4", "1"}),
                           row({"2011-01-02 21:26:40", "post", "published", "Marit Oskar", "0", "0", "0"}),
                           row({"2011-01-14", "page", "published", "Marit Oskar", null, "1", null}),
                           row({null, "post", "draft", null, null, "0", null}),
                           row({null, "post", "trashed", null, null, "0", null})});
}

TEST_CASE("declared_vs_counted names only differences") {
    CHECK(Made(blog())->rows(
              "SELECT id, declared, counted, difference, in_database, declared_as FROM declared_vs_counted") ==
          std::vector<Row>{row({long_id, "5", "4", "1", "4", "5 comments:"})});
}

TEST_CASE("untitled_posts and drafts") {
    const Made db(blog());
    CHECK(db->rows("SELECT id, status FROM untitled_posts") == std::vector<Row>{row({"105", "trashed"})});
    CHECK(db->rows("SELECT id, title, updated_utc FROM drafts") ==
          std::vector<Row>{row({"104'", hostile_title, "2011-01-26 00:00:00"})});
}

TEST_CASE("posts_per_month") {
    CHECK(Made(blog())->rows("SELECT * FROM posts_per_month") == std::vector<Row>{row({"2010-03", "1", "0", "0", "4"}),
                                                                                  row({"2011-01", "1", "1", "0", "1"}),
                                                                                  row({null, "0", "0", "2", "0"})});
}

TEST_CASE("label_counts tells spellings apart") {
    CHECK(Made(blog())->rows("SELECT label, posts, pages, unpublished, first, last FROM label_counts") ==
          std::vector<Row>{row({"Soup", "1", "0", "0", "2010-03-28", "2010-03-28"}),
                           row({"soup", "1", "0", "0", "2011-01-02", "2011-01-02"}),
                           row({"Storms", "1", "0", "0", "2010-03-28", "2010-03-28"})});
}

TEST_CASE("orphan_overview") {
    CHECK(Made(blog())->rows("SELECT * FROM orphan_overview") ==
          std::vector<Row>{row({"foreign", "9009", "444", "1", "1", "2010-03-20", "2010-03-20"}),
                           row({"post-missing", "", "333", "1", "1", "2010-03-19", "2010-03-19"})});
}

TEST_CASE("authors_with_counts") {
    CHECK(Made(blog())->rows("SELECT name, kind, posts, pages, comments, first, last FROM authors_with_counts") ==
          std::vector<Row>{row({"Marit Oskar", "account", "2", "1", "1", "2010-03-28", "2011-01-14"}),
                           row({"Jon the second keeper", "account", "1", "0", "0", "2010-03-28", "2010-03-28"}),
                           row({"Anonymous", "anonymous", "0", "0", "3", "2010-03-28", "2010-03-28"}),
                           row({"Anna", "named", "0", "0", "1", "2011-01-15", "2011-01-15"})});
}

TEST_CASE("timeline") {
    CHECK(
        Made(blog())->rows("SELECT what, id, post_id, author FROM timeline") ==
        std::vector<Row>{row({"post", long_id, long_id, "Marit Oskar"}), row({"comment", "501", long_id, "Anonymous"}),
                         row({"comment", "502", long_id, "Marit Oskar"}), row({"comment", "503", long_id, "Anonymous"}),
                         row({"comment", "504", long_id, "Anonymous"}), row({"post", "102", "102", "Marit Oskar"}),
                         row({"page", "103", "103", "Marit Oskar"}), row({"comment", "601", "103", "Anna"})});
}

TEST_CASE("comment_threads reads as on the page") {
    CHECK(Made(blog())->rows("SELECT id, root, depth, path FROM comment_threads") ==
          std::vector<Row>{row({"501", "501", "0", "00000001"}), row({"502", "501", "1", "00000001/00000002"}),
                           row({"503", "501", "2", "00000001/00000002/00000003"}), row({"504", "504", "0", "00000004"}),
                           row({"601", "601", "0", "00000005"})});
}

TEST_CASE("a reply that comes before its parent is below it all the same") {
    const Made db(discussion(3, [](int i) { return i == 0 ? std::optional<std::string>("c2") : std::nullopt; }));
    CHECK(db->rows("SELECT id, depth FROM comment_threads") ==
          std::vector<Row>{row({"c1", "0"}), row({"c2", "0"}), row({"c0", "1"})});
}

TEST_CASE("a reply to a comment on another post begins a thread") {
    Blog b = blog();
    b.entries[2].comments[0].parent = "501";
    CHECK(Made(b)->rows("SELECT root, depth FROM comment_threads WHERE id = '601'") ==
          std::vector<Row>{row({"601", "0"})});
}

TEST_CASE("a circle of replies ends") {
    const Made db(discussion(
        3, [](int i) { return i == 2 ? std::nullopt : std::optional<std::string>("c" + std::to_string(1 - i)); }));
    CHECK(db->rows("SELECT id FROM comment_threads") == std::vector<Row>{row({"c2"})});
}

TEST_CASE("a chain of replies is followed for a thousand") {
    const Made db(discussion(
        1500, [](int i) { return i == 0 ? std::nullopt : std::optional<std::string>("c" + std::to_string(i - 1)); }));
    CHECK(db->rows("SELECT count(*), max(depth) FROM comment_threads").at(0) == row({"1000", "999"}));
}

TEST_CASE("comment_threads is linear") {
    // Of four comments one begins a thread, two reply to it and one replies to a reply.
    const auto parent = [](int i) {
        return i % 4 == 0 ? std::nullopt : std::optional("c" + std::to_string(i % 4 == 3 ? i - 1 : i - i % 4));
    };
    const std::string all = "SELECT * FROM comment_threads";
    const Made small(discussion(12'500, parent)), large(discussion(100'000, parent));
    CHECK(large->cell("SELECT count(*) FROM comment_threads") == "100000");
    CHECK(large->cell("SELECT count(*) FROM comment_threads WHERE depth = 2") == "25000");
    double least_small = 1e9, least_large = 1e9;
    for (int i = 0; i < 3; ++i) {
        least_small = std::min(least_small, seconds_for(*small.database, all));
        least_large = std::min(least_large, seconds_for(*large.database, all));
    }
    // Eight times the comments; a join that looks at all comments of the post would take 64 times as long.
    CHECK(least_large < 24 * least_small);
}
