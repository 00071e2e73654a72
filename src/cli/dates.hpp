/// Dates on the command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "blogferry/convert.hpp"

namespace blogferry::cli {

/// What "2012", "2012-09", "2012-09-21" or an RFC 3339 time means: from the first day of the year or month, or the day
/// itself, to the first day after it. A time stands for itself: both are the same.
struct Period {
    Bound first;
    Bound after;
};

/// nullopt for anything else. A time needs an offset.
std::optional<Period> period(std::string_view text);

/// The values of --since and --until: the period that is named is part of what is kept, on both sides; a time is where
/// what is kept begins, or ends just before. @throws Error usage
std::optional<Bound> since(const std::string& given);
std::optional<Bound> until(const std::string& given);

}  // namespace blogferry::cli
