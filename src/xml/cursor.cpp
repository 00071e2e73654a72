#include "xml/cursor.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "markup.hpp"
#include "scan.hpp"
#include "text/place.hpp"
#include "text/utf8.hpp"
#include "xml/prefixes.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace blogferry::xml {

namespace {

// Name characters. Those outside ASCII are left to libxml2, unless it wrote the bytes itself.
enum : unsigned char { name_start = 1, name_rest = 2, foreign = 4 };  // the colon is none: it divides names
constexpr std::array<unsigned char, 256> name_table = [] {
    std::array<unsigned char, 256> table{};
    for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = name_start | name_rest;
    for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = name_start | name_rest;
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = name_rest;
    table['_'] = name_start | name_rest;
    table['-'] = table['.'] = name_rest;
    for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = foreign;
    return table;
}();
constexpr bool is_name(char c, bool any) {
    return name_table[static_cast<unsigned char>(c)] & (any ? name_rest | foreign : name_rest);
}
constexpr bool starts_name(char c, bool any) {
    return name_table[static_cast<unsigned char>(c)] & (any ? name_start | foreign : name_start);
}

// Carriage returns and worse, in CDATA and comments: rare, and libxml2's.
bool has_control(std::string_view s) {
    return std::any_of(s.begin(), s.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

// The place behind the ">" of a tag, seen from inside it.
const char* tag_end(const char* p, const char* end) {
    char quote = 0;
    p = through_tag(p, end, quote);
    if (p == end || *p == '<') throw NotPlain{};
    return p + 1;
}

// Decodes the reference at `in` ("&…;"); returns the place behind it.
const char* put_reference(char*& out, const char* in, const char* end) {
    const std::string_view rest(in + 1, std::min<std::size_t>(10, static_cast<std::size_t>(end - in - 1)));
    const auto named = [&](char c, int length) {
        *out++ = c;
        return in + length;
    };
    if (rest.starts_with("lt;")) return named('<', 4);
    if (rest.starts_with("gt;")) return named('>', 4);
    if (rest.starts_with("amp;")) return named('&', 5);
    if (rest.starts_with("quot;")) return named('"', 6);
    if (rest.starts_with("apos;")) return named('\'', 6);
    if (!rest.starts_with("#")) throw NotPlain{};
    const bool hex = rest.starts_with("#x");
    std::uint32_t value = 0;
    std::size_t n = hex ? 2 : 1;
    const std::size_t digits = n;
    for (; n < rest.size() && rest[n] != ';'; ++n) {
        const char c = rest[n];
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<std::uint32_t>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            digit = static_cast<std::uint32_t>(c - 'a' + 10);
        else if (hex && c >= 'A' && c <= 'F')
            digit = static_cast<std::uint32_t>(c - 'A' + 10);
        else
            throw NotPlain{};
        value = value * (hex ? 16 : 10) + digit;
        if (value > 0x10FFFF) throw NotPlain{};
    }
    const bool allowed = value == 9 || value == 10 || value == 13 || (value >= 0x20 && value < 0xD800) ||
                         (value >= 0xE000 && value < 0xFFFE) || value >= 0x10000;
    if (n == digits || n >= rest.size() || !allowed) throw NotPlain{};
    std::string character;  // short: no allocation
    text::append_utf8(character, value);
    std::memcpy(out, character.data(), character.size());
    out += character.size();
    return in + 1 + n + 1;
}

// Walked where they are few, as in every export; a hostile root may declare a thousand.
constexpr std::size_t few = 16;
inline const Namespace* find_outer(const std::vector<Namespace>& namespaces, std::string_view prefix) {
    if (namespaces.size() <= few) {
        for (const Namespace& n : namespaces)
            if (same(n.prefix, prefix)) return &n;
        return nullptr;
    }
    const auto less = [](const Namespace& n, std::string_view p) { return n.prefix < p; };
    const auto found = std::lower_bound(namespaces.begin(), namespaces.end(), prefix, less);
    return found != namespaces.end() && found->prefix == prefix ? &*found : nullptr;
}

// Short texts mostly have nothing to decode.
bool is_plain(std::string_view s) {
    std::size_t i = 0;
#ifdef __SSE2__
    const __m128i amp = _mm_set1_epi8('&'), gt = _mm_set1_epi8('>'), limit = _mm_set1_epi8(0x1F);
    for (; i + 16 <= s.size(); i += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(s.data() + i));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, limit), block);
        if (_mm_movemask_epi8(
                _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(block, amp), _mm_cmpeq_epi8(block, gt)))))
            return false;
    }
#endif
    return std::none_of(s.begin() + static_cast<std::ptrdiff_t>(i), s.end(),
                        [](char c) { return c == '&' || c == '>' || static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

void append_decoded(std::string& to, std::string_view raw, bool attribute) {
    if (raw.size() < 200 && is_plain(raw)) {
        to.append(raw);
        return;
    }
    // Decoding never makes text longer, but for a reference whose character needs more bytes than it was written with:
    // there is none. Blocks are copied as they are scanned; the slack takes what the last one copies too much.
    constexpr std::size_t slack = 16;
    const std::size_t before = to.size();
    to.resize(before + raw.size() + slack);
    char* out = to.data() + before;
    const char* in = raw.data();
    const char* const end = in + raw.size();
    while (in < end) {
#ifdef __SSE2__
        const __m128i amp = _mm_set1_epi8('&'), gt = _mm_set1_epi8('>'), limit = _mm_set1_epi8(0x1F);
        while (in + 16 <= end) {
            const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(out), block);
            const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, limit), block);
            const int hits = _mm_movemask_epi8(
                _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(block, amp), _mm_cmpeq_epi8(block, gt))));
            const int clean = hits ? __builtin_ctz(static_cast<unsigned>(hits)) : 16;
            in += clean;
            out += clean;
            if (hits) break;
        }
        if (in == end) break;
#endif
        const char c = *in;
        if (c == '&') {
            in = put_reference(out, in, end);
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            if (c == '>' && !attribute && in - raw.data() >= 2 && in[-1] == ']' && in[-2] == ']') throw NotPlain{};
            *out++ = c;
            ++in;
        } else if (c == '\r' || (attribute && is_space(c))) {
            // XML 1.0, 2.11: line ends become LF; 3.3.3: white space in attributes becomes a blank.
            *out++ = attribute ? ' ' : '\n';
            in += c == '\r' && in + 1 < end && in[1] == '\n' ? 2 : 1;
        } else if (c == '\n' || c == '\t') {
            *out++ = c;
            ++in;
        } else {
            throw NotPlain{};
        }
    }
    to.resize(static_cast<std::size_t>(out - to.data()));
}

Cursor::Cursor(std::string_view record, const std::vector<Namespace>& outer, bool judged, Depth depth)
    : source_(record), judged_(judged), quick_(depth == Depth::skim && !judged), outer_(&outer) {
    if (source_.empty() || source_[0] != '<') throw NotPlain{};
    start_tag();
    claimed_ = true;
}

// A hostile record may hold millions of names, or one of a megabyte.
void Cursor::drop(std::string_view parent, std::string_view what) {
    constexpr std::size_t longest = 60, most = 200;
    std::string name(text::cut_utf8(parent, longest));
    name.append("/").append(text::cut_utf8(what, longest));
    if (not_carried_.size() >= most && !not_carried_.contains(name)) name = "(others)";
    ++not_carried_[name];
}

bool Cursor::next_child(int depth) {
    const auto wanted = static_cast<std::size_t>(depth);
    if (open_.size() < wanted) return false;
    while (open_.size() > wanted) {
        if (!claimed_) {
            const std::string_view parent = open_.size() > 1 ? open_[open_.size() - 2].name : std::string_view{};
            drop(parent, name_);
        }
        claimed_ = true;
        skip();
    }
    if (empty_) {
        close();
        return false;
    }
    scratch_.clear();
    const std::string_view parent = open_.back().name;
    const bool child = next_tag(&scratch_);
    if (!std::all_of(scratch_.begin(), scratch_.end(), is_space)) drop(parent, "text()");  // as XPath calls it
    if (!child) return false;
    claimed_ = false;
    return true;
}

bool Cursor::matches(const Name& name) {
    if (!same(local_, name.local) || !same(uri_of(prefix_), name.uri)) return false;
    return claimed_ = true;
}

bool Cursor::attribute_is(std::string_view name, std::string_view value) {
    read_attributes();
    const auto found =
        std::find_if(attributes_.begin(), attributes_.end(), [&](const Attribute& a) { return same(a.name, name); });
    if (found == attributes_.end()) return false;
    return same(found->value, value) || (found->value.find('&') != std::string_view::npos && attribute(name) == value);
}

std::optional<std::string_view> Cursor::attribute(std::string_view name) {
    read_attributes();
    for (const Attribute& a : attributes_) {
        if (!same(a.name, name)) continue;
        if (a.plain) return a.value;
        append_decoded(decoded_.emplace_front(), a.value, true);
        return decoded_.front();
    }
    return std::nullopt;
}

std::optional<std::string_view> Cursor::attribute(const Name& name) {
    read_attributes();
    for (const Attribute& a : attributes_) {
        const std::size_t colon = a.name.find(':');
        const bool found = colon != std::string_view::npos && same(a.name.substr(colon + 1), name.local) &&
                           same(uri_of(a.name.substr(0, colon)), name.uri);
        if (found) return attribute(a.name);
    }
    return std::nullopt;
}

std::string_view Cursor::attribute_or(std::string_view name, std::string_view otherwise) {
    return attribute(name).value_or(otherwise);
}

std::string_view Cursor::text() {
    if (const auto run = plain_text()) return *run;
    std::string& into = decoded_.emplace_front();
    text(into);
    return into;
}

std::string_view Cursor::text_or_markup() {
    if (const auto run = plain_text()) return *run;
    std::string& into = decoded_.emplace_front();
    text_or_markup(into);
    return into;
}

// Mostly one run of characters that needs no decoding, and then the end tag: goes past it.
std::optional<std::string_view> Cursor::plain_text() {
    if (empty_) return std::nullopt;
    const char* const begin = source_.data() + position_;
    const char* const end = source_.data() + source_.size();
    const char* const tag = find(begin, end, '<');
    if (tag == begin)
        if (const auto section = whole_section()) return section;
    if (!tag || tag + 1 >= end || tag[1] != '/') return std::nullopt;
    const std::string_view run(begin, static_cast<std::size_t>(tag - begin));
    if (!is_plain(run)) return std::nullopt;
    claimed_ = true;
    position_ += run.size();
    end_tag();
    return run;
}

// The text of an element that is one CDATA section and nothing else, as WordPress writes them; goes past its end.
std::optional<std::string_view> Cursor::whole_section() {
    const std::string_view rest = source_.substr(position_);
    if (!rest.starts_with("<![CDATA[")) return std::nullopt;
    const std::size_t end = rest.find("]]>", 9);
    if (end == std::string_view::npos || !rest.substr(end + 3).starts_with("</")) return std::nullopt;
    const std::string_view inside = rest.substr(9, end - 9);
    if (has_control(inside)) throw NotPlain{};
    claimed_ = true;
    position_ += end + 3;
    end_tag();
    return inside;
}

void Cursor::text(std::string& into) {
    claimed_ = true;
    const std::size_t depth = open_.size();
    if (empty_) return close();
    while (next_tag(&into)) {
        drop(open_[depth - 1].name, name_);
        while (open_.size() > depth) skip();
    }
}

bool Cursor::text_or_markup(std::string& into) {
    claimed_ = true;
    if (empty_) {
        close();
        return false;
    }
    const std::size_t depth = open_.size(), begin = position_, before = into.size();
    if (!next_tag(&into)) return false;
    while (open_.size() > depth) skip();
    leave(depth, &scratch_);
    into.resize(before);
    into += html_source(inside(begin), Markup::unescaped_html);
    return true;
}

std::string Cursor::xhtml() {
    claimed_ = true;
    const std::size_t begin = position_;
    if (empty_) {
        close();
        return {};
    }
    skip();
    return html_source(inside(begin), Markup::xhtml);
}

// The source from `begin` to the end tag that was just passed.
std::string_view Cursor::inside(std::size_t begin) const {
    const std::string_view source = source_.substr(begin, source_.rfind('<', position_ - 1) - begin);
    if (!judged_ && source.find('\r') != std::string_view::npos) throw NotPlain{};  // line ends are LF, as in any text
    return source;
}

void Cursor::skip() {
    scratch_.clear();
    leave(open_.size(), &scratch_);
}

void Cursor::pass_over() {
    claimed_ = true;
    if (quick_)
        run_past(open_.size());
    else
        leave(open_.size(), nullptr);
}

// For pass_over(): tags are only counted.
void Cursor::run_past(std::size_t depth) {
    std::size_t open = open_.size();
    if (empty_) return close();
    while (open >= depth) {
        const char* const end = source_.data() + source_.size();
        const char* const at = find(source_.data() + position_, end, '<');
        if (!at) throw NotPlain{};
        if (at + 1 >= end || at[1] == '?') throw NotPlain{};
        if (at[1] == '!') {
            position_ = static_cast<std::size_t>(at - source_.data());
            pass_section();
            continue;
        }
        const char* const behind = tag_end(at + 1, end);
        position_ = static_cast<std::size_t>(behind - source_.data());
        if (at[1] == '/')
            --open;
        else if (behind[-2] != '/')
            ++open;
    }
    while (open_.size() > open) close();
}

// The gate has seen the end of it.
void Cursor::pass_section() {
    const std::size_t end = source_.substr(position_).starts_with("<![CDATA[") ? source_.find("]]>", position_ + 9)
                                                                               : std::string_view::npos;
    if (end == std::string_view::npos) throw NotPlain{};
    position_ = end + 3;
}

void Cursor::leave(std::size_t depth, std::string* text) {
    if (empty_) return close();
    while (open_.size() >= depth) {
        if (next_tag(text) && empty_) close();
        if (text) text->clear();
    }
}

// Whether it is white space between a tag and a CDATA section.
bool Cursor::is_layout(std::string_view run, bool behind_section) const {
    const std::string_view rest = source_.substr(position_ + run.size(), 9);
    const bool edge = behind_section ? rest.starts_with("</") : rest.starts_with("<![CDATA[") && position_ == content_;
    return edge && std::all_of(run.begin(), run.end(), is_space);
}

bool Cursor::next_tag(std::string* text) {
    for (bool section = false;;) {
        const char* const found = find(source_.data() + position_, source_.data() + source_.size(), '<');
        if (!found) throw NotPlain{};
        const auto at = static_cast<std::size_t>(found - source_.data());
        const std::string_view run = source_.substr(position_, at - position_);
        if (text && !run.empty() && !is_layout(run, section)) append_decoded(*text, run, false);
        position_ = at;
        const std::string_view rest = source_.substr(at, 9);
        if (rest.size() > 1 && rest[1] == '/') {
            end_tag();
            return false;
        }
        if (rest.size() > 1 && rest[1] != '!') {
            start_tag();
            return true;
        }
        if (rest.starts_with("<![CDATA[")) {
            const std::size_t end = source_.find("]]>", at + 9);
            if (end == std::string_view::npos) throw NotPlain{};
            if (text) {
                const std::string_view inside = source_.substr(at + 9, end - at - 9);
                if (has_control(inside)) throw NotPlain{};
                text->append(inside);
            }
            position_ = end + 3;
            section = true;
        } else if (rest.starts_with("<!--")) {
            const std::size_t end = source_.find("--", at + 4);
            if (end == std::string_view::npos || end + 2 >= source_.size() || source_[end + 2] != '>') throw NotPlain{};
            if (has_control(source_.substr(at, end - at))) throw NotPlain{};
            position_ = end + 3;
        } else {
            throw NotPlain{};
        }
    }
}

// A name, from `p` on; `colon` is set to its colon, if it has one.
const char* Cursor::name_end(const char* p, const char* end, const char*& colon) const {
    if (p >= end || !starts_name(*p, judged_)) throw NotPlain{};
    colon = nullptr;
    for (;;) {
        while (p < end && is_name(*p, judged_)) ++p;
        if (p >= end) throw NotPlain{};
        if (*p != ':') return p;
        if (colon || p + 1 >= end || !starts_name(p[1], judged_)) throw NotPlain{};
        colon = p++;
    }
}

void Cursor::start_tag() {
    tag_ = position_;
    const char* const begin = source_.data() + position_ + 1;
    const char* const end = source_.data() + source_.size();
    const char* colon = nullptr;
    const char* p = name_end(begin, end, colon);
    name_ = {begin, static_cast<std::size_t>(p - begin)};
    prefix_ = colon ? name_.substr(0, static_cast<std::size_t>(colon - begin)) : std::string_view{};
    local_ = colon ? name_.substr(prefix_.size() + 1) : name_;
    attributes_.clear();
    prefixed_ = false;
    const std::size_t namespaces = inner_.size();
    if (quick_) {
        const char* const inside = p;
        p = tag_end(p, end);
        empty_ = p[-2] == '/';
        unread_ = {inside, static_cast<std::size_t>(p - inside)};
        if (may_declare(inside, p)) read_attributes();
    } else {
        unread_ = {};
        p = read_attributes(p, end);
    }
    if (!prefix_.empty()) uri_of(prefix_);  // an undeclared prefix is libxml2's to report
    if (prefixed_) check_prefixes();
    position_ = content_ = static_cast<std::size_t>(p - source_.data());
    open_.push_back({name_, namespaces});
}

// Prefixes of attributes must be declared, and no two of them may make one name of two.
void Cursor::check_prefixes() {
    boost::container::small_vector<Name, 8> names;
    for (const Attribute& a : attributes_) {
        const std::size_t at = a.name.find(':');
        if (at == std::string_view::npos || a.name.starts_with("xmlns:")) continue;
        const Name name{uri_of(a.name.substr(0, at)), a.name.substr(at + 1)};
        if (judged_) continue;
        for (const Name& other : names)
            if (same(other.local, name.local) && same(other.uri, name.uri)) throw NotPlain{};
        names.push_back(name);
    }
}

void Cursor::read_attributes() {
    if (unread_.empty()) return;
    const std::string_view tag = std::exchange(unread_, {});
    read_attributes(tag.data(), tag.data() + tag.size());
}

// Reads attributes up to the tag's ">"; returns the place behind it.
const char* Cursor::read_attributes(const char* p, const char* end) {
    const auto need = [&] {
        if (p >= end) throw NotPlain{};
    };
    empty_ = false;
    for (;;) {
        const char* before = p;
        while (p < end && is_space(*p)) ++p;
        need();
        if (*p == '>') return p + 1;
        if (*p == '/') {
            if (++p >= end || *p != '>') throw NotPlain{};
            empty_ = true;
            return p + 1;
        }
        if (p == before) throw NotPlain{};
        const char* const begin = p;
        const char* colon = nullptr;
        p = name_end(p, end, colon);
        prefixed_ = prefixed_ || colon;
        const std::string_view attribute{begin, static_cast<std::size_t>(p - begin)};
        while (p < end && is_space(*p)) ++p;
        need();
        if (*p++ != '=') throw NotPlain{};
        while (p < end && is_space(*p)) ++p;
        need();
        const char quote = *p++;
        if (quote != '"' && quote != '\'') throw NotPlain{};
        bool plain = true;
        const char* const close = through_value(p, end, quote, plain);
        if (close == end) throw NotPlain{};
        const std::string_view value{p, static_cast<std::size_t>(close - p)};
        p = close + 1;
        if (!judged_) {
            for (const Attribute& other : attributes_)
                if (same(other.name, attribute)) throw NotPlain{};
            if (attributes_.size() == 64) throw NotPlain{};  // the check above is quadratic
            if (!plain) {  // nobody may ask for this one, but it must be XML all the same
                unwanted_.clear();
                append_decoded(unwanted_, value, true);
            }
        }
        attributes_.push_back({attribute, value, plain});
        if (attribute.starts_with("xmlns") && (attribute.size() == 5 || attribute[5] == ':')) declare(attribute, value);
    }
}

void Cursor::declare(std::string_view attribute, std::string_view value) {
    std::string uri;
    append_decoded(uri, value, true);
    const std::string_view prefix = attribute.size() == 5 ? std::string_view{} : attribute.substr(6);
    if (!prefix.empty() && uri.empty()) throw NotPlain{};
    // What belongs to XML itself cannot be declared like this; libxml2 knows the exceptions.
    const bool reserved = prefix.starts_with("xml") || uri.starts_with("http://www.w3.org/XML/") ||
                          uri.starts_with("http://www.w3.org/2000/xmlns");
    if (reserved && !judged_) throw NotPlain{};
    inner_.emplace_back(prefix, std::move(uri));
    if (inner_.size() > 64 && !judged_) throw NotPlain{};  // looking them up takes time in proportion
}

void Cursor::end_tag() {
    const std::string_view expected = open_.back().name;
    std::size_t p = position_ + 2;
    if (!same(source_.substr(p, expected.size()), expected)) throw NotPlain{};
    p += expected.size();
    while (p < source_.size() && is_space(source_[p])) ++p;
    if (p >= source_.size() || source_[p] != '>') throw NotPlain{};
    position_ = p + 1;
    close();
}

void Cursor::close() {
    if (inner_.size() > open_.back().namespaces) inner_.resize(open_.back().namespaces);
    open_.pop_back();
    empty_ = false;
}

std::string_view Cursor::uri_of(std::string_view prefix) {
    const auto inner = std::find_if(inner_.rbegin(), inner_.rend(),
                                    [&](const auto& declared) { return same(declared.first, prefix); });
    if (inner != inner_.rend()) return inner->second;
    if (outer_->size() > few && found_ && same(found_->prefix, prefix)) return found_->uri;
    if (const Namespace* n = find_outer(*outer_, prefix)) {
        found_ = n;
        return n->uri;
    }
    if (prefix.empty()) return {};
    if (prefix == "xml") return "http://www.w3.org/XML/1998/namespace";
    return assume(prefix);
}

// Nothing declares the prefix.
std::string_view Cursor::assume(std::string_view prefix) {
    const std::string_view known = well_known_namespace(prefix);
    if (known.empty()) throw NotPlain{};
    if (std::none_of(assumed_.begin(), assumed_.end(), [&](const auto& a) { return a.first == prefix; }))
        assumed_.emplace_back(prefix, offset());
    return known;
}


bool is_element(const Record& record, const std::vector<Namespace>& outer, const Name& name) {
    std::size_t end = 1;
    while (end < record.bytes.size() && (is_name(record.bytes[end], true) || record.bytes[end] == ':')) ++end;
    const char* const bytes = record.bytes.data();
    char quote = 0;
    const std::string_view tag(
        bytes, static_cast<std::size_t>(through_tag(bytes + end, bytes + record.bytes.size(), quote) - bytes));
    if (tag.find("xmlns") != std::string_view::npos) {  // the element names its namespace itself
        bool found = false;
        read(
            record, outer, nullptr, [&](Cursor& xml) { found = xml.is(name); }, Depth::skim);
        return found;
    }
    const std::string_view written = record.bytes.substr(1, end - 1);
    const std::size_t colon = written.find(':');
    if ((colon == std::string_view::npos ? written : written.substr(colon + 1)) != name.local) return false;
    const std::string_view prefix = colon == std::string_view::npos ? std::string_view{} : written.substr(0, colon);
    const Namespace* found = find_outer(outer, prefix);
    if (found) return found->uri == name.uri;
    return (prefix.empty() ? std::string_view() : well_known_namespace(prefix)) == name.uri;
}

Location locate(const Record& record, std::size_t offset) {
    return text::moved(record.at, record.bytes.substr(0, std::min(offset, record.bytes.size())));
}

}  // namespace blogferry::xml
