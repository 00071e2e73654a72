#include "time/timestamp.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/strings.hpp"

namespace blogferry::time {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 6> precision_names = {"millisecond", "second", "minute", "day", "month", "year"};
constexpr std::array<std::string_view, 12> month_names = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};

// Four digits of year are all there is. Only an instant that no parser made lies outside; it is shown as the nearest.
constexpr sys_time<milliseconds> first_wall = sys_days(year(0) / 1 / 1);
constexpr sys_time<milliseconds> last_wall = sys_days(year(10000) / 1 / 1) - milliseconds(1);

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

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A reading of calendar and clock before it is checked.
struct Fields {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
    std::optional<minutes> offset;
};

/// Reads a text from left to right; every step says whether it found what it wanted.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    bool take(char wanted) {
        if (peek() != wanted || rest_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly `count` digits.
    bool digits(std::size_t count, int& value) {
        if (rest_.size() < count) return false;
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_digit(rest_[i])) return false;
            number = number * 10 + (rest_[i] - '0');
        }
        value = number;
        rest_.remove_prefix(count);
        return true;
    }

    /// Every digit that follows.
    std::string_view all_digits() { return all(is_digit); }
    std::string_view letters() { return all(is_letter); }
    std::string_view blanks() {
        return all([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    }

private:
    template <typename Test>
    std::string_view all(Test test) {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
        const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }

    std::string_view rest_;
};

/// Up to `most` digits as a number.
std::optional<int> small_number(std::string_view digits, std::size_t most) {
    if (digits.empty() || digits.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool valid(const Fields& f) {
    const year_month_day date(year(f.year), month(static_cast<unsigned>(f.month)), day(static_cast<unsigned>(f.day)));
    return f.year >= 1 && f.year <= 9999 && date.ok() && f.hour <= 23 && f.minute <= 59 && f.second <= 59;
}

sys_days date_of(const Fields& f) {
    return sys_days(year(f.year) / month(static_cast<unsigned>(f.month)) / day(static_cast<unsigned>(f.day)));
}

std::optional<Timestamp> timestamp(const Fields& f, Precision precision) {
    if (!valid(f)) return std::nullopt;
    if (precision == Precision::day) return Timestamp{date_of(f) + hours(12), std::nullopt, precision};
    const auto clock = hours(f.hour) + minutes(f.minute) + seconds(f.second) + milliseconds(f.millisecond);
    return Timestamp{date_of(f) + clock - f.offset.value_or(minutes(0)), f.offset, precision};
}

/// ".123…" of any length; what is finer than a millisecond is left out.
bool fraction(Scanner& scan, int& millisecond) {
    const std::string_view digits = scan.all_digits();
    if (digits.empty()) return false;
    for (std::size_t i = 0; i < 3; ++i) millisecond = millisecond * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return true;
}

/// "+01:00", and "+0100" if `colon` may be missing.
bool numeric_offset(Scanner& scan, bool colon_needed, std::optional<minutes>& offset) {
    const bool west = scan.take('-');
    if (!west && !scan.take('+')) return false;
    int hour = 0, minute = 0;
    if (!scan.digits(2, hour)) return false;
    if (!scan.take(':') && colon_needed) return false;
    if (!scan.digits(2, minute) || hour > 23 || minute > 59) return false;
    const minutes size = hours(hour) + minutes(minute);
    offset = west ? -size : size;
    return true;
}

bool rfc3339_zone(Scanner& scan, std::optional<minutes>& offset) {
    if (scan.done()) return true;
    if (scan.take('Z')) {
        offset = minutes(0);
        return true;
    }
    return numeric_offset(scan, true, offset);
}

bool rfc822_zone(Scanner& scan, std::optional<minutes>& offset) {
    if (scan.done()) return true;
    if (!is_letter(scan.peek())) return numeric_offset(scan, false, offset);
    const std::string_view name = scan.letters();
    const auto* const found = std::find_if(zone_names.begin(), zone_names.end(), [&](const ZoneName& zone) {
        return text::equal_ignoring_case(zone.name, name);
    });
    if (found == zone_names.end()) return false;
    offset = hours(found->hours);
    return true;
}

/// "Mar", "Sept" or "March" -> 3; 0 if it is no month.
int month_number(std::string_view name) {
    if (name.size() < 3) return 0;
    const auto* const found = std::find_if(month_names.begin(), month_names.end(), [&](std::string_view month) {
        return text::equal_ignoring_case(month.substr(0, name.size()), name);
    });
    return found == month_names.end() ? 0 : static_cast<int>(found - month_names.begin()) + 1;
}

/// RFC 2822 section 4.3: two digits are 1950 to 2049, three count from 1900.
std::optional<int> rfc822_year(std::string_view digits) {
    const std::optional<int> value = small_number(digits, 4);
    if (!value || digits.size() < 2) return std::nullopt;
    if (digits.size() == 2) return *value + (*value < 50 ? 2000 : 1900);
    return digits.size() == 3 ? *value + 1900 : *value;
}

/// "Sun, " at the start may be missing. Whether it is the right day of the week is not ours to judge.
bool skip_weekday(Scanner& scan) {
    if (scan.letters().empty()) return true;
    return scan.take(',') && (scan.blanks(), true);
}

bool rfc822_date(Scanner& scan, Fields& fields) {
    const std::optional<int> day = small_number(scan.all_digits(), 2);
    if (!day || scan.blanks().empty()) return false;
    fields.day = *day;
    fields.month = month_number(scan.letters());
    if (scan.blanks().empty()) return false;
    const std::optional<int> year = rfc822_year(scan.all_digits());
    if (!year || scan.blanks().empty()) return false;
    fields.year = *year;
    return true;
}

/// "20:49" or "20:49:00"; says in `precision` which.
bool clock_time(Scanner& scan, Fields& fields, Precision& precision) {
    if (!scan.digits(2, fields.hour) || !scan.take(':') || !scan.digits(2, fields.minute)) return false;
    precision = Precision::minute;
    if (!scan.take(':')) return true;
    precision = Precision::second;
    return scan.digits(2, fields.second);
}

char* put_two(char* at, unsigned value) {
    *at++ = static_cast<char>('0' + value / 10);
    *at++ = static_cast<char>('0' + value % 10);
    return at;
}

char* put_clock(char* at, unsigned seconds_of_day) {
    at = put_two(at, seconds_of_day / 3600);
    *at++ = ':';
    at = put_two(at, seconds_of_day / 60 % 60);
    *at++ = ':';
    return put_two(at, seconds_of_day % 60);
}

char* put_date(char* at, sys_days days) {
    const year_month_day date(days);
    const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
    at = put_two(put_two(at, year / 100), year % 100);
    *at++ = '-';
    at = put_two(at, static_cast<unsigned>(date.month()));
    *at++ = '-';
    return put_two(at, static_cast<unsigned>(date.day()));
}

char* put_offset(char* at, minutes offset) {
    if (offset == minutes(0)) {
        *at++ = 'Z';
        return at;
    }
    *at++ = offset < minutes(0) ? '-' : '+';
    const auto size = static_cast<unsigned>(std::abs(offset.count()));
    at = put_two(at, size / 60 % 100);
    *at++ = ':';
    return put_two(at, size % 60);
}

}  // namespace

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
    Scanner scan(text);
    Fields fields;
    if (!scan.digits(4, fields.year) || !scan.take('-') || !scan.digits(2, fields.month) || !scan.take('-') ||
        !scan.digits(2, fields.day)) {
        return std::nullopt;
    }
    if (scan.done()) return timestamp(fields, Precision::day);
    Precision precision{};
    if (!scan.take('T') && !scan.take(' ')) return std::nullopt;
    if (!clock_time(scan, fields, precision)) return std::nullopt;
    if (precision == Precision::second && scan.take('.')) {
        if (!fraction(scan, fields.millisecond)) return std::nullopt;
        precision = Precision::millisecond;
    }
    if (!rfc3339_zone(scan, fields.offset) || !scan.done()) return std::nullopt;
    return timestamp(fields, precision);
}

std::optional<Timestamp> parse_shown(std::string_view text) {
    Scanner scan(text);
    Fields fields;
    fields.month = fields.day = 1;
    if (!scan.digits(4, fields.year)) return std::nullopt;
    const bool month = scan.take('-');
    if (month && !scan.digits(2, fields.month)) return std::nullopt;
    if (!scan.done()) return parse_rfc3339(text);
    auto said = timestamp(fields, Precision::day);
    if (said) said->precision = month ? Precision::month : Precision::year;
    return said;
}

std::optional<Timestamp> parse_rfc822(std::string_view text) {
    Scanner scan(text::trim(text));
    Fields fields;
    Precision precision{};
    if (!skip_weekday(scan) || !rfc822_date(scan, fields) || !clock_time(scan, fields, precision)) return std::nullopt;
    scan.blanks();
    if (!rfc822_zone(scan, fields.offset) || !scan.done()) return std::nullopt;
    return timestamp(fields, precision);
}

std::string format_rfc3339(const Timestamp& timestamp) {
    std::string text;
    append_rfc3339(text, timestamp);
    return text;
}

void append_rfc3339(std::string& to, const Timestamp& timestamp) {
    const minutes offset = timestamp.offset.value_or(minutes(0));
    const auto wall = std::clamp(timestamp.instant, first_wall - offset, last_wall - offset) + offset;
    const sys_days date = floor<days>(wall);
    const auto of_day = static_cast<unsigned>((wall - date).count());

    std::array<char, 32> buffer;
    char* at = put_date(buffer.data(), date);
    *at++ = 'T';
    at = put_clock(at, of_day / 1000);
    if (timestamp.precision == Precision::millisecond) {
        *at++ = '.';
        *at++ = static_cast<char>('0' + of_day % 1000 / 100);
        at = put_two(at, of_day % 100);
    }
    if (timestamp.offset) at = put_offset(at, *timestamp.offset);
    to.append(buffer.data(), static_cast<std::size_t>(at - buffer.data()));
}

std::string shown(const Timestamp& timestamp) {
    const std::string text = format_rfc3339(timestamp);
    switch (timestamp.precision) {
        case Precision::day: return text.substr(0, 10);
        case Precision::month: return text.substr(0, 7);
        case Precision::year: return text.substr(0, 4);
        default: return text;
    }
}

std::string_view to_string(Precision precision) { return precision_names[static_cast<std::size_t>(precision)]; }

std::optional<Precision> precision_from(std::string_view text) {
    const auto* const found = std::find(precision_names.begin(), precision_names.end(), text);
    if (found == precision_names.end()) return std::nullopt;
    return static_cast<Precision>(found - precision_names.begin());
}

}  // namespace blogferry::time
