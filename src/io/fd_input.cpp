#include "fd_input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <vector>

namespace blogferry::io {

namespace {

constexpr std::uint64_t mebibyte = 1024 * 1024;

}  // namespace

FdInput& FdInput::watch(Watch watch) {
    origin_ = watch.stamp.id;
    watch_ = std::move(watch);
    return *this;
}

void FdInput::fail(int error, std::uint64_t offset) const {
    throw Error(Rule::input_unreadable, Location{number(), 0, 0, offset}, "cannot be read: " + reason(error));
}

std::size_t FdInput::read_at(std::uint64_t offset, std::span<char> into) const {
    if (offset >= range_.size) return 0;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), range_.size - offset));
    const std::int64_t got = read_fully(range_.file->get(), range_.offset + offset, into.first(count));
    if (got < 0) fail(errno, offset);
    if (static_cast<std::size_t>(got) < count) {
        throw Error(Rule::input_changed, Location{number(), 0, 0, offset + static_cast<std::uint64_t>(got)},
                    "the file became shorter while it was read", "run again when nothing else writes to it");
    }
    return count;
}

void FdInput::check_unchanged() const {
    if (!watch_) return;
    struct stat now = {};
    if (::fstat(range_.file->get(), &now) != 0) fail(errno, 0);
    bool same = stamp_of(now) == watch_->stamp;
    if (same && !watch_->path.empty()) {
        const bool named = ::stat(watch_->path.c_str(), &now) == 0;
        if (!named && errno != ENOENT) fail(errno, 0);
        same = named && id_of(now) == watch_->stamp.id;
    }
    if (!same) {
        throw Error(Rule::input_changed, Location{number(), 0, 0, 0}, "the file changed while it was read",
                    "run again when nothing else writes to it");
    }
}

bool FdInput::comes_from(const std::string& path) const {
    struct stat s = {};
    return origin_ && ::stat(path.c_str(), &s) == 0 && id_of(s) == *origin_;
}

namespace {

Error temporary_failed(const std::string& directory, int error) {
    return {Rule::output_failed, "cannot write a temporary file in " + directory + ": " + reason(error),
            error == EMFILE ? "raise the number of open files with ulimit -n"
                            : "make room there, or name another folder in TMPDIR"};
}

Fd temporary_file(const std::string& directory) {
    if (Fd file = open_at(AT_FDCWD, directory.c_str(), O_TMPFILE | O_EXCL | O_RDWR, 0600); file) return file;
    // Not every file system has O_TMPFILE (NFS, some overlays).
    std::string name = directory + "/blogferry-XXXXXX";
    Fd file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file) throw temporary_failed(directory, errno);
    ::unlink(name.c_str());
    return file;
}

}  // namespace

Spool::Spool(const Context& context)
    : file_(std::make_shared<const Fd>(temporary_file(context.temp_dir))), directory_(context.temp_dir) {}

void Spool::append(std::string_view bytes) {
    if (!write_fully(file_->get(), bytes)) throw temporary_failed(directory_, errno);
    size_ += bytes.size();
}

namespace {

[[noreturn]] void throw_unreadable(const std::string& name, int error) {
    throw failure(Rule::input_unreadable, name, "cannot be read: " + reason(error));
}

/// Everything a pipe or device gives. `fd` is read from where it stands.
FileRange spool_all(int fd, const std::string& name, Context& context) {
    Spool spool(context);
    std::vector<char> buffer(chunk_size);
    std::uint64_t told = 0;
    for (;;) {
        const ssize_t n = ::read(fd, buffer.data(), buffer.size());
        if (n == 0) return spool.since(0);
        if (n < 0) {
            if (errno != EINTR) throw_unreadable(name, errno);
            check_stop(context);
            continue;
        }
        spool.append({buffer.data(), static_cast<std::size_t>(n)});
        if (spool.size() - told < mebibyte) continue;
        told = spool.size();
        check_stop(context);
        if (context.progress) context.progress({"unpacking", told, 0});
    }
}

void refuse_odd_kinds(const struct stat& s, const std::string& name) {
    if (S_ISDIR(s.st_mode)) throw failure(Rule::input_unreadable, name, "this is a folder, not a file");
    if (S_ISBLK(s.st_mode)) throw failure(Rule::input_unreadable, name, "this is a disk, not a file");
}

std::unique_ptr<FdInput> from_descriptor(Fd file, const std::string& name, const std::string& path, Context& context) {
    struct stat s = {};
    if (::fstat(file.get(), &s) != 0) throw_unreadable(name, errno);
    refuse_odd_kinds(s, name);
    // Files of /proc say they are empty and are not.
    if (!S_ISREG(s.st_mode) || s.st_size == 0) {
        FileRange range = spool_all(file.get(), name, context);
        if (range.size == 0) throw failure(Rule::input_empty, name, "the file is empty", "export or download it again");
        auto input = std::make_unique<FdInput>(name, context.diagnostics.add_input(name), std::move(range));
        input->from(id_of(s));
        return input;
    }
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    FileRange range{std::make_shared<const Fd>(std::move(file)), 0, static_cast<std::uint64_t>(s.st_size)};
    auto input = std::make_unique<FdInput>(name, context.diagnostics.add_input(name), std::move(range));
    input->watch({path, stamp_of(s)});
    return input;
}

std::unique_ptr<FdInput> open_standard_input(Context& context) {
    const std::string name = "<stdin>";
    Fd file(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!file) throw failure(Rule::input_not_found, name, "standard input cannot be opened: " + reason(errno));
    return from_descriptor(std::move(file), name, {}, context);
}

}  // namespace

void throw_unopened(const std::string& path, int error) {
    throw failure(Rule::input_not_found, path, "cannot be opened: " + reason(error),
                  error == EMFILE ? "raise the number of open files with ulimit -n"
                                  : "check the name and its permissions");
}

Fd open_input(const std::string& path, const Context& context, int more_flags) {
    for (;;) {
        Fd file(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC | more_flags));
        if (file) return file;
        if (errno != EINTR) throw_unopened(path, errno);
        check_stop(context);  // a FIFO waits here for its writer
    }
}

std::unique_ptr<FdInput> open_file(const std::string& path, Context& context) {
    if (path == "-") return open_standard_input(context);
    return from_descriptor(open_input(path, context), path, path, context);
}

}  // namespace blogferry::io

namespace blogferry {

struct Collector::Impl {
    Context& context;
    std::string few = {};  // until there is a spool: thousands of small inputs must not use thousands of descriptors
    std::optional<io::Spool> spool = {};
    std::uint64_t size = 0;
    std::uint64_t looked = 0;  // size when the wish to stop was last looked at
};

Collector::Collector(Context& context) : impl_(std::make_unique<Impl>(Impl{context})) {}
Collector::~Collector() = default;

void Collector::append(std::string_view bytes) {
    Impl& my = *impl_;
    if (!my.spool && my.few.size() + bytes.size() > io::mebibyte) {
        my.spool.emplace(my.context).append(my.few);
        my.few = {};
    }
    if (my.spool)
        my.spool->append(bytes);
    else
        my.few += bytes;
    my.size += bytes.size();
    if (my.size - my.looked < io::mebibyte) return;
    my.looked = my.size;
    io::check_stop(my.context);
}

std::unique_ptr<Input> Collector::take(std::string name) {
    Impl& my = *impl_;
    if (!my.spool) return Input::memory(std::move(name), std::move(my.few), my.context);
    const std::uint32_t number = my.context.diagnostics.add_input(name);
    return std::make_unique<io::FdInput>(std::move(name), number, my.spool->since(0));
}

}  // namespace blogferry
