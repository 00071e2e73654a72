#include "values.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/written_date.hpp"
#include "xml/html_entity.hpp"

namespace blogferry::wxr {

namespace {

using std::chrono::minutes;

constexpr std::size_t npos = std::string_view::npos;

// Zones reach from -12:00 to +14:00; clocks of before 1900 hardly beyond.
constexpr minutes widest{16 * 60};

std::optional<Timestamp> parsed(std::string_view written, std::string_view field, std::vector<Property>& properties,
                                const Subject& subject) {
    if (is_no_time(written)) return std::nullopt;
    return time::parse_date_field(written, field, properties,
                              [&](Rule rule, std::string message) { subject.report(rule, field, std::move(message)); });
}

// The character that a reference without "&" and ";" stands for; 0 if it is none that names are stored with.
std::uint32_t referred_to(std::string_view reference) {
    if (!reference.starts_with('#'))
        return reference == "apos" ? std::uint32_t{'\''} : xml::html_entity(std::string(reference));
    const bool hex = reference.size() > 1 && (reference[1] == 'x' || reference[1] == 'X');
    reference.remove_prefix(hex ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(reference.data(), reference.data() + reference.size(), value, hex ? 16 : 10);
    const bool whole = error == std::errc{} && end == reference.data() + reference.size();
    const bool scalar = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return whole && scalar ? value : 0;
}

}  // namespace

void Subject::report(Rule rule, std::string_view field, std::string message) const {
    diagnostics.report(rule, at, std::string(kind) + " " + id, std::string(field), std::move(message));
}

void Subject::edited(std::string_view field, std::string_view now, std::string_view written) const {
    report(Rule::merge_conflict, field,
           "\"" + std::string(now) + "\" kept, as the file says by now; \"" + std::string(written) +
               "\" when Blogferry wrote it");
}

bool is_no_time(std::string_view written) {
    const auto has = [&](std::string_view part) { return written.find(part) != npos; };
    return written.empty() || written.starts_with("0000-00-00") || has("-0001 ") || has("30 Nov 1999 00:00:00") ||
           has("01 Jan 1970 ") || has("31 Dec 1969 ");
}

std::optional<Timestamp> time_of(const Dates& dates, std::string_view field, std::vector<Property>& properties,
                                 const Subject& subject) {
    std::optional<Timestamp> gmt = parsed(dates.gmt, std::string(field) + " in GMT", properties, subject);
    const std::optional<Timestamp> local = parsed(dates.local, field, properties, subject);
    if (!gmt) return local;
    if (gmt->offset) return gmt;
    gmt->offset = minutes(0);
    if (!local || local->offset) return gmt;
    const auto apart = local->instant - gmt->instant;
    if (apart % minutes(1) == apart.zero() && apart <= widest && apart >= -widest) {
        gmt->offset = std::chrono::duration_cast<minutes>(apart);
        return gmt;
    }
    properties.push_back({std::string(field) + " (local)", std::string(dates.local)});
    subject.report(Rule::offset_differs, field,
                   std::string(dates.local) + " local time and " + std::string(dates.gmt) +
                       " GMT are no zone apart; the latter counts");
    return gmt;
}

std::string plain_name(std::string_view stored) {
    constexpr std::size_t longest_reference = 10;
    std::string result;
    for (std::size_t at; (at = stored.find('&')) != npos;) {
        result += stored.substr(0, at);
        stored.remove_prefix(at);
        const std::size_t end = stored.substr(0, longest_reference).find(';');
        const std::uint32_t character = end == npos ? 0 : referred_to(stored.substr(1, end - 1));
        if (character != 0)
            text::append_utf8(result, character);
        else
            result += '&';
        stored.remove_prefix(character != 0 ? end + 1 : 1);
    }
    result += stored;
    return result;
}

std::string plain_slug(std::string_view stored) {
    std::string result;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        unsigned char byte = 0;
        const std::string_view digits = stored.substr(std::min(i + 1, stored.size()), 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        const bool encoded =
            stored[i] == '%' && digits.size() == 2 && error == std::errc{} && end == digits.data() + 2 && byte >= 0x80;
        result += encoded ? static_cast<char>(byte) : stored[i];
        if (encoded) i += 2;
    }
    return text::valid_utf8(result) ? result : std::string(stored);
}

bool says_a_number(std::string_view number) { return !number.empty() && number != "0"; }

}  // namespace blogferry::wxr
