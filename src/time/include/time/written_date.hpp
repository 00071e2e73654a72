/// Dates as the programs that write exports and feeds write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blogferry/diagnostics.hpp"

namespace blogferry::time {

struct WrittenDate {
    Timestamp time;
    /// Letters that name no zone for sure ("AEST"): the time is what the clock showed, without an offset.
    std::string_view unknown_zone = {};
    bool leap_second = false;  ///< written with second 60; the time has 59
};

/// A date and time for machines, in English if in words, strictly or not quite as a standard has it:
///  - RFC 3339 and W3CDTF, also with one-digit parts, an offset without colon, without separators
///  ("20120405T10:00:00");
///  - RFC 822, 2822 and 850, cookies': "Sun, 28 Mar 2010 20:49:00 +0000", "Sunday, 06-Nov-94 08:49:37 GMT", names of
///    months in full, the month before the day, no weekday, no seconds, no zone, two-digit years (1950 to 2049), a
///    comment behind;
///  - asctime and date(1): "Thu Apr  5 10:00:00 UTC 2012";
///  - zones: "+0200", "+02:00", "GMT+2", UTC, those of North America that RFC 822 names.
/// A wrong day of the week is not minded. Numbers alone (03/04/2012, seconds since 1970) are none, because nothing
/// tells what they mean. nullopt for these and for impossible dates.
std::optional<WrittenDate> read_date(std::string_view text);

/// What is to be said of a date that was read with a reserve, or not at all: a rule and a sentence. Nothing for a leap
/// second, whose words are kept.
std::optional<std::pair<Rule, std::string>> reserve(std::string_view text, const std::optional<WrittenDate>& date);

/// The time of a date; nothing for an empty one. What is not read, or with a reserve, is kept as a property and
/// reported.
/// @param field name of the model's field, "published"
/// @param report called with a rule and a sentence
template <class Report>
std::optional<Timestamp> parse_date_field(std::string_view text, std::string_view field,
                                          std::vector<Property>& properties, Report report) {
    if (text.empty()) return std::nullopt;
    const std::optional<WrittenDate> date = read_date(text);
    if (date && date->unknown_zone.empty() && !date->leap_second) return date->time;
    properties.push_back({std::string(field) + " (as written)", std::string(text)});
    if (auto said = reserve(text, date)) report(said->first, std::move(said->second));
    return date ? std::optional(date->time) : std::nullopt;
}

}  // namespace blogferry::time
