/// Dates on the command line.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace blogferry::cli {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// What "2012", "2012-09", "2012-09-21" or an RFC 3339 time means: from the first instant of the year, month or day
/// in `zone` to the first one after it. A time stands for itself: both are the same.
struct Period {
    Instant first;
    Instant after;
};

/// nullopt for anything else. A time needs an offset.
/// @param zone IANA name; UTC if absent. Must exist.
std::optional<Period> period(std::string_view text, const std::optional<std::string>& zone);

/// The values of --since and --until: the period that is named is part of what is kept, on both sides; a time is where
/// what is kept begins, or ends just before. @throws Error usage
std::optional<Instant> since(const std::string& given, const std::optional<std::string>& zone);
std::optional<Instant> until(const std::string& given, const std::optional<std::string>& zone);

}  // namespace blogferry::cli
