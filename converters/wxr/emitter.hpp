/// XML as WXR needs it, written fast: every text is CDATA, so that even readers that are no XML parsers read it right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "blogferry/io.hpp"

namespace blogferry::wxr {

class Emitter {
public:
    explicit Emitter(Output& output);

    /// Markup of our own, as it stands.
    void markup(std::string_view bytes) { append(bytes); }
    /// Text inside an open CDATA section: "]]>" is split over two sections, line ends become LF, characters that XML
    /// cannot hold are left out. @returns how many were left out
    std::size_t text(std::string_view text);
    /// <tag><![CDATA[value]]></tag>. @returns how many characters were left out
    std::size_t element(std::string_view tag, std::string_view value);
    /// The same for words of our own, in which there is nothing to look for.
    void word(std::string_view tag, std::string_view value);
    /// <tag>value</tag>, with entities instead of CDATA. @returns how many characters were left out
    std::size_t bare(std::string_view tag, std::string_view value);
    void number(std::string_view tag, std::uint64_t number);

    void flush();

private:
    void append(std::string_view bytes);
    void put(std::string_view bytes);
    void open(std::string_view tag, std::string_view behind);
    void close(std::string_view tag, std::string_view before);

    Output& output_;
    std::unique_ptr<char[]> buffer_;
    std::size_t used_ = 0;
    std::string clean_;
};

/// `text` with LF line ends and without the characters that XML 1.0 cannot hold (C0 but tab, LF and CR; U+FFFE and
/// U+FFFF). Copies into `scratch` only if there is something to change; counts what was left out.
std::string_view xml_text(std::string_view text, std::string& scratch, std::size_t& left_out);

}  // namespace blogferry::wxr
