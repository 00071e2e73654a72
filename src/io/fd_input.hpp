/// Inputs that are a range of an open file, and the unlinked temporary file that feeds many of them.
#pragma once

#include <memory>
#include <optional>

#include "blogferry/io.hpp"
#include "posix.hpp"

namespace blogferry::io {

/// Where a range of bytes lies. Many inputs may share one file: a folder or archive of thousands of pages must not
/// use thousands of descriptors.
struct FileRange {
    std::shared_ptr<const Fd> file;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// What is watched for changes while a run reads it.
struct Watch {
    std::string path;  ///< empty: only the open file is looked at (standard input)
    Stamp stamp;
};

class FdInput final : public Input {
public:
    FdInput(std::string name, std::uint32_t number, FileRange range)
        : Input(std::move(name), number), range_(std::move(range)) {}

    FdInput& from(std::optional<FileId> origin) {
        origin_ = origin;
        return *this;
    }
    FdInput& watch(Watch watch);

    std::size_t read_at(std::uint64_t offset, std::span<char> into) const override;
    std::uint64_t size() const override { return range_.size; }
    void check_unchanged() const override;
    bool comes_from(const std::string& path) const override;
    std::optional<FileId> origin() const { return origin_; }

private:
    [[noreturn]] void fail(int error, std::uint64_t offset) const;

    FileRange range_;
    std::optional<FileId> origin_;
    std::optional<Watch> watch_;
};

/// An unlinked temporary file that grows at its end. One writer; what is written may be read from any thread.
class Spool {
public:
    /// @throws Error output_failed if temp_dir takes no file
    explicit Spool(const Context& context);

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    /// Everything from `offset` on.
    FileRange since(std::uint64_t offset) const { return {file_, offset, size_ - offset}; }

private:
    std::shared_ptr<const Fd> file_;
    std::string directory_;
    std::uint64_t size_ = 0;
};

[[noreturn]] void throw_unopened(const std::string& path, int error);

/// Opens a file for reading. @throws Error input_not_found, stopped
Fd open_input(const std::string& path, const Context& context, int more_flags = 0);

/// As Input::open, with the type kept.
std::unique_ptr<FdInput> open_file(const std::string& path, Context& context);

}  // namespace blogferry::io
