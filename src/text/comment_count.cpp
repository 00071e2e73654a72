#include <unicode/uchar.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "icu.hpp"
#include "phrase_table.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

/// Words that go with a number and a comment word but are not enough to tell that comments are counted.
constexpr std::string_view particles = "de|mga|টি|개의|개|件|条|รายการ";

/// Longer texts are not read: no language needs half as much.
constexpr std::size_t longest_phrase = 200;

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
bool is_word(UChar32 c) { return u_isUAlphabetic(c) != 0 || is_mark(c); }
bool is_blank(UChar32 c) { return u_isUWhiteSpace(c) != 0; }
bool is_invisible(UChar32 c) { return u_charType(c) == U_FORMAT_CHAR; }
bool is_punctuation(UChar32 c) {
    constexpr std::u32string_view allowed = U".,:;()[]|\u00AB\u00B7\u00BB\uFF08\uFF09\uFF0C\uFF1A";
    return allowed.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}
bool is_group_separator(UChar32 c) {
    constexpr std::u32string_view separators = U".,' \u00A0\u066C\u2009\u2019\u202F";
    return separators.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

/// Reads a phrase into its one number and its words.
class PhraseReader {
public:
    explicit PhraseReader(icu::UnicodeString phrase) : phrase_(std::move(phrase)) {}

    /// False if there is something in the phrase that no count has.
    bool read() {
        while (at_ < phrase_.length()) {
            const UChar32 c = phrase_.char32At(at_);
            if (u_charDigitValue(c) >= 0) {
                if (has_number || !read_number()) return false;
            } else if (is_word(c)) {
                read_word();
            } else if (is_blank(c) || is_punctuation(c)) {
                at_ = phrase_.moveIndex32(at_, 1);
            } else {
                return false;  // "-5", "50%", "#3"
            }
        }
        return true;
    }

    bool has_number = false;
    std::int64_t number = 0;
    std::vector<std::string> words;

private:
    UChar32 peek(int32_t ahead) const {
        const int32_t at = phrase_.moveIndex32(at_, ahead);
        return at < phrase_.length() ? phrase_.char32At(at) : 0;
    }

    void read_word() {
        const int32_t start = at_;
        while (at_ < phrase_.length() && is_word(phrase_.char32At(at_))) at_ = phrase_.moveIndex32(at_, 1);
        phrase_.tempSubStringBetween(start, at_).toUTF8String(words.emplace_back());
    }

    int digits_ahead(int32_t from) const {
        int count = 0;
        while (u_charDigitValue(peek(from + count)) >= 0) ++count;
        return count;
    }

    bool read_digits(int count) {
        for (; count > 0; --count, at_ = phrase_.moveIndex32(at_, 1)) {
            const int digit = u_charDigitValue(phrase_.char32At(at_));
            if (number > (std::numeric_limits<std::int64_t>::max() - digit) / 10) return false;
            number = number * 10 + digit;
        }
        return true;
    }

    /// "1234", "1.234", "1 234", "12,34,567": groups of three, but of two before the last where India writes so.
    bool read_number() {
        has_number = true;
        const int first = digits_ahead(0);
        if (!read_digits(first)) return false;
        if (first > 3) return true;
        const UChar32 separator = peek(0);
        if (!is_group_separator(separator)) return true;
        while (peek(0) == separator) {
            const int group = digits_ahead(1);
            const bool indian = separator == ',' && group == 2 && peek(3) == ',';
            if (group != 3 && !indian) break;
            at_ = phrase_.moveIndex32(at_, 1);
            if (!read_digits(group)) return false;
        }
        return true;
    }

    icu::UnicodeString phrase_;
    int32_t at_ = 0;
};

/// Composed, lower-case and without invisible characters.
icu::UnicodeString normalize(std::string_view text) {
    // Most lines by far; lower-case is all that they need.
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return from_utf8(lower(text));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString phrase = lower_case(normalized(nfc, status, from_utf8(text)));
    icu::UnicodeString visible;
    for (int32_t i = 0; i < phrase.length(); i = phrase.moveIndex32(i, 1)) {
        if (const UChar32 c = phrase.char32At(i); !is_invisible(c)) visible.append(c);
    }
    return whole(std::move(visible));
}

std::string joined(const std::vector<std::string>& words) {
    std::string phrase;
    for (const std::string& word : words) phrase.append(phrase.empty() ? "" : " ").append(word);
    return phrase;
}

template <class Test>
std::vector<std::string_view> languages_where(Test test) {
    std::vector<std::string_view> languages;
    for (const Phrases& row : phrases()) {
        if (test(row)) languages.push_back(row.language);
    }
    return languages;
}

bool is_comment_word(const std::string& word) {
    const auto rows = phrases();
    return std::any_of(rows.begin(), rows.end(), [&](const Phrases& row) { return listed(row.comments, word); });
}

/// All of them are words for comments, or go with one that is.
bool about_comments(const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), is_comment_word) &&
           std::any_of(words.begin(), words.end(), [](const std::string& word) { return !listed(particles, word); });
}

}  // namespace

std::optional<CommentPhrase> comment_phrase(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > longest_phrase) return std::nullopt;
    PhraseReader phrase(normalize(text));
    if (!phrase.read()) return std::nullopt;
    if (!phrase.has_number) {
        const std::string whole_phrase = joined(phrase.words);
        auto none = languages_where([&](const Phrases& row) { return listed(row.no_comments, whole_phrase); });
        if (!none.empty()) return CommentPhrase{0, std::move(none)};
    }
    if (!about_comments(phrase.words)) return std::nullopt;
    CommentPhrase found;
    if (phrase.has_number) found.count = phrase.number;
    // Where the words are of several languages, no language is told.
    found.languages = languages_where([&](const Phrases& row) {
        return std::all_of(phrase.words.begin(), phrase.words.end(),
                           [&](const std::string& word) { return listed(row.comments, word); });
    });
    return found;
}

std::optional<std::int64_t> comment_count(std::string_view text) {
    const auto phrase = comment_phrase(text);
    return phrase ? phrase->count : std::nullopt;
}

}  // namespace blogferry::text
