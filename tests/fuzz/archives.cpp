// Archives of every kind, opened the way a user's file is.
#include <sys/mman.h>
#include <unistd.h>

#include <functional>

#include "support.hpp"
#include "targets.hpp"
#include "text/utf8.hpp"

namespace blogferry::fuzz {

namespace {

/// A file without a name in any folder.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
        check(fd_ >= 0 && write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
              "there is room for a file");
    }
    ~MemoryFile() { close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};

constexpr std::string_view no_archive = "no archive: ";

// What is in it; that a file is no archive is said, too.
Outcome opened(const std::string& path) {
    return outcome_of([&](std::string& result) {
        Context context;
        small_limits(context);
        std::uint64_t total = 0;
        const Opened opened = open_all(
            path, [](std::string_view name, std::string_view) { return !name.ends_with(".txt"); }, context);
        const auto inside = [&](const std::string& name) {
            return name.substr(name.starts_with(path) ? path.size() : 0);
        };
        for (const auto& input : opened.inputs) {
            total += input->size();
            result += inside(input->name()) + " " + std::to_string(input->size()) + " " + input->sha256() + "\n";
        }
        for (const std::string& name : opened.skipped) result += "skipped " + inside(name) + "\n";
        check(opened.inputs.size() + opened.skipped.size() <= context.limits.members, "members are counted");
        if (opened.container) check(total <= context.limits.archive, "what is unpacked is counted");
        if (!opened.container) result.insert(0, no_archive);
    });
}

// Somewhere in the bytes, at a place that they themselves choose.
std::size_t cut_of(std::string_view bytes) { return std::hash<std::string_view>()(bytes) % bytes.size(); }

}  // namespace

void archives(std::string_view bytes) {
    const MemoryFile file(bytes);
    const Outcome first = opened(file.path());
    check(first == opened(file.path()), "an archive is the same twice");
    if (first.ok() && !first.text.starts_with(no_archive)) {
        const Outcome part = opened(MemoryFile(bytes.substr(0, cut_of(bytes))).path());
        // What an archive ends in may be padding.
        check(!part.ok() || part.text == first.text || part.text.starts_with(no_archive), "half an archive is none");
    }
    // And as a source: whatever is in it, it ends in one of the ways that are written down.
    outcome_of([&](std::string&) {
        Context context;
        small_limits(context);
        Sources sources({file.path()}, {}, registry(), context);
        check_ndjson(write_blog(std::move(sources.one().readers), "ndjson", context));
    });
}

}  // namespace blogferry::fuzz
