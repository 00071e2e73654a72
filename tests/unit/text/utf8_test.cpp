#include "text/utf8.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace blogferry;

namespace {

/// Checks one character at a time, as the Unicode standard's table 3-7 has it: slow, plain, and another way than ours.
std::size_t plain_check(const std::string& s) {
    const auto at = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
    for (std::size_t i = 0; i < s.size();) {
        const unsigned b = at(i);
        const std::size_t length = b < 0x80              ? 1
                                   : (b & 0xE0U) == 0xC0 ? 2
                                   : (b & 0xF0U) == 0xE0 ? 3
                                   : (b & 0xF8U) == 0xF0 ? 4
                                                         : 0;
        if (length == 0 || i + length > s.size()) return i;
        std::uint32_t c = length == 1 ? b : b & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            if ((at(i + k) & 0xC0U) != 0x80) return i;
            c = c << 6 | (at(i + k) & 0x3FU);
        }
        const std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        if (c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return i;
        i += length;
    }
    return text::npos;
}

struct Sample {
    std::string bytes;
    std::size_t bad;
};

}  // namespace

TEST_CASE("the first invalid byte is found") {
    const std::vector<Sample> samples = {
        {"", text::npos},
        {"plain", text::npos},
        {"caf\xC3\xA9", text::npos},
        {"\xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF", text::npos},  // around the surrogates; a noncharacter is valid
        {"\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", text::npos},       // first and last astral
        {std::string("nul\0here", 8), text::npos},
        {"a\x80", 1},  // lone continuation
        {"a\xC3", 1},  // cut off
        {"a\xE4\xB8", 1},
        {"a\xF0\x9F\x98", 1},
        {"\xC0\x80", 0},  // overlong NUL
        {"\xC1\xBF", 0},
        {"ab\xE0\x9F\xBF", 2},  // overlong
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xED\xA0\x80", 0},  // surrogate
        {"\xED\xBF\xBF", 0},
        {"\xF4\x90\x80\x80", 0},  // U+110000
        {"\xF5\x80\x80\x80", 0},
        {"\xFE", 0},
        {"\xFF", 0},
        {"\xE4\xB8\x41", 0},
        {"caf\xE9 latin-1", 3},
    };
    for (const Sample& sample : samples) {
        CAPTURE(sample.bytes);
        CHECK(text::invalid_utf8(sample.bytes) == sample.bad);
        CHECK(text::valid_utf8(sample.bytes) == (sample.bad == text::npos));
        // The same at every place of the fast path's blocks, with something behind.
        for (std::size_t shift = 1; shift < 140; ++shift) {
            const std::string moved = std::string(shift, 'x') + sample.bytes + std::string(100, 'y');
            const std::size_t expected = sample.bad == text::npos ? text::npos : sample.bad + shift;
            if (text::invalid_utf8(moved) != expected) FAIL_CHECK("at " << shift);
        }
    }
}

TEST_CASE("every pair and the hard triples of bytes are judged as the standard does, in either path") {
    for (unsigned first = 0x7F; first < 0x100; ++first) {
        for (unsigned second = 0; second < 0x100; ++second) {
            for (const unsigned third : {0x41U, 0x80U, 0xBFU, 0xC3U, 0xE4U}) {
                std::string s = {static_cast<char>(first), static_cast<char>(second), static_cast<char>(third), '\x80'};
                for (const std::size_t padding : {0U, 61U, 62U, 63U}) {
                    const std::string bytes = std::string(padding, 'a') + s + std::string(padding, 'b');
                    if (text::invalid_utf8(bytes) != plain_check(bytes))
                        FAIL_CHECK(first << ' ' << second << ' ' << third);
                }
            }
        }
    }
}

TEST_CASE("U+FFFE and U+FFFF are found where XML is read, wherever they stand") {
    for (const std::string forbidden : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (const std::string filler : {"a", "\xC3\xA9", "\xE6\x9D\xB1", "\xEF\xBC\x8C", "\xF0\x9F\xBF\xBF"}) {
            for (std::size_t before = 0; before < 130; ++before) {
                std::string bytes;
                for (std::size_t i = 0; i < before; ++i) bytes += filler;
                const std::size_t expected = bytes.size();
                bytes += forbidden;
                for (int i = 0; i < 70; ++i) bytes += filler;
                if (text::invalid_in_xml(bytes) != expected) FAIL_CHECK(filler << " at " << before);
                if (!text::valid_utf8(bytes)) FAIL_CHECK(filler << " is valid UTF-8 all the same");
            }
        }
    }
    // What looks like them: their neighbours, and noncharacters that XML does not mind.
    for (const std::string allowed :
         {"\xEF\xBF\xBD", "\xEE\xBF\xBF", "\xEF\xBE\xBF", "\xEF\xB7\x90", "\xF0\x9F\xBF\xBF", "\xEF\xBE\xBF\xC2\xBF"}) {
        for (std::size_t shift = 0; shift < 70; ++shift)
            CHECK(text::invalid_in_xml(std::string(shift, 'x') + allowed + std::string(70, 'y')) == text::npos);
    }
    CHECK(text::invalid_in_xml("caf\xE9") == 3);
}

TEST_CASE("long runs of other scripts are valid wherever they begin") {
    for (const std::string unit : {"Привет, мир ", "東京から", "é", "🙂🙃", "aé東🙂"}) {
        std::string text;
        for (int i = 0; i < 100; ++i) text += unit;
        for (std::size_t shift = 0; shift < 70; ++shift) {
            if (!text::valid_utf8(std::string(shift, ' ') + text)) FAIL_CHECK(unit << " at " << shift);
        }
        CHECK(text::invalid_utf8(text + "\xFF" + text) == text.size());
    }
}

TEST_CASE("code points become UTF-8") {
    const auto utf8 = [](std::uint32_t c) {
        std::string s;
        text::append_utf8(s, c);
        return s;
    };
    CHECK(utf8(0) == std::string(1, '\0'));
    CHECK(utf8(0x7F) == "\x7F");
    CHECK(utf8(0x80) == "\xC2\x80");
    CHECK(utf8(0x7FF) == "\xDF\xBF");
    CHECK(utf8(0x800) == "\xE0\xA0\x80");
    CHECK(utf8(0xFFFF) == "\xEF\xBF\xBF");
    CHECK(utf8(0x10000) == "\xF0\x90\x80\x80");
    CHECK(utf8(0x10FFFF) == "\xF4\x8F\xBF\xBF");
}

TEST_CASE("each maximal invalid sequence is replaced by one U+FFFD") {
    std::size_t replaced = 99;
    CHECK(text::repair_utf8("fine é", &replaced) == "fine é");
    CHECK(replaced == 0);
    CHECK(text::repair_utf8("caf\xE9!", &replaced) == "caf\uFFFD!");
    CHECK(replaced == 1);
    // The example of the Unicode standard, table 3-8 and around it.
    CHECK(text::repair_utf8("\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", &replaced) ==
          "\uFFFD\uFFFD\uFFFD"
          "b\uFFFD"
          "c\uFFFD\uFFFD"
          "d");
    CHECK(replaced == 6);
    CHECK(text::repair_utf8("\xED\xA0\x80", &replaced) == "\uFFFD\uFFFD\uFFFD");
    CHECK(text::repair_utf8("cut \xF0\x9F\x98", &replaced) == "cut \uFFFD");
    CHECK(replaced == 1);
    CHECK(text::valid_utf8(text::repair_utf8(std::string(500, '\xFF'))));
}

TEST_CASE("what could move a terminal is shown as an escape") {
    struct Shown {
        std::string bytes, expected;
    };
    const std::vector<Shown> samples = {
        {"plain é 東京 🙂", "plain é 東京 🙂"},
        {"\x1B]0;owned\x07", "\\u{1b}]0;owned\\u{7}"},
        {std::string("a\0b", 3), "a\\u{0}b"},
        {"tab\tline\r\n", "tab\\u{9}line\\u{d}\\u{a}"},
        {"\x7F", "\\u{7f}"},
        {"\xC2\x80 \xC2\x9B \xC2\x9F", "\\u{80} \\u{9b} \\u{9f}"},
        {"\xC2\xA0", "\xC2\xA0"},
        {"\u200E\u200F\u061C", "\\u{200e}\\u{200f}\\u{61c}"},
        {"\u202A\u202E\u2066\u2069", "\\u{202a}\\u{202e}\\u{2066}\\u{2069}"},
        {"\u2028\u2029", "\\u{2028}\\u{2029}"},
        {"in\xFF\xE4\xB8.xml", "in\\xff\\xe4\\xb8.xml"},
    };
    for (const Shown& sample : samples) CHECK(text::printable(sample.bytes) == sample.expected);
}

TEST_CASE("what is shown is cut after the limit") {
    CHECK(text::printable("abcdef", 6) == "abcdef");
    CHECK(text::printable("abcdef", 5) == "abcde…");
    CHECK(text::printable("東京東京", 2) == "東京…");
    CHECK(text::printable("ab\x1B", 5) == "ab…");  // an escape is never shown in part
    CHECK(text::printable("", 0).empty());
    CHECK(text::length_utf8(text::printable(std::string(100'000, '\x01'))) <= 201);
}

TEST_CASE("text is cut between characters") {
    CHECK(text::cut_utf8("abc", 3) == "abc");
    CHECK(text::cut_utf8("abc", 2) == "ab");
    CHECK(text::cut_utf8("aé", 2) == "a");
    CHECK(text::cut_utf8("a東b", 3) == "a");
    CHECK(text::cut_utf8("a東b", 4) == "a東");
    CHECK(text::cut_utf8("🙂", 3).empty());
    CHECK(text::cut_utf8("é", 0).empty());
    CHECK(text::cut_utf8(std::string(9, '\x80'), 6).size() == 6);
}

TEST_CASE("characters are counted") {
    CHECK(text::length_utf8("") == 0);
    CHECK(text::length_utf8("aé東🙂") == 4);
}
