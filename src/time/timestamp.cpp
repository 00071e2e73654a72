#include "time/timestamp.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "date_fields.hpp"

namespace blogferry::time {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 6> precision_names = {"millisecond", "second", "minute", "day", "month", "year"};

// Four digits of year are all there is. Only an instant that no parser made lies outside; it is shown as the nearest.
constexpr sys_time<milliseconds> first_wall = sys_days(year(0) / 1 / 1);
constexpr sys_time<milliseconds> last_wall = sys_days(year(10000) / 1 / 1) - milliseconds(1);

/// "+01:00".
bool numeric_offset(Scanner& scan, std::optional<minutes>& offset) {
    const bool west = scan.take('-');
    if (!west && !scan.take('+')) return false;
    int hour = 0, minute = 0;
    if (!scan.digits(2, hour)) return false;
    if (!scan.take(':') || !scan.digits(2, minute) || hour > 23 || minute > 59) return false;
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
    return numeric_offset(scan, offset);
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
        case Precision::day:
            return text.substr(0, 10);
        case Precision::month:
            return text.substr(0, 7);
        case Precision::year:
            return text.substr(0, 4);
        default:
            return text;
    }
}

std::string_view to_string(Precision precision) { return precision_names[static_cast<std::size_t>(precision)]; }

std::optional<Precision> precision_from(std::string_view text) {
    const auto* const found = std::find(precision_names.begin(), precision_names.end(), text);
    if (found == precision_names.end()) return std::nullopt;
    return static_cast<Precision>(found - precision_names.begin());
}

}  // namespace blogferry::time
