/// UTF-8: checking, and making any bytes safe to show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace blogferry::text {

inline constexpr std::size_t npos = std::string_view::npos;

/// Offset of the first byte that is not part of valid UTF-8 (overlong forms, surrogates and values above U+10FFFF
/// are invalid), or npos. ASCII runs are checked 16 bytes at a time.
std::size_t invalid_utf8(std::string_view bytes);
inline bool valid_utf8(std::string_view bytes) { return invalid_utf8(bytes) == npos; }

/// The same, or the offset of U+FFFE or U+FFFF, which are valid UTF-8 but no characters of XML 1.0. Control characters,
/// which are none either, are not looked for.
std::size_t invalid_in_xml(std::string_view bytes);

/// Appends the UTF-8 form of a code point (which must be a Unicode scalar value).
void append_utf8(std::string& to, std::uint32_t code_point);

/// Replaces every maximal invalid sequence by U+FFFD; counts them in `replaced` if given.
std::string repair_utf8(std::string_view bytes, std::size_t* replaced = nullptr);

/// For terminals and logs: C0, DEL, C1, bidi and line separators become \u{..}, invalid bytes \x.., and the text is
/// cut with "…" after `limit` characters.
std::string printable(std::string_view bytes, std::size_t limit = 200);

/// At most `bytes` bytes of `s`, cut between characters.
std::string_view cut_utf8(std::string_view s, std::size_t bytes);

/// Blanks of any kind off both ends: white space, no-break spaces, spaces of a width of their own or of none.
std::string_view trim_blanks(std::string_view s);

/// Number of code points.
std::size_t length_utf8(std::string_view s);

}  // namespace blogferry::text
