#include "json/emitter.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <stdexcept>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace blogferry::json {

namespace {

constexpr std::size_t block = 16;

constexpr bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// One bit for each of the 16 bytes at `p` that needs an escape.
unsigned escapes_in_block(const char* p) {
#if defined(__SSE2__)
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))));
#else
    unsigned mask = 0;
    for (std::size_t i = 0; i < block; ++i) mask |= static_cast<unsigned>(needs_escape(p[i])) << i;
    return mask;
#endif
}

void append_escape(std::string& to, char c) {
    switch (c) {
        case '"': to.append("\\\"", 2); return;
        case '\\': to.append("\\\\", 2); return;
        case '\n': to.append("\\n", 2); return;
        case '\r': to.append("\\r", 2); return;
        case '\t': to.append("\\t", 2); return;
        case '\b': to.append("\\b", 2); return;
        case '\f': to.append("\\f", 2); return;
        default: break;
    }
    constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    const char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 0xF]};
    to.append(escape, sizeof escape);
}

template <class Number>
void append_digits(std::string& to, Number number) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    to.append(digits, end);
}

}  // namespace

void append_string(std::string& to, std::string_view text) {
    to += '"';
    const char* run = text.data();  // start of what needs no escape and is not yet copied
    const char* p = run;
    const char* const end = run + text.size();
    const auto escape_at = [&](const char* hit) {
        to.append(run, hit);
        append_escape(to, *hit);
        run = hit + 1;
    };
    for (; end - p >= static_cast<std::ptrdiff_t>(block); p += block) {
        for (unsigned mask = escapes_in_block(p); mask != 0; mask &= mask - 1) escape_at(p + std::countr_zero(mask));
    }
    for (; p != end; ++p) {
        if (needs_escape(*p)) escape_at(p);
    }
    to.append(run, end);
    to += '"';
}

void append_number(std::string& to, double number) {
    if (!std::isfinite(number)) throw std::logic_error("JSON has no infinite numbers");
    // "-0" would be read back as the integer 0, which has no sign.
    if (number == 0 && std::signbit(number)) to += "-0.0";
    else append_digits(to, number);
}

void Emitter::value(std::int64_t number) {
    separate();
    append_digits(to_, number);
    comma_ = true;
}

void Emitter::value(std::uint64_t number) {
    separate();
    append_digits(to_, number);
    comma_ = true;
}

}  // namespace blogferry::json
