#include "date_fields.hpp"

namespace blogferry::time {

using namespace std::chrono;

namespace {

bool valid(const Fields& f) {
    const year_month_day date(year(f.year), month(static_cast<unsigned>(f.month)), day(static_cast<unsigned>(f.day)));
    return f.year >= 1 && f.year <= 9999 && date.ok() && f.hour <= 23 && f.minute <= 59 && f.second <= 59;
}

sys_days date_of(const Fields& f) {
    return sys_days(year(f.year) / month(static_cast<unsigned>(f.month)) / day(static_cast<unsigned>(f.day)));
}

}  // namespace

std::optional<Timestamp> timestamp(const Fields& f, Precision precision) {
    if (!valid(f)) return std::nullopt;
    if (precision == Precision::day) return Timestamp{date_of(f) + hours(12), std::nullopt, precision};
    const auto clock = hours(f.hour) + minutes(f.minute) + seconds(f.second) + milliseconds(f.millisecond);
    return Timestamp{date_of(f) + clock - f.offset.value_or(minutes(0)), f.offset, precision};
}

bool fraction(Scanner& scan, int& millisecond) {
    const std::string_view digits = scan.all_digits();
    if (digits.empty()) return false;
    for (std::size_t i = 0; i < 3; ++i) millisecond = millisecond * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return true;
}

}  // namespace blogferry::time
