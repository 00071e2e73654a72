#include "archive.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <clocale>
#include <new>
#include <utility>

#include "posix.hpp"

namespace blogferry::io {

namespace {

constexpr std::uint64_t mebibyte = 1024 * 1024;
constexpr std::uint64_t gibibyte = 1024 * mebibyte;

constexpr const char* get_again = "download it again, or repair it with the program that made it";

/// While this lives, the calling thread (and no other) has the locale, if there is one.
class Within {
public:
    explicit Within(locale_t locale) noexcept : before_(locale == nullptr ? nullptr : ::uselocale(locale)) {}
    ~Within() {
        if (before_ != nullptr) ::uselocale(before_);
    }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

private:
    locale_t before_;
};

/// libarchive ends the process, or crashes, when some of its small allocations fail. Where memory is short, this fails
/// before it is asked for anything. And what it says about failing is to be about its own calls: errno begins at 0.
void before_libarchive() {
    constexpr std::size_t headroom = 512 * 1024;
    ::operator delete(::operator new(headroom));  // unlike a new-expression, not to be optimised away
    errno = 0;
}

/// tar has no reliable magic; every header has a checksum of itself (with the checksum's own field as blanks).
bool is_tar_header(std::string_view head) {
    constexpr std::size_t block = 512, field = 148, width = 8;
    if (head.size() < block) return false;
    std::uint64_t declared = 0;
    bool any = false;
    for (const char c : head.substr(field, width)) {
        if (c == ' ' && !any) continue;
        if (c < '0' || c > '7') break;
        declared = declared * 8 + static_cast<std::uint64_t>(c - '0');
        any = true;
    }
    std::uint64_t sum = width * ' ';
    for (std::size_t i = 0; i < block; ++i) {
        if (i < field || i >= field + width) sum += static_cast<unsigned char>(head[i]);
    }
    return any && sum == declared;
}

// Exactly this packing. Left to itself libarchive unpacks what is packed in what is packed, 25 times over: 10 KB can
// then be hours of work that no limit sees, for nothing comes out.
int support_packing(archive* a, Packing packing) {
    switch (packing) {
        case Packing::gzip:
            return archive_read_append_filter(a, ARCHIVE_FILTER_GZIP);
        case Packing::bzip2:
            return archive_read_append_filter(a, ARCHIVE_FILTER_BZIP2);
        case Packing::xz:
            return archive_read_append_filter(a, ARCHIVE_FILTER_XZ);
        case Packing::zstd:
            return archive_read_append_filter(a, ARCHIVE_FILTER_ZSTD);
        case Packing::none:
        case Packing::zip:
        case Packing::tar:
            break;
    }
    return ARCHIVE_OK;
}

int support_layout(archive* a, Packing packing, Layout layout) {
    if (layout == Layout::single) return archive_read_support_format_raw(a);
    // Only by its directory, as every other program reads a zip; a cut-off one has none and is then damaged.
    if (packing == Packing::zip) return archive_read_support_format_zip_seekable(a);
    return archive_read_support_format_tar(a);
}

// Whether the record is there that ends a zip's directory, and with it the zip, but for a comment of up to 64 KiB.
bool has_zip_end(const Input& input) {
    constexpr std::uint64_t longest = 22 + 0xFFFF;
    std::vector<char> end(static_cast<std::size_t>(std::min(input.size(), longest)));
    const std::size_t size = input.read_at(input.size() - end.size(), end);
    return std::string_view(end.data(), size).find("PK\5\6") != std::string_view::npos;
}

}  // namespace

Packing packing_of(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("PK\3\4"sv) || head.starts_with("PK\5\6"sv)) return Packing::zip;
    if (head.starts_with("\x1f\x8b\x08"sv)) return Packing::gzip;
    if (head.starts_with("BZh"sv) && head.substr(std::min<std::size_t>(4, head.size())).starts_with("1AY&SY"sv))
        return Packing::bzip2;
    if (head.starts_with("\xfd"
                         "7zXZ\0"sv))
        return Packing::xz;
    if (head.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
    return is_tar_header(head) ? Packing::tar : Packing::none;
}

Utf8Locale::Utf8Locale() noexcept
    : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), error_(locale_ == nullptr ? errno : 0) {}

Archive::Archive(const Input& input, Packing packing, Layout layout, Context& context)
    : input_(input),
      context_(context),
      archive_(archive_read_new()),
      name_(input.name()),
      single_(layout == Layout::single),
      packed_whole_(packing != Packing::zip && packing != Packing::tar),
      tar_(!single_ && packing != Packing::zip),
      zip_(packing == Packing::zip),
      buffer_(chunk_size) {
    if (!archive_) throw std::bad_alloc();
    open(packing, layout);
}

Archive::~Archive() = default;

void Archive::open(Packing packing, Layout layout) {
    before_libarchive();
    archive* a = archive_.get();
    // A filter that libarchive lacks would be run as a program of that name: no.
    if (support_packing(a, packing) != ARCHIVE_OK || support_layout(a, packing, layout) != ARCHIVE_OK) {
        if (errno == ENOMEM) throw std::bad_alloc();
        throw failure(Rule::archive_damaged, input_.name(), "this kind of archive cannot be read here",
                      "unpack it and give the folder");
    }
    archive_read_set_callback_data(a, this);
    archive_read_set_read_callback(a, &Archive::on_read);
    archive_read_set_seek_callback(a, &Archive::on_seek);
    archive_read_set_skip_callback(a, &Archive::on_skip);
    const Within names(names_.get());
    if (archive_read_open1(a) == ARCHIVE_OK) return;
    require_memory();
    // Damage in the packing shows here too; reading it as a single file then tells.
    not_an_archive_ = packed_whole_ && !single_ && !parked_;
    if (!not_an_archive_) damaged();
}

la_ssize_t Archive::on_read(archive* a, void* self, const void** buffer) noexcept {
    auto& me = *static_cast<Archive*>(self);
    try {
        const std::size_t n = me.input_.read_at(me.position_, me.buffer_);
        me.position_ += n;
        *buffer = me.buffer_.data();
        return static_cast<la_ssize_t>(n);
    } catch (...) {
        me.parked_ = std::current_exception();
        archive_set_error(a, EIO, "reading failed");
        return ARCHIVE_FATAL;
    }
}

la_int64_t Archive::on_seek(archive*, void* self, la_int64_t offset, int whence) noexcept {
    auto& me = *static_cast<Archive*>(self);
    const auto size = static_cast<la_int64_t>(me.input_.size());
    la_int64_t base = 0;
    if (whence == SEEK_CUR)
        base = static_cast<la_int64_t>(me.position_);
    else if (whence == SEEK_END)
        base = size;
    if (offset < -base || offset > size - base) return ARCHIVE_FATAL;
    me.position_ = static_cast<std::uint64_t>(base + offset);
    return base + offset;
}

la_int64_t Archive::on_skip(archive*, void* self, la_int64_t count) noexcept {
    auto& me = *static_cast<Archive*>(self);
    const auto left = static_cast<la_int64_t>(me.input_.size() - me.position_);
    const la_int64_t skipped = std::clamp<la_int64_t>(count, 0, left);
    me.position_ += static_cast<std::uint64_t>(skipped);
    return skipped;
}

void Archive::rethrow_parked() {
    if (parked_) std::rethrow_exception(std::exchange(parked_, nullptr));
}

void Archive::require_memory() const {
    if (archive_errno(archive_.get()) == ENOMEM || errno == ENOMEM) throw std::bad_alloc();
}

void Archive::damaged() {
    rethrow_parked();
    require_memory();
    // Its directory stands at its end.
    if (zip_ && members_ == 0 && !has_zip_end(input_))
        throw failure(Rule::archive_damaged, input_.name(), "the zip has no end: the download stopped early",
                      get_again);
    const char* why = archive_error_string(archive_.get());
    std::string reason = why != nullptr ? why : "unknown reason";
    while (!reason.empty() && std::isspace(static_cast<unsigned char>(reason.back())) != 0) reason.pop_back();
    const bool in_member = !single_ && name_ != input_.name();
    throw failure(Rule::archive_damaged, name_,
                  (in_member ? "this file in the archive is damaged: " : "the archive is damaged: ") + reason,
                  get_again);
}

// libarchive takes the end of the file for the end of a tar, too: it has then read nothing where a header was due.
void Archive::require_end_mark() const {
    const la_int64_t due = archive_read_header_position(archive_.get());
    if (archive_filter_bytes(archive_.get(), 0) > due) return;
    throw failure(Rule::archive_damaged, name_,
                  "the archive is cut off behind this file: at its byte " + std::to_string(due) +
                      (packed_whole_ ? ", unpacked," : "") + " it ends without the mark that ends a tar",
                  get_again);
}

void Archive::require(int result) {
    if (result != ARCHIVE_OK) damaged();
}

bool Archive::next() {
    if (not_an_archive_) return false;
    const Within names(names_.get());
    before_libarchive();
    const int result = archive_read_next_header(archive_.get(), &entry_);
    rethrow_parked();
    if (result == ARCHIVE_EOF) {
        if (tar_) require_end_mark();
        return false;
    }
    // "Retry" is how a tar header with a wrong checksum is said; going on would pass over the member behind it.
    if (result < ARCHIVE_OK && result != ARCHIVE_WARN) {
        name_ = input_.name();
        damaged();
    }
    const char* path = archive_entry_pathname(entry_);
    if (path == nullptr && !names_) refuse_names();
    if (!single_) name_ = input_.name() + "/" + (path != nullptr ? path : "");
    if (++members_ > context_.limits.members) {
        throw failure(Rule::limit_members, input_.name(),
                      "the archive has more than " + std::to_string(context_.limits.members) + " files",
                      "if you trust it, raise the limit with --limit members=N");
    }
    refuse_encrypted();
    return true;
}

void Archive::refuse_names() const {
    throw failure(Rule::input_unreadable, input_.name(),
                  "the names in it cannot be read without the locale C.UTF-8: " + reason(names_.error()),
                  "unpack the archive and give the folder");
}

void Archive::refuse_encrypted() const {
    if (archive_entry_is_encrypted(entry_) == 0) return;
    throw failure(Rule::archive_damaged, name_, "this file in the archive is encrypted",
                  "unpack it with its password and give the folder");
}

void Archive::refuse_duplicate() const {
    throw failure(Rule::archive_damaged, name_,
                  "the archive has two files of this name, and it is not clear which one counts",
                  "unpack the one you want and give the folder");
}

bool Archive::is_folder() const { return archive_entry_filetype(entry_) == AE_IFDIR; }

bool Archive::is_file() const {
    return archive_entry_filetype(entry_) == AE_IFREG && archive_entry_hardlink(entry_) == nullptr &&
           archive_entry_symlink(entry_) == nullptr;
}

std::size_t Archive::read(std::span<char> into) {
    std::size_t done = 0;
    before_libarchive();
    while (done < into.size()) {
        const la_ssize_t n = archive_read_data(archive_.get(), into.data() + done, into.size() - done);
        if (n < 0) damaged();
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
        count(static_cast<std::uint64_t>(n));
    }
    return done;
}

void Archive::skip() {
    before_libarchive();
    // Passing over a member of a packed tar unpacks it all the same, so it counts; elsewhere it is a seek.
    while (packed_whole_) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(archive_.get(), &block, &size, &offset);
        if (result == ARCHIVE_EOF) return;
        require(result);
        count(size);
    }
    if (archive_read_data_skip(archive_.get()) < ARCHIVE_WARN) damaged();
}

void Archive::count(std::uint64_t bytes) {
    unpacked_ += bytes;
    if (unpacked_ - told_ < mebibyte) return check_limits();
    told_ = unpacked_;
    check_limits();
    check_stop(context_);
    if (context_.progress) context_.progress({"unpacking", position_, input_.size()});
}

void Archive::check_limits() const {
    const Limits& limits = context_.limits;
    if (unpacked_ > limits.archive) {
        throw failure(Rule::limit_archive, name_,
                      "the archive unpacks to more than " + std::to_string(limits.archive) + " bytes",
                      "if you trust it, raise the limit with --limit archive=N");
    }
    if (unpacked_ > gibibyte && unpacked_ / std::max<std::uint64_t>(limits.ratio, 1) > input_.size()) {
        throw failure(Rule::limit_archive, name_,
                      "the archive unpacks to more than " + std::to_string(limits.ratio) + " times its size",
                      "if you trust it, raise the limit with --limit ratio=N");
    }
}

}  // namespace blogferry::io
