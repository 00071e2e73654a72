/// Days and times of day as pages write them for people, in the languages Blogger speaks: "Friday, September 21, 2012",
/// "28. April 2020 um 21:11", "2015年1月21日 下午5:38", "۱۳۹۱ شهریور ۳۱, جمعه". Names, orders and digits are ICU's
/// (CLDR).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"

namespace blogferry::text {

/// One way to read a text. Never both absent; a time without a day is what comments of some blogs show.
struct DateReading {
    std::optional<std::chrono::year_month_day> day;
    std::optional<std::chrono::seconds> time;  ///< since midnight, by the blog's clock
    bool has_seconds = false;
    bool weekday_differs = false;  ///< the text names a day of the week that this day was not
    std::string locale;            ///< the first one that reads it so (BCP 47)

    bool same_as(const DateReading& other) const { return day == other.day && time == other.time; }
};

/// What a day, and a time of it if known, is as a timestamp: no offset, and no more precise than it was said.
Timestamp timestamp(std::chrono::year_month_day day, const DateReading& clock);

/// Whether ICU knows the language of a locale (BCP 47).
bool knows_locale(std::string_view locale);

/// The locales Blogger's phrases are known in (text/phrases.hpp); English in both orders of day and month.
std::vector<std::string> blogger_locales();

/// Reads days and times in some locales. Strict: every word and every number must have its place. Names of months or
/// days of any length, glued or not, any punctuation, digits of any script, the Gregorian calendar and the locale's
/// own. May be used by several threads; what CLDR says of a locale is fetched once a process.
class DateReader {
public:
    /// @param locales BCP 47; unknown ones are passed over
    explicit DateReader(std::vector<std::string> locales);

    /// Every way the text can be read, without repeats: none, one, or several if it is ambiguous ("3/4/2012" in locales
    /// that differ). Where day and month are in numbers the locale's order counts, or the other one if it gives no day.
    std::vector<DateReading> read(std::string_view text) const;

    /// A line that ends in a day or a time: "Ada Stern at 6:32 AM" -> "Ada Stern". The longest such end counts.
    struct Ending {
        std::string before;  ///< without blanks at its ends
        std::vector<DateReading> readings;
    };
    std::optional<Ending> ending(std::string_view line) const;

    const std::vector<std::string>& locales() const { return locales_; }

private:
    std::vector<std::string> locales_;
};

}  // namespace blogferry::text
