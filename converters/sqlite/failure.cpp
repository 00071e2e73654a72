#include "failure.hpp"

#include <sqlite3.h>

#include <string>

#include "blogferry/diagnostics.hpp"

namespace blogferry::sqlite {

void fail(const SQLite::Exception& exception) {
    const std::string words = exception.what();
    switch (exception.getErrorCode()) {
        case SQLITE_NOMEM:
            throw Error(Rule::no_memory, "memory ran out while writing the database");
        case SQLITE_FULL:
            throw Error(Rule::output_failed, "writing the database failed: disk full",
                        "free some space or name an output on another disk with -o");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Rule::output_busy, "another program is using the database that is being written",
                        "close it and run again");
        case SQLITE_TOOBIG:
            throw Error(Rule::output_failed, "a text is longer than SQLite can hold (" + words + ")",
                        "write another format, such as .ndjson");
        case SQLITE_CONSTRAINT:
            throw Error(Rule::internal, "the database refused a row: " + words,
                        "please report this, with the command you ran");
        default:
            throw Error(Rule::output_failed, "writing the database failed: " + words,
                        "check the disk and the permissions of the output's folder");
    }
}

}  // namespace blogferry::sqlite
