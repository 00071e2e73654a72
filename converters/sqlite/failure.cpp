#include "failure.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <system_error>

#include "blogferry/diagnostics.hpp"

namespace blogferry::sqlite {

namespace {

bool is_out_of_memory(const SQLite::Exception& exception, int system_error) {
    return exception.getErrorCode() == SQLITE_NOMEM || exception.getExtendedErrorCode() == SQLITE_IOERR_NOMEM ||
           system_error == ENOMEM;
}

std::string because(const std::string& words, int system_error) {
    return system_error == 0 ? words : std::generic_category().message(system_error) + " (" + words + ")";
}

}  // namespace

void fail(const SQLite::Exception& exception, const std::string& file, int system_error) {
    if (is_out_of_memory(exception, system_error)) throw Error(Rule::no_memory, "memory ran out while writing " + file);
    const std::string words = exception.what();
    switch (exception.getErrorCode()) {
        case SQLITE_FULL:
            throw Error(Rule::output_failed, "cannot write " + file + ": " + because(words, ENOSPC),
                        "free some space or name an output on another disk with -o");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Rule::output_busy,
                        "another program is using " + file + " while it is written: " + because(words, system_error),
                        "close it and run again");
        case SQLITE_TOOBIG:
            throw Error(Rule::output_failed, "a text is longer than " + file + " can hold (" + words + ")",
                        "write another format, such as .ndjson");
        case SQLITE_CONSTRAINT:
            throw Error(Rule::internal, file + " refused a row: " + words,
                        "please report this, with the command you ran");
        default:
            throw Error(Rule::output_failed, "cannot write " + file + ": " + because(words, system_error),
                        "check the disk and the permissions of the output's folder");
    }
}

}  // namespace blogferry::sqlite
