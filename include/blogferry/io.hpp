/// Bytes in, bytes out. An Input can be read at any offset, whatever it came from; an Output appears whole or not
/// at all.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/context.hpp"

namespace blogferry {

/// A run of bytes that can be read at any offset: a file, a buffer, or what a pipe or an archive member gave
/// (spooled to an unlinked temporary file, so memory stays bounded).
class Input {
public:
    virtual ~Input() = default;

    /// Opens a regular file. "-" is standard input. @throws Error input_not_found, input_unreadable
    static std::unique_ptr<Input> open(const std::string& path, Context& context);
    /// Takes bytes that are already in memory.
    static std::unique_ptr<Input> memory(std::string name, std::string bytes, Context& context);

    /// Reads up to `into.size()` bytes at `offset`; fewer only at the end. @throws Error input_unreadable
    virtual std::size_t read_at(std::uint64_t offset, std::span<char> into) const = 0;
    /// Reads `into.size()` bytes at `at.offset`. @throws Error input_changed at `at` if there are fewer
    void fill(const Location& at, std::span<char> into) const;
    virtual std::uint64_t size() const = 0;
    /// @throws Error input_changed if the file is not the one that was opened any more.
    virtual void check_unchanged() const {}
    /// True if `path` names the file these bytes came from (for a member: its archive), by whatever link.
    virtual bool comes_from(const std::string& /*path*/) const { return false; }

    /// Display name: the path, or ARCHIVE/MEMBER.
    const std::string& name() const { return name_; }
    /// The number of this input in Diagnostics.
    std::uint32_t number() const { return number_; }
    /// Up to `count` bytes from the start.
    std::string head(std::size_t count = 65536) const;
    /// Everything, for small files. @throws Error limit_record above `limit` bytes
    std::string all(std::uint64_t limit) const;
    /// SHA-256 of all bytes, lower-case hex.
    std::string sha256() const;

protected:
    Input(std::string name, std::uint32_t number) : name_(std::move(name)), number_(number) {}

private:
    std::string name_;
    std::uint32_t number_;
};

/// Bytes that come one after the other, to be read as an Input: a few are kept in memory, more in an unlinked temporary
/// file.
class Collector {
public:
    explicit Collector(Context& context);
    ~Collector();
    Collector(const Collector&) = delete;
    Collector& operator=(const Collector&) = delete;

    /// @throws Error output_failed, stopped
    void append(std::string_view bytes);
    /// All that was appended. Not to be called twice.
    std::unique_ptr<Input> take(std::string name);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Opens what the user named: a file, standard input ("-"), every file below a folder, or every member of a zip or
/// tar archive (recognised by content). Nothing is ever extracted to a name on disk. Only files whose first bytes
/// `wanted(name, head)` accepts are kept from folders and archives; the others are counted in `skipped`.
struct Opened {
    std::vector<std::unique_ptr<Input>> inputs;
    bool container = false;          ///< a folder or archive
    std::vector<std::string> skipped;  ///< names of files in a container that were not wanted
};
Opened open_all(const std::string& path,
                const std::function<bool(std::string_view name, std::string_view head)>& wanted, Context& context);

/// True if `path` exists and is the file `input` reads: same device and inode, links followed. Ask before making an
/// Output there.
bool same_file(const Input& input, const std::string& path);
/// True if two paths name one file, by whatever link; or, where there is none yet, would name one.
bool same_file(const std::string& a, const std::string& b);

/// Where a conversion goes. Nothing shows at the target before commit(); destruction without commit() leaves the
/// target as it was.
class Output {
public:
    virtual ~Output() = default;

    /// A file, staged beside its target. @throws Error output_exists, output_refused, output_failed
    static std::unique_ptr<Output> file(const std::string& path, bool overwrite);
    /// Standard output: no atomicity, but commit() fails unless every byte was accepted.
    static std::unique_ptr<Output> standard();
    /// Collects into a string owned by the caller; for tests and embedders. Neighbours go to `neighbours` by suffix;
    /// without it there are none.
    static std::unique_ptr<Output> memory(std::string& into, std::map<std::string, std::string>* neighbours = nullptr);
    /// Counts and drops everything; for dry runs.
    static std::unique_ptr<Output> none();
    /// A file in `folder` that commit() only measures and that goes with this object; for dry runs of formats whose
    /// library writes the file itself. @throws Error output_failed
    static std::unique_ptr<Output> discarded(const std::string& folder);

    virtual void write(std::string_view bytes) = 0;
    /// Publishes: flush, fsync, rename, fsync of the directory. @throws Error output_failed
    virtual void commit() = 0;
    /// Name of a staging file for libraries that write files themselves (SQLite); empty if there is none.
    virtual std::string staging_path() const { return {}; }
    /// A second output beside this one (NAME + suffix), owned by this one and published by the same commit(). Made
    /// once a suffix; nullptr for targets that have no neighbours (standard output).
    virtual Output* beside(const std::string& suffix) = 0;
    /// For an output in several files of one kind: the first part, then the next one, each ending the one before; owned
    /// by this output and published by its commit(), all or none as far as the file system can. NAME.EXT is then not
    /// made, but NAME.part1.EXT, NAME.part2.EXT, …; older_parts(), and an older NAME.EXT, are refused like any output
    /// that exists, or removed when they may be replaced. nullptr for targets that are one stream.
    /// @throws Error output_exists, output_refused, output_failed
    virtual Output* next_part() { return nullptr; }
    static constexpr unsigned most_parts = 500;  ///< each is an open file until commit()
    /// Paths of the parts that an older run left and this one does not replace: those with the numbers that follow the
    /// last part of this output, until one is missing or `most_parts` is reached.
    virtual std::vector<std::string> older_parts() const { return {}; }
    /// Paths of what commit() removed because parts took its place.
    virtual std::vector<std::string> removed() const { return {}; }
    /// The files that commit() makes, replaces or removes.
    virtual std::vector<std::string> paths() const { return {}; }
    /// Display name of the target.
    virtual std::string name() const = 0;

    std::uint64_t written() const { return written_; }

protected:
    std::uint64_t written_ = 0;
};

/// For a host that is about to end its process while conversions may still run: removes all that is staged. From then
/// on nothing is staged, published or discarded any more; a thread that tries waits until the process is gone.
void abandon_outputs() noexcept;

}  // namespace blogferry
