#include "text/url.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

#include "icu.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::text {
namespace {

constexpr std::size_t longest_slug = 200;         // bytes: what WordPress' column for it holds
constexpr std::size_t longest_title = 16 * 1024;  // more than enough to find a slug in

/// Letters that Unicode does not take apart, but people do.
struct Spelling {
    UChar32 letter;
    std::string_view ascii;
};
constexpr std::array<Spelling, 12> spellings = {{{0x00DF, "ss"},
                                                 {0x00E6, "ae"},
                                                 {0x00F0, "d"},
                                                 {0x00F8, "o"},
                                                 {0x00FE, "th"},
                                                 {0x0111, "d"},
                                                 {0x0127, "h"},
                                                 {0x0131, "i"},
                                                 {0x0138, "k"},
                                                 {0x0142, "l"},
                                                 {0x014B, "n"},
                                                 {0x0153, "oe"}}};

/// Where the part after "http://" or "https://" begins; npos if the URL has no such beginning.
std::size_t after_scheme(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (equal_ignoring_case(url.substr(0, scheme.size()), scheme)) return scheme.size();
    }
    return npos;
}

/// "mailto:" or "https:" at the start.
bool has_scheme(std::string_view url) {
    const std::size_t end = url.find_first_of(":/?#");
    return end != npos && end > 0 && url[end] == ':';
}

/// An absolute path without its "." and "..".
std::string without_dots(std::string_view path) {
    std::vector<std::string_view> kept;
    const std::vector<std::string_view> parts = split(path.substr(1), '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool dots = parts[i] == "." || parts[i] == "..";
        if (parts[i] == ".." && !kept.empty()) kept.pop_back();
        if (!dots) kept.push_back(parts[i]);
        else if (i + 1 == parts.size()) kept.emplace_back();  // what ends in dots is a folder
    }
    std::string clean;
    for (const std::string_view part : kept) clean.append("/").append(part);
    return clean;
}

bool is_extension(std::string_view s) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !s.empty() && s.size() <= 5 && letters.find(s.front()) != npos && s.find_first_not_of(alphanumeric) == npos;
}

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC; }
bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

/// Collects a slug from decomposed, lower-case characters.
class SlugBuilder {
public:
    explicit SlugBuilder(bool keep_unicode) : keep_unicode_(keep_unicode) {}

    void add(UChar32 c) {
        if (is_mark(c)) return add_mark(c);
        if (is_apostrophe(c) || u_charType(c) == U_FORMAT_CHAR) return;  // "don't" is one word
        after_other_script_ = false;
        const auto* const spelling =
            std::find_if(spellings.begin(), spellings.end(), [c](const Spelling& s) { return s.letter == c; });
        if (spelling != spellings.end()) {
            add_text(from_utf8(spelling->ascii));
        } else if (c < 0x80 ? u_isalnum(c) != 0 : keep_unicode_ && u_isalnum(c) != 0) {
            after_other_script_ = c >= 0x80;
            add_text(icu::UnicodeString(c));
        } else {
            separate_ = true;
        }
    }

    icu::UnicodeString take() { return whole(std::move(slug_)); }

private:
    // A mark on a Latin letter is an accent and goes; in other scripts it may be the vowel (Hindi) or the other half of
    // a letter (Korean, Russian, Japanese) and stays.
    void add_mark(UChar32 c) {
        if (after_other_script_) slug_.append(c);
    }
    void add_text(const icu::UnicodeString& text) {
        if (separate_ && !slug_.isEmpty()) slug_.append(static_cast<UChar32>('-'));
        separate_ = false;
        slug_.append(text);
    }

    icu::UnicodeString slug_;
    bool keep_unicode_;
    bool separate_ = false;
    bool after_other_script_ = false;
};

icu::UnicodeString decompose(std::string_view title) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfkd = icu::Normalizer2::getNFKDInstance(status);
    return lower_case(normalized(nfkd, status, from_utf8(title)));
}

std::string compose(const icu::UnicodeString& slug) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    std::string result;
    return normalized(nfc, status, slug).toUTF8String(result);
}

}  // namespace

bool is_absolute_url(std::string_view url) {
    const std::size_t host = after_scheme(url);
    return host != npos && host < url.size() && std::string_view("/?#").find(url[host]) == npos;
}

std::string with_scheme(std::string_view url) {
    return url.starts_with("//") ? std::string("https:").append(url) : std::string(url);
}

std::string_view path_of_url(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    std::size_t host = after_scheme(url);
    if (host == npos && url.starts_with("//")) host = 2;
    if (host == npos) return url.starts_with('/') ? url : std::string_view();
    const std::size_t path = url.find('/', host);
    return path == npos ? std::string_view() : url.substr(path);
}

std::string origin_of_url(std::string_view url) {
    if (!is_absolute_url(url)) return {};
    const std::size_t host = after_scheme(url);
    std::string_view authority = url.substr(host, url.find_first_of("/?#", host) - host);
    authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 == 0: a name and password are no part of an origin
    if (authority.empty()) return {};
    return std::string(url.substr(0, host)).append(authority).append("/");
}

std::string join_url(std::string_view base, std::string_view path) {
    while (base.ends_with('/')) base.remove_suffix(1);
    std::string url(base);
    if (!path.starts_with('/')) url += '/';
    return url.append(path);
}

std::string resolve_url(std::string_view base, std::string_view reference) {
    if (has_scheme(reference) || !is_absolute_url(base)) return std::string(reference);
    base = base.substr(0, base.find('#'));
    if (reference.empty()) return std::string(base);
    const std::size_t host = after_scheme(base);
    if (reference.starts_with("//")) return std::string(base.substr(0, host - 2)).append(reference);
    if (reference.front() == '#') return std::string(base).append(reference);
    const std::string_view origin = base.substr(0, base.find_first_of("/?", host));
    const std::string_view path = path_of_url(base);
    if (reference.front() == '?') return std::string(origin).append(path.empty() ? "/" : path).append(reference);
    const std::size_t query = std::min(reference.find_first_of("?#"), reference.size());
    std::string whole(reference.front() == '/' ? std::string_view() : path.substr(0, path.rfind('/') + 1));
    if (whole.empty() && reference.front() != '/') whole = "/";
    whole.append(reference.substr(0, query));
    return std::string(origin).append(without_dots(whole)).append(reference.substr(query));
}

std::string slug_of_path(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    path.remove_prefix(path.rfind('/') + 1);  // npos + 1 == 0
    const std::size_t dot = path.rfind('.');
    if (dot != npos && dot > 0 && is_extension(path.substr(dot + 1))) path = path.substr(0, dot);
    return std::string(path);
}

std::string slugify(std::string_view title, bool keep_unicode) {
    SlugBuilder builder(keep_unicode);
    const icu::UnicodeString letters = decompose(cut_utf8(title, longest_title));
    for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) builder.add(letters.char32At(i));
    const std::string slug = compose(builder.take());
    std::string_view cut = cut_utf8(slug, longest_slug);
    while (cut.ends_with('-')) cut.remove_suffix(1);
    return std::string(cut);
}

}  // namespace blogferry::text
