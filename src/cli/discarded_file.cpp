#include "discarded_file.hpp"

#include <sys/stat.h>

namespace blogferry::cli {

DiscardedFile::DiscardedFile(const std::string& folder) try : file_(Output::file(folder + "/blogferry-dry-run", true)) {
} catch (Error& error) {
    throw Error(error.rule(), error.what(), "name another folder for temporary files with --temp-dir");
}

void DiscardedFile::commit() {
    struct stat made {};
    if (stat(staging_path().c_str(), &made) == 0) written_ = static_cast<std::uint64_t>(made.st_size);
}

}  // namespace blogferry::cli
