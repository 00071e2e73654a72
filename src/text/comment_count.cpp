#include <unicode/uchar.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "icu.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"

namespace blogferry::text {
namespace {

/// What a language calls comments, in lower case, alternatives between "|".
struct Words {
    std::string_view language;
    std::string_view none;   ///< whole phrases that say there are none
    std::string_view words;  ///< words that stand beside the number; one that ends in "*" is a beginning
};

constexpr Words languages[] = {
    {"en", "no comments|no comments yet|no comment", "comment|comments"},
    {"af", "geen opmerkings nie|geen opmerkings", "opmerking|opmerkings"},
    {"ar", "ليست هناك تعليقات|لا توجد تعليقات|لا يوجد تعليقات|لا تعليقات", "تعليق|تعليقا|تعليقًا|تعليقات|التعليقات"},
    {"bg", "няма коментари", "коментар|коментара|коментари"},
    {"bn", "কোন মন্তব্য নেই|কোনো মন্তব্য নেই", "মন্তব্য|টি|মন্তব্যসমূহ"},
    {"ca", "cap comentari|no hi ha cap comentari", "comentari|comentaris"},
    {"cs", "žádné komentáře|žádný komentář", "komentář|komentáře|komentářů"},
    {"da", "ingen kommentarer", "kommentar|kommentarer"},
    {"de", "keine kommentare|kein kommentar", "kommentar|kommentare"},
    {"el", "δεν υπάρχουν σχόλια|κανένα σχόλιο", "σχόλιο|σχόλια"},
    {"es", "no hay comentarios|sin comentarios|ningún comentario", "comentario|comentarios"},
    {"et", "kommentaare ei ole|kommentaarid puuduvad", "kommentaar|kommentaari|kommentaarid"},
    {"eu", "iruzkinik ez", "iruzkin|iruzkinak"},
    {"fa", "هیچ نظری موجود نیست|بدون نظر|هیچ نظری وجود ندارد", "نظر|نظرات|دیدگاه"},
    {"fi", "ei kommentteja", "kommentti|kommenttia|kommentit"},
    {"fil", "walang komento|walang mga komento", "komento|mga"},
    {"fr", "aucun commentaire|pas de commentaire|pas de commentaires", "commentaire|commentaires"},
    {"gl", "ningún comentario|non hai comentarios", "comentario|comentarios"},
    {"he", "אין תגובות", "תגובה|תגובות"},
    {"hi", "कोई टिप्पणी नहीं", "टिप्पणी|टिप्पणियाँ|टिप्पणियां"},
    {"hr", "nema komentara", "komentar|komentara|komentari"},
    {"hu", "nincsenek megjegyzések|nincs megjegyzés", "megjegyzés|megjegyzések"},
    {"id", "tidak ada komentar|belum ada komentar", "komentar"},
    {"is", "engin ummæli", "ummæli"},
    {"it", "nessun commento", "commento|commenti"},
    {"ja", "コメントはありません|コメントなし", "コメント|件のコメント|件|コメント数"},
    {"ko", "댓글 없음|댓글이 없습니다", "댓글|개의|개|개의댓글|덧글"},
    {"lt", "nėra komentarų|komentarų nėra", "komentaras|komentarai|komentarų"},
    {"lv", "nav komentāru", "komentārs|komentāri|komentāru"},
    {"ms", "tiada ulasan", "ulasan"},
    {"nl", "geen reacties|geen opmerkingen|nog geen reacties", "reactie|reacties|opmerking|opmerkingen"},
    {"no", "ingen kommentarer", "kommentar|kommentarer"},
    {"pl", "brak komentarzy", "komentarz|komentarze|komentarzy"},
    {"pt", "nenhum comentário|sem comentários|não há comentários", "comentário|comentários"},
    {"ro", "niciun comentariu|nici un comentariu|nu există comentarii", "comentariu|comentarii|de"},
    {"ru", "нет комментариев|комментариев нет|комментарии отсутствуют", "коммент|комментари*"},
    {"sk", "žiadne komentáre", "komentár|komentáre|komentárov"},
    {"sl", "ni komentarjev|brez komentarjev", "komentar|komentarja|komentarji|komentarjev"},
    {"sr", "нема коментара", "коментар|коментара|коментари"},
    {"sv", "inga kommentarer", "kommentar|kommentarer"},
    {"sw", "hakuna maoni", "maoni"},
    {"ta", "கருத்துகள் இல்லை", "கருத்து|கருத்துகள்|கருத்துரை|கருத்துரைகள்"},
    {"th", "ไม่มีความคิดเห็น", "ความคิดเห็น|ความเห็น|รายการ"},
    {"tr", "yorum yok|hiç yorum yok", "yorum|yorumlar"},
    {"uk", "немає коментарів|коментарів немає", "коментар|коментарі|коментарів"},
    {"ur", "کوئی تبصرے نہیں|کوئی تبصرہ نہیں", "تبصرہ|تبصرے"},
    {"vi", "không có nhận xét nào|không có bình luận|không có bình luận nào", "nhận|xét|bình|luận"},
    {"zh-CN", "没有评论|暂无评论", "评论|个评论|条评论|条"},
    {"zh-TW", "沒有留言|沒有意見", "留言|意見|個意見|則留言|個留言|則意見|則回應|回應"},
};

/// Words that go with a number and a comment word but are not enough to tell that comments are counted.
constexpr std::string_view particles = "de|mga|টি|개의|개|件|条|รายการ";

/// Longer texts are not read: no language needs half as much.
constexpr std::size_t longest_phrase = 200;

bool listed(std::string_view list, std::string_view word) {
    const auto entries = split(list, '|');
    return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
        return entry == word || (entry.ends_with('*') && word.starts_with(entry.substr(0, entry.size() - 1)));
    });
}

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
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString phrase = lower_case(normalized(nfc, status, from_utf8(text)));
    icu::UnicodeString visible;
    for (int32_t i = 0; i < phrase.length(); i = phrase.moveIndex32(i, 1)) {
        if (const UChar32 c = phrase.char32At(i); !is_invisible(c)) visible.append(c);
    }
    return whole(std::move(visible));
}

bool says_none(const std::vector<std::string>& words) {
    std::string phrase;
    for (const std::string& word : words) phrase.append(phrase.empty() ? "" : " ").append(word);
    return std::any_of(std::begin(languages), std::end(languages),
                       [&](const Words& language) { return listed(language.none, phrase); });
}

bool is_comment_word(const std::string& word) {
    return std::any_of(std::begin(languages), std::end(languages),
                       [&](const Words& language) { return listed(language.words, word); });
}

/// All of them are words for comments, or go with one that is.
bool about_comments(const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), is_comment_word) &&
           std::any_of(words.begin(), words.end(), [](const std::string& word) { return !listed(particles, word); });
}

}  // namespace

std::optional<std::int64_t> comment_count(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > longest_phrase) return std::nullopt;
    PhraseReader phrase(normalize(text));
    if (!phrase.read()) return std::nullopt;
    if (!phrase.has_number) return says_none(phrase.words) ? std::optional<std::int64_t>(0) : std::nullopt;
    if (!about_comments(phrase.words)) return std::nullopt;
    return phrase.number;
}

}  // namespace blogferry::text
