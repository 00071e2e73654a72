#include <sys/resource.h>

#include <csignal>

#include "support/catch.hpp"
#include "unit/sqlite/database.hpp"
#include "unit/sqlite/files.hpp"

using namespace blogferry;
using namespace sample;

namespace {

/// A finished database in a folder of its own.
struct Made {
    explicit Made(const Blog& blog, const std::vector<std::string>& given = {}) : file(folder / "blog.db") {
        convert(blog, file, given);
        database = std::make_unique<Database>(file);
    }
    const Database* operator->() const { return database.get(); }

    Folder folder;
    std::string file;
    std::unique_ptr<Database> database;
};

Row row(std::initializer_list<std::string> cells) { return cells; }
const std::string null = "NULL";

}  // namespace

TEST_CASE("the database is sound and says what it is") {
    const Made db(blog());
    CHECK(db->cell("PRAGMA integrity_check") == "ok");
    CHECK(db->rows("PRAGMA foreign_key_check").empty());
    CHECK(db->cell("PRAGMA application_id") == std::to_string(0x424C4659));
    CHECK(db->cell("PRAGMA user_version") == "1");
    CHECK(db->cell("PRAGMA journal_mode") == "delete");
    CHECK(db->rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
                   "AND name NOT LIKE 'sqlite_%'")
              .empty());
    CHECK(bytes_of(db.file).substr(68, 4) == "BLFY");
}

TEST_CASE("every field of a post arrives") {
    const Made db(blog());
    const std::string post = "FROM posts WHERE id = '" + long_id + "'";
    CHECK(db->rows("SELECT position, kind, status, title, slug, permalink, path, guid " + post).at(0) ==
          row({"1", "post", "published", "Fish soup for a storm \xF0\x9F\x90\x9F", "fish-soup",
               "https://lighthouse-kitchen.blogspot.com/2010/03/fish-soup.html", "/2010/03/fish-soup.html",
               "tag:blogger.com,1999:blog-7001.post-" + long_id}));
    CHECK(db->rows("SELECT content, summary, meta_description " + post).at(0) ==
          row({soup().post.content, "Cod, leeks, cream.", "A soup"}));
    CHECK(db->rows("SELECT link_href, link_title, thumbnail " + post).at(0) ==
          row({"https://recipes.example/soup", "The first recipe", "https://pictures.example/s72/soup.jpg"}));
    CHECK(db->rows("SELECT location_name, latitude, longitude, location_span " + post).at(0) ==
          row({"Outer skerry", "54.5", "11.25", "54 11 55 12"}));
    CHECK(db->rows("SELECT replies, replies_declared, replies_declared_raw " + post).at(0) ==
          row({"4", "5", "5 comments:"}));
    CHECK(db->cell("SELECT typeof(id) " + post) == "text");
}

TEST_CASE("a long id keeps all its digits and its type") {
    const Made db(blog());
    CHECK(db->rows("SELECT DISTINCT post_id, typeof(post_id) FROM comments WHERE post_id <> '103'") ==
          std::vector<Row>{row({long_id, "text"})});
}

TEST_CASE("what is unknown is NULL, what is empty is empty") {
    const Made db(blog());
    CHECK(db->rows("SELECT permalink, path, published, published_local, link_href, location_name, latitude, author_id, "
                   "replies_declared, slug, title, summary FROM posts WHERE id = '105'")
              .at(0) == row({null, null, null, null, null, null, null, null, null, "", "", ""}));
    CHECK(db->rows("SELECT status, trashed, trashed_offset, trashed_precision FROM posts WHERE id = '105'").at(0) ==
          row({"trashed", "2011-02-06 13:46:40.000", "0", "millisecond"}));
}

TEST_CASE("times are UTC, with the offset and the precision they were written in") {
    const Made db(blog());
    const std::string post = "FROM posts WHERE id = '" + long_id + "'";
    CHECK(db->rows("SELECT published, published_offset, published_precision " + post).at(0) ==
          row({"2010-03-28 02:49:00.123", "-420", "millisecond"}));
    CHECK(db->rows("SELECT updated, updated_offset, created, created_offset, created_precision " + post).at(0) ==
          row({"2010-03-29 02:33:20.000", "0", "2010-03-28 01:33:20.000", null, "minute"}));
    // SQLite's own functions read them and write the same.
    CHECK(db->cell("SELECT count(*) FROM comments WHERE strftime('%Y-%m-%d %H:%M:%f', published) IS NOT published") ==
          "0");
    CHECK(db->rows("SELECT updated, updated_offset FROM site").at(0) == row({"2011-03-13 07:06:40.000", "60"}));
}

TEST_CASE("local times are the blog's clock") {
    CHECK(Made(blog())->cell("SELECT published_local FROM posts WHERE position = 1") == "2010-03-28 04:49:00");

    SECTION("else what the offset says") {
        Blog b = blog();
        b.manifest.site.time_zone.reset();
        CHECK(Made(b)->cell("SELECT published_local FROM posts WHERE position = 1") == "2010-03-27 19:49:00");
    }
    SECTION("else nobody knows") {
        Blog b = blog();
        b.manifest.site.time_zone = "Nowhere/At_All";
        b.entries[0].post.published->offset.reset();
        CHECK(Made(b)->cell("SELECT published_local FROM posts WHERE position = 1") == "NULL");
    }
    SECTION("a day has no hour in any zone") {
        CHECK(Made(blog())
                  ->rows("SELECT published, published_precision, published_local FROM posts WHERE id = '103'")
                  .at(0) == row({"2011-01-14 10:13:20.000", "day", "2011-01-14"}));
    }
}

TEST_CASE("hostile text is data") {
    const Made db(blog());
    CHECK(db->rows("SELECT id, title, content FROM posts WHERE position = 4").at(0) ==
          row({"104'", hostile_title, hostile().post.content}));
    CHECK(db->cell("SELECT count(*) FROM posts") == "5");
}

TEST_CASE("the parts of a post keep their order") {
    const Made db(blog());
    CHECK(db->rows("SELECT post_authors.position, name FROM post_authors JOIN persons ON persons.id = person_id "
                   "WHERE post_id = '" +
                   long_id + "' ORDER BY 1") ==
          std::vector<Row>{row({"1", "Marit Oskar"}), row({"2", "Jon the second keeper"})});
    CHECK(db->rows("SELECT term, label, scheme FROM post_categories JOIN categories ON categories.id = category_id "
                   "WHERE post_id = '" +
                   long_id + "' ORDER BY position") ==
          std::vector<Row>{row({"Soup", "", "http://www.blogger.com/atom/ns#"}),
                           row({"storm", "Storms", "http://www.blogger.com/atom/ns#"})});
    CHECK(db->rows("SELECT position, url, type, length FROM enclosures ORDER BY position") ==
          std::vector<Row>{row({"1", "https://files.example/waves.mp3", "audio/mpeg", "1234"}),
                           row({"2", "https://files.example/odd.bin", "application/octet-stream", null})});
    CHECK(db->rows("SELECT position, name, value FROM properties WHERE owner = 'post' ORDER BY position") ==
          std::vector<Row>{row({"1", "georss:extra", "1"}), row({"2", "georss:extra", "2"}),
                           row({"3", "enclosure-length", "18446744073709551615"})});
}

TEST_CASE("comments and orphans arrive whole") {
    const Made db(blog());
    CHECK(db->rows(
              "SELECT position, id, post_id, parent_id, status, published, published_local, permalink, blog, content "
              "FROM comments WHERE id IN ('501', '502') ORDER BY position") ==
          std::vector<Row>{row({"1", "501", long_id, null, "approved", "2010-03-28 04:20:00.000", "2010-03-28 06:20:00",
                                "https://lighthouse-kitchen.blogspot.com/2010/03/fish-soup.html?showComment=1#c501", "",
                                "Lovely \xF0\x9F\x8D\xB2"}),
                           row({"2", "502", long_id, "501", "approved", "2010-03-28 04:36:40.000",
                                "2010-03-28 06:36:40", null, "", "Thank you"})});
    CHECK(db->rows("SELECT reason, orphan_comments.id, post_id, parent_id, blog, name, content FROM orphan_comments "
                   "JOIN persons ON persons.id = author_id ORDER BY position") ==
          std::vector<Row>{row({"post-missing", "801", "333", null, "", "Unknown", "Lost"}),
                           row({"foreign", "802", "444", "803", "9009", "Marit Oskar", "Away"})});
    CHECK(
        db->rows("SELECT owner, owner_id, name, value FROM properties WHERE owner IN ('site', 'comment', 'orphan')") ==
        std::vector<Row>{row({"site", "7001", "blogger:custom", "yes"}),
                         row({"comment", "501", "gd:extendedProperty", "blogger.itemClass"}),
                         row({"orphan", "802", "kept", "too"})});
}

TEST_CASE("site, settings, templates and sources arrive") {
    const Made db(blog());
    CHECK(db->rows("SELECT id, title, subtitle, home, language, time_zone, generator FROM site") ==
          std::vector<Row>{row({"7001", "Lighthouse Kitchen", "Soup, weather and ferries",
                                "https://lighthouse-kitchen.blogspot.com/", "en", "Europe/Berlin", "Blogger"})});
    CHECK(db->rows("SELECT * FROM settings") == std::vector<Row>{row({"1", "BLOG_TIME_ZONE", "Europe/Berlin"}),
                                                                 row({"2", "BLOG_NAME", "Lighthouse Kitchen"})});
    CHECK(db->rows("SELECT * FROM templates") == std::vector<Row>{row({"1", "layout", "<html><b:skin/></html>"})});
    CHECK(db->rows("SELECT name, format, size, sha256 FROM provenance") ==
          std::vector<Row>{row({"blog-export.xml", "blogger-gdata", "4096", std::string(64, 'a')})});
}

TEST_CASE("provenance can be left out") {
    CHECK(Made(blog(), {"provenance=no"})->cell("SELECT count(*) FROM provenance") == "0");
}

TEST_CASE("a person is written once, and only the same person") {
    Blog b = blog();
    Person changed = person(PersonKind::account, "42", "Marit Oskar");
    changed.avatar = "https://pictures.example/marit.jpg";
    Person empty = changed;
    empty.avatar = "";
    b.entries[1].comments = {comment("701", "102", std::nullopt, changed, 1'294'000'100, "1"),
                             comment("702", "102", std::nullopt, empty, 1'294'000'200, "2"),
                             comment("703", "102", std::nullopt, changed, 1'294'000'300, "3")};
    const Made db(b);
    CHECK(db->cell("SELECT count(*) FROM persons WHERE profile_id = '42'") == "3");
    CHECK(db->cell("SELECT count(DISTINCT author_id) FROM comments WHERE id IN ('701', '703')") == "1");
    CHECK(db->cell("SELECT count(*) FROM persons") == "7");
}

TEST_CASE("more persons than are kept in memory are still written once") {
    Blog b;
    Entry entry{rye().post, {}};
    constexpr int many = 40'000;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < many; ++i) {
            Person p = person(PersonKind::named, "", "Guest " + std::to_string(i));
            if (i % 2 == 0) p.uri = "https://guest-" + std::to_string(i) + ".example/";
            entry.comments.push_back(comment(std::to_string(1'000'000 + round * many + i), entry.post.id, std::nullopt,
                                             std::move(p), 1'294'000'000 + i, ""));
        }
    }
    b.entries.push_back(std::move(entry));
    const Made db(b);
    CHECK(db->cell("SELECT count(*) FROM persons WHERE name LIKE 'Guest %'") == std::to_string(many));
    CHECK(db->cell("SELECT count(*) FROM comments JOIN persons ON persons.id = author_id "
                   "WHERE name = 'Guest ' || ((comments.id - 1000000) % 40000)") == std::to_string(2 * many));
    CHECK(db->cell("SELECT group_concat(DISTINCT comments) FROM authors_with_counts WHERE comments > 0") == "2");
}

TEST_CASE("the same content gives the same bytes") {
    const Made first(blog()), second(blog());
    CHECK(bytes_of(first.file) == bytes_of(second.file));
    const Made with_search(blog(), {"fts=yes"}), again(blog(), {"fts=yes"});
    CHECK(bytes_of(with_search.file) == bytes_of(again.file));
}

TEST_CASE("other sources of the same content change the provenance table and nothing else") {
    Blog b = blog();
    const Made first(b);
    b.manifest.sources = {{"feed.atom", "blogger-takeout", 77, [] { return std::string(64, 'b'); }},
                          {"settings.csv", "blogger-takeout", 7, [] { return std::string(64, 'c'); }}};
    const Made second(b);
    const std::string one = bytes_of(first.file), other = bytes_of(second.file);
    REQUIRE(one.size() == other.size());
    const std::size_t page_size = std::stoul(first->cell("PRAGMA page_size"));
    const std::size_t page = std::stoul(first->cell("SELECT rootpage FROM sqlite_schema WHERE name = 'provenance'"));
    for (std::size_t i = 0; i < one.size(); i += page_size) {
        const bool same = one.compare(i, page_size, other, i, page_size) == 0;
        CHECK(same == (i / page_size + 1 != page));
    }
}

TEST_CASE("full-text search finds words and stays in step with the tables") {
    const Made db(blog(), {"fts=yes"});
    CHECK(db->rows("SELECT posts.id FROM posts_fts JOIN posts ON posts.position = posts_fts.rowid "
                   "WHERE posts_fts MATCH 'storm' ORDER BY posts.position") ==
          std::vector<Row>{row({long_id}), row({"102"})});
    CHECK(db->cell("SELECT rowid FROM comments_fts WHERE comments_fts MATCH 'dill'") == "3");
    CHECK(db->cell("PRAGMA integrity_check") == "ok");
}

TEST_CASE("a blog with nothing in it makes a sound database") {
    const Made db(Blog{});
    CHECK(db->cell("PRAGMA integrity_check") == "ok");
    CHECK(db->cell("SELECT count(*) FROM site") == "1");
    CHECK(db->rows("SELECT * FROM timeline").empty());
}

TEST_CASE("standard output is refused, with a way out") {
    std::string text;
    const std::unique_ptr<Output> output = Output::memory(text);
    Context context;
    try {
        sample::open(*output, context);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.rule() == Rule::output_refused);
        CHECK_THAT(error.hint(), Catch::Contains("-o"));
    }
}

TEST_CASE("a mistyped option names the nearest one") {
    const Format& format = converters::sqlite();
    const std::vector<std::string> given = {"ftz=yes"};
    CHECK_THROWS_WITH(Settings(format.write_options, given, format.name), Catch::Contains("ftz"));
    CHECK(format.writes_to_stdout == false);
}

TEST_CASE("rows that contradict each other are refused") {
    Blog twice = blog();
    twice.entries.push_back(rye());
    Blog astray = blog();
    astray.entries[0].comments[0].post = "nobody";
    for (const Blog& b : {twice, astray}) {
        const Folder folder;
        try {
            convert(b, folder / "blog.db");
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.rule() == Rule::internal);
        }
        CHECK_FALSE(std::filesystem::exists(folder / "blog.db"));
    }
}

TEST_CASE("a file that cannot grow is an error, and nothing appears") {
    Blog b = blog();
    b.entries[1].post.content.assign(1'000'000, 'x');
    const Folder folder;
    struct rlimit before {};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small { 300'000, before.rlim_max };
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::optional<Rule> rule;
    try {
        convert(b, folder / "blog.db");
    } catch (const Error& error) {
        rule = error.rule();
    }
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    CHECK(rule == Rule::output_failed);
    CHECK_FALSE(std::filesystem::exists(folder / "blog.db"));
}
