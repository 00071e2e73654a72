#include <sys/stat.h>
#include <unistd.h>

#include "unit/io/support.hpp"

using namespace blogferry;
using namespace io_test;

namespace {

using Names = std::vector<std::string>;

bool is_feed(std::string_view, std::string_view head) { return head.starts_with("<feed"); }

const std::vector<Member> takeout = {
    {"Takeout/", "", ""},
    {"Takeout/Blogger/Blogs/Sea Glass/feed.atom", "<feed>" + std::string(200'000, 's') + "</feed>", ""},
    {"Takeout/Blogger/Blogs/Sea Glass/theme.html", "<html>", ""},
    {"Takeout/Blogger/Comments/Grüße aus Köln/feed.atom", "<feed>2</feed>", ""},
};

}  // namespace

TEST_CASE("a single file is itself, whatever is in it") {
    const TempDir dir;
    Context context;
    const auto opened = open_all(dir.file("a.txt", "not a feed"), nothing, context);
    CHECK_FALSE(opened.container);
    REQUIRE(opened.inputs.size() == 1);
    CHECK(opened.inputs[0]->name() == dir / "a.txt");
    CHECK(opened.skipped.empty());
    CHECK(error_of([&] { open_all(dir / "b.txt", nothing, context); }).rule() == Rule::input_not_found);
}

TEST_CASE("a folder is walked in order, and links to folders are not followed") {
    const TempDir dir;
    Context context;
    dir.file("b/2.atom", "<feed>b2");
    dir.file("b/10.atom", "<feed>b10");
    dir.file("a.atom", "<feed>a");
    dir.file("c.txt", "no");
    dir.file("d/empty.atom", "");
    fs::create_symlink(".", dir / "loop");
    fs::create_symlink("b/2.atom", dir / "z-link.atom");
    fs::create_symlink("nowhere", dir / "dangling");
    REQUIRE(::mkfifo((dir / "fifo").c_str(), 0600) == 0);
    const auto opened = open_all(dir.path(), is_feed, context);
    CHECK(opened.container);
    CHECK(names_of(opened) == Names{dir / "a.atom", dir / "b/10.atom", dir / "b/2.atom", dir / "z-link.atom"});
    CHECK(opened.skipped == Names{dir / "c.txt", dir / "d/empty.atom", dir / "dangling", dir / "fifo", dir / "loop"});
    CHECK(opened.inputs[1]->all(100) == "<feed>b10");
    CHECK(opened.inputs[3]->all(100) == "<feed>b2");
    CHECK(same_file(*opened.inputs[3], dir / "b/2.atom"));
}

TEST_CASE("large and small files of a folder are read alike") {
    const TempDir dir;
    Context context;
    const std::string large = "<feed>" + std::string(3 << 20, 'l');
    dir.file("large", large);
    dir.file("small", "<feed>s");
    dir.file("smaller", "<feed>");
    const auto opened = open_all(dir.path() + "/", is_feed, context);
    REQUIRE(names_of(opened) == Names{dir / "large", dir / "small", dir / "smaller"});
    CHECK(opened.inputs[0]->all(large.size()) == large);
    CHECK(opened.inputs[1]->all(10) == "<feed>s");
    CHECK(opened.inputs[2]->all(10) == "<feed>");
    for (const auto& input : opened.inputs) input->check_unchanged();
    dir.file("large", "<feed>");
    CHECK(error_of([&] { opened.inputs[0]->check_unchanged(); }).rule() == Rule::input_changed);
}

TEST_CASE("a folder of many files does not use many descriptors") {
    const TempDir dir;
    Context context;
    for (int i = 0; i < 1500; ++i) dir.file("pages/" + std::to_string(i), "<feed>" + std::to_string(i));
    const auto opened = open_all(dir.path(), is_feed, context);
    REQUIRE(opened.inputs.size() == 1500);
    CHECK(opened.inputs[1499]->all(100) == "<feed>999");
    context.limits.members = 1000;
    const Error error = error_of([&] { open_all(dir.path(), is_feed, context); });
    CHECK(error.rule() == Rule::limit_members);
    CHECK(error.hint().find("--limit members=N") != std::string::npos);
}

TEST_CASE("archives are recognised by content and give their members") {
    const TempDir dir;
    Context context;
    struct Case {
        const char* title;
        Kind kind;
        Filter filter;
    };
    for (const Case& c : {Case{"zip", Kind::zip, Filter::none}, Case{"tar", Kind::tar, Filter::none},
                          Case{"tgz", Kind::tar, Filter::gzip}, Case{"tbz", Kind::tar, Filter::bzip2},
                          Case{"txz", Kind::tar, Filter::xz}, Case{"tzst", Kind::tar, Filter::zstd}}) {
        INFO(c.title);
        const std::string path = dir.file("packed.bin", pack(c.kind, c.filter, takeout));
        Names asked;
        std::size_t longest = 0;
        const auto opened = open_all(
            path,
            [&](std::string_view name, std::string_view head) {
                asked.emplace_back(name);
                longest = std::max(longest, head.size());
                return is_feed(name, head);
            },
            context);
        CHECK(opened.container);
        CHECK(asked == Names{path + "/" + takeout[1].name, path + "/" + takeout[2].name, path + "/" + takeout[3].name});
        CHECK(longest == 65536);
        REQUIRE(names_of(opened) == Names{path + "/" + takeout[1].name, path + "/" + takeout[3].name});
        CHECK(opened.inputs[0]->all(1 << 20) == takeout[1].bytes);
        CHECK(opened.inputs[1]->all(1 << 20) == takeout[3].bytes);
        CHECK(opened.skipped == Names{path + "/" + takeout[2].name});
        CHECK(same_file(*opened.inputs[0], path));
        std::array<char, 10> some{};
        CHECK(opened.inputs[0]->read_at(opened.inputs[0]->size() - 3, some) == 3);
    }
    CHECK(dir.names() == Names{"packed.bin"});
}

TEST_CASE("one packed file is that file") {
    const TempDir dir;
    Context context;
    const std::string content = "<feed>" + std::string(100'000, 'x');
    for (const Filter filter : {Filter::gzip, Filter::bzip2, Filter::xz, Filter::zstd}) {
        const std::string path = dir.file("feed.atom.packed", pack_single(filter, content));
        const auto opened = open_all(path, nothing, context);
        CHECK_FALSE(opened.container);
        REQUIRE(names_of(opened) == Names{path});
        CHECK(opened.inputs[0]->all(1 << 20) == content);
    }
    const std::string whole = pack_single(Filter::gzip, content);
    const std::string cut = dir.file("cut.gz", whole.substr(0, whole.size() / 2));
    const Error error = error_of([&] { open_all(cut, nothing, context); });
    CHECK(error.rule() == Rule::archive_damaged);
    CHECK(error.input == cut);
}

TEST_CASE("names that point elsewhere are only names") {
    const TempDir dir;
    Context context;
    const std::vector<Member> hostile = {{"../outside.xml", "<feed>1", ""},
                                         {"/tmp/blogferry-absolute.xml", "<feed>2", ""},
                                         {"link.xml", "", "/etc/passwd"}};
    for (const Kind kind : {Kind::zip, Kind::tar}) {
        const std::string path = dir.file("in/hostile", pack(kind, Filter::none, hostile));
        const auto opened = open_all(path, everything, context);
        CHECK(names_of(opened) == Names{path + "/../outside.xml", path + "//tmp/blogferry-absolute.xml"});
        CHECK(opened.skipped == Names{path + "/link.xml"});
    }
    CHECK(dir.names() == Names{"in"});
    CHECK_FALSE(fs::exists("/tmp/blogferry-absolute.xml"));
}

TEST_CASE("a name that occurs twice is refused if it is used") {
    const TempDir dir;
    Context context;
    const std::vector<Member> twice = {
        {"feed.atom", "<feed>1", ""}, {"readme", "x", ""}, {"readme", "y", ""}, {"feed.atom", "<feed>2", ""}};
    for (const Kind kind : {Kind::zip, Kind::tar}) {
        const std::string path = dir.file("twice", pack(kind, Filter::none, twice));
        const Error error = error_of([&] { open_all(path, is_feed, context); });
        CHECK(error.rule() == Rule::archive_damaged);
        CHECK(error.input == path + "/feed.atom");
        CHECK(open_all(path, nothing, context).skipped.size() == 4);
    }
}

TEST_CASE("damaged and encrypted archives are named with the member") {
    const TempDir dir;
    Context context;
    const auto open_bytes = [&](const std::string& bytes) {
        dir.file("bad", bytes);
        return error_of([&] { open_all(dir / "bad", is_feed, context); });
    };
    SECTION("a flipped byte in a zip") {
        std::string bytes =
            pack(Kind::zip, Filter::none, {{"feed.atom", "<feed>" + std::string(5000, 'q') + "some words of it", ""}});
        bytes[80] = static_cast<char>(bytes[80] ^ 0x55);
        const Error error = open_bytes(bytes);
        CHECK(error.rule() == Rule::archive_damaged);
        CHECK(error.input == dir / "bad/feed.atom");
    }
    SECTION("a zip without its end") {
        const std::string bytes = pack(Kind::zip, Filter::none, takeout);
        const Error error = open_bytes(bytes.substr(0, bytes.size() - 100));
        CHECK(error.rule() == Rule::archive_damaged);
        CHECK(error.input == dir / "bad");
        CHECK_FALSE(error.hint().empty());
    }
    SECTION("cut-off tars") {
        const std::string tar = pack(Kind::tar, Filter::none, takeout);
        const Error error = open_bytes(tar.substr(0, 100'000));
        CHECK(error.rule() == Rule::archive_damaged);
        CHECK(error.input == dir / ("bad/" + takeout[1].name));
        const std::string tgz = pack(Kind::tar, Filter::gzip, takeout);
        CHECK(open_bytes(tgz.substr(0, tgz.size() / 2)).rule() == Rule::archive_damaged);
    }
    SECTION("encrypted") {
        const Error error = open_bytes(pack(Kind::zip_encrypted, Filter::none, takeout));
        CHECK(error.rule() == Rule::archive_damaged);
        CHECK(std::string(error.what()).find("encrypted") != std::string::npos);
        CHECK(error.input == dir / ("bad/" + takeout[1].name));
    }
}

TEST_CASE("an archive has limits, and each names its flag") {
    const TempDir dir;
    Context context;
    const std::string zeros = "<feed>" + std::string(20 << 20, '\0');
    SECTION("bytes, in a member that is wanted") {
        context.limits.archive = 10 << 20;
        const std::string path = dir.file("bomb.zip", pack(Kind::zip, Filter::none, {{"feed.atom", zeros, ""}}));
        CHECK(fs::file_size(path) < 100'000);
        const Error error = error_of([&] { open_all(path, is_feed, context); });
        CHECK(error.rule() == Rule::limit_archive);
        CHECK(error.hint().find("--limit archive=N") != std::string::npos);
    }
    SECTION("bytes, in a member of a packed tar that is only passed over") {
        context.limits.archive = 10 << 20;
        const std::string path = dir.file("bomb.tgz", pack(Kind::tar, Filter::gzip, {{"padding", zeros, ""}}));
        CHECK(error_of([&] { open_all(path, nothing, context); }).rule() == Rule::limit_archive);
    }
    SECTION("bytes, in a single packed file") {
        context.limits.archive = 10 << 20;
        const std::string path = dir.file("bomb.gz", pack_single(Filter::gzip, zeros));
        CHECK(error_of([&] { open_all(path, nothing, context); }).rule() == Rule::limit_archive);
    }
    SECTION("what a zip only passes over costs nothing") {
        context.limits.archive = 10 << 20;
        const std::string path = dir.file(
            "big.zip", pack(Kind::zip, Filter::none, {{"padding", "-" + zeros, ""}, {"feed.atom", "<feed>", ""}}));
        CHECK(open_all(path, is_feed, context).inputs.size() == 1);
    }
    SECTION("members") {
        context.limits.members = 3;
        for (const Kind kind : {Kind::zip, Kind::tar}) {
            const std::string path = dir.file("many", pack(kind, Filter::none, takeout));
            const Error error = error_of([&] { open_all(path, is_feed, context); });
            CHECK(error.rule() == Rule::limit_members);
            CHECK(error.hint().find("--limit members=N") != std::string::npos);
        }
    }
}

TEST_CASE("unpacked bytes per packed byte count above one gibibyte") {
    const TempDir dir;
    Context context;
    std::string bytes;
    archive* a = open_writer(Kind::tar, Filter::zstd, bytes);
    archive_entry* entry = archive_entry_new();
    const std::string zeros(64 << 20, '\0');
    constexpr int times = 17;
    archive_entry_set_pathname(entry, "padding");
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(zeros.size()) * times);
    REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
    for (int i = 0; i < times; ++i) archive_write_data(a, zeros.data(), zeros.size());
    archive_entry_free(entry);
    REQUIRE(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    const std::string path = dir.file("bomb.tar.zst", bytes);
    const Error error = error_of([&] { open_all(path, nothing, context); });
    CHECK(error.rule() == Rule::limit_archive);
    CHECK(error.hint().find("--limit ratio=N") != std::string::npos);
    context.limits.ratio = 1'000'000;
    CHECK(open_all(path, nothing, context).skipped.size() == 1);
}

TEST_CASE("unpacking tells how far it is and stops when asked") {
    const TempDir dir;
    Context context;
    const std::string path =
        dir.file("a.tgz", pack(Kind::tar, Filter::gzip, {{"feed.atom", "<feed>" + std::string(5 << 20, 'x'), ""}}));
    std::vector<Progress> told;
    context.progress = [&](const Progress& p) { told.push_back(p); };
    CHECK(open_all(path, is_feed, context).inputs.size() == 1);
    REQUIRE(told.size() >= 4);
    CHECK(told.back().stage == "unpacking");
    CHECK(told.back().total == fs::file_size(path));
    CHECK(told.back().done <= told.back().total);
    std::stop_source stop;
    context.stop = stop.get_token();
    context.progress = [&](const Progress&) { stop.request_stop(); };
    CHECK(error_of([&] { open_all(path, is_feed, context); }).rule() == Rule::stopped);
}

TEST_CASE("text that merely looks packed is a plain file") {
    const TempDir dir;
    Context context;
    for (const std::string& text :
         {std::string("BZh9 is how a bzip2 file begins"), std::string("PK is short for something"),
          std::string(257, ' ') + "ustar" + std::string(300, ' '), std::string(512, '\0')}) {
        const auto opened = open_all(dir.file("text", text), nothing, context);
        CHECK_FALSE(opened.container);
        CHECK(opened.inputs.size() == 1);
    }
}
