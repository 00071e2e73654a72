#include "discarded_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "blogferry/diagnostics.hpp"

namespace blogferry::cli {

DiscardedFile::DiscardedFile(const std::string& folder) : path_(folder + "/blogferry-dry-run.XXXXXX") {
    const int file = mkostemp(path_.data(), O_CLOEXEC);
    if (file == -1) {
        const std::string why = std::generic_category().message(errno);
        throw Error(Rule::output_failed, fmt::format("cannot make a temporary file in {}: {}", folder, why),
                    "name another folder with --temp-dir");
    }
    close(file);
}

DiscardedFile::~DiscardedFile() { unlink(path_.c_str()); }

void DiscardedFile::commit() {
    struct stat made {};
    if (stat(path_.c_str(), &made) == 0) written_ = static_cast<std::uint64_t>(made.st_size);
}

Output* DiscardedFile::beside(const std::string& suffix) { return neighbours_->beside(suffix); }

}  // namespace blogferry::cli
