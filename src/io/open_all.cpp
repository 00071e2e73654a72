#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>

#include "archive.hpp"
#include "fd_input.hpp"

namespace blogferry {

namespace {

using namespace io;

using Wanted = std::function<bool(std::string_view name, std::string_view head)>;

/// A spool that is made when the first byte needs it.
class LazySpool {
public:
    explicit LazySpool(const Context& context) : context_(context) {}
    Spool& get() {
        if (!spool_) spool_ = std::make_unique<Spool>(context_);
        return *spool_;
    }

private:
    const Context& context_;
    std::unique_ptr<Spool> spool_;
};

std::unique_ptr<FdInput> numbered(std::string name, FileRange range, Context& context) {
    const std::uint32_t number = context.diagnostics.add_input(name);
    return std::make_unique<FdInput>(std::move(name), number, std::move(range));
}

// ---- archives

/// Copies the member that begins with `head` to the end of the spool.
FileRange spool_member(Archive& archive, std::string_view head, Spool& spool) {
    const std::uint64_t start = spool.size();
    spool.append(head);
    std::vector<char> buffer(chunk_size);
    for (;;) {
        const std::size_t n = archive.read(buffer);
        spool.append({buffer.data(), n});
        if (n < buffer.size()) return spool.since(start);
    }
}

class Unpacker {
public:
    Unpacker(const FdInput& packed, const Wanted& wanted, Context& context)
        : packed_(packed), wanted_(wanted), context_(context), spool_(context) {}

    /// False if the input is packed but no archive.
    bool members(Packing packing) {
        Archive archive(packed_, packing, Layout::archive, context_);
        while (archive.next()) member(archive);
        return !archive.not_an_archive();
    }

    std::unique_ptr<Input> single(Packing packing) {
        Archive archive(packed_, packing, Layout::single, context_);
        FileRange range = archive.next() ? spool_member(archive, {}, spool_.get()) : FileRange{};
        if (range.size == 0)
            throw failure(Rule::input_empty, packed_.name(), "the file is empty once unpacked",
                          "export or download it again");
        return adopt(packed_.name(), std::move(range));
    }

    Opened opened;

private:
    void member(Archive& archive) {
        if (archive.is_folder()) return;
        if (!archive.is_file()) return opened.skipped.push_back(archive.name());  // a link or a device
        const auto [seen, first] = seen_.try_emplace(archive.name(), false);
        std::string head(head_size, '\0');
        head.resize(archive.read(head));
        const bool wanted = !head.empty() && wanted_(archive.name(), head);
        if (!first && (wanted || seen->second)) archive.refuse_duplicate();
        seen->second = wanted;
        if (!wanted) {
            opened.skipped.push_back(archive.name());
            return archive.skip();
        }
        opened.inputs.push_back(adopt(archive.name(), spool_member(archive, head, spool_.get())));
    }

    std::unique_ptr<Input> adopt(const std::string& name, FileRange range) {
        auto input = numbered(name, std::move(range), context_);
        input->from(packed_.origin());
        return input;
    }

    const FdInput& packed_;
    const Wanted& wanted_;
    Context& context_;
    LazySpool spool_;
    std::map<std::string, bool> seen_;  // name, and whether it was wanted
};

Opened open_packed(const FdInput& packed, Packing packing, const Wanted& wanted, Context& context) {
    Unpacker unpacker(packed, wanted, context);
    unpacker.opened.container = unpacker.members(packing);
    if (!unpacker.opened.container) unpacker.opened.inputs.push_back(unpacker.single(packing));
    packed.check_unchanged();
    return std::move(unpacker.opened);
}

// ---- folders

class Folder {
public:
    Folder(const Wanted& wanted, Context& context) : wanted_(wanted), context_(context), spool_(context) {
        opened.container = true;
    }

    /// Takes what lies below `path`, in the order of names.
    void walk(const std::string& path) {
        check_stop(context_);
        for (const std::string& entry : entries(path)) {
            const std::string name = path.ends_with('/') ? path + entry : path + "/" + entry;
            struct stat s = {};
            if (::lstat(name.c_str(), &s) != 0)
                throw failure(Rule::input_unreadable, name, "cannot be read: " + reason(errno));
            if (S_ISDIR(s.st_mode))
                walk(name);
            else if (!is_file(name, s))
                opened.skipped.push_back(name);
            else
                take(name);
        }
    }

    Opened opened;

private:
    // A small file is copied and closed: a folder of thousands of pages must not use thousands of descriptors.
    static constexpr std::int64_t small = 1024 * 1024;

    std::vector<std::string> entries(const std::string& path) {
        const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), &::closedir);
        if (!directory)
            throw failure(Rule::input_unreadable, path, "the folder cannot be read: " + reason(errno),
                          "check its permissions");
        std::vector<std::string> names;
        // NOLINTNEXTLINE(concurrency-mt-unsafe): safe on a directory that no other thread reads
        for (errno = 0; const dirent* entry = ::readdir(directory.get()); errno = 0) {
            const std::string_view name = entry->d_name;
            if (name == "." || name == "..") continue;
            if (++found_ > context_.limits.members) refuse_many(path);
            names.emplace_back(name);
        }
        if (errno != 0) throw failure(Rule::input_unreadable, path, "the folder cannot be read: " + reason(errno));
        std::sort(names.begin(), names.end());
        return names;
    }

    [[noreturn]] void refuse_many(const std::string& path) const {
        throw failure(Rule::limit_members, path,
                      "there are more than " + std::to_string(context_.limits.members) + " files up to this folder",
                      "if that is right, raise the limit with --limit members=N");
    }

    /// A regular file, or a link to one. Links to folders are not followed: they may go round in circles.
    static bool is_file(const std::string& name, struct stat s) {
        return S_ISREG(s.st_mode) || (S_ISLNK(s.st_mode) && ::stat(name.c_str(), &s) == 0 && S_ISREG(s.st_mode));
    }

    void take(const std::string& name) {
        Fd file = open_input(name, context_, O_NONBLOCK);  // it may have become a FIFO since
        struct stat s = {};
        if (::fstat(file.get(), &s) != 0)
            throw failure(Rule::input_unreadable, name, "cannot be read: " + reason(errno));
        std::string head(head_size, '\0');
        const std::int64_t got = S_ISREG(s.st_mode) ? read_fully(file.get(), 0, head) : 0;
        if (got < 0) throw failure(Rule::input_unreadable, name, "cannot be read: " + reason(errno));
        head.resize(static_cast<std::size_t>(got));
        if (head.empty() || !wanted_(name, head)) return opened.skipped.push_back(name);
        const FileRange whole{std::make_shared<const Fd>(std::move(file)), 0, static_cast<std::uint64_t>(s.st_size)};
        auto input = numbered(name, whole, context_);
        input->watch({name, stamp_of(s)});
        opened.inputs.push_back(s.st_size <= small ? copy(*input) : std::move(input));
    }

    std::unique_ptr<FdInput> copy(const FdInput& original) {
        Spool& spool = spool_.get();
        const std::uint64_t start = spool.size();
        spool.append(original.all(small));
        original.check_unchanged();
        auto input = std::make_unique<FdInput>(original.name(), original.number(), spool.since(start));
        input->from(original.origin());
        return input;
    }

    const Wanted& wanted_;
    Context& context_;
    LazySpool spool_;
    std::uint64_t found_ = 0;
};

bool is_folder(const std::string& path) {
    struct stat s = {};
    if (path == "-") return false;
    if (::stat(path.c_str(), &s) == 0) return S_ISDIR(s.st_mode);
    if (errno != ENOENT) throw_unopened(path, errno);
    return false;
}

}  // namespace

Opened open_all(const std::string& path, const Wanted& wanted, Context& context) {
    if (is_folder(path)) {
        Folder folder(wanted, context);
        folder.walk(path);
        return std::move(folder.opened);
    }
    auto file = open_file(path, context);
    const Packing packing = packing_of(file->head(head_size));
    if (packing != Packing::none) return open_packed(*file, packing, wanted, context);
    Opened opened;
    opened.inputs.push_back(std::move(file));
    return opened;
}

}  // namespace blogferry
