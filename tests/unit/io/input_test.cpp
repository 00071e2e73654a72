#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "unit/io/support.hpp"

using namespace blogferry;
using namespace io_test;

namespace {

/// Standard input replaced for a while.
class StandardInput {
public:
    explicit StandardInput(int fd) : saved_(::dup(STDIN_FILENO)) {
        ::dup2(fd, STDIN_FILENO);
        ::close(fd);
    }
    ~StandardInput() {
        ::dup2(saved_, STDIN_FILENO);
        ::close(saved_);
    }
    StandardInput(const StandardInput&) = delete;
    StandardInput& operator=(const StandardInput&) = delete;

private:
    int saved_;
};

std::string many_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    std::uint32_t state = 1;
    for (char& byte : bytes) byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

}  // namespace

TEST_CASE("a file is read at any offset and never past its end") {
    const TempDir dir;
    Context context;
    const auto input = Input::open(dir.file("a.xml", "0123456789"), context);
    CHECK(input->name() == dir / "a.xml");
    CHECK(context.diagnostics.input_name(input->number()) == input->name());
    CHECK(input->size() == 10);
    std::array<char, 4> four{};
    REQUIRE(input->read_at(3, four) == 4);
    CHECK(std::string(four.data(), 4) == "3456");
    CHECK(input->read_at(8, four) == 2);
    CHECK(input->read_at(10, four) == 0);
    CHECK(input->read_at(1000, four) == 0);
    CHECK(input->head(3) == "012");
    CHECK(input->head() == "0123456789");
    CHECK(input->all(10) == "0123456789");
    const Error error = error_of([&] { input->all(9); });
    CHECK(error.rule() == Rule::limit_record);
    CHECK(error.hint().find("--limit record=N") != std::string::npos);
}

TEST_CASE("memory is an input like any other") {
    Context context;
    const auto input = Input::memory("notes", "some words", context);
    CHECK(input->name() == "notes");
    CHECK(input->size() == 10);
    std::array<char, 20> some{};
    CHECK(input->read_at(5, some) == 5);
    CHECK(input->read_at(10, some) == 0);
    CHECK(input->all(100) == "some words");
    CHECK_FALSE(same_file(*input, "/dev/null"));
    CHECK(Input::memory("empty", "", context)->size() == 0);
}

TEST_CASE("SHA-256 is that of FIPS 180-2, also across pieces") {
    Context context;
    CHECK(Input::memory("", "abc", context)->sha256() ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(Input::memory("", std::string(1'000'000, 'a'), context)->sha256() ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("what cannot be opened is named, with a reason and a hint") {
    const TempDir dir;
    Context context;
    const Error missing = error_of([&] { Input::open(dir / "nothing.xml", context); });
    CHECK(missing.rule() == Rule::input_not_found);
    CHECK(missing.input == dir / "nothing.xml");
    CHECK(std::string(missing.what()) == "cannot be opened: No such file or directory");
    CHECK_FALSE(missing.hint().empty());
    CHECK(error_of([&] { Input::open(dir.path(), context); }).rule() == Rule::input_unreadable);
    CHECK(error_of([&] { Input::open(dir.file("empty.xml", ""), context); }).rule() == Rule::input_empty);
    CHECK(error_of([&] { Input::open("/dev/null", context); }).rule() == Rule::input_empty);
}

TEST_CASE("a file that says it is empty and is not, as those of /proc, is read") {
    Context context;
    const auto input = Input::open("/proc/self/status", context);
    CHECK(input->all(1 << 20).find("Name:") == 0);
}

TEST_CASE("a FIFO is spooled") {
    const TempDir dir;
    Context context;
    const std::string path = dir / "fifo";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    const std::string bytes = many_bytes(3'000'000);
    std::uint64_t told = 0;
    std::string stage;
    context.progress = [&](const Progress& p) { told = p.done, stage = p.stage; };
    std::thread writer([&] { std::ofstream(path, std::ios::binary) << bytes; });
    const auto input = Input::open(path, context);
    writer.join();
    CHECK(input->all(bytes.size()) == bytes);
    CHECK(stage == "unpacking");
    CHECK(told >= 2'000'000);
    input->check_unchanged();
}

TEST_CASE("what is collected is an input, in memory or spooled") {
    Context context;
    for (const std::size_t size : {0U, 1000U, 3'000'000U}) {
        const std::string bytes = many_bytes(size);
        Collector collector(context);
        for (std::size_t at = 0; at < size; at += 100'000)
            collector.append(std::string_view(bytes).substr(at, 100'000));
        const auto input = collector.take("collected");
        CHECK(input->name() == "collected");
        CHECK(context.diagnostics.input_name(input->number()) == "collected");
        CHECK(input->all(size) == bytes);
    }
}

TEST_CASE("only what is large when collected needs the temporary folder, and can be stopped") {
    std::stop_source stop;
    Context context;
    context.stop = stop.get_token();
    context.temp_dir = "/nowhere";
    const std::string bytes = many_bytes(600'000);
    Collector collector(context);
    collector.append(bytes);
    CHECK(error_of([&] { collector.append(bytes); }).rule() == Rule::output_failed);
    context.temp_dir = "/tmp";
    Collector stopped(context);
    stop.request_stop();
    stopped.append(bytes);
    CHECK(error_of([&] { stopped.append(bytes); }).rule() == Rule::stopped);
}

TEST_CASE("standard input is a pipe or a file") {
    const TempDir dir;
    Context context;
    SECTION("a pipe is spooled") {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        REQUIRE(::write(ends[1], "from a pipe", 11) == 11);
        ::close(ends[1]);
        const StandardInput replaced(ends[0]);
        const auto input = Input::open("-", context);
        CHECK(input->name() == "<stdin>");
        CHECK(input->all(100) == "from a pipe");
    }
    SECTION("a file is read from its start and is known to be that file") {
        const std::string path = dir.file("a.xml", "from a file");
        const int fd = ::open(path.c_str(), O_RDONLY);
        REQUIRE(::lseek(fd, 5, SEEK_SET) == 5);
        const StandardInput replaced(fd);
        const auto input = Input::open("-", context);
        CHECK(input->all(100) == "from a file");
        CHECK(same_file(*input, path));
        dir.file("a.xml", "another text");
        CHECK(error_of([&] { input->check_unchanged(); }).rule() == Rule::input_changed);
    }
}

TEST_CASE("spooling stops when the host asks for it, and says where it could not write") {
    const TempDir dir;
    Context context;
    const std::string path = dir / "fifo";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    std::thread writer([&] {
        const int fd = ::open(path.c_str(), O_RDWR);
        const std::string bytes(30'000, 'x');
        for (int i = 0; i < 100; ++i) {
            if (::write(fd, bytes.data(), bytes.size()) < 0) break;
            if (i == 50) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ::close(fd);
    });
    // The reader may leave early; the writer must not be stuck on a full pipe then.
    const int keep = ::open(path.c_str(), O_RDWR | O_NONBLOCK);
    std::jthread drain;
    SECTION("stopped") {
        std::stop_source stop;
        stop.request_stop();
        context.stop = stop.get_token();
        CHECK(error_of([&] { Input::open(path, context); }).rule() == Rule::stopped);
    }
    SECTION("no such folder") {
        context.temp_dir = dir / "nowhere";
        const Error error = error_of([&] { Input::open(path, context); });
        CHECK(error.rule() == Rule::output_failed);
        CHECK(std::string(error.what()).find(context.temp_dir) != std::string::npos);
    }
    std::atomic<bool> done = false;
    drain = std::jthread([&] {
        std::array<char, 65536> sink{};
        while (!done) {
            if (::read(keep, sink.data(), sink.size()) < 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    writer.join();
    done = true;
    drain.join();
    ::close(keep);
}

TEST_CASE("a file that changes while it is read is noticed") {
    const TempDir dir;
    Context context;
    const std::string path = dir.file("a.xml", "0123456789");
    const auto input = Input::open(path, context);
    input->check_unchanged();
    SECTION("written to, same size") {
        ::timespec times[2] = {{0, UTIME_OMIT}, {1'000'000, 7}};
        REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
    }
    SECTION("grown") { std::ofstream(path, std::ios::app) << "x"; }
    SECTION("replaced by another of the same size and time") {
        fs::copy_file(path, dir / "b.xml");
        fs::last_write_time(dir / "b.xml", fs::last_write_time(path));
        fs::rename(dir / "b.xml", path);
    }
    SECTION("removed") { fs::remove(path); }
    SECTION("cut off: reading says so too") {
        REQUIRE(::truncate(path.c_str(), 4) == 0);
        std::array<char, 10> all{};
        const Error error = error_of([&] { input->read_at(0, all); });
        CHECK(error.rule() == Rule::input_changed);
        CHECK(error.at().offset == 4);
    }
    const Error error = error_of([&] { input->check_unchanged(); });
    CHECK(error.rule() == Rule::input_changed);
    CHECK(error.at().input == input->number());
}

TEST_CASE("the same file is recognised by whatever link") {
    const TempDir dir;
    Context context;
    const std::string path = dir.file("a.xml", "<feed/>");
    const std::string other = dir.file("b.xml", "<feed/>");
    fs::create_hard_link(path, dir / "hard.xml");
    fs::create_symlink("a.xml", dir / "soft.xml");
    const auto input = Input::open(dir / "soft.xml", context);
    CHECK(same_file(*input, path));
    CHECK(same_file(*input, dir / "hard.xml"));
    CHECK(same_file(*input, dir / "soft.xml"));
    CHECK_FALSE(same_file(*input, other));
    CHECK_FALSE(same_file(*input, dir / "nothing.xml"));
}

TEST_CASE("two paths may name one file, even before it is made") {
    const TempDir dir;
    const std::string path = dir.file("a.xml", "<a/>");
    fs::create_hard_link(path, dir / "hard.xml");
    fs::create_directory(dir / "sub");
    fs::create_directory_symlink("sub", dir / "link");
    CHECK(same_file(path, dir / "hard.xml"));
    CHECK(same_file(path, dir / "sub/../a.xml"));
    CHECK(same_file(dir / "sub/new", dir / "link/new"));
    CHECK(same_file(std::string("new"), std::string("./new")));
    CHECK_FALSE(same_file(path, dir / "new"));
    CHECK_FALSE(same_file(dir / "new", dir / "sub/new"));
    CHECK_FALSE(same_file(dir / "none/new", dir / "neither/new"));
}

TEST_CASE("several threads read one input at once") {
    const TempDir dir;
    Context context;
    const std::string bytes = many_bytes(1 << 20);
    const auto input = Input::open(dir.file("a.bin", bytes), context);
    std::array<bool, 4> right{};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < right.size(); ++t) {
        threads.emplace_back([&, t] {
            bool all_right = true;
            std::array<char, 1000> piece{};
            for (std::size_t at = t * 37; at + piece.size() < bytes.size(); at += 4001) {
                all_right &= input->read_at(at, piece) == piece.size() &&
                             bytes.compare(at, piece.size(), piece.data(), piece.size()) == 0;
            }
            right[t] = all_right;
        });
    }
    for (auto& thread : threads) thread.join();
    for (const bool one : right) CHECK(one);
}
