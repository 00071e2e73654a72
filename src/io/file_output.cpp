#include "file_output.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

namespace blogferry::io {

namespace {

constexpr std::string_view staging_suffix = ".part";
constexpr std::size_t random_digits = 8;
constexpr std::size_t longest_prefix = 200;

std::string random_hex() {
    std::array<unsigned char, random_digits / 2> bytes{};
    while (::getrandom(bytes.data(), bytes.size(), 0) < 0 && errno == EINTR) {
    }
    std::string text;
    for (const unsigned char byte : bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

bool is_staging_name(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix) || !name.ends_with(staging_suffix)) return false;
    if (name.size() != prefix.size() + random_digits + staging_suffix.size()) return false;
    return name.substr(prefix.size(), random_digits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_linked(const Folder& folder, const std::string& name, const Fd& file) {
    struct stat named = {}, open = {};
    return ::fstatat(folder.fd->get(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           ::fstat(file.get(), &open) == 0 && id_of(named) == id_of(open);
}

void remove_if_abandoned(const Folder& folder, const std::string& name) {
    const Fd file = open_at(folder.fd->get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    struct stat s = {};
    if (!file || ::fstat(file.get(), &s) != 0 || !S_ISREG(s.st_mode)) return;
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return;  // its run is alive
    if (is_linked(folder, name, file)) ::unlinkat(folder.fd->get(), name.c_str(), 0);
}

/// fsync(2), again after EINTR; what cannot be synced by its nature (EINVAL) is as durable as it gets.
bool sync(int fd) {
    int result = 0;
    do result = ::fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL;
}

const char* kind_of(mode_t mode) {
    if (S_ISLNK(mode)) return "a symbolic link";
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

}  // namespace

std::string staging_prefix(const std::string& target) {
    return std::string(".").append(target, 0, longest_prefix).append(".");
}

void sweep_leftovers(const Folder& folder, const std::string& target) noexcept try {
    const std::string prefix = staging_prefix(target);
    Fd fd = open_at(folder.fd->get(), ".", O_RDONLY | O_DIRECTORY);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(fd ? ::fdopendir(fd.get()) : nullptr,
                                                        [](DIR* d) { return d != nullptr ? ::closedir(d) : 0; });
    if (!directory) return;
    fd.release();  // closed by closedir()
    // NOLINTNEXTLINE(concurrency-mt-unsafe): safe on a directory that no other thread reads
    while (const dirent* entry = ::readdir(directory.get())) {
        if (is_staging_name(entry->d_name, prefix)) remove_if_abandoned(folder, entry->d_name);
    }
} catch (...) {
    // Leftovers are untidy, not wrong.
}

FileOutput::FileOutput(Folder folder, std::string name, bool overwrite)
    : folder_(std::move(folder)), name_(std::move(name)), overwrite_(overwrite) {
    check_target();
    check_no_journal();
    sweep_leftovers(folder_, name_);
    stage();
}

FileOutput::~FileOutput() {
    if (!published_ && !staged_name_.empty()) ::unlinkat(folder_.fd->get(), staged_name_.c_str(), 0);
}

void FileOutput::fail(const std::string& what, int error) const {
    throw Error(Rule::output_failed, what + " " + name() + ": " + reason(error),
                error == ENOSPC || error == EDQUOT ? "make room, or write to another place" : "");
}

void FileOutput::refuse_existing() const {
    throw Error(Rule::output_exists, name() + " exists already", "give --overwrite to replace it");
}

/// The mode the new file will have.
mode_t FileOutput::check_target() const {
    struct stat s = {};
    if (::fstatat(folder_.fd->get(), name_.c_str(), &s, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) fail("cannot write", errno);
        return 0666 & ~current_umask();
    }
    if (!S_ISREG(s.st_mode)) {
        throw Error(Rule::output_refused, name() + " is " + kind_of(s.st_mode) + ", not a file",
                    S_ISLNK(s.st_mode) ? "give the name of the file it points to" : "give the name of a file");
    }
    if (!overwrite_) refuse_existing();
    return s.st_mode & 0777;
}

void FileOutput::check_no_journal() const {
    for (const char* suffix : {"-journal", "-wal", "-shm"}) {
        struct stat s = {};
        if (::fstatat(folder_.fd->get(), (name_ + suffix).c_str(), &s, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno != ENOENT && errno != ENAMETOOLONG) fail("cannot look beside", errno);
            continue;
        }
        throw Error(Rule::output_refused,
                    name() + suffix +
                        " belongs to a database that is in use or was not closed, and would be mixed into the new file",
                    "close the program that uses " + name() + ", open it once with sqlite3, or write to another name");
    }
}

void FileOutput::stage() {
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (try_stage(staging_prefix(name_) + random_hex() + std::string(staging_suffix))) return;
    }
    fail("cannot stage", EEXIST);
}

/// False if the name is taken, or if a sweeping run took the file before it was locked.
bool FileOutput::try_stage(std::string name) {
    Fd file = open_at(folder_.fd->get(), name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!file) {
        if (errno == EEXIST) return false;
        fail("cannot write", errno);
    }
    // Where locks do not exist, nobody sweeps either.
    const bool held_by_sweeper = ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (held_by_sweeper || !is_linked(folder_, name, file)) {
        ::unlinkat(folder_.fd->get(), name.c_str(), 0);
        return false;
    }
    file_ = std::move(file);
    staged_name_ = std::move(name);
    return true;
}

void FileOutput::write(std::string_view bytes) {
    written_ += bytes.size();
    if (!buffer_.put(bytes) && !buffer_.put_slowly(file_.get(), bytes)) fail("cannot write", errno);
}

std::string FileOutput::staging_path() const {
    written_by_name_ = true;
    return folder_.path + staged_name_;
}

Output* FileOutput::beside(const std::string& suffix) {
    auto& neighbour = neighbours_[suffix];
    if (!neighbour) neighbour = std::make_unique<FileOutput>(folder_, name_ + suffix, overwrite_);
    return neighbour.get();
}

/// Two phases: all that is likely to fail comes before the first rename.
void FileOutput::commit() {
    if (published_) return;
    for (const auto& neighbour : neighbours_) neighbour.second->prepare();
    prepare();
    for (const auto& neighbour : neighbours_) neighbour.second->publish();
    publish();
    if (!sync(folder_.fd->get())) {
        throw Error(Rule::output_failed, name() + " is in place, but not known to be durable: " + reason(errno),
                    "check the disk");
    }
}

void FileOutput::prepare() {
    flush_all();
    const mode_t mode = check_target();
    check_no_journal();
    const Fd reopened = written_by_name_ ? reopen_staged() : Fd();
    const int fd = written_by_name_ ? reopened.get() : file_.get();
    if (::fchmod(fd, mode) != 0) fail("cannot set the permissions of", errno);
    if (written_by_name_) {
        struct stat s = {};
        if (::fstat(fd, &s) != 0) fail("cannot write", errno);
        written_ = static_cast<std::uint64_t>(s.st_size);
    }
    if (!sync(fd)) fail("cannot write", errno);
}

void FileOutput::flush_all() {
    if (!written_by_name_ && !buffer_.flush(file_.get())) fail("cannot write", errno);
}

Fd FileOutput::reopen_staged() const {
    Fd file = open_at(folder_.fd->get(), staged_name_.c_str(), O_RDWR | O_NOFOLLOW);
    if (!file) fail("cannot write", errno);
    return file;
}

void FileOutput::publish() {
    const int folder = folder_.fd->get();
    const bool done =
        overwrite_ ? ::renameat(folder, staged_name_.c_str(), folder, name_.c_str()) == 0 : rename_without_replacing();
    if (!done) {
        if (errno == EEXIST) refuse_existing();
        fail("cannot put into place", errno);
    }
    published_ = true;
}

bool FileOutput::rename_without_replacing() const {
    const int folder = folder_.fd->get();
    if (::renameat2(folder, staged_name_.c_str(), folder, name_.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // A file system without RENAME_NOREPLACE. A hard link never replaces either.
    if (::linkat(folder, staged_name_.c_str(), folder, name_.c_str(), 0) != 0) return false;
    ::unlinkat(folder, staged_name_.c_str(), 0);
    return true;
}

}  // namespace blogferry::io
