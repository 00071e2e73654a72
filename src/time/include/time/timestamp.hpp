/// Reading and writing timestamps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::time {

/// RFC 3339 as blogs write it: "2010-03-28T20:49:00.123-07:00", "2006-12-30T18:33:00Z", seconds fraction of any
/// length (milliseconds kept), "T" or " ", seconds or the offset may be missing (then `offset` is absent and the
/// instant is as if UTC), or only a date ("2012-09-21": precision day). nullopt for anything else, impossible dates
/// (Feb 30), hours above 23, seconds of 60, years outside 1..9999 included.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// The inverse of parse_rfc3339 for every timestamp it gives: milliseconds shown when precision is millisecond, the
/// offset as written ("Z" for 0, nothing when absent). Precision minute and coarser is written with full time; the
/// precision travels in a field of its own.
std::string format_rfc3339(const Timestamp& timestamp);
/// The same, appended; no allocation beyond the string's own. For the writers' hot path.
void append_rfc3339(std::string& to, const Timestamp& timestamp);

/// For people and for places that have no second field: RFC 3339, or as much of its date as was said ("2012-09-21",
/// "2012-09", "2012").
std::string shown(const Timestamp& timestamp);
/// What `shown` gives; of a month or a year, noon UTC of its first day.
std::optional<Timestamp> parse_shown(std::string_view text);

std::string_view to_string(Precision precision);
std::optional<Precision> precision_from(std::string_view text);

}  // namespace blogferry::time
