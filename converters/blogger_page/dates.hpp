/// When something on a page was written.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"
#include "text/localized_date.hpp"

namespace blogferry::page {

/// Something to be said about an entity when it is read.
struct Note {
    Rule rule{};
    std::string field, message;
};

/// Dates as this page writes them.
class Dates {
public:
    /// @param given the only locale, if the user has named one
    /// @param page those of the page, as far as it says
    Dates(const std::optional<std::string>& given, const std::vector<std::string>& page);

    /// @param month when it was, as its address has it: what a date leaves open is decided by it
    std::vector<text::DateReading> read(std::string_view text,
                                        const std::optional<std::chrono::year_month>& month = {}) const;
    std::optional<text::DateReader::Ending> ending(std::string_view line) const;

private:
    text::DateReader first_, all_;
};

/// The one reading; what is ambiguous or odd is noted. nullptr if there is none, or more than one.
const text::DateReading* only(const std::vector<text::DateReading>& readings, std::string_view written,
                              std::vector<Note>& notes);

/// A time written for machines: RFC 3339 or 822, or as near to them as time::read_date() knows.
std::optional<Timestamp> machine_time(std::string_view text);

/// The milliseconds since 1970 in a link to a comment: "…/a.html?showComment=1280031868312#c99…".
std::optional<Timestamp> comment_link_time(std::string_view href);

/// The year and month of "/2012/09/first-light.html".
std::optional<std::chrono::year_month> month_of_path(std::string_view path);

}  // namespace blogferry::page
