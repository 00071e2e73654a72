/// What SQLite throws, in Blogferry's words.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string>

namespace blogferry::sqlite {

/// @param file what the user calls the database
/// @param system_error what the operating system said, as in errno; 0 if it said nothing
/// @throws Error no_memory, output_failed, output_busy or internal
[[noreturn]] void fail(const SQLite::Exception& exception, const std::string& file, int system_error);

}  // namespace blogferry::sqlite
