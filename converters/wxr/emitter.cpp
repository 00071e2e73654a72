#include "emitter.hpp"

#include <charconv>
#include <cstring>

namespace blogferry::wxr {
namespace {

constexpr std::size_t buffer_size = 128 * 1024;
constexpr std::size_t block = 64;

constexpr bool suspicious(unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t') || c == 0xEF; }

// Branch-free, so that the compiler makes vector instructions of it.
bool suspicious_block(const unsigned char* bytes) {
    unsigned char found = 0;
    for (std::size_t i = 0; i < block; ++i) {
        const unsigned char c = bytes[i];
        found = static_cast<unsigned char>(
            found | (static_cast<unsigned char>(c < 0x20) & static_cast<unsigned char>(c != '\n') &
                     static_cast<unsigned char>(c != '\t')) | static_cast<unsigned char>(c == 0xEF));
    }
    return found != 0;
}

// How many bytes at `at` have to go; 0 if they may stay. A CR is no such byte, but not plain either.
std::size_t forbidden(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20) return c == '\n' || c == '\t' || c == '\r' ? 0 : 1;
    if (c != 0xEF || text.size() - at < 3 || text[at + 1] != '\xBF') return 0;
    return text[at + 2] == '\xBE' || text[at + 2] == '\xBF' ? 3 : 0;
}

bool plain(std::string_view text, std::size_t at) { return text[at] != '\r' && forbidden(text, at) == 0; }

// The first byte at or after `from` that cannot be copied as it is.
std::size_t first_not_plain(std::string_view text, std::size_t from) {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    while (from < text.size()) {
        std::size_t end = text.size();
        if (end - from >= block) {
            if (!suspicious_block(bytes + from)) {
                from += block;
                continue;
            }
            end = from + block;
        }
        for (; from < end; ++from) {
            if (suspicious(bytes[from]) && !plain(text, from)) return from;
        }
    }
    return text.size();
}

}  // namespace

std::string_view xml_text(std::string_view text, std::string& scratch, std::size_t& left_out) {
    std::size_t at = first_not_plain(text, 0);
    if (at == text.size()) return text;
    scratch.clear();
    for (std::size_t from = 0;; at = first_not_plain(text, from)) {
        scratch.append(text, from, at - from);
        if (at == text.size()) return scratch;
        const std::size_t bytes = forbidden(text, at);
        if (bytes == 0) {  // CR LF or CR
            scratch += '\n';
            from = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
        } else {
            ++left_out;
            from = at + bytes;
        }
    }
}

Emitter::Emitter(Output& output) : output_(output), buffer_(std::make_unique_for_overwrite<char[]>(buffer_size)) {}

void Emitter::append(std::string_view bytes) {
    if (bytes.empty()) return;  // and perhaps nowhere: memcpy must not be asked
    if (bytes.size() > buffer_size - used_) {
        flush();
        if (bytes.size() >= buffer_size) return output_.write(bytes);
    }
    put(bytes);
}

// Where there is room.
void Emitter::put(std::string_view bytes) {
    std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
}

std::size_t Emitter::text(std::string_view text) {
    std::size_t left_out = 0;
    text = xml_text(text, clean_, left_out);
    for (std::size_t end; (end = text.find("]]>")) != std::string_view::npos; text.remove_prefix(end + 2)) {
        append(text.substr(0, end + 2));
        append("]]><![CDATA[");
    }
    append(text);
    return left_out;
}

std::size_t Emitter::element(std::string_view tag, std::string_view value) {
    open(tag, "><![CDATA[");
    const std::size_t left_out = text(value);
    close(tag, "]]></");
    return left_out;
}

void Emitter::word(std::string_view tag, std::string_view value) {
    open(tag, "><![CDATA[");
    append(value);
    close(tag, "]]></");
}

std::size_t Emitter::bare(std::string_view tag, std::string_view value) {
    std::size_t left_out = 0;
    open(tag, ">");
    for (const char c : xml_text(value, clean_, left_out)) {
        switch (c) {
            case '&':
                append("&amp;");
                break;
            case '<':
                append("&lt;");
                break;
            case '>':
                append("&gt;");
                break;
            default:
                append({&c, 1});
        }
    }
    close(tag, "</");
    return left_out;
}

void Emitter::number(std::string_view tag, std::uint64_t number) {
    char digits[20];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    open(tag, ">");
    append({digits, static_cast<std::size_t>(end - digits)});
    close(tag, "</");
}

void Emitter::open(std::string_view tag, std::string_view behind) {
    if (buffer_size - used_ < tag.size() + behind.size() + 1) flush();
    put("<");
    put(tag);
    put(behind);
}

void Emitter::close(std::string_view tag, std::string_view before) {
    if (buffer_size - used_ < tag.size() + before.size() + 1) flush();
    put(before);
    put(tag);
    put(">");
}

void Emitter::flush() {
    if (used_ > 0) output_.write({buffer_.get(), used_});
    used_ = 0;
}

}  // namespace blogferry::wxr
