#include "discarded_file.hpp"

namespace blogferry::cli {

DiscardedFile::DiscardedFile(const std::string& folder) try : file_(Output::discarded(folder)) {
} catch (const Error& error) {
    throw Error(error.rule(), error.what(), "name another folder for temporary files with --temp-dir");
}

void DiscardedFile::commit() {
    file_->commit();
    written_ = file_->written();
}

}  // namespace blogferry::cli
