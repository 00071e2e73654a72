#include "file_output.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>

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

// Held while a file gets staged, published or removed, so that abandon_all(), which keeps it, finds each of them.
std::timed_mutex ending;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

bool is_staging_name(std::string_view name, std::string_view prefix) {
    constexpr std::size_t rest = random_digits + staging_suffix.size();
    if (!name.starts_with(prefix) || !name.ends_with(staging_suffix) || name.size() < prefix.size() + rest)
        return false;
    if (name[name.size() - rest - 1] != '.') return false;
    return name.substr(name.size() - rest, random_digits).find_first_not_of("0123456789abcdef") ==
           std::string_view::npos;
}

/// Where the ending of a file name starts; at the end if it has none.
std::size_t stem_size(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    return dot == 0 || dot == std::string::npos ? name.size() : dot;
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

/// What cannot be opened holds nothing to look at.
void for_each_name(const Folder& folder, const std::function<void(const char*)>& take) {
    Fd fd = open_at(folder.fd->get(), ".", O_RDONLY | O_DIRECTORY);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(fd ? ::fdopendir(fd.get()) : nullptr,
                                                        [](DIR* d) { return d != nullptr ? ::closedir(d) : 0; });
    if (!directory) return;
    fd.release();  // closed by closedir()
    // NOLINTNEXTLINE(concurrency-mt-unsafe): safe on a directory that no other thread reads
    while (const dirent* entry = ::readdir(directory.get())) take(entry->d_name);
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
    const std::string prefix = staging_prefix(target.substr(0, stem_size(target)));  // NAME.part1.EXT begins so, too
    for_each_name(folder, [&](const char* name) {
        if (is_staging_name(name, prefix)) remove_if_abandoned(folder, name);
    });
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

FileOutput::FileOutput(Folder folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)), overwrite_(false), discarded_(true) {
    sweep_leftovers(folder_, name_);
    stage();
}

FileOutput::~FileOutput() {
    if (staged_name_.empty()) return;
    const std::lock_guard lock(ending);
    delist();
    if (!published_) ::unlinkat(folder_.fd->get(), staged_name_.c_str(), 0);
}

FileOutput* FileOutput::newest_ = nullptr;

void FileOutput::enlist() noexcept {
    older_ = newest_;
    if (older_ != nullptr) older_->newer_ = this;
    newest_ = this;
}

void FileOutput::delist() noexcept {
    if (older_ != nullptr) older_->newer_ = newer_;
    (newer_ != nullptr ? newer_->older_ : newest_) = older_;
}

void FileOutput::abandon_all() noexcept {
    // On a disk that hangs, a file that stays is better than a process that does.
    if (!ending.try_lock_for(std::chrono::milliseconds(50))) return;
    for (const FileOutput* file = newest_; file != nullptr; file = file->older_)
        if (!file->published_) ::unlinkat(file->folder_.fd->get(), file->staged_name_.c_str(), 0);
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
    const std::lock_guard lock(ending);
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
    enlist();
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

std::string FileOutput::name() const {
    if (parts_.empty()) return folder_.path + name_;
    return parts_.front()->name() + (parts_.size() == 1 ? "" : " to " + parts_.back()->name_);
}

std::vector<std::string> FileOutput::paths() const {
    std::vector<std::string> result{folder_.path + name_};
    for (const auto& neighbour : neighbours_) result.push_back(neighbour.second->name());
    for (const auto& part : parts_) result.push_back(part->name());
    if (!parts_.empty()) {
        for (std::string& older : older_parts()) result.push_back(std::move(older));
    }
    return result;
}

Output* FileOutput::next_part() {
    if (parts_.empty())
        refuse_older_parts();
    else
        parts_.back()->end_part();
    return parts_
        .emplace_back(std::make_unique<FileOutput>(folder_, part_name(parts_.size() + 1), overwrite_))
        .get();
}

/// What can fail should do so now, and memory not be kept.
void FileOutput::end_part() {
    flush_all();
    buffer_.close();
}

std::string FileOutput::part_name(std::size_t number) const {
    const std::size_t stem = stem_size(name_);
    return name_.substr(0, stem) + ".part" + std::to_string(number) + name_.substr(stem);
}

/// A name with a number that does not follow is nothing that a run left: it may be anybody's.
std::vector<std::string> FileOutput::older_names() const {
    std::vector<std::string> result;
    for (std::size_t number = parts_.size() + 1; number <= most_parts; ++number) {
        std::string name = part_name(number);
        struct stat s = {};
        if (::fstatat(folder_.fd->get(), name.c_str(), &s, AT_SYMLINK_NOFOLLOW) != 0) break;
        result.push_back(std::move(name));
    }
    return result;
}

std::vector<std::string> FileOutput::older_parts() const {
    std::vector<std::string> result = older_names();
    for (std::string& name : result) name.insert(0, folder_.path);
    return result;
}

void FileOutput::refuse_older_parts() const {
    for (const std::string& older : older_names()) {
        struct stat s = {};
        const bool file =
            ::fstatat(folder_.fd->get(), older.c_str(), &s, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(s.st_mode);
        if (overwrite_ && file) continue;
        throw Error(file ? Rule::output_exists : Rule::output_refused,
                    folder_.path + older +
                        (file ? " exists already, a part of an older run" : " has the name of a part, but is no file"),
                    file ? "give --overwrite to replace all parts, or write to another name"
                         : "move it away, or write to another name");
    }
}

/// What commit() publishes, in its order. Of parts the first comes last: where it is, all are.
FileOutput::Files FileOutput::files() {
    Files result;
    for (const auto& neighbour : neighbours_) result.push_back(neighbour.second.get());
    std::for_each(parts_.rbegin(), parts_.rend(), [&](const auto& part) { result.push_back(part.get()); });
    if (parts_.empty()) result.push_back(this);
    return result;
}

/// Two phases: all that is likely to fail comes before the first rename.
void FileOutput::commit() {
    if (published_) return;
    if (discarded_) return measure();
    const Files all = files();
    for (FileOutput* file : all) file->prepare();
    if (!parts_.empty()) refuse_older_parts();
    {
        const std::lock_guard lock(ending);
        publish(all);
        if (!parts_.empty()) leave_to_parts();
    }
    if (!sync(folder_.fd->get())) {
        throw Error(Rule::output_failed, name() + " is in place, but not known to be durable: " + reason(errno),
                    "check the disk");
    }
}

void FileOutput::publish(const Files& files) {
    try {
        for (FileOutput* file : files) file->publish();
    } catch (...) {
        for (FileOutput* file : files) file->withdraw();
        throw;
    }
}

/// Takes back what was published, unless it replaced something that may be wanted back more.
void FileOutput::withdraw() noexcept {
    if (!published_ || overwrite_) return;
    ::unlinkat(folder_.fd->get(), name_.c_str(), 0);
}

/// The parts are in place; what they replace goes.
void FileOutput::leave_to_parts() {
    ::unlinkat(folder_.fd->get(), staged_name_.c_str(), 0);
    published_ = true;
    for (const auto& part : parts_) written_ += part->written_;
    if (!overwrite_) return;
    remove(name_);
    for (const std::string& older : older_names()) remove(older);
}

void FileOutput::remove(const std::string& name) {
    if (::unlinkat(folder_.fd->get(), name.c_str(), 0) == 0) {
        removed_.push_back(folder_.path + name);
    } else if (errno != ENOENT) {
        throw Error(Rule::output_failed, "cannot remove " + folder_.path + name + ": " + reason(errno),
                    "all parts are in place; remove it by hand, it is of an older run");
    }
}

void FileOutput::prepare() {
    flush_all();
    const mode_t mode = check_target();
    check_no_journal();
    const Fd reopened = written_by_name_ ? reopen_staged() : Fd();
    const int fd = written_by_name_ ? reopened.get() : file_.get();
    if (::fchmod(fd, mode) != 0) fail("cannot set the permissions of", errno);
    if (written_by_name_) measure();
    if (!sync(fd)) fail("cannot write", errno);
}

/// What another library has written.
void FileOutput::measure() {
    struct stat s = {};
    if (::fstat(file_.get(), &s) != 0) fail("cannot write", errno);
    written_ = static_cast<std::uint64_t>(s.st_size);
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
