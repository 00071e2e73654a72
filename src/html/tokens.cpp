#include "tokens.hpp"

#include <algorithm>

#include "text/html.hpp"
#include "text/strings.hpp"

namespace blogferry::html {
namespace {

constexpr std::string_view end_of_name = " \t\r\n\f/>";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Token Tokens::token(Token::Kind kind, std::size_t end) {
    Token t;
    t.kind = kind;
    t.begin = at_;
    t.end = at_ = std::min(end, source_.size());
    return t;
}

Token Tokens::next() {
    if (at_ >= source_.size()) return token(Token::Kind::end, source_.size());
    if (source_[at_] == '<') {
        const char next = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
        if (is_letter(next)) return tag(at_ + 1);
        if (next == '!') return markup_declaration();
        if (next == '?') return bogus_comment();
        if (next == '/' && at_ + 2 < source_.size())
            return is_letter(source_[at_ + 2]) ? tag(at_ + 2) : bogus_comment();
    }
    // A "<" that opens nothing is a character.
    return token(Token::Kind::characters, source_.find('<', at_ + 1));
}

Token Tokens::tag(std::size_t name) {
    Token t;
    t.begin = at_;
    t.kind = name == at_ + 1 ? Token::Kind::start_tag : Token::Kind::end_tag;
    const std::size_t name_end = std::min(source_.find_first_of(end_of_name, name), source_.size());
    t.name = source_.substr(name, name_end - name);
    t.attributes = name_end;
    std::size_t at = name_end;
    while (text::next_attribute(source_, at)) {}
    if (at >= source_.size()) {  // cut off inside the tag, which then is none
        t.kind = Token::Kind::other;
        t.end = at_ = source_.size();
        return t;
    }
    t.closes_itself = source_[at - 1] == '/';
    t.end = at_ = at + 1;
    return t;
}

Token Tokens::markup_declaration() {
    const std::string_view rest = source_.substr(at_);
    if (rest.starts_with("<!--")) {
        if (rest.starts_with("<!-->")) return token(Token::Kind::other, at_ + 5);
        if (rest.starts_with("<!--->")) return token(Token::Kind::other, at_ + 6);
        const std::size_t plain = rest.find("-->", 4),
                          odd = rest.substr(0, std::min(plain, rest.size())).find("--!>", 4);
        if (odd != std::string_view::npos) return token(Token::Kind::other, at_ + odd + 4);
        return token(Token::Kind::other, plain == std::string_view::npos ? plain : at_ + plain + 3);
    }
    return bogus_comment();
}

Token Tokens::bogus_comment() {
    const std::size_t close = source_.find('>', at_);
    return token(Token::Kind::other, close == std::string_view::npos ? close : close + 1);
}

Token Tokens::raw(std::string_view name) {
    for (std::size_t at = at_;; at += 2) {
        at = source_.find("</", at);
        if (at == std::string_view::npos) return token(Token::Kind::characters, source_.size());
        const std::size_t behind = at + 2 + name.size();
        if (!text::equal_ignoring_case(source_.substr(at + 2, name.size()), name)) continue;
        if (behind >= source_.size() || end_of_name.find(source_[behind]) != std::string_view::npos)
            return token(Token::Kind::characters, at);
    }
}

}  // namespace blogferry::html
