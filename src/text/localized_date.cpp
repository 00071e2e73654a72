#include "text/localized_date.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>

#include "date_language.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

using std::chrono::seconds;
using std::chrono::year_month_day;

/// No date is longer, in any language.
constexpr std::size_t longest_date = 120;
/// No line that ends in one matters that is.
constexpr std::size_t longest_line = 400;
/// Nor has any more numbers (three of a day, three of a time), or more words between blanks and numbers.
constexpr std::size_t most_numbers = 6, most_words = 12;

int digit(char32_t c) { return u_charDigitValue(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) {
    return u_isUAlphabetic(static_cast<UChar32>(c)) != 0 || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_punctuation(char32_t c) {
    constexpr std::u32string_view allowed =
        U" .,:;/-()|'\u2019\u2010\u2013\u2014\u00B7\u060C\u3001\u30FB\uFF08\uFF09\uFF0C\uFF0E\uFF0F\uFF1A";
    return allowed.find(c) != std::u32string_view::npos;
}

struct Number {
    int value = 0;
    int digits = 0;
    /// What joins it to the number before it.
    enum class Joint : std::uint8_t { none, colon, dot, word } joint = Joint::none;
};

/// A text in one language, word by word.
struct Words {
    std::vector<Number> numbers;
    std::optional<int> month, weekday, half;
    int names_before_first_number = 0;
};

/// Takes a text apart; nullopt if something in it has no place in a date.
class Tokens {
public:
    Tokens(std::u32string_view text, const DateLanguage& language) : rest_(text), language_(language) {}

    std::optional<Words> read() {
        while (!rest_.empty()) {
            const char32_t c = rest_.front();
            const bool taken = digit(c) >= 0 ? number() : is_letter(c) ? word() : punctuation();
            if (!taken) return std::nullopt;
        }
        return std::move(words_);
    }

private:
    bool number() {
        Number n;
        for (; !rest_.empty() && digit(rest_.front()) >= 0; rest_.remove_prefix(1)) {
            if (++n.digits > 4) return false;
            n.value = n.value * 10 + digit(rest_.front());
        }
        if (words_.numbers.size() >= most_numbers) return false;
        if (!words_.numbers.empty()) n.joint = joint();
        words_.numbers.push_back(n);
        gap_.clear();
        words_in_gap_ = 0;
        return true;
    }

    Number::Joint joint() const {
        if (words_in_gap_ == 0 && (gap_ == U":" || gap_ == U"\uFF1A")) return Number::Joint::colon;
        if (words_in_gap_ == 0 && (gap_ == U"." || gap_ == U"\uFF0E")) return Number::Joint::dot;
        return words_in_gap_ == 1 && gap_.find_first_not_of(U' ') == std::u32string::npos ? Number::Joint::word
                                                                                          : Number::Joint::none;
    }

    bool punctuation() {
        if (!is_punctuation(rest_.front())) return false;
        gap_ += rest_.front();
        rest_.remove_prefix(1);
        return true;
    }

    bool word() {
        const bool behind_number = !words_.numbers.empty() && gap_.empty() && words_in_gap_ == 0;
        const DateWord* const found = language_.longest_word(rest_, behind_number);
        if (found == nullptr) return false;
        rest_.remove_prefix(found->text.size());
        if (found->type == DateWord::Type::filler) {
            ++words_in_gap_;
            return true;
        }
        words_in_gap_ += 2;  // never the "h" of 13 h 47
        std::optional<int>& place = found->type == DateWord::Type::month     ? words_.month
                                    : found->type == DateWord::Type::weekday ? words_.weekday
                                                                             : words_.half;
        if (place) return false;
        place = found->value;
        return true;
    }

    std::u32string_view rest_;
    const DateLanguage& language_;
    Words words_;
    std::u32string gap_;  // punctuation since the last number
    int words_in_gap_ = 0;
};

struct Clock {
    seconds time{};
    bool has_seconds = false;
};

std::optional<Clock> clock_of(std::span<const Number> numbers, std::optional<int> half) {
    const bool two_digits =
        std::all_of(numbers.begin() + 1, numbers.end(), [](const Number& n) { return n.digits == 2 && n.value <= 59; });
    int hour = numbers.front().value;
    if (!two_digits || numbers.front().digits > 2 || hour > 23) return std::nullopt;
    if (half && hour <= 12) hour = hour % 12 + 12 * *half;
    const int second = numbers.size() > 2 ? numbers[2].value : 0;
    return Clock{std::chrono::hours(hour) + std::chrono::minutes(numbers[1].value) + seconds(second),
                 numbers.size() > 2};
}

/// The numbers of a text, in those of its time and those of its day.
struct Parts {
    std::vector<Number> day;
    std::optional<Clock> clock;
};

/// Numbers `from` up to `from + count` as a time, the others as a day.
std::optional<Parts> split_at(const Words& words, std::size_t from, std::size_t count) {
    const std::span<const Number> all(words.numbers);
    Parts parts;
    parts.clock = clock_of(all.subspan(from, count), words.half);
    if (!parts.clock) return std::nullopt;
    parts.day.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(from));
    parts.day.insert(parts.day.end(), all.begin() + static_cast<std::ptrdiff_t>(from + count), all.end());
    return parts;
}

bool joined(const Words& words, std::size_t from, std::size_t count, bool by_colon) {
    for (std::size_t i = from + 1; i < from + count; ++i) {
        const bool colon = words.numbers[i].joint == Number::Joint::colon;
        if (by_colon ? !colon : colon || words.numbers[i].joint == Number::Joint::none) return false;
    }
    return true;
}

std::vector<Parts> parts_of(const Words& words) {
    std::vector<Parts> found;
    const std::size_t count = words.numbers.size();
    const auto add = [&](std::size_t from, std::size_t size, bool by_colon) {
        if (from + size > count || !joined(words, from, size, by_colon)) return;
        if (auto parts = split_at(words, from, size)) found.push_back(std::move(*parts));
    };
    // A colon is in times only, and all of it is.
    const auto is_colon = [](const Number& n) { return n.joint == Number::Joint::colon; };
    const auto colon = std::find_if(words.numbers.begin(), words.numbers.end(), is_colon);
    if (colon != words.numbers.end()) {
        const auto colons =
            static_cast<std::size_t>(std::count_if(words.numbers.begin(), words.numbers.end(), is_colon));
        if (colons <= 2) add(static_cast<std::size_t>(colon - words.numbers.begin()) - 1, colons + 1, true);
        return found;
    }
    const std::size_t needed = words.month ? 2 : 3;
    if (count == needed && !words.half) found.push_back({words.numbers, std::nullopt});
    // "04.19" and "13 h 47": what is more than a day needs, at its end or before it.
    const bool time_only = count == 2 && !words.month && !words.weekday;
    const std::size_t more = time_only ? 2 : count > needed ? count - needed : 0;
    if (more != 2 && more != 3) return found;
    add(count - more, more, false);
    if (!time_only) add(0, more, false);
    return found;
}

/// Two digits of a year are meant as Blogger's own time: 1970 to 2069.
int whole_year(const Number& n) { return n.digits > 2 ? n.value : n.value + (n.value < 70 ? 2000 : 1900); }

struct Triple {
    const Number *year, *month, *day;
};

/// The ways three numbers may be a day, the locale's first; further ones count only where it gives none.
std::vector<Triple> triples(const std::vector<Number>& n, DateOrder order) {
    const Number* const first = n.data();
    const Triple ymd{first, first + 1, first + 2}, dmy{first + 2, first + 1, first}, mdy{first + 2, first, first + 1};
    if (n[0].digits > 2) return {ymd};
    const bool year_first = order == DateOrder::year_month_day && n[2].digits <= 2;
    if (year_first) return {ymd};
    if (order == DateOrder::year_month_day) return {dmy, mdy};  // "21.9.2012" in a language that has the year first
    return order == DateOrder::day_month_year ? std::vector{dmy, mdy} : std::vector{mdy, dmy};
}

std::vector<year_month_day> days_of(const Words& words, const std::vector<Number>& n, const DateLanguage& language) {
    std::vector<year_month_day> days;
    const auto add = [&](const Number& year, int month, const Number& day) {
        if (day.digits > 2 || year.digits == 3 || year.digits == 1) return;
        if (const auto found = language.day_of(whole_year(year), month, day.value)) days.push_back(*found);
    };
    if (words.month) {
        const bool year_first = n[0].digits > 2 || (n[1].digits <= 2 && language.order() == DateOrder::year_month_day);
        if (year_first)
            add(n[0], *words.month, n[1]);
        else
            add(n[1], *words.month, n[0]);
        return days;
    }
    const std::vector<Triple> ways = triples(n, language.order());
    const bool no_order = language.order() == DateOrder::year_month_day && ways.size() > 1;
    for (const Triple& way : ways) {
        if (way.month->digits <= 2) add(*way.year, way.month->value, *way.day);
        if (!days.empty() && !no_order) break;
    }
    return days;
}

bool is_weekday(const year_month_day& day, int weekday) {
    return std::chrono::weekday(std::chrono::sys_days(day)).c_encoding() == static_cast<unsigned>(weekday);
}

void add_reading(std::vector<DateReading>& readings, DateReading reading) {
    const auto same =
        std::find_if(readings.begin(), readings.end(), [&](const DateReading& r) { return r.same_as(reading); });
    if (same == readings.end())
        readings.push_back(std::move(reading));
    else
        same->weekday_differs = same->weekday_differs && reading.weekday_differs;
}

void read_in(const DateLanguage& language, const std::string& locale, std::u32string_view text,
             std::vector<DateReading>& readings) {
    const auto words = Tokens(text, language).read();
    if (!words || words->numbers.empty()) return;
    for (const Parts& parts : parts_of(*words)) {
        DateReading reading;
        reading.locale = locale;
        if (parts.clock) {
            reading.time = parts.clock->time;
            reading.has_seconds = parts.clock->has_seconds;
        }
        if (parts.day.empty() && !words->month && !words->weekday) {
            add_reading(readings, reading);
            continue;
        }
        if (parts.day.size() != (words->month ? 2U : 3U)) continue;
        for (const year_month_day& day : days_of(*words, parts.day, language)) {
            reading.day = day;
            reading.weekday_differs = words->weekday && !is_weekday(day, *words->weekday);
            add_reading(readings, reading);
        }
    }
}

std::vector<DateReading> read_folded(std::u32string_view text, const std::vector<std::string>& locales) {
    std::vector<DateReading> readings;
    if (text.size() > longest_date) return readings;
    if (std::none_of(text.begin(), text.end(), [](char32_t c) { return digit(c) >= 0; })) return readings;
    for (const std::string& locale : locales)
        for (const DateLanguage& language : date_languages(locale)) read_in(language, locale, text, readings);
    // A reading in which the day of the week is right leaves no doubt.
    const bool right =
        std::any_of(readings.begin(), readings.end(), [](const DateReading& r) { return !r.weekday_differs; });
    if (right) std::erase_if(readings, [](const DateReading& r) { return r.weekday_differs; });
    return readings;
}

/// Where the longest end begins that has no more words and numbers than a date.
std::size_t earliest_begin(std::u32string_view text) {
    std::size_t numbers = 0, words = 0, at = text.size();
    for (; at > 0; --at) {
        const bool number = digit(text[at - 1]) >= 0, word = !number && is_letter(text[at - 1]);
        const bool last_number = at == text.size() || digit(text[at]) < 0;
        const bool last_letter = at == text.size() || !is_letter(text[at]);
        if (number && last_number && ++numbers > most_numbers) break;
        if (word && last_letter && ++words > most_words) break;
    }
    return at;
}

/// Whether a word or number may begin between two characters; in glued text at a capital or at a digit.
bool may_begin(std::u32string_view original, std::size_t at) {
    if (at == 0) return true;
    const char32_t before = original[at - 1], here = original[at];
    if (here == U' ' || !(is_letter(here) || digit(here) >= 0)) return false;
    if (!is_letter(before) && digit(before) < 0) return true;
    if ((digit(here) >= 0) != (digit(before) >= 0)) return true;
    const bool lower = u_islower(static_cast<UChar32>(here)) != 0;
    if (lower || digit(here) >= 0) return false;
    const bool before_lower = u_islower(static_cast<UChar32>(before)) != 0;
    const bool next_lower = at + 1 < original.size() && u_islower(static_cast<UChar32>(original[at + 1])) != 0;
    const bool cased = u_isupper(static_cast<UChar32>(here)) != 0;
    return !cased || before_lower || next_lower;
}

}  // namespace

Timestamp timestamp(year_month_day day, const DateReading& clock) {
    const std::chrono::sys_days date(day);
    if (!clock.time) return {date + std::chrono::hours(12), std::nullopt, Precision::day};
    return {date + *clock.time, std::nullopt, clock.has_seconds ? Precision::second : Precision::minute};
}

bool knows_locale(std::string_view locale) { return !date_languages(std::string(locale)).empty(); }

std::vector<std::string> blogger_locales() {
    std::vector<std::string> locales;
    for (const Phrases& row : phrases()) {
        locales.emplace_back(row.language);
        if (row.language == "en") locales.emplace_back("en-GB");
    }
    return locales;
}

DateReader::DateReader(std::vector<std::string> locales) : locales_(std::move(locales)) {}

std::vector<DateReading> DateReader::read(std::string_view text) const {
    text = trim(text);
    if (text.empty() || text.size() > 4 * longest_date) return {};
    return read_folded(fold_date(text).text, locales_);
}

std::optional<DateReader::Ending> DateReader::ending(std::string_view line) const {
    line = trim(line);
    if (line.empty() || line.size() > longest_line) return std::nullopt;
    const FoldedDate folded = fold_date(line);
    const std::u32string_view all(folded.text);
    for (std::size_t at = earliest_begin(all); at < all.size(); ++at) {
        if (!may_begin(folded.original, at)) continue;
        auto readings = read_folded(all.substr(at), locales_);
        if (readings.empty()) continue;
        return Ending{std::string(trim(line.substr(0, folded.origins[at]))), std::move(readings)};
    }
    return std::nullopt;
}

}  // namespace blogferry::text
