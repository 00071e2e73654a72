/// What CLDR knows of dates in one locale and calendar.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::text {

/// The order of day, month and year where all are numbers.
enum class DateOrder : std::uint8_t { day_month_year, month_day_year, year_month_day };

/// A name or a word that may stand in a date.
struct DateWord {
    enum class Type : std::uint8_t { month, weekday, day_half, filler };
    std::u32string text;  ///< folded
    Type type = Type::filler;
    int value = 0;  ///< month from 1, weekday from 0 (Sunday), 0 AM or 1 PM
};

/// Characters as dates are compared: without case, invisible ones and variants of Arabic letters; blanks as U+0020.
struct FoldedDate {
    std::u32string text;
    std::u32string original;           ///< the same characters in their own case
    std::vector<std::size_t> origins;  ///< the byte each of them comes from
};
FoldedDate fold_date(std::string_view text);

class DateLanguage {
public:
    /// @param locale ICU's name, with its calendar ("fa@calendar=persian")
    DateLanguage(const std::string& locale, bool gregorian, std::string_view words_before_time);

    DateOrder order() const { return order_; }
    /// The longest word at the start of `rest`; nullptr if there is none. Right behind a number a mere unit ("日") is
    /// preferred to a name.
    const DateWord* longest_word(std::u32string_view rest, bool behind_number) const;
    /// A day of this calendar, if there is such a day; years of other calendars are not taken for its own.
    std::optional<std::chrono::year_month_day> day_of(int year, int month, int day) const;

private:
    void add(std::u32string text, DateWord::Type type, int value);
    void add_fillers(std::u16string_view pattern);

    std::string locale_;
    bool gregorian_;
    DateOrder order_ = DateOrder::day_month_year;
    std::map<char32_t, std::vector<DateWord>> words_;  // by first character, the longest first
};

/// A locale's calendars, the Gregorian one first; empty if ICU does not know the locale's language. Made once a
/// process.
const std::vector<DateLanguage>& date_languages(const std::string& locale);

}  // namespace blogferry::text
