/// The tokens of HTML, as far as they tell where elements begin and end. Every text is HTML; nothing here is an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blogferry::html {

struct Token {
    enum class Kind : std::uint8_t {
        characters,
        start_tag,
        end_tag,
        other,  ///< a comment, a DOCTYPE, a processing instruction, a broken tag
        end,    ///< of the source
    };
    Kind kind = Kind::end;
    std::size_t begin = 0, end = 0;  ///< in the source, with the brackets of a tag
    std::size_t attributes = 0;      ///< of a start tag: where its name ends, in the source
    std::string_view name;           ///< of a tag, as written
    bool closes_itself = false;      ///< "/>"
};

class Tokens {
public:
    explicit Tokens(std::string_view source, std::size_t from = 0) : source_(source), at_(from) {}

    Token next();
    /// Behind a start tag of an element whose content is no markup: everything up to its end tag, maybe nothing.
    Token raw(std::string_view name);

private:
    Token tag(std::size_t name);
    Token markup_declaration();
    Token bogus_comment();
    Token token(Token::Kind kind, std::size_t end);

    std::string_view source_;
    std::size_t at_;
};

}  // namespace blogferry::html
