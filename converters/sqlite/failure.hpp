/// What SQLite throws, in Blogferry's words.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <utility>

namespace blogferry::sqlite {

/// @throws Error no_memory, output_failed, output_busy or internal
[[noreturn]] void fail(const SQLite::Exception& exception);

/// Does `work`; an exception of SQLite's leaves as an Error.
template <typename Work>
auto guarded(Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const SQLite::Exception& exception) {
        fail(exception);
    }
}

}  // namespace blogferry::sqlite
