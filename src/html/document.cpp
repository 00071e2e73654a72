#include "html/document.hpp"

#include <algorithm>

#include "builder.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "windows_1252.hpp"
#include "xml/html_entity.hpp"

namespace blogferry::html {
namespace {

constexpr std::string_view white_space = " \t\r\n\f";
constexpr std::size_t mark_every = 4096;

bool is_space(char c) { return white_space.find(c) != std::string_view::npos; }

// One of several conditions that an element must all meet.
struct Condition {
    enum class Kind : std::uint8_t { name, id, word, attribute } kind;
    std::string_view name;
    std::optional<std::string_view> value;
};
using Compound = std::vector<Condition>;

std::vector<Compound> compounds(std::string_view hook) {
    std::vector<Compound> result;
    for (std::string_view part : text::split(hook, ',')) {
        part = text::trim(part);
        Compound compound;
        for (std::size_t at = 0; at < part.size();) {
            const bool bracket = part[at] == '[';
            const std::size_t end =
                std::min(bracket ? part.find(']', at) : part.find_first_of(".#[", at + 1), part.size());
            const std::string_view piece = part.substr(at, end - at);
            const std::size_t equals = piece.find('=');
            if (bracket && equals == std::string_view::npos)
                compound.push_back({Condition::Kind::attribute, piece.substr(1), {}});
            else if (bracket)
                compound.push_back({Condition::Kind::attribute, piece.substr(1, equals - 1), piece.substr(equals + 1)});
            else if (piece[0] == '.') compound.push_back({Condition::Kind::word, piece.substr(1), {}});
            else if (piece[0] == '#') compound.push_back({Condition::Kind::id, "id", piece.substr(1)});
            else compound.push_back({Condition::Kind::name, piece, {}});
            at = bracket ? end + 1 : end;
        }
        result.push_back(std::move(compound));
    }
    return result;
}

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || is_space(list[at - 1])) && (end == list.size() || is_space(list[end]))) return true;
    }
    return false;
}

// The character a reference stands for, and how long the reference is; 0 for an "&" that is only an ampersand.
struct Reference {
    std::uint32_t character = 0;
    std::size_t length = 0;
};

Reference numeric(std::string_view s) {
    const bool hexadecimal = s.size() > 2 && (s[2] == 'x' || s[2] == 'X');
    std::size_t at = hexadecimal ? 3 : 2;
    const std::size_t first = at;
    std::uint32_t value = 0;
    for (; at < s.size(); ++at) {
        const char c = s[at];
        const std::uint32_t digit = c >= '0' && c <= '9' ? static_cast<std::uint32_t>(c - '0')
                                    : !hexadecimal       ? 99
                                    : c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
                                    : c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                                           : 99;
        if (digit == 99) break;
        value = std::min<std::uint32_t>(value * (hexadecimal ? 16 : 10) + digit, 0x110000);
    }
    if (at == first) return {};
    if (at < s.size() && s[at] == ';') ++at;
    value = windows_1252(value);
    const bool scalar = value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
    return {scalar ? value : 0xFFFD, at};
}

Reference reference(std::string_view s) {
    constexpr std::size_t longest_name = 32;
    if (s.size() > 1 && s[1] == '#') return numeric(s);
    const std::size_t end = s.substr(0, longest_name + 2).find(';');
    if (end == std::string_view::npos) return {};
    return {xml::html_entity(std::string(s.substr(1, end - 1))), end + 1};
}

void append_decoded(std::string& to, std::string_view html) {
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t ampersand = std::min(html.find('&', at), html.size());
        to += html.substr(at, ampersand - at);
        at = ampersand;
        if (at == html.size()) break;
        const Reference found = reference(html.substr(at));
        if (found.character == 0) {
            to.push_back(html[at++]);
        } else {
            text::append_utf8(to, found.character);
            at += found.length;
        }
    }
}

// Words with one blank between them.
std::string collapsed(std::string_view s) {
    std::string result;
    for (std::size_t at = s.find_first_not_of(white_space); at != std::string_view::npos;) {
        const std::size_t end = std::min(s.find_first_of(white_space, at), s.size());
        if (!result.empty()) result.push_back(' ');
        result += s.substr(at, end - at);
        at = s.find_first_not_of(white_space, end);
    }
    return std::string(text::trim_blanks(result));
}

const Names& known_names() {
    static const Names names;
    return names;
}

struct Gap {
    std::size_t begin, end;
};

// Without what stands in the gaps, in their order; else it does not matter what elements there are.
std::string text_but(std::string_view html, const std::vector<Gap>& gaps) {
    std::string result;
    auto gap = gaps.begin();
    Tokens tokens(html);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        while (gap != gaps.end() && gap->end <= t.begin) ++gap;
        const bool left_out = gap != gaps.end() && t.begin >= gap->begin;
        if (t.kind == Token::Kind::characters && !left_out)
            append_decoded(result, html.substr(t.begin, t.end - t.begin));
        if (t.kind != Token::Kind::start_tag) continue;
        const std::uint32_t known = known_names().find(t.name);
        const std::uint16_t traits = known_names().traits(known);
        // What starts on a line of its own is no part of the word before it.
        if (text::equal_ignoring_case(t.name, "br") || (traits & (closes_p | is_table_part))) result.push_back(' ');
        if (!(traits & is_raw)) continue;
        const Token content = tokens.raw(t.name);
        if (!(traits & is_unseen) && !left_out)
            append_decoded(result, html.substr(content.begin, content.end - content.begin));
    }
    return collapsed(result);
}

}  // namespace

std::string decoded(std::string_view html) {
    std::string result;
    append_decoded(result, html);
    return result;
}

Document::Document(std::string source, const Location& start, const Limits& limits)
    : source_(std::move(source)), start_(start) {
    constexpr std::size_t largest = 0xFFFFFFFF;
    if (source_.size() >= largest) throw Error(Rule::limit_record, {start_.input, 0, 0, 0}, "is larger than any page", {});
    std::uint32_t line = 1, line_start = 0;
    for (std::size_t at = 0; at < source_.size(); ++at) {
        if (at % mark_every == 0) marks_.push_back({line, line_start});
        if (source_[at] == '\n') ++line, line_start = static_cast<std::uint32_t>(at + 1);
    }
    Builder(*this, limits).build();
}

Location Document::at(std::size_t offset) const {
    if (marks_.empty()) return start_;
    const std::size_t nearest = std::min(offset / mark_every, marks_.size() - 1);
    auto [line, start] = marks_[nearest];
    for (std::size_t i = nearest * mark_every; i < offset; ++i)
        if (source_[i] == '\n') ++line, start = static_cast<std::uint32_t>(i + 1);
    const std::uint64_t before = line == 1 ? start_.column - 1 : 0;
    return {start_.input, start_.line + line - 1, before + offset - start + 1, start_.offset + offset};
}

std::string_view Element::name() const { return document_->names_[document_->nodes_[index_].name]; }
std::size_t Element::offset() const { return document_->nodes_[index_].begin; }
std::size_t Element::inner_offset() const { return document_->nodes_[index_].inner_begin; }

std::string_view Element::outer() const {
    const auto& node = document_->nodes_[index_];
    return std::string_view(document_->source_).substr(node.begin, node.outer_end - node.begin);
}

std::string_view Element::inner() const {
    const auto& node = document_->nodes_[index_];
    return std::string_view(document_->source_).substr(node.inner_begin, node.inner_end - node.inner_begin);
}

std::optional<std::string_view> Element::raw_attribute(std::string_view name) const {
    const auto& nodes = document_->nodes_;
    const auto& attributes = document_->attributes_;
    const std::size_t end = index_ + 1 < nodes.size() ? nodes[index_ + 1].attributes : attributes.size();
    const std::string_view source = document_->source_;
    for (std::size_t i = nodes[index_].attributes; i < end; ++i) {
        const auto& a = attributes[i];
        if (a.name_length == name.size() && text::equal_ignoring_case(source.substr(a.name, a.name_length), name))
            return source.substr(a.value, a.value_length);
    }
    return std::nullopt;
}

std::optional<std::string> Element::attribute(std::string_view name) const {
    const auto raw = raw_attribute(name);
    return raw ? std::optional(decoded(*raw)) : std::nullopt;
}

bool Element::has_class(std::string_view word) const {
    const auto raw = raw_attribute("class");
    return raw && has_word(*raw, word);
}

std::string text_of(std::string_view html) { return text_but(html, {}); }

std::string Element::text() const {
    const std::uint16_t mine = known_names().traits(known_names().find(name()));
    if ((mine & is_raw) && name() != "title" && name() != "textarea") return collapsed(inner());
    return text_of(inner());
}

std::string Element::own_text() const {
    std::vector<Gap> gaps;
    for (const Element& child : children()) {
        const std::size_t begin = child.offset() - inner_offset();
        gaps.push_back({begin, begin + child.outer().size()});
    }
    return text_but(inner(), gaps);
}

std::optional<Element> Element::parent() const {
    if (index_ == 0) return std::nullopt;
    return Element(*document_, document_->nodes_[index_].parent);
}

std::optional<Element> Element::next() const {
    if (index_ == 0) return std::nullopt;
    const auto& nodes = document_->nodes_;
    const std::uint32_t behind = nodes[index_].end;
    if (behind >= nodes[nodes[index_].parent].end) return std::nullopt;
    return Element(*document_, behind);
}

std::optional<Element> Element::previous() const {
    if (index_ == 0) return std::nullopt;
    const auto& nodes = document_->nodes_;
    const std::uint32_t above = nodes[index_].parent;
    std::uint32_t before = index_ - 1;
    if (before == above) return std::nullopt;
    while (nodes[before].parent != above) before = nodes[before].parent;
    return Element(*document_, before);
}

std::vector<Element> Element::children() const {
    std::vector<Element> result;
    const auto& nodes = document_->nodes_;
    for (std::uint32_t i = index_ + 1; i < nodes[index_].end; i = nodes[i].end)
        result.push_back(Element(*document_, i));
    return result;
}

struct Document::Hook {
    explicit Hook(std::string_view text) : any_of(compounds(text)) {}

    bool fits(const Element& element) const {
        return std::any_of(any_of.begin(), any_of.end(), [&](const Compound& all_of) {
            return std::all_of(all_of.begin(), all_of.end(), [&](const Condition& c) {
                if (c.kind == Condition::Kind::name) return element.name() == c.name;
                if (c.kind == Condition::Kind::word) return element.has_class(c.name);
                const auto value = element.raw_attribute(c.name);
                return value && (!c.value || *value == *c.value);
            });
        });
    }

    std::vector<Compound> any_of;
    mutable std::vector<std::uint32_t>
        nearest;  // by node: the nearest one up from it that fits, or itself; once asked for
};

Document::~Document() = default;

const Document::Hook& Document::hook(std::string_view text) const {
    auto found = hooks_.find(text);
    if (found == hooks_.end()) {
        found = hooks_.try_emplace(std::string(text)).first;
        found->second = std::make_unique<Hook>(found->first);  // points into the key
    }
    return *found->second;
}

const std::vector<std::uint32_t>& Document::nearest(const Hook& hook) const {
    if (hook.nearest.empty()) {  // 0 is the root, which fits nothing
        hook.nearest.resize(nodes_.size());
        for (std::uint32_t i = 1; i < nodes_.size(); ++i)
            hook.nearest[i] = hook.fits(Element(*this, i)) ? i : hook.nearest[nodes_[i].parent];
    }
    return hook.nearest;
}

bool Element::is(std::string_view hook) const { return document_->hook(hook).fits(*this); }

std::optional<Element> Element::first(std::string_view hook) const {
    const Document::Hook& wanted = document_->hook(hook);
    for (std::uint32_t i = index_ + 1; i < document_->nodes_[index_].end; ++i)
        if (const Element e(*document_, i); wanted.fits(e)) return e;
    return std::nullopt;
}

std::vector<Element> Element::all(std::string_view hook) const {
    const Document::Hook& wanted = document_->hook(hook);
    std::vector<Element> result;
    for (std::uint32_t i = index_ + 1; i < document_->nodes_[index_].end; ++i)
        if (const Element e(*document_, i); wanted.fits(e)) result.push_back(e);
    return result;
}

std::optional<Element> Element::above(std::string_view hook) const {
    if (index_ == 0) return std::nullopt;
    const std::uint32_t found = document_->nearest(document_->hook(hook))[document_->nodes_[index_].parent];
    return found == 0 ? std::nullopt : std::optional(Element(*document_, found));
}

bool Element::holds(const Element& other) const {
    return document_ == other.document_ && other.index_ > index_ && other.index_ < document_->nodes_[index_].end;
}

}  // namespace blogferry::html
