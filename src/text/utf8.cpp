#include "text/utf8.hpp"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace blogferry::text {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr unsigned byte(char c) { return static_cast<unsigned char>(c); }
constexpr bool continues(char c) { return (byte(c) & 0xC0U) == 0x80U; }

/// The character at the start of some bytes; if it is not valid, `length` is the longest part of one (at least 1),
/// which Unicode recommends to replace as a whole.
struct Character {
    std::uint32_t code_point = 0;
    std::size_t length = 1;
    bool valid = false;
};

/// How a lead byte begins a character: its length and the range of the second byte. Table 3-7 of the Unicode standard.
struct Lead {
    std::size_t length;
    unsigned low, high;
};

constexpr Lead lead(unsigned b) {
    if (b < 0xC2 || b > 0xF4) return {1, 0, 0};
    if (b < 0xE0) return {2, 0x80, 0xBF};
    if (b < 0xF0) return {3, b == 0xE0 ? 0xA0U : 0x80U, b == 0xED ? 0x9FU : 0xBFU};
    return {4, b == 0xF0 ? 0x90U : 0x80U, b == 0xF4 ? 0x8FU : 0xBFU};
}

/// Whose characters are looked for: XML 1.0 leaves out U+FFFE and U+FFFF.
enum class Set { unicode, xml };

Character decode(const char* at, const char* end) {
    const unsigned first = byte(*at);
    if (first < 0x80) return {first, 1, true};
    const Lead shape = lead(first);
    if (shape.length == 1 || end - at < 2 || byte(at[1]) < shape.low || byte(at[1]) > shape.high) return {};
    std::uint32_t code_point = ((first & (0x7FU >> shape.length)) << 6) | (byte(at[1]) & 0x3FU);
    for (std::size_t i = 2; i < shape.length; ++i) {
        if (at + i == end || !continues(at[i])) return {0, i, false};
        code_point = (code_point << 6) | (byte(at[i]) & 0x3FU);
    }
    return {code_point, shape.length, true};
}

#if defined(__SSE2__)
constexpr std::ptrdiff_t block_size = 64;

/// One bit for each of 64 bytes.
using Bits = std::uint64_t;

struct Block {
    __m128i part[4];

    explicit Block(const char* at) {
        for (int i = 0; i < 4; ++i) part[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    }

    template <typename Test>
    Bits bits(Test test) const {
        Bits result = 0;
        for (int i = 0; i < 4; ++i) {
            result |= static_cast<Bits>(static_cast<unsigned>(_mm_movemask_epi8(test(part[i])))) << (16 * i);
        }
        return result;
    }
    Bits high() const {
        return bits([](__m128i b) { return b; });
    }
    bool ascii() const {
        const __m128i all = _mm_or_si128(_mm_or_si128(part[0], part[1]), _mm_or_si128(part[2], part[3]));
        return _mm_movemask_epi8(all) == 0;
    }
    /// Bytes of 0x80 and more that are below `limit`.
    Bits below(unsigned limit) const {
        const __m128i bound = _mm_set1_epi8(static_cast<char>(limit));
        return bits([bound](__m128i b) { return _mm_cmplt_epi8(b, bound); });
    }
    Bits equal(unsigned value) const {
        const __m128i wanted = _mm_set1_epi8(static_cast<char>(value));
        return bits([wanted](__m128i b) { return _mm_cmpeq_epi8(b, wanted); });
    }
};

/// Checks 64 bytes that start with a character. Gives how many of them are whole characters (61 to 64), or 0 if there
/// is an error. Every rule is a line of arithmetic on 64 bits, so the cost does not depend on the script.
template <Set set>
std::ptrdiff_t whole_characters(const char* at) {
    const Block block(at);
    if (block.ascii()) return block_size;
    const Bits high = block.high();
    const Bits continuation = block.below(0xC0);
    const Bits leads = high & ~continuation;
    const Bits three = high & ~block.below(0xE0);
    const Bits four = high & ~block.below(0xF0);

    const Bits expected = (leads << 1) | (three << 2) | (four << 3);
    Bits wrong = (expected ^ continuation) | (leads & block.below(0xC2));
    if (three != 0) {
        const Bits below_a0 = block.below(0xA0);
        wrong |= ((block.equal(0xE0) << 1) & below_a0) | ((block.equal(0xED) << 1) & ~below_a0);
        if constexpr (set == Set::xml) {
            if (const Bits ef = block.equal(0xEF); ef != 0) {
                wrong |= (ef << 2) & (block.equal(0xBF) << 1) & high & ~block.below(0xBE);
            }
        }
    }
    if (four != 0) {
        const Bits below_90 = block.below(0x90);
        wrong |= ((block.equal(0xF0) << 1) & below_90) | ((block.equal(0xF4) << 1) & ~below_90);
        wrong |= high & ~block.below(0xF5);
    }
    if (wrong != 0) return 0;
    const Bits cut = (leads & (Bits{1} << 63)) | (three & (Bits{3} << 62)) | (four & (Bits{7} << 61));
    return std::countr_zero(cut);
}
#endif

bool needs_escape(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0)          // C0, DEL, C1
           || c == 0x61C || c == 0x200E || c == 0x200F  // direction marks
           || (c >= 0x2028 && c <= 0x202E)              // line and paragraph separator, embeddings
           || (c >= 0x2066 && c <= 0x2069);             // isolates
}

void append_hex(std::string& to, std::uint32_t value, int least_digits) {
    const int significant = static_cast<int>((std::bit_width(value) + 3) / 4);
    for (int i = std::max(significant, least_digits) - 1; i >= 0; --i)
        to += "0123456789abcdef"[(value >> (4 * i)) & 15U];
}

template <Set set>
std::size_t first_wrong(std::string_view bytes) {
    const char* const begin = bytes.data();
    const char* const end = begin + bytes.size();
    const char* at = begin;
#if defined(__SSE2__)
    while (end - at >= block_size) {
        const std::ptrdiff_t whole = whole_characters<set>(at);
        if (whole == 0) break;
        at += whole;
    }
#endif
    while (at != end) {
        if (byte(*at) < 0x80) {
            ++at;
            continue;
        }
        const Character character = decode(at, end);
        const bool left_out = set == Set::xml && (character.code_point == 0xFFFE || character.code_point == 0xFFFF);
        if (!character.valid || left_out) return static_cast<std::size_t>(at - begin);
        at += character.length;
    }
    return npos;
}

}  // namespace

std::size_t invalid_utf8(std::string_view bytes) { return first_wrong<Set::unicode>(bytes); }
std::size_t invalid_in_xml(std::string_view bytes) { return first_wrong<Set::xml>(bytes); }

void append_utf8(std::string& to, std::uint32_t code_point) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU)); };
    if (code_point < 0x80) {
        to += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        to += static_cast<char>(0xC0U | (code_point >> 6));
        to += tail(0);
    } else if (code_point < 0x10000) {
        to += static_cast<char>(0xE0U | (code_point >> 12));
        to += tail(6);
        to += tail(0);
    } else {
        to += static_cast<char>(0xF0U | (code_point >> 18));
        to += tail(12);
        to += tail(6);
        to += tail(0);
    }
}

std::string repair_utf8(std::string_view bytes, std::size_t* replaced) {
    std::string repaired;
    repaired.reserve(bytes.size());
    std::size_t count = 0;
    for (std::size_t bad; (bad = invalid_utf8(bytes)) != npos; ++count) {
        repaired.append(bytes.substr(0, bad)).append(replacement);
        bytes.remove_prefix(bad);
        bytes.remove_prefix(decode(bytes.data(), bytes.data() + bytes.size()).length);
    }
    repaired.append(bytes);
    if (replaced != nullptr) *replaced = count;
    return repaired;
}

std::string printable(std::string_view bytes, std::size_t limit) {
    std::string shown;
    std::size_t characters = 0;
    std::string next;
    const char* const end = bytes.data() + bytes.size();
    for (const char* at = bytes.data(); at != end;) {
        const Character character = decode(at, end);
        next.clear();
        if (!character.valid) {
            for (std::size_t i = 0; i < character.length; ++i) append_hex(next += "\\x", byte(at[i]), 2);
        } else if (needs_escape(character.code_point)) {
            append_hex(next += "\\u{", character.code_point, 1);
            next += '}';
        } else {
            next.assign(at, character.length);
        }
        // An escape counts as what it shows, and is shown whole or not at all.
        characters += length_utf8(next);
        if (characters > limit) return shown += "\xE2\x80\xA6";
        shown += next;
        at += character.length;
    }
    return shown;
}

std::string_view cut_utf8(std::string_view s, std::size_t bytes) {
    if (s.size() <= bytes) return s;
    // A character has at most three continuation bytes; what has more is not UTF-8 and may be cut anywhere.
    std::size_t cut = bytes;
    for (int back = 0; back < 3 && cut > 0 && continues(s[cut]); ++back) --cut;
    return s.substr(0, continues(s[cut]) ? bytes : cut);
}

std::string_view trim_blanks(std::string_view s) {
    constexpr std::string_view blanks[] = {
        " ",            "\t",           "\n",           "\r",           "\f",           "\xC2\xA0",     "\xE2\x80\x80",
        "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87",
        "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\x8B", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0",
        "\xE3\x80\x80", "\xEF\xBB\xBF"};
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view blank : blanks) {
            if (s.starts_with(blank)) s.remove_prefix(blank.size()), more = true;
            if (s.ends_with(blank)) s.remove_suffix(blank.size()), more = true;
        }
    }
    return s;
}

std::size_t length_utf8(std::string_view s) {
    return static_cast<std::size_t>(std::count_if(s.begin(), s.end(), [](char c) { return !continues(c); }));
}

}  // namespace blogferry::text
