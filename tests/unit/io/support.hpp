/// A folder that goes away, files in it, and archives made in memory.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "blogferry/io.hpp"
#include "support/catch.hpp"

namespace io_test {

namespace fs = std::filesystem;

class TempDir {
public:
    TempDir() {
        std::string pattern = (fs::temp_directory_path() / "blogferry-io-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~TempDir() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string path() const { return path_.string(); }
    /// Makes a file and the folders above it; its path.
    std::string file(const std::string& name, const std::string& bytes) const {
        const fs::path path = path_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    /// Names of everything in it, hidden ones too, sorted.
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(path_)) found.push_back(entry.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    fs::path path_;
};

inline std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

/// The Error that `work` ends with; fails if it ends well.
template <typename Work>
blogferry::Error error_of(Work&& work) {
    std::optional<blogferry::Error> caught;
    try {
        work();
    } catch (const blogferry::Error& error) {
        caught = error;
    }
    REQUIRE(caught.has_value());
    return *caught;
}

struct Member {
    std::string name;
    std::string bytes;
    std::string link;  ///< a symbolic link to this, if not empty
};

enum class Kind { zip, zip_encrypted, tar };
enum class Filter { none, gzip, bzip2, xz, zstd };

inline void add_filter(archive* a, Filter filter) {
    switch (filter) {
        case Filter::none:
            archive_write_add_filter_none(a);
            break;
        case Filter::gzip:
            archive_write_add_filter_gzip(a);
            break;
        case Filter::bzip2:
            archive_write_add_filter_bzip2(a);
            break;
        case Filter::xz:
            archive_write_add_filter_xz(a);
            break;
        case Filter::zstd:
            archive_write_add_filter_zstd(a);
            break;
    }
}

inline la_ssize_t append_to_string(archive*, void* into, const void* bytes, size_t size) {
    static_cast<std::string*>(into)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

/// Lets this thread's libarchive write UTF-8 names.
class Utf8Locale {
public:
    Utf8Locale() : utf8_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(utf8_)) {}
    ~Utf8Locale() {
        ::uselocale(before_);
        ::freelocale(utf8_);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t utf8_;
    locale_t before_;
};

inline archive* open_writer(Kind kind, Filter filter, std::string& into) {
    archive* a = archive_write_new();
    if (kind == Kind::tar)
        archive_write_set_format_pax_restricted(a);
    else
        archive_write_set_format_zip(a);
    if (kind == Kind::zip_encrypted) {
        archive_write_set_options(a, "zip:encryption=aes256");
        archive_write_set_passphrase(a, "secret");
    }
    add_filter(a, filter);
    archive_write_set_bytes_in_last_block(a, 1);
    REQUIRE(archive_write_open(a, &into, nullptr, append_to_string, nullptr) == ARCHIVE_OK);
    return a;
}

inline void write_member(archive* a, const Member& member) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_filetype(entry, member.name.ends_with('/') ? AE_IFDIR : AE_IFREG);
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    if (!member.link.empty()) {
        archive_entry_set_filetype(entry, AE_IFLNK);
        archive_entry_set_symlink(entry, member.link.c_str());
    }
    REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
    archive_write_data(a, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
}

inline std::string pack(Kind kind, Filter filter, const std::vector<Member>& members) {
    const Utf8Locale locale;
    std::string bytes;
    archive* a = open_writer(kind, filter, bytes);
    for (const Member& member : members) write_member(a, member);
    REQUIRE(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    return bytes;
}

/// One packed file that is no archive, as gzip makes it.
inline std::string pack_single(Filter filter, const std::string& content) {
    std::string bytes;
    archive* a = archive_write_new();
    archive_write_set_format_raw(a);
    add_filter(a, filter);
    archive_write_set_bytes_in_last_block(a, 1);
    REQUIRE(archive_write_open(a, &bytes, nullptr, append_to_string, nullptr) == ARCHIVE_OK);
    write_member(a, {"data", content, {}});
    REQUIRE(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    return bytes;
}

inline bool everything(std::string_view, std::string_view) { return true; }
inline bool nothing(std::string_view, std::string_view) { return false; }

inline std::vector<std::string> names_of(const blogferry::Opened& opened) {
    std::vector<std::string> names;
    for (const auto& input : opened.inputs) names.push_back(input->name());
    return names;
}

}  // namespace io_test
