/// An Output that is a file, staged beside its target and renamed to it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/io.hpp"
#include "write_buffer.hpp"

namespace blogferry::io {

/// The folder a target lies in. Everything is done relative to this descriptor, so a folder that is renamed while we
/// work is still the same folder.
struct Folder {
    std::shared_ptr<const Fd> fd;
    std::string path;  ///< as given, with "/" at the end unless it is the current one
};

class FileOutput final : public Output {
public:
    FileOutput(Folder folder, std::string name, bool overwrite);
    /// Staged under a name like that of a target, and never published.
    FileOutput(Folder folder, std::string name);
    FileOutput(const FileOutput&) = delete;
    FileOutput& operator=(const FileOutput&) = delete;
    ~FileOutput() override;

    void write(std::string_view bytes) override;
    void commit() override;
    std::string staging_path() const override;
    Output* beside(const std::string& suffix) override;
    Output* next_part() override;
    std::vector<std::string> older_parts() const override;
    std::vector<std::string> removed() const override { return removed_; }
    std::vector<std::string> paths() const override;
    std::string name() const override;

    /// @see blogferry::abandon_outputs()
    static void abandon_all() noexcept;

private:
    using Files = std::vector<FileOutput*>;
    Files files();
    std::string part_name(std::size_t number) const;
    std::vector<std::string> older_names() const;
    void refuse_older_parts() const;
    void end_part();
    static void publish(const Files& files);
    void withdraw() noexcept;
    void leave_to_parts();
    void remove(const std::string& name);
    void stage();
    bool try_stage(std::string name);
    mode_t check_target() const;
    void check_no_journal() const;
    void prepare();
    void flush_all();
    void measure();
    void enlist() noexcept;
    void delist() noexcept;
    void publish();
    bool rename_without_replacing() const;
    Fd reopen_staged() const;
    [[noreturn]] void fail(const std::string& what, int error) const;
    [[noreturn]] void refuse_existing() const;

    Folder folder_;
    std::string name_;
    std::string staged_name_;
    bool overwrite_;
    mutable bool written_by_name_ = false;  // staging_path() was asked for: another library writes the file
    bool published_ = false;
    bool discarded_ = false;
    Fd file_;  // holds the lock that keeps other runs from sweeping the staging file
    WriteBuffer buffer_;
    std::map<std::string, std::unique_ptr<FileOutput>> neighbours_;
    std::vector<std::unique_ptr<FileOutput>> parts_;
    std::vector<std::string> removed_;
    // All that are staged, whoever owns them; in a list that needs no memory. See `ending` in the source.
    FileOutput* older_ = nullptr;
    FileOutput* newer_ = nullptr;
    static FileOutput* newest_;
};

/// Removes the staging files that killed runs left for this target and what is written beside it: those that nobody has
/// locked.
void sweep_leftovers(const Folder& folder, const std::string& target) noexcept;

/// What staging files of `target` begin with; ".NAME." with a long NAME cut, since file names end at 255 bytes.
std::string staging_prefix(const std::string& target);

}  // namespace blogferry::io
