/// Scanning shared by the gate and the cursor. Exports are made of short names and short texts, so what is looked for
/// is mostly near: the first bytes are searched here, and only then a function is called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace blogferry::xml {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Whether two names are the same; inline, for they are short and compared a dozen times an entry.
inline bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const char* p = a.data();
    const char* q = b.data();
    std::size_t n = a.size();
    const auto eight = [](const char* s) {
        std::uint64_t word = 0;
        std::memcpy(&word, s, sizeof word);
        return word;
    };
    for (; n >= 8; n -= 8, p += 8, q += 8)
        if (eight(p) != eight(q)) return false;
    for (; n > 0; --n, ++p, ++q)
        if (*p != *q) return false;
    return true;
}

/// The first `c` in [p, end), or nullptr.
inline const char* find(const char* p, const char* end, char c) {
#ifdef __SSE2__
    if (end - p >= 32) {
        const __m128i wanted = _mm_set1_epi8(c);
        for (int i = 0; i < 2; ++i, p += 16) {
            const int hits =
                _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)), wanted));
            if (hits) return p + __builtin_ctz(static_cast<unsigned>(hits));
        }
    }
#endif
    return p == end ? nullptr : static_cast<const char*>(std::memchr(p, c, static_cast<std::size_t>(end - p)));
}

/// Goes on inside a tag: to its ">", to a "<" (which no tag may hold), or to `end`. `quote` is the quotation mark that
/// is open there, or 0.
inline const char* through_tag(const char* p, const char* end, char& quote) {
    const auto ends = [&quote](char c) {
        if (c == '<') return true;
        if (quote == 0 && c != '>') quote = c;
        else if (quote == c) quote = 0;
        else return quote == 0;
        return false;
    };
#ifdef __SSE2__
    const __m128i gt = _mm_set1_epi8('>'), lt = _mm_set1_epi8('<'), single = _mm_set1_epi8('\''),
                  twice = _mm_set1_epi8('"');
    for (; end - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i angles = _mm_or_si128(_mm_cmpeq_epi8(block, gt), _mm_cmpeq_epi8(block, lt));
        const __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(block, single), _mm_cmpeq_epi8(block, twice));
        for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(angles, quotes))); hits != 0;
             hits &= hits - 1)
            if (ends(p[__builtin_ctz(hits)])) return p + __builtin_ctz(hits);
    }
#endif
    for (; p < end; ++p)
        if ((*p == '>' || *p == '<' || *p == '\'' || *p == '"') && ends(*p)) return p;
    return end;
}

/// Goes to the `quote` that ends an attribute's value, or to `end`. `plain` tells whether the value is what is written:
/// nothing to decode, no control characters.
inline const char* through_value(const char* p, const char* end, char quote, bool& plain) {
    const auto ends = [quote](char c) { return c == quote || c == '&' || static_cast<unsigned char>(c) < 0x20; };
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(quote), amp = _mm_set1_epi8('&'), limit = _mm_set1_epi8(0x1F);
    for (; end - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, limit), block);
        const int hits = _mm_movemask_epi8(
            _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(block, amp), _mm_cmpeq_epi8(block, wanted))));
        if (!hits) continue;
        p += __builtin_ctz(static_cast<unsigned>(hits));
        break;
    }
#endif
    while (p < end && !ends(*p)) ++p;
    plain = p == end || *p == quote;
    if (plain) return p;
    const char* const close = find(p, end, quote);
    return close ? close : end;
}

/// Whether "xmlns" may stand in [p, end): false is certain.
inline bool may_declare(const char* p, const char* end) {
#ifdef __SSE2__
    const __m128i n = _mm_set1_epi8('n'), s = _mm_set1_epi8('s');
    for (; end - p > 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i behind = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 1));
        if (_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(block, n), _mm_cmpeq_epi8(behind, s)))) return true;
    }
#endif
    for (; end - p > 1; ++p)
        if (p[0] == 'n' && p[1] == 's') return true;
    return false;
}

}  // namespace blogferry::xml
