#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/io/support.hpp"

using namespace blogferry;
using namespace io_test;

namespace {

mode_t mode_of(const std::string& path) {
    struct stat s = {};
    REQUIRE(::stat(path.c_str(), &s) == 0);
    return s.st_mode & 07777;
}

/// The umask for a while.
class Umask {
public:
    explicit Umask(mode_t mask) : before_(::umask(mask)) {}
    ~Umask() { ::umask(before_); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

private:
    mode_t before_;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("nothing shows at the target before commit") {
    const TempDir dir;
    const Umask mask(027);
    {
        const auto output = Output::file(dir / "out.json", false);
        output->write("hello ");
        output->write("world\n");
        CHECK(output->written() == 12);
        CHECK(output->name() == dir / "out.json");
        REQUIRE(dir.names().size() == 1);
        CHECK(dir.names()[0].starts_with(".out.json."));
        CHECK(dir.names()[0].ends_with(".part"));
        CHECK(mode_of(dir / dir.names()[0]) == 0600);
        output->commit();
        output->commit();
    }
    CHECK(dir.names() == Names{"out.json"});
    CHECK(slurp(dir / "out.json") == "hello world\n");
    CHECK(mode_of(dir / "out.json") == 0640);
}

TEST_CASE("without commit the target stays as it was and nothing is left") {
    const TempDir dir;
    dir.file("out.json", "old");
    { Output::file(dir / "out.json", true)->write("new"); }
    { Output::file(dir / "other.json", false)->write("new"); }
    CHECK(dir.names() == Names{"out.json"});
    CHECK(slurp(dir / "out.json") == "old");
}

TEST_CASE("writes of every size arrive whole and in order") {
    const TempDir dir;
    std::string expected;
    const auto output = Output::file(dir / "out", false);
    for (std::size_t size : {0U, 1U, 7U, 1000U, 262'143U, 262'144U, 262'145U, 3U, 1'000'000U, 5U, 262'139U, 262'140U}) {
        const std::string piece(size, static_cast<char>('a' + size % 26));
        output->write(piece);
        expected += piece;
    }
    output->commit();
    CHECK(output->written() == expected.size());
    CHECK(slurp(dir / "out") == expected);
}

TEST_CASE("an existing file is replaced only with overwrite, and keeps its mode") {
    const TempDir dir;
    dir.file("out.json", "old");
    REQUIRE(::chmod((dir / "out.json").c_str(), 0604) == 0);
    const Error error = error_of([&] { Output::file(dir / "out.json", false); });
    CHECK(error.rule() == Rule::output_exists);
    CHECK(error.hint() == "give --overwrite to replace it");
    const auto output = Output::file(dir / "out.json", true);
    output->write("new");
    CHECK(slurp(dir / "out.json") == "old");
    output->commit();
    CHECK(slurp(dir / "out.json") == "new");
    CHECK(mode_of(dir / "out.json") == 0604);
    CHECK(dir.names() == Names{"out.json"});
}

TEST_CASE("a file that appears meanwhile is not replaced") {
    const TempDir dir;
    {
        const auto output = Output::file(dir / "out.json", false);
        output->write("new");
        dir.file("out.json", "someone else's");
        CHECK(error_of([&] { output->commit(); }).rule() == Rule::output_exists);
    }
    CHECK(slurp(dir / "out.json") == "someone else's");
    CHECK(dir.names() == Names{"out.json"});
}

TEST_CASE("targets that are no regular files are refused, with or without overwrite") {
    const TempDir dir;
    dir.file("real.json", "old");
    fs::create_symlink("real.json", dir / "link");
    fs::create_symlink("nothing", dir / "dangling");
    fs::create_directory(dir / "folder");
    REQUIRE(::mkfifo((dir / "fifo").c_str(), 0600) == 0);
    for (const bool overwrite : {false, true}) {
        for (const std::string& path :
             {dir / "link", dir / "dangling", dir / "folder", dir / "folder/", dir / "fifo", std::string("/dev/null"),
              std::string("/dev/full"), dir / ".", dir / "..", std::string()}) {
            INFO(path << " " << overwrite);
            const Error error = error_of([&] { Output::file(path, overwrite); });
            CHECK(error.rule() == Rule::output_refused);
            CHECK_FALSE(error.hint().empty());
        }
    }
    CHECK(slurp(dir / "real.json") == "old");
    CHECK(dir.names() == Names{"dangling", "fifo", "folder", "link", "real.json"});
}

TEST_CASE("a link planted at the target before commit is not followed") {
    const TempDir dir;
    dir.file("real.json", "old");
    const auto output = Output::file(dir / "out.json", true);
    output->write("new");
    fs::create_symlink("real.json", dir / "out.json");
    CHECK(error_of([&] { output->commit(); }).rule() == Rule::output_refused);
    CHECK(slurp(dir / "real.json") == "old");
}

TEST_CASE("a folder that is not there is an error with a hint") {
    const TempDir dir;
    const Error error = error_of([&] { Output::file(dir / "no/out.json", false); });
    CHECK(error.rule() == Rule::output_failed);
    CHECK(std::string(error.what()).find("no folder") != std::string::npos);
    CHECK_FALSE(error.hint().empty());
    dir.file("plain", "x");
    CHECK(error_of([&] { Output::file(dir / "plain/out.json", false); }).rule() == Rule::output_failed);
}

TEST_CASE("a database's journal beside the target refuses it, at the start and at the end") {
    const TempDir dir;
    for (const std::string suffix : {"-journal", "-wal", "-shm"}) {
        INFO(suffix);
        dir.file("out.db", "old");
        const auto output = Output::file(dir / "out.db", true);
        dir.file("out.db" + suffix, "x");
        const Error late = error_of([&] { output->commit(); });
        CHECK(late.rule() == Rule::output_refused);
        const Error early = error_of([&] { Output::file(dir / "out.db", true); });
        CHECK(early.rule() == Rule::output_refused);
        CHECK(std::string(early.what()).find("out.db" + suffix) != std::string::npos);
        fs::remove(dir / ("out.db" + suffix));
        CHECK(slurp(dir / "out.db") == "old");
    }
}

TEST_CASE("a host that ends its process takes away what is staged, and keeps what is published") {
    const TempDir dir;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto kept = Output::file(dir / "kept.json", false), first = Output::file(dir / "first.json", false);
        { const auto gone = Output::file(dir / "gone.json", false); }
        const auto second = Output::file(dir / "second.json", false);
        second->beside(".more");
        kept->commit();
        abandon_outputs();
        ::_exit(0);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(dir.names() == Names{"kept.json"});
}

TEST_CASE("staging files of killed runs are swept, those of live runs are not") {
    const TempDir dir;
    dir.file(".out.json.0123abcd.part", "left by a killed run");
    dir.file(".out.json.89abcdef.part", "of a live run");
    dir.file(".out.json.89abcdeg.part", "not ours: no hexadecimal");
    dir.file(".out.json.orphans.ndjson.0123abcd.part", "of what is written beside it");
    dir.file(".out.part2.json.0123abcd.part", "of a part of it");
    dir.file(".out.jsonl0123abcd.part", "not ours: no dot");
    dir.file(".other.json.0123abcd.part", "of another target");
    fs::create_symlink("elsewhere", dir / ".out.json.00000000.part");
    const int live = ::open((dir / ".out.json.89abcdef.part").c_str(), O_RDWR);
    REQUIRE(::flock(live, LOCK_EX) == 0);
    const auto first = Output::file(dir / "out.json", false);
    const auto second = Output::file(dir / "out.json", false);  // does not sweep the first one's
    first->write("1");
    second->write("2");
    first->commit();
    CHECK(error_of([&] { second->commit(); }).rule() == Rule::output_exists);
    ::close(live);
    const Names names = dir.names();
    const auto has = [&](const std::string& name) { return std::count(names.begin(), names.end(), name) == 1; };
    CHECK_FALSE(has(".out.json.0123abcd.part"));
    CHECK(has(".out.json.89abcdef.part"));
    CHECK(has(".out.json.89abcdeg.part"));
    CHECK_FALSE(has(".out.json.orphans.ndjson.0123abcd.part"));
    CHECK_FALSE(has(".out.part2.json.0123abcd.part"));
    CHECK(has(".out.jsonl0123abcd.part"));
    CHECK(has(".other.json.0123abcd.part"));
    CHECK(has(".out.json.00000000.part"));
    CHECK(slurp(dir / "out.json") == "1");
}

TEST_CASE("names as long as a file system takes can be staged") {
    const TempDir dir;
    const std::string name(255, 'n');
    const auto output = Output::file(dir / name, false);
    output->write("x");
    output->commit();
    CHECK(dir.names() == Names{name});
}

TEST_CASE("a library may write the staging file by its name") {
    const TempDir dir;
    const Umask mask(022);
    SECTION("into the file that is there") {
        const auto output = Output::file(dir / "out.db", false);
        std::ofstream(output->staging_path(), std::ios::binary) << "pages";
        output->commit();
    }
    SECTION("or into one of its own at that name") {
        const auto output = Output::file(dir / "out.db", false);
        dir.file("made", "pages");
        fs::rename(dir / "made", output->staging_path());
        output->commit();
    }
    CHECK(slurp(dir / "out.db") == "pages");
    CHECK(mode_of(dir / "out.db") == 0644);
    CHECK(dir.names() == Names{"out.db"});
}

TEST_CASE("a relative name is staged in the current folder") {
    const TempDir dir;
    const fs::path before = fs::current_path();
    fs::current_path(dir.path());
    const auto output = Output::file("out.json", false);
    CHECK(output->staging_path().starts_with(".out.json."));
    CHECK(output->name() == "out.json");
    output->commit();
    fs::current_path(before);
    CHECK(dir.names() == Names{"out.json"});
}

TEST_CASE("a neighbour is published by its owner's commit, or not at all") {
    const TempDir dir;
    SECTION("published") {
        const auto output = Output::file(dir / "out.wxr", false);
        Output* orphans = output->beside(".orphans.ndjson");
        REQUIRE(orphans != nullptr);
        CHECK(output->beside(".orphans.ndjson") == orphans);
        CHECK(orphans->name() == dir / "out.wxr.orphans.ndjson");
        orphans->write("{}\n");
        output->write("<rss/>");
        CHECK_FALSE(fs::exists(dir / "out.wxr.orphans.ndjson"));
        output->commit();
        CHECK(slurp(dir / "out.wxr.orphans.ndjson") == "{}\n");
        CHECK(dir.names() == Names{"out.wxr", "out.wxr.orphans.ndjson"});
    }
    SECTION("dropped") {
        { Output::file(dir / "out.wxr", false)->beside(".orphans.ndjson")->write("{}\n"); }
        CHECK(dir.names().empty());
    }
    SECTION("an existing one is not replaced") {
        dir.file("out.wxr.orphans.ndjson", "old");
        const auto output = Output::file(dir / "out.wxr", false);
        CHECK(error_of([&] { output->beside(".orphans.ndjson"); }).rule() == Rule::output_exists);
        CHECK(Output::file(dir / "out.wxr", true)->beside(".orphans.ndjson") != nullptr);
    }
    SECTION("when the owner cannot be published, neither is the neighbour") {
        {
            const auto output = Output::file(dir / "out.wxr", false);
            output->beside(".orphans.ndjson")->write("{}\n");
            dir.file("out.wxr", "someone else's");
            CHECK(error_of([&] { output->commit(); }).rule() == Rule::output_exists);
        }
        CHECK(dir.names() == Names{"out.wxr"});
    }
}

TEST_CASE("an output in parts: all of them, and nothing under its own name") {
    const TempDir dir;
    const auto write = [&](bool overwrite, std::initializer_list<const char*> parts) {
        const auto output = Output::file(dir / "out.wxr", overwrite);
        for (const char* part : parts) output->next_part()->write(part);
        output->commit();
        return output->written();
    };
    SECTION("published together") {
        const auto output = Output::file(dir / "out.wxr", false);
        output->next_part()->write("one");
        CHECK(output->name() == dir / "out.part1.wxr");
        output->next_part()->write("two");
        output->beside(".orphans.ndjson")->write("{}");
        CHECK(output->name() == dir / "out.part1.wxr to out.part2.wxr");
        CHECK_FALSE(fs::exists(dir / "out.part1.wxr"));
        output->commit();
        CHECK(dir.names() == Names{"out.part1.wxr", "out.part2.wxr", "out.wxr.orphans.ndjson"});
        CHECK(slurp(dir / "out.part2.wxr") == "two");
        CHECK(output->written() == 6);
    }
    SECTION("dropped") {
        {
            const auto output = Output::file(dir / "out.wxr", false);
            output->next_part()->write("one");
            output->next_part();
        }
        CHECK(dir.names().empty());
    }
    SECTION("older ones are refused, the first at once") {
        write(false, {"1", "2", "3"});
        const auto output = Output::file(dir / "out.wxr", false);
        CHECK(error_of([&] { output->next_part(); }).rule() == Rule::output_exists);
        fs::remove(dir / "out.part1.wxr");
        output->next_part();
        CHECK(error_of([&] { output->next_part(); }).rule() == Rule::output_exists);
        CHECK(error_of([&] { output->commit(); }).rule() == Rule::output_exists);
        CHECK(dir.names().size() == 4);  // and what is staged
        CHECK_FALSE(fs::exists(dir / "out.part1.wxr"));
    }
    SECTION("only those that follow without a gap are of an older run") {
        write(false, {"1", "2", "3", "4"});
        dir.file("out.part6.wxr", "mine");
        dir.file("out.part2024.wxr", "mine");
        const auto output = Output::file(dir / "out.wxr", true);
        CHECK(output->older_parts().size() == 4);
        output->next_part();
        output->next_part();
        CHECK(output->older_parts() == Names{dir / "out.part3.wxr", dir / "out.part4.wxr"});
        CHECK(output->removed().empty());
        output->commit();
        CHECK(output->older_parts().empty());
        CHECK(output->removed() == Names{dir / "out.part3.wxr", dir / "out.part4.wxr"});
        CHECK(dir.names() == Names{"out.part1.wxr", "out.part2.wxr", "out.part2024.wxr", "out.part6.wxr"});
    }
    SECTION("no more than a run can have made") {
        for (unsigned number = 1; number <= Output::most_parts + 1; ++number)
            dir.file("out.part" + std::to_string(number) + ".wxr", "");
        write(true, {"one"});
        CHECK(dir.names() == Names{"out.part1.wxr", "out.part501.wxr"});
    }
    SECTION("an output in one file leaves older parts where they are") {
        write(false, {"1", "2"});
        const auto output = Output::file(dir / "out.wxr", false);
        output->commit();
        CHECK(output->older_parts() == Names{dir / "out.part1.wxr", dir / "out.part2.wxr"});
        CHECK(output->removed().empty());
        CHECK(dir.names() == Names{"out.part1.wxr", "out.part2.wxr", "out.wxr"});
    }
    SECTION("older ones are removed when they may be replaced, and nothing else is") {
        write(false, {"1", "2", "3"});
        dir.file("out.wxr", "not in parts");
        for (const char* other : {"out.part.wxr", "out.part04.wxr", "out.part4.xml", "out.partx.wxr"})
            dir.file(other, "mine");
        CHECK(write(true, {"one", "two"}) == 6);
        CHECK(dir.names() == Names{"out.part.wxr", "out.part04.wxr", "out.part1.wxr", "out.part2.wxr", "out.part4.xml",
                                   "out.partx.wxr"});
        CHECK(slurp(dir / "out.part1.wxr") == "one");
    }
    SECTION("what only has the name of a part stays") {
        fs::create_directory(dir / "out.part1.wxr");
        const auto output = Output::file(dir / "out.wxr", true);
        CHECK(error_of([&] { output->next_part(); }).rule() == Rule::output_refused);
    }
    SECTION("one that turns up meanwhile keeps all from appearing") {
        {
            const auto output = Output::file(dir / "out.wxr", false);
            output->next_part()->write("one");
            output->next_part()->write("two");
            dir.file("out.part1.wxr", "someone else's");
            CHECK(error_of([&] { output->commit(); }).rule() == Rule::output_exists);
        }
        CHECK(dir.names() == Names{"out.part1.wxr"});
        CHECK(slurp(dir / "out.part1.wxr") == "someone else's");
    }
    SECTION("a name without a suffix has parts too") {
        const auto output = Output::file(dir / "out", false);
        CHECK(output->next_part()->name() == dir / "out.part1");
    }
    SECTION("all files of a commit are known before it") {
        write(false, {"1", "2"});
        const auto output = Output::file(dir / "out.wxr", true);
        output->next_part();
        CHECK(output->paths() == Names{dir / "out.wxr", dir / "out.part1.wxr", dir / "out.part2.wxr"});
    }
}

TEST_CASE("memory and nothing are outputs too") {
    std::string into;
    std::map<std::string, std::string> neighbours;
    const auto output = Output::memory(into, &neighbours);
    output->write("abc");
    output->beside(".more")->write("def");
    output->commit();
    CHECK(into == "abc");
    CHECK(neighbours == std::map<std::string, std::string>{{".more", "def"}});
    CHECK(output->staging_path().empty());
    std::string alone;
    CHECK(Output::memory(alone)->beside(".more") == nullptr);
    const auto none = Output::none();
    none->write("abc");
    CHECK(none->written() == 3);
    REQUIRE(none->beside(".more") != nullptr);
    REQUIRE(none->next_part() != nullptr);
    none->commit();
    Output* part = output->next_part();
    REQUIRE(part != nullptr);
    part->write("ghi");
    CHECK(neighbours[".part1"] == "ghi");
}

TEST_CASE("standard output: all bytes or an error") {
    const TempDir dir;
    ::fflush(stdout);
    const int saved = ::dup(STDOUT_FILENO);
    const auto with_stdout = [&](const char* path, auto work) {
        const int fd = ::open(path, O_WRONLY | O_CREAT, 0600);
        ::dup2(fd, STDOUT_FILENO);
        ::close(fd);
        std::optional<Rule> rule;
        try {
            work();
        } catch (const Error& error) {
            rule = error.rule();
        }
        ::dup2(saved, STDOUT_FILENO);
        return rule;
    };
    const auto write_some = [] {
        const auto output = Output::standard();
        output->write("to standard output");
        CHECK(output->beside(".x") == nullptr);
        CHECK(output->next_part() == nullptr);
        output->commit();
    };
    const auto fine = with_stdout((dir / "out").c_str(), write_some);
    const auto full = with_stdout("/dev/full", write_some);
    ::close(STDOUT_FILENO);
    std::optional<Rule> closed;
    try {
        Output::standard();
    } catch (const Error& error) {
        closed = error.rule();
    }
    ::dup2(saved, STDOUT_FILENO);
    ::close(saved);
    CHECK_FALSE(fine.has_value());
    CHECK(slurp(dir / "out") == "to standard output");
    CHECK(full == Rule::output_failed);
    CHECK(closed == Rule::output_failed);
}
