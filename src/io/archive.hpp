/// zip and tar archives as a sequence of members, read as streams. Nothing is extracted to a name.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT(modernize-deprecated-headers): POSIX's

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/io.hpp"

namespace blogferry::io {

/// How a file is packed, by its first bytes.
enum class Packing : std::uint8_t { none, zip, tar, gzip, bzip2, xz, zstd };
Packing packing_of(std::string_view head);

/// A tar archive may be packed as a whole; `single` is one packed file that is no archive (feed.atom.gz).
enum class Layout : std::uint8_t { archive, single };

/// libarchive turns the UTF-8 names of an archive into the locale's encoding, and loses them in the C locale. This is
/// the one in which it keeps them.
class Utf8Locale {
public:
    Utf8Locale() noexcept;
    ~Utf8Locale() {
        if (locale_ != nullptr) ::freelocale(locale_);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

    explicit operator bool() const noexcept { return locale_ != nullptr; }
    locale_t get() const noexcept { return locale_; }
    /// Why there is none. ENOENT is what glibc says of most reasons, a lack of memory included.
    int error() const noexcept { return error_; }

private:
    locale_t locale_;
    int error_;
};

class Archive {
public:
    /// The input must outlive the archive. @throws Error archive_damaged
    Archive(const Input& input, Packing packing, Layout layout, Context& context);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// Goes to the next member; false at the end. @throws Error archive_damaged, limit_members
    bool next();
    /// The input is packed, but what is in it is no archive. next() is then false.
    bool not_an_archive() const { return not_an_archive_; }
    /// ARCHIVE/MEMBER, or the input's own for a single file. A name is only a name: "../x" is nothing special.
    const std::string& name() const { return name_; }
    bool is_folder() const;
    /// False for folders, links and devices.
    bool is_file() const;
    /// Fills `into` unless the member ends. @throws Error archive_damaged, limit_archive, stopped
    std::size_t read(std::span<char> into);
    /// Reads past the rest of the member, under the same limits; must be called before next().
    void skip();
    [[noreturn]] void refuse_duplicate() const;

private:
    struct Closer {
        void operator()(archive* a) const noexcept { archive_read_free(a); }
    };

    static la_ssize_t on_read(archive*, void* self, const void** buffer) noexcept;
    static la_int64_t on_seek(archive*, void* self, la_int64_t offset, int whence) noexcept;
    static la_int64_t on_skip(archive*, void* self, la_int64_t count) noexcept;

    void open(Packing packing, Layout layout);
    void require(int result);
    void require_end_mark() const;
    [[noreturn]] void damaged();
    void rethrow_parked();
    void require_memory() const;
    [[noreturn]] void refuse_names() const;
    void refuse_encrypted() const;
    void count(std::uint64_t bytes);
    void check_limits() const;

    const Input& input_;
    Context& context_;
    Utf8Locale names_;
    std::unique_ptr<archive, Closer> archive_;
    archive_entry* entry_ = nullptr;  // owned by archive_
    std::string name_;
    bool single_;
    bool packed_whole_;
    bool tar_;
    bool zip_;
    bool not_an_archive_ = false;
    std::uint64_t members_ = 0;
    std::uint64_t unpacked_ = 0;
    std::uint64_t told_ = 0;
    std::uint64_t position_ = 0;  // in the input
    std::vector<char> buffer_;
    std::exception_ptr parked_;
};

}  // namespace blogferry::io
