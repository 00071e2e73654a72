#include "time/written_date.hpp"

#include <array>

#include "date_fields.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"

namespace blogferry::time {
namespace {

using namespace std::chrono;

constexpr std::size_t max_length = 100;
constexpr std::array<std::string_view, 12> month_names = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names = {"monday", "tuesday",  "wednesday", "thursday",
                                                           "friday", "saturday", "sunday"};

struct ZoneName {
    std::string_view name;
    int hours;
};
// RFC 822, and UTC, which everybody writes. The one-letter military zones were wrong in RFC 822 itself: not taken.
constexpr std::array<ZoneName, 12> zone_names = {{{"GMT", 0},
                                                  {"UT", 0},
                                                  {"UTC", 0},
                                                  {"Z", 0},
                                                  {"EST", -5},
                                                  {"EDT", -4},
                                                  {"CST", -6},
                                                  {"CDT", -5},
                                                  {"MST", -7},
                                                  {"MDT", -6},
                                                  {"PST", -8},
                                                  {"PDT", -7}}};

/// Which of some names a word of at least three letters begins, from 1; 0 if none.
template <std::size_t Size>
int number_in(const std::array<std::string_view, Size>& names, std::string_view word) {
    if (word.size() < 3) return 0;
    const auto* const found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
        return text::equal_ignoring_case(name.substr(0, word.size()), word);
    });
    return found == names.end() ? 0 : static_cast<int>(found - names.begin()) + 1;
}

bool is_any(std::string_view word, std::string_view a, std::string_view b) {
    return text::equal_ignoring_case(word, a) || text::equal_ignoring_case(word, b);
}

/// A date that is read part by part.
class Reading {
public:
    explicit Reading(std::string_view text) : scan_(text) {}

    std::optional<WrittenDate> iso() {
        return iso_day() && (scan_.done() || ((scan_.take('T') || scan_.take('t') || blanks()) && clock() && zone()))
                   ? result()
                   : std::nullopt;
    }

    std::optional<WrittenDate> english() {
        std::string_view word = scan_.letters();
        if (number_in(weekday_names, word) != 0 || scan_.peek() == ',') {
            separators();
            word = scan_.letters();
        }
        if (word.empty()) return day_of_month() && month(scan_.letters()) && year() && rest() ? result() : std::nullopt;
        if (!month(word) || !day_of_month()) return std::nullopt;
        Reading other = *this;  // asctime has the time before the year
        if (other.clock() && other.blanks() && other.zone_before_year() && other.year() && other.scan_.done())
            return other.result();
        return year() && rest() ? result() : std::nullopt;
    }

private:
    std::optional<WrittenDate> result() const {
        const std::optional<Timestamp> time = timestamp(fields_, precision_);
        return time ? std::optional(WrittenDate{*time, unknown_zone_, leap_second_}) : std::nullopt;
    }

    bool blanks() { return !scan_.blanks().empty(); }
    // A hyphen behind a blank is a sign: "30 Nov -0001".
    void separators() {
        if (scan_.take('-') || scan_.take('/')) return;
        while (blanks() || scan_.take(',') || scan_.take('.')) continue;
    }

    bool small(int& value) {
        const std::optional<int> number = small_number(scan_.all_digits(), 2);
        if (number) value = *number;
        return number.has_value();
    }

    bool iso_day() {
        const std::string_view digits = scan_.all_digits();
        if (digits.size() == 8) {
            Scanner parts(digits);
            return parts.digits(4, fields_.year) && parts.digits(2, fields_.month) && parts.digits(2, fields_.day) &&
                   !scan_.done();
        }
        if (digits.size() != 4) return false;
        fields_.year = *small_number(digits, 4);
        return scan_.take('-') && small(fields_.month) && scan_.take('-') && small(fields_.day);
    }

    bool month(std::string_view word) {
        fields_.month = number_in(month_names, word);
        separators();
        return fields_.month != 0;
    }

    bool day_of_month() {
        separators();
        if (!small(fields_.day)) return false;
        const Scanner before = scan_;
        const std::string_view ordinal = scan_.letters();
        if (!is_any(ordinal, "st", "nd") && !is_any(ordinal, "rd", "th")) scan_ = before;
        separators();
        return true;
    }

    // RFC 2822 section 4.3: two digits are 1950 to 2049, three count from 1900.
    bool year() {
        const std::string_view digits = scan_.all_digits();
        const std::optional<int> value = small_number(digits, 4);
        if (!value || digits.size() < 2) return false;
        fields_.year = digits.size() == 2   ? *value + (*value < 50 ? 2000 : 1900)
                       : digits.size() == 3 ? *value + 1900
                                            : *value;
        return true;
    }

    // What follows a whole date: nothing, or a time.
    bool rest() {
        while (blanks() || scan_.take(',')) continue;
        if (is_letter(scan_.peek())) {
            if (!text::equal_ignoring_case(scan_.letters(), "at") || !blanks()) return false;
        }
        return scan_.done() || (clock() && zone());
    }

    bool clock() {
        if (!small(fields_.hour) || !scan_.take(':') || !scan_.digits(2, fields_.minute)) return false;
        precision_ = Precision::minute;
        if (scan_.take(':')) {
            if (!small(fields_.second)) return false;
            precision_ = Precision::second;
            if (scan_.take('.') || scan_.take(',')) {
                if (!fraction(scan_, fields_.millisecond)) return false;
                precision_ = Precision::millisecond;
            }
        }
        leap_second_ = fields_.second == 60;
        if (leap_second_) fields_.second = 59;
        return half_of_the_day();
    }

    bool half_of_the_day() {
        const Scanner before = scan_;
        scan_.blanks();
        const std::string_view word = scan_.letters();
        const bool afternoon = text::equal_ignoring_case(word, "pm");
        if (!afternoon && !text::equal_ignoring_case(word, "am")) {
            scan_ = before;
            return true;
        }
        if (fields_.hour < 1 || fields_.hour > 12) return false;
        fields_.hour = fields_.hour % 12 + (afternoon ? 12 : 0);
        return true;
    }

    // "+02", "+0200", "+02:00", "+2:00".
    bool numeric_offset() {
        const bool west = scan_.take('-');
        if (!west && !scan_.take('+')) return false;
        const std::string_view digits = scan_.all_digits();
        int hour = 0, minute = 0;
        Scanner both(digits);
        if (digits.size() == 4) {
            if (!both.digits(2, hour) || !both.digits(2, minute)) return false;
        } else {
            const std::optional<int> number = small_number(digits, 2);
            if (!number || (scan_.take(':') && !scan_.digits(2, minute))) return false;
            hour = *number;
        }
        if (hour > 23 || minute > 59) return false;
        const minutes size = hours(hour) + minutes(minute);
        fields_.offset = west ? -size : size;
        return true;
    }

    bool zone_name() {
        const std::string_view name = scan_.letters();
        const auto* const found = std::find_if(zone_names.begin(), zone_names.end(), [&](const ZoneName& zone) {
            return text::equal_ignoring_case(zone.name, name);
        });
        if (found == zone_names.end()) {
            unknown_zone_ = name;
            return name.size() >= 2 && name.size() <= 5;
        }
        fields_.offset = hours(found->hours);
        if (found->hours != 0 || (scan_.peek() != '+' && scan_.peek() != '-')) return true;
        return numeric_offset();
    }

    bool zone_before_year() { return !is_letter(scan_.peek()) || (zone_name() && blanks()); }

    bool zone() {
        scan_.blanks();
        if (is_letter(scan_.peek())) {
            if (!zone_name()) return false;
        } else if (!scan_.done() && !numeric_offset()) {
            return false;
        }
        scan_.blanks();
        return scan_.done();
    }

    Scanner scan_;
    Fields fields_;
    Precision precision_ = Precision::day;
    std::string_view unknown_zone_;
    bool leap_second_ = false;
};

// Whether it is of the years 1 to 9999 in UTC too, where writers need it.
bool in_utc(const Timestamp& time) {
    return time.instant >= sys_days(std::chrono::year(1) / 1 / 1) &&
           time.instant < sys_days(std::chrono::year(10000) / 1 / 1);
}

// "… -0800 (PST)": what stands in parentheses is a comment.
std::string_view without_comment(std::string_view text) {
    if (!text.ends_with(')')) return text;
    return text::trim(text.substr(0, text.rfind('(')));
}

}  // namespace

std::optional<WrittenDate> read_date(std::string_view text) {
    std::optional<WrittenDate> date;
    if (const auto time = parse_shown(text)) {  // nearly always
        date = WrittenDate{*time};
    } else {
        text = without_comment(text::trim(text));
        if (text.empty() || text.size() > max_length) return std::nullopt;
        if (const auto shown = parse_shown(text)) date = WrittenDate{*shown};
        if (!date) date = Reading(text).iso();
        if (!date) date = Reading(text).english();
    }
    return date && in_utc(date->time) ? date : std::nullopt;
}

std::optional<std::pair<Rule, std::string>> reserve(std::string_view text, const std::optional<WrittenDate>& date) {
    const std::string shown = "\"" + text::printable(text, 60) + "\"";
    if (!date) return std::pair(Rule::date_invalid, shown + " is not a valid date; kept as a property");
    if (date->unknown_zone.empty()) return std::nullopt;
    return std::pair(Rule::zone_letters_unknown, shown + ": which offset " + text::printable(date->unknown_zone, 20) +
                                                     " stands for is not certain; the time is kept without one");
}

}  // namespace blogferry::time
