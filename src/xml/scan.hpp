/// Scanning shared by the gate and the cursor.
#pragma once

#include <cstddef>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace blogferry::xml {

/// Offset of the next byte that matters inside a tag (an angle or a quote), or `end`.
inline std::size_t next_in_tag(const char* s, std::size_t i, std::size_t end) {
#ifdef __SSE2__
    const __m128i gt = _mm_set1_epi8('>'), lt = _mm_set1_epi8('<'), single = _mm_set1_epi8('\''), twice = _mm_set1_epi8('"');
    for (; i + 16 <= end; i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(s + i));
        const __m128i angles = _mm_or_si128(_mm_cmpeq_epi8(block, gt), _mm_cmpeq_epi8(block, lt));
        const __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(block, single), _mm_cmpeq_epi8(block, twice));
        const int hits = _mm_movemask_epi8(_mm_or_si128(angles, quotes));
        if (hits) return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(hits)));
    }
#endif
    while (i < end && s[i] != '>' && s[i] != '<' && s[i] != '\'' && s[i] != '"') ++i;
    return i;
}

}  // namespace blogferry::xml
