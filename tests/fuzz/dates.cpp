// Dates of both kinds: what is understood is written as what is understood to be the same.
#include "support.hpp"
#include "targets.hpp"
#include "text/localized_date.hpp"
#include "time/timestamp.hpp"
#include "time/written_date.hpp"
#include "time/zone.hpp"

namespace blogferry::fuzz {

void dates(std::string_view bytes) {
    if (const auto time = time::parse_rfc3339(bytes)) {
        const std::string written = time::format_rfc3339(*time);
        auto again = time::parse_rfc3339(written);
        check(again.has_value(), "a date that is written is understood", written);
        check(again->instant == time->instant && again->offset == time->offset, "a date stays the same", written);
        if (time->precision <= Precision::second)
            check(again->precision == time->precision, "a date stays as precise", written);
        check(!time->offset || (time->offset->count() > -24 * 60 && time->offset->count() < 24 * 60),
              "an offset is less than a day");
        const time::LocalTime local = time::to_local(time->instant, time->offset.value_or(std::chrono::minutes{0}));
        check(local.sql().size() >= 19, "a date has a local time", written);
    }
    if (const auto date = time::read_date(bytes)) {
        const std::string written = time::format_rfc3339(date->time);
        const auto again = time::parse_rfc3339(written);
        check(again && again->instant == date->time.instant, "a date is the same in the other form", written);
    }
    static const text::DateReader reader({"en", "de", "he", "ja", "fa", "th", "vi"});
    for (const text::DateReading& reading : reader.read(bytes)) {
        check(reading.day || reading.time, "a reading says something", bytes);
        check(!reading.day || reading.day->ok(), "a day is one", bytes);
        check(!reading.time || (reading.time->count() >= 0 && reading.time->count() < 24 * 3600),
              "a time is of one day", bytes);
    }
    if (const auto ending = reader.ending(bytes))
        check(bytes.find(ending->before) != std::string_view::npos && !ending->readings.empty(),
              "a line ends in a date", bytes);
    if (bytes.find('\0') == std::string_view::npos && bytes.size() < 100) {
        if (const auto zone = time::Zone::find(bytes)) {
            const auto instant = time::Instant(std::chrono::milliseconds(1'300'000'000'000));
            const time::LocalTime local = zone->to_local(instant);
            const time::Resolved back =
                zone->resolve(local.year, local.month, local.day, local.hour, local.minute, local.second);
            check(back.first == instant || back.second == instant, "a zone's clock tells the time", zone->name());
        }
    }
}

}  // namespace blogferry::fuzz
