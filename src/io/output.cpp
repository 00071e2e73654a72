#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "file_output.hpp"
#include "write_buffer.hpp"

namespace blogferry {

namespace {

class MemoryOutput final : public Output {
public:
    MemoryOutput(std::string& into, std::map<std::string, std::string>* neighbours)
        : into_(into), neighbours_(neighbours) {}

    void write(std::string_view bytes) override {
        into_.append(bytes);
        written_ += bytes.size();
    }
    void commit() override {}
    Output* beside(const std::string& suffix) override {
        if (neighbours_ == nullptr) return nullptr;
        auto& neighbour = made_[suffix];
        if (!neighbour) neighbour = std::make_unique<MemoryOutput>((*neighbours_)[suffix], nullptr);
        return neighbour.get();
    }
    Output* next_part() override { return beside(".part" + std::to_string(++parts_)); }
    std::string name() const override { return "memory"; }

private:
    std::string& into_;
    std::map<std::string, std::string>* neighbours_;
    std::map<std::string, std::unique_ptr<MemoryOutput>> made_;
    unsigned parts_ = 0;
};

class NoOutput final : public Output {
public:
    explicit NoOutput(std::string name = "nothing") : name_(std::move(name)) {}
    void write(std::string_view bytes) override { written_ += bytes.size(); }
    void commit() override {}
    Output* beside(const std::string& suffix) override {
        auto& neighbour = made_[suffix];
        if (!neighbour) neighbour = std::make_unique<NoOutput>("OUTPUT" + suffix);
        return neighbour.get();
    }
    Output* next_part() override { return this; }
    /// Of one beside it, what it would be called: "OUTPUT.orphans.ndjson".
    std::string name() const override { return name_; }

private:
    std::string name_;
    std::map<std::string, std::unique_ptr<NoOutput>> made_;
};

class StandardOutput final : public Output {
public:
    StandardOutput() {
        if (::fcntl(STDOUT_FILENO, F_GETFD) < 0) {
            throw Error(Rule::output_failed, "standard output is closed",
                        "name a file with -o, or leave standard output open");
        }
    }
    void write(std::string_view bytes) override {
        written_ += bytes.size();
        if (!buffer_.put(bytes) && !buffer_.put_slowly(STDOUT_FILENO, bytes)) fail();
    }
    void commit() override {
        if (!buffer_.flush(STDOUT_FILENO)) fail();
        // Some file systems tell only on closing that there was no room; standard output itself stays open.
        const int copy = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
        if (copy >= 0 && ::close(copy) != 0 && errno != EINTR) fail();
    }
    Output* beside(const std::string&) override { return nullptr; }
    std::string name() const override { return "standard output"; }

private:
    [[noreturn]] static void fail() {
        const int error = errno;
        throw Error(Rule::output_failed, "cannot write to standard output: " + io::reason(error),
                    error == ENOSPC ? "make room, or name a file with -o" : "");
    }

    io::WriteBuffer buffer_;
};

io::Folder folder_of(const std::string& path, std::string_view folder) {
    const std::string name(folder.empty() ? "." : folder);
    io::Fd fd = io::open_at(AT_FDCWD, name.c_str(), O_RDONLY | O_DIRECTORY);
    if (!fd) {
        const int error = errno;
        throw Error(
            Rule::output_failed,
            "cannot write " + path + ": " + (error == ENOENT ? "there is no folder " + name : io::reason(error)),
            error == ENOENT ? "make the folder first, or check its name" : "");
    }
    return {std::make_shared<const io::Fd>(std::move(fd)), std::string(folder)};
}

}  // namespace

std::unique_ptr<Output> Output::file(const std::string& path, bool overwrite) {
    const std::size_t slash = path.rfind('/');
    const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
    const std::string name = path.substr(start);
    if (name.empty() || name == "." || name == "..") {
        throw Error(Rule::output_refused, path.empty() ? "the output has no name" : path + " is a folder, not a file",
                    "give the name of a file");
    }
    return std::make_unique<io::FileOutput>(folder_of(path, std::string_view(path).substr(0, start)), name, overwrite);
}

std::unique_ptr<Output> Output::standard() { return std::make_unique<StandardOutput>(); }

std::unique_ptr<Output> Output::memory(std::string& into, std::map<std::string, std::string>* neighbours) {
    return std::make_unique<MemoryOutput>(into, neighbours);
}

void abandon_outputs() noexcept { io::FileOutput::abandon_all(); }

std::unique_ptr<Output> Output::discarded(const std::string& folder) {
    return std::make_unique<io::FileOutput>(folder_of("a temporary file", folder + "/"), "blogferry-dry-run");
}

std::unique_ptr<Output> Output::none() { return std::make_unique<NoOutput>(); }

}  // namespace blogferry
