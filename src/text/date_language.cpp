#include "date_language.hpp"

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "icu.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

using std::chrono::year_month_day;

struct CloseFormat {
    void operator()(UDateFormat* format) const { udat_close(format); }
};
struct CloseCalendar {
    void operator()(UCalendar* calendar) const { ucal_close(calendar); }
};
struct CloseList {
    void operator()(UEnumeration* list) const { uenum_close(list); }
};

constexpr std::u16string_view no_zone = u"UTC";

/// Arabic letters that people write one for another.
UChar32 common_form(UChar32 c) {
    switch (c) {
        case 0x0622:
        case 0x0623:
        case 0x0625:
            return 0x0627;  // alef
        case 0x0649:
        case 0x06CC:
            return 0x064A;  // yeh
        case 0x06A9:
            return 0x0643;  // kaf
        default:
            return c;
    }
}

FoldedDate fold_date(const icu::UnicodeString& text) {
    FoldedDate folded;
    std::size_t byte = 0;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_charType(c) != U_FORMAT_CHAR) {
            const UChar32 simple = common_form(u_foldCase(c, U_FOLD_CASE_DEFAULT));
            folded.text += u_isUWhiteSpace(c) != 0 ? U' ' : static_cast<char32_t>(simple);
            folded.original += static_cast<char32_t>(c);
            folded.origins.push_back(byte);
        }
        byte += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return folded;
}

std::u32string fold_name(std::u16string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString text(false, name.data(), static_cast<int32_t>(name.size()));
    return fold_date(normalized(nfc, status, whole(text))).text;
}

std::u32string without(std::u32string text, std::u32string_view characters) {
    std::erase_if(text, [&](char32_t c) { return characters.find(c) != std::u32string_view::npos; });
    return text;
}

using Format = std::unique_ptr<UDateFormat, CloseFormat>;

Format open_format(const std::string& locale, UDateFormatStyle time, UDateFormatStyle date, UErrorCode& status) {
    Format format(udat_open(time, date, locale.c_str(), no_zone.data(), static_cast<int32_t>(no_zone.size()), nullptr,
                            0, &status));
    require_memory(status);
    return format;
}

std::u16string pattern_of(const std::string& locale, UDateFormatStyle time, UDateFormatStyle date) {
    UErrorCode status = U_ZERO_ERROR;
    const Format format = open_format(locale, time, date, status);
    if (U_FAILURE(status)) return {};
    std::u16string pattern(200, u'\0');
    const int32_t length =
        udat_toPattern(format.get(), 0, pattern.data(), static_cast<int32_t>(pattern.size()), &status);
    pattern.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
    return pattern;
}

/// In which order a pattern has its fields; what stands in quotes is text.
DateOrder order_of(std::u16string_view pattern) {
    std::string fields;
    bool quoted = false;
    for (const char16_t c : pattern) {
        if (c == u'\'') quoted = !quoted;
        const char field = quoted                                ? '\0'
                           : c == u'd'                           ? 'd'
                           : c == u'M' || c == u'L'              ? 'm'
                           : c == u'y' || c == u'u' || c == u'r' ? 'y'
                                                                 : '\0';
        if (field != '\0' && fields.find(field) == std::string::npos) fields += field;
    }
    if (fields.starts_with('y')) return DateOrder::year_month_day;
    return fields.starts_with('m') ? DateOrder::month_day_year : DateOrder::day_month_year;
}

}  // namespace

FoldedDate fold_date(std::string_view text) { return fold_date(from_utf8(text)); }

DateLanguage::DateLanguage(const std::string& locale, bool gregorian, std::string_view words_before_time)
    : locale_(locale), gregorian_(gregorian) {
    UErrorCode status = U_ZERO_ERROR;
    const Format format = open_format(locale, UDAT_FULL, UDAT_FULL, status);
    if (U_FAILURE(status)) return;
    const auto each = [&](UDateFormatSymbolType type, auto&& take) {
        UErrorCode ok = U_ZERO_ERROR;
        const int32_t count = udat_countSymbols(format.get(), type);
        for (int32_t i = 0; i < count; ++i) {
            std::u16string name(100, u'\0');
            const int32_t length =
                udat_getSymbols(format.get(), type, i, name.data(), static_cast<int32_t>(name.size()), &ok);
            if (U_FAILURE(ok) || length <= 0) continue;
            name.resize(static_cast<std::size_t>(length));
            take(fold_name(name), i);
        }
    };
    for (const auto type : {UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_STANDALONE_SHORT_MONTHS})
        each(type, [&](std::u32string name, int i) { add(std::move(name), DateWord::Type::month, i + 1); });
    // Days of the week count from 1.
    for (const auto type :
         {UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS, UDAT_STANDALONE_SHORT_WEEKDAYS})
        each(type, [&](std::u32string name, int i) { add(std::move(name), DateWord::Type::weekday, i - 1); });
    // CLDR has had "a.m.", "a. m." and "AM" in its time; blogs of any language may have been set to English times.
    each(UDAT_AM_PMS, [&](const std::u32string& name, int i) {
        for (const std::u32string_view dropped : {U"", U" ", U".", U" ."})
            add(without(name, dropped), DateWord::Type::day_half, i);
    });
    add(U"h", DateWord::Type::filler, 0);  // 13 h 47, which CLDR has for some regions only
    for (const std::u32string_view name : {U"am", U"a.m"}) add(std::u32string(name), DateWord::Type::day_half, 0);
    for (const std::u32string_view name : {U"pm", U"p.m"}) add(std::u32string(name), DateWord::Type::day_half, 1);
    for (const auto type : {UDAT_ERAS, UDAT_ERA_NAMES})
        each(type, [&](std::u32string name, int) { add(std::move(name), DateWord::Type::filler, 0); });
    for (const auto date : {UDAT_FULL, UDAT_LONG, UDAT_MEDIUM, UDAT_SHORT})
        for (const auto time : {UDAT_MEDIUM, UDAT_SHORT}) add_fillers(pattern_of(locale, time, date));
    if (!words_before_time.empty())
        for (const std::string_view word : split(words_before_time, '|'))
            add(fold_date(word).text, DateWord::Type::filler, 0);
    order_ = order_of(pattern_of(locale, UDAT_NONE, UDAT_SHORT));
    for (auto& [first, words] : words_)
        std::stable_sort(words.begin(), words.end(),
                         [](const DateWord& a, const DateWord& b) { return a.text.size() > b.text.size(); });
}

// "tháng 9" and "9月" are a word and a number.
void DateLanguage::add(std::u32string text, DateWord::Type type, int value) {
    const bool numbered = std::any_of(text.begin(), text.end(),
                                      [](char32_t c) { return u_charDigitValue(static_cast<UChar32>(c)) >= 0; });
    if (numbered) {
        std::erase_if(text, [](char32_t c) { return u_charDigitValue(static_cast<UChar32>(c)) >= 0; });
        type = DateWord::Type::filler;
    }
    while (!text.empty() && (text.back() == U'.' || text.back() == U' ')) text.pop_back();
    while (!text.empty() && text.front() == U' ') text.erase(0, 1);
    if (text.empty() || u_isUAlphabetic(static_cast<UChar32>(text.front())) == 0) return;
    std::vector<DateWord>& words = words_[text.front()];
    const bool known =
        std::any_of(words.begin(), words.end(), [&](const DateWord& w) { return w.text == text && w.type == type; });
    if (!known) words.push_back({std::move(text), type, value});
}

void DateLanguage::add_fillers(std::u16string_view pattern) {
    std::u16string word;
    bool quoted = false;
    const auto end = [&] {
        if (!word.empty()) add(fold_name(word), DateWord::Type::filler, 0);
        word.clear();
    };
    for (const char16_t c : pattern) {
        if (c == u'\'') quoted = !quoted;
        const bool field = !quoted && ((c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'));
        const bool in_word = !field && c != u'\'' && (u_isUAlphabetic(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0);
        if (in_word)
            word += c;
        else
            end();
    }
    end();
}

const DateWord* DateLanguage::longest_word(std::u32string_view rest, bool behind_number) const {
    const auto words = rest.empty() ? words_.end() : words_.find(rest.front());
    if (words == words_.end()) return nullptr;
    const DateWord* found = nullptr;
    for (const DateWord& word : words->second) {
        if (found != nullptr && word.text.size() < found->text.size()) break;
        if (!rest.starts_with(word.text)) continue;
        const bool better = found == nullptr || ((word.type == DateWord::Type::filler) == behind_number &&
                                                 (found->type == DateWord::Type::filler) != behind_number);
        if (better) found = &word;
    }
    return found;
}

std::optional<year_month_day> DateLanguage::day_of(int year, int month, int day) const {
    if (month < 1 || day < 1) return std::nullopt;
    const auto plausible = [](const year_month_day& date) {
        return date.ok() && date.year() >= std::chrono::year(1583) && date.year() <= std::chrono::year(2199);
    };
    if (gregorian_) {
        const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                  std::chrono::day(static_cast<unsigned>(day))};
        return plausible(date) ? std::optional(date) : std::nullopt;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCalendar, CloseCalendar> calendar(
        ucal_open(no_zone.data(), static_cast<int32_t>(no_zone.size()), locale_.c_str(), UCAL_DEFAULT, &status));
    require_memory(status);
    if (U_FAILURE(status)) return std::nullopt;
    UCalendar* const c = calendar.get();
    ucal_setAttribute(c, UCAL_LENIENT, 0);
    ucal_clear(c);
    ucal_set(c, UCAL_YEAR, year);
    ucal_set(c, UCAL_MONTH, month - 1);
    ucal_set(c, UCAL_DAY_OF_MONTH, day);
    const double milliseconds = ucal_getMillis(c, &status);
    if (U_FAILURE(status)) return std::nullopt;
    const std::chrono::sys_days days(
        std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds))));
    const year_month_day date(days);
    return plausible(date) ? std::optional(date) : std::nullopt;
}

namespace {

std::string language_of(const char* locale) {
    UErrorCode status = U_ZERO_ERROR;
    std::array<char, ULOC_LANG_CAPACITY> language{};
    const int32_t length = uloc_getLanguage(locale, language.data(), static_cast<int32_t>(language.size()), &status);
    return U_SUCCESS(status) && length > 0 ? std::string(language.data(), static_cast<std::size_t>(length))
                                           : std::string();
}

/// ICU's name of a locale; empty if it does not know the language. (For those it takes the one of the environment.)
std::string icu_name(const std::string& locale) {
    UErrorCode status = U_ZERO_ERROR;
    std::array<char, ULOC_FULLNAME_CAPACITY> name{};
    int32_t parsed = 0;
    const int32_t length =
        uloc_forLanguageTag(locale.c_str(), name.data(), static_cast<int32_t>(name.size()), &parsed, &status);
    if (U_FAILURE(status) || length <= 0 || static_cast<std::size_t>(parsed) != locale.size()) return {};
    // Without keywords: which calendars there are is ours to say.
    const std::string language = language_of(name.data());
    for (int32_t i = 0; i < uloc_countAvailable() && !language.empty(); ++i)
        if (language_of(uloc_getAvailable(i)) == language)
            return std::string(name.data()).substr(0, std::string_view(name.data()).find('@'));
    return {};
}

std::string calendar_of(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UEnumeration, CloseList> list(
        ucal_getKeywordValuesForLocale("calendar", name.c_str(), 1, &status));
    require_memory(status);
    const char* const first = U_SUCCESS(status) ? uenum_next(list.get(), nullptr, &status) : nullptr;
    return first != nullptr && U_SUCCESS(status) ? first : "gregorian";
}

std::vector<DateLanguage> load(const std::string& locale) {
    const std::string name = icu_name(locale);
    if (name.empty()) return {};
    // "en-GB" has no row of its own; its words are those of "en".
    std::string_view at = words_before_time(locale);
    if (at.empty()) at = words_before_time(std::string_view(locale).substr(0, locale.find('-')));
    std::vector<DateLanguage> languages;
    languages.emplace_back(name + "@calendar=gregorian", true, at);
    const std::string own = calendar_of(name);
    if (own != "gregorian") languages.emplace_back(name + "@calendar=" + own, false, at);
    return languages;
}

}  // namespace

// Loading a locale takes milliseconds and a blog may be thousands of captures, so what CLDR says is kept. It never
// changes, and nobody can see whether it was there before.
const std::vector<DateLanguage>& date_languages(const std::string& locale) {
    static std::mutex guard;
    static std::map<std::string, std::vector<DateLanguage>> loaded;
    const std::lock_guard lock(guard);
    const auto found = loaded.find(locale);
    return found != loaded.end() ? found->second : loaded.emplace(locale, load(locale)).first->second;
}

}  // namespace blogferry::text
