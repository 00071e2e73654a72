#include "xml/damage.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "scan.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "xml/html_entity.hpp"
#include "xml/prefixes.hpp"

namespace blogferry::xml {

namespace {

constexpr std::string_view merge_mark = "<<<<<<<";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool in_name(char c) { return starts_name(c) || is_digit(c) || c == '-' || c == '.' || c == ':'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_space(c); }

std::string tag(std::string_view name, const char* open = "<") { return open + text::printable(name, 60) + ">"; }

// "&name;" or "&#number;" at the beginning of `s`, with both marks; empty if it is none.
std::string_view reference_at(std::string_view s) {
    constexpr std::size_t longest = 40;
    std::size_t n = s.size() > 1 && s[1] == '#' ? 2 : 1;
    while (n < std::min(s.size(), longest) && (is_letter(s[n]) || is_digit(s[n]))) ++n;
    return n > 1 && n < s.size() && s[n] == ';' ? s.substr(0, n + 1) : std::string_view();
}

// The number in "&#123;" or "&#x7b;", at most one above Unicode's last; nullopt if it is none.
std::optional<std::uint32_t> number_in(std::string_view reference) {
    std::string_view digits = reference.substr(2, reference.size() - 3);
    const bool hex = digits.starts_with('x');
    if (hex) digits.remove_prefix(1);
    if (digits.empty()) return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : digits) {
        std::uint32_t digit = 16;
        if (is_digit(c))
            digit = static_cast<std::uint32_t>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            digit = static_cast<std::uint32_t>(c - 'a' + 10);
        else if (hex && c >= 'A' && c <= 'F')
            digit = static_cast<std::uint32_t>(c - 'A' + 10);
        if (digit >= (hex ? 16U : 10U)) return std::nullopt;
        value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
    }
    return value;
}

bool is_character(std::uint32_t value) {
    return value == 9 || value == 10 || value == 13 || (value >= 0x20 && value < 0xD800) ||
           (value >= 0xE000 && value < 0xFFFE) || (value >= 0x10000 && value < 0x110000);
}

bool is_predefined(std::string_view name) {
    return name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos";
}

class Scanner {
public:
    Scanner(std::string_view element, const std::vector<Namespace>& outer,
            const std::function<bool(const Damage&)>& found)
        : all_(element), outer_(outer), found_(found) {}

    void run() {
        try {
            while (at_ < all_.size()) {
                if (all_[at_] == '<')
                    markup();
                else
                    text();
            }
            if (!open_.empty()) structure(all_.size(), tag(open_.back().name) + " is never closed");
        } catch (const Stop&) {
        }
    }

private:
    struct Stop {};
    enum class In : std::uint8_t { text, attribute, section };  // no references in the last
    struct Open {
        std::string_view name;
        std::size_t declared;  // prefixes
        bool section;          // has had a CDATA section
    };

    void report(Damage damage) const {
        if (!found_(damage)) throw Stop{};
    }
    [[noreturn]] void structure(std::size_t offset, std::string what) const {
        found_({Damage::Kind::structure, offset, 0, std::move(what)});
        throw Stop{};
    }

    void text() {
        const std::size_t end = std::min(all_.find('<', at_), all_.size());
        if (open_.empty() && !text::trim(all_.substr(at_, end - at_)).empty())
            structure(at_, "text behind the end of the element");
        characters(at_, end, In::text);
        at_ = end;
    }

    void characters(std::size_t begin, std::size_t end, In in) const {
        std::size_t bad = invalid_from(begin, end);
        for (std::size_t i = begin; i < end;) {
            std::size_t size = 1;
            const char c = all_[i];
            if (i == bad) {
                while (size < 4 && i + size < end && (static_cast<unsigned char>(all_[i + size]) & 0xC0U) == 0x80)
                    ++size;
                report({Damage::Kind::invalid_bytes, i, size, {}});
                bad = invalid_from(i + size, end);
            } else if (is_control(c)) {
                report({Damage::Kind::control_character, i, 1, {}});
            } else if (c == '&' && in != In::section) {
                size = reference(i, end);
            } else if (c == '>' && in == In::text && i >= begin + 2 && all_[i - 1] == ']' && all_[i - 2] == ']') {
                if (!open_.empty() && open_.back().section)
                    structure(i - 2, "\"]]>\" behind a CDATA section that has ended already");
                report({Damage::Kind::cdata_end, i - 2, 3, {}});
            }
            i += size;
        }
    }

    std::size_t invalid_from(std::size_t begin, std::size_t end) const {
        const std::size_t bad = text::invalid_in_xml(all_.substr(begin, end - begin));
        return bad == text::npos ? end : begin + bad;
    }

    std::size_t reference(std::size_t at, std::size_t end) const {
        const std::string_view written = reference_at(all_.substr(at, end - at));
        const std::string name(written.empty() ? "" : written.substr(1, written.size() - 2));
        if (name.starts_with('#')) {
            const std::optional<std::uint32_t> value = number_in(written);
            if (value && is_character(*value)) return written.size();
            if (value) {
                report({Damage::Kind::no_character, at, written.size(), {}});
                return written.size();
            }
        } else if (is_predefined(name)) {
            return written.size();
        } else if (!name.empty() && html_entity(name) != 0) {
            report({Damage::Kind::html_entity, at, written.size(), {}});
            return written.size();
        }
        report({Damage::Kind::bare_ampersand, at, 1, {}});
        return 1;
    }

    void markup() {
        const std::string_view rest = all_.substr(at_);
        if (rest.starts_with("<!--")) return section("<!--", "-->", "the comment is never closed");
        if (rest.starts_with("<![CDATA[")) return section("<![CDATA[", "]]>", "the CDATA section is never closed");
        if (rest.starts_with("<?")) return section("<?", "?>", "the processing instruction is never closed");
        if (rest.starts_with("<!")) structure(at_, "invalid markup: \"<!\"");
        if (rest.starts_with("</")) return end_tag();
        if (rest.size() > 1 && starts_name(rest[1])) return start_tag();
        if (open_.empty()) structure(at_, "\"<\" begins no tag");
        if (rest.starts_with(merge_mark)) structure(at_, "a mark of a merge conflict, which version control left");
        report({Damage::Kind::bare_less, at_, 1, {}});
        ++at_;
    }

    void section(std::string_view open, std::string_view close, const char* unclosed) {
        const std::size_t begin = at_ + open.size();
        const std::size_t end = all_.find(close, begin);
        if (end == std::string_view::npos) structure(at_, unclosed);
        if (open == "<![CDATA[" && !open_.empty()) open_.back().section = true;
        if (open == "<!--") {
            std::size_t dashes = all_.find("--", begin);
            for (; dashes < end; dashes = all_.find("--", dashes + 2)) report({Damage::Kind::dashes, dashes, 2, {}});
        }
        if (open == "<?") {
            std::size_t name = begin;
            while (name < end && in_name(all_[name])) ++name;
            const std::string_view target = all_.substr(begin, name - begin);
            if (target.empty() || !starts_name(target[0]) || target.find(':') != std::string_view::npos ||
                (name < end && !is_space(all_[name])))
                structure(at_, "a processing instruction cannot have this name");
            if (text::equal_ignoring_case(target, "xml"))
                structure(at_, "the XML declaration does not stand at the very beginning of the file");
        }
        characters(begin, end, In::section);
        at_ = end + close.size();
    }

    // The name at `p`, which goes behind it.
    std::string_view name(std::size_t& p, std::size_t tag_begin) const {
        const std::size_t begin = p;
        while (p < all_.size() && in_name(all_[p])) ++p;
        const std::string_view written = all_.substr(begin, p - begin);
        if (written.empty() || !starts_name(written[0]))
            structure(p, p < all_.size() ? "\"" + text::printable(all_.substr(p, 1)) + "\" where a name should be"
                                         : "a tag is never closed");
        const std::size_t colon = written.find(':');
        if (colon != std::string_view::npos && (written.find(':', colon + 1) != std::string_view::npos ||
                                                colon + 1 == written.size() || !starts_name(written[colon + 1])))
            structure(tag_begin, "\"" + text::printable(written, 60) + "\" is no name with a prefix");
        if (text::invalid_in_xml(written) != text::npos) structure(begin, "bytes in a name that are not valid UTF-8");
        return written;
    }
    void blanks(std::size_t& p) const {
        while (p < all_.size() && is_space(all_[p])) ++p;
    }

    void start_tag() {
        const std::size_t begin = at_;
        if (open_.empty() && begin > 0) structure(begin, "a second element behind the end of the first");
        std::size_t p = begin + 1;
        const std::string_view element = name(p, begin);
        std::vector<std::string_view> names;
        const std::size_t declared = declared_.size();
        for (;;) {
            const std::size_t before = p;
            blanks(p);
            if (p >= all_.size()) structure(begin, tag(element) + " has no \">\"");
            if (all_[p] == '>' || (all_[p] == '/' && p + 1 < all_.size() && all_[p + 1] == '>')) break;
            if (p == before) structure(p, "\"" + text::printable(all_.substr(p, 1)) + "\" in the tag " + tag(element));
            names.push_back(attribute(p, element));
        }
        std::vector<std::string_view> sorted = names;
        std::sort(sorted.begin(), sorted.end());
        if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
            structure(begin, tag(element) + " has the attribute " + text::printable(*twice, 60) + " twice");
        names.push_back(element);
        for (const std::string_view n : names) check_prefix(n, begin);
        if (all_[p] == '/') {
            forget(declared);
            at_ = p + 2;
        } else {
            open_.push_back({element, declared, false});
            at_ = p + 1;
        }
    }

    std::string_view attribute(std::size_t& p, std::string_view element) {
        const std::size_t begin = p;
        const std::string_view written = name(p, begin);
        blanks(p);
        if (p >= all_.size() || all_[p] != '=')
            structure(begin, "the attribute " + text::printable(written, 60) + " of " + tag(element) + " has no value");
        ++p;
        blanks(p);
        const std::size_t close =
            p < all_.size() && (all_[p] == '"' || all_[p] == '\'') ? all_.find(all_[p], p + 1) : std::string_view::npos;
        if (close == std::string_view::npos)
            structure(begin, "the value of the attribute " + text::printable(written, 60) + " of " + tag(element) +
                                 " has no quotation marks around it");
        if (const std::size_t less = all_.find('<', p); less < close) structure(less, "\"<\" inside a tag");
        characters(p + 1, close, In::attribute);
        if (written.starts_with("xmlns:")) {
            declared_.push_back(written.substr(6));
            ++prefixes_[written.substr(6)];
        }
        p = close + 1;
        return written;
    }

    void check_prefix(std::string_view written, std::size_t at) const {
        const std::size_t colon = written.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view prefix = written.substr(0, colon);
        const auto known = prefixes_.find(prefix);
        if (prefix == "xml" || prefix == "xmlns" || (known != prefixes_.end() && known->second > 0)) return;
        const auto same_prefix = [&](const Namespace& n) { return n.prefix == prefix; };
        if (std::any_of(outer_.begin(), outer_.end(), same_prefix) || !well_known_namespace(prefix).empty()) return;
        structure(at, "the prefix of \"" + text::printable(written, 60) + "\" is not declared");
    }

    void forget(std::size_t declared) {
        for (; declared_.size() > declared; declared_.pop_back()) --prefixes_[declared_.back()];
    }

    void end_tag() {
        const std::size_t begin = at_;
        if (open_.size() == 1) {
            const std::string whole = tag(open_.back().name, "</");
            if (const std::string_view rest = all_.substr(begin);
                whole.size() > rest.size() && whole.starts_with(rest)) {
                report({Damage::Kind::cut_end_tag, begin, rest.size(), {}});
                open_.pop_back();
                at_ = all_.size();
                return;
            }
        }
        std::size_t p = begin + 2;
        const std::string_view written = name(p, begin);
        blanks(p);
        if (open_.empty()) structure(begin, tag(written, "</") + " closes nothing");
        if (written != open_.back().name)
            structure(begin, "expected " + tag(open_.back().name, "</") + ", found " + tag(written, "</"));
        if (p >= all_.size() || all_[p] != '>') structure(begin, tag(written, "</") + " has no \">\" behind its name");
        forget(open_.back().declared);
        open_.pop_back();
        at_ = p + 1;
    }

    std::string_view all_;
    const std::vector<Namespace>& outer_;
    const std::function<bool(const Damage&)>& found_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::vector<std::string_view> declared_;            // prefixes, in order
    std::map<std::string_view, std::size_t> prefixes_;  // how often each is
};

std::string code_point(std::uint32_t value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (; value != 0 || hex.size() < 4; value >>= 4U) hex.insert(hex.begin(), digits[value & 15U]);
    return "U+" + hex;
}

}  // namespace

void find_damage(std::string_view element, const std::vector<Namespace>& outer,
                 const std::function<bool(const Damage&)>& found) {
    Scanner(element, outer, found).run();
}

std::string describe(const Damage& damage, std::string_view element) {
    const std::string_view bytes = element.substr(damage.offset, damage.size);
    switch (damage.kind) {
        case Damage::Kind::control_character:
            return "control character " + code_point(static_cast<unsigned char>(bytes[0])) + ", which XML forbids";
        case Damage::Kind::bare_ampersand: {
            const std::string_view reference = reference_at(element.substr(damage.offset));
            if (reference.empty()) return "a bare & (write &amp;)";
            const std::string shown(reference.substr(1));
            return "&" + shown + " is nothing that XML knows (write &amp;" + shown + ")";
        }
        case Damage::Kind::html_entity:
            return std::string(bytes) + " is an entity of HTML, not of XML (write " + mended(damage, element) + ")";
        case Damage::Kind::no_character: {
            const std::optional<std::uint32_t> value = number_in(bytes);
            return std::string(bytes) + " stands for " +
                   (*value < 0x20 ? "control character " + code_point(*value) : std::string("no character")) +
                   ", which XML forbids";
        }
        case Damage::Kind::invalid_bytes:
            if (bytes == "\xEF\xBF\xBE" || bytes == "\xEF\xBF\xBF")
                return code_point(bytes[2] == '\xBE' ? 0xFFFE : 0xFFFF) + ", which is no character of XML";
            return "a byte that is not valid UTF-8";
        case Damage::Kind::bare_less:
            return "a bare < (write &lt;)";
        case Damage::Kind::cdata_end:
            return "\"]]>\" in a text (write ]]&gt;)";
        case Damage::Kind::dashes:
            return "\"--\" inside a comment";
        case Damage::Kind::cut_end_tag:
            return "the file ends in an end tag";
        case Damage::Kind::structure:
            break;
    }
    return damage.structure;
}

std::string mended(const Damage& damage, std::string_view element) {
    const std::string_view bytes = element.substr(damage.offset, damage.size);
    switch (damage.kind) {
        case Damage::Kind::control_character:
            return {};
        case Damage::Kind::bare_ampersand:
            return "&amp;";
        case Damage::Kind::html_entity:
            return "&#" + std::to_string(html_entity(std::string(bytes.substr(1, bytes.size() - 2)))) + ";";
        case Damage::Kind::no_character:
            return *number_in(bytes) < 0x20 ? "" : "&#xFFFD;";
        case Damage::Kind::invalid_bytes:
            return "\xEF\xBF\xBD";
        case Damage::Kind::bare_less:
            return "&lt;";
        case Damage::Kind::cdata_end:
            return "]]&gt;";
        case Damage::Kind::dashes:
            return "- -";
        case Damage::Kind::cut_end_tag: {
            std::size_t end = 1;
            while (end < element.size() && in_name(element[end])) ++end;
            return "</" + std::string(element.substr(1, end - 1)) + ">";
        }
        case Damage::Kind::structure:
            break;
    }
    return std::string(bytes);
}

std::string describe_mended(Damage::Kind kind, std::uint64_t times) {
    const auto counted = [times](const char* one, const char* many, const char* done) {
        return std::to_string(times) + " " + (times == 1 ? one : many) + " " + done;
    };
    switch (kind) {
        case Damage::Kind::control_character:
            return counted("control character", "control characters", "removed");
        case Damage::Kind::bare_ampersand:
            return counted("bare &", "bare &", "read as &amp;");
        case Damage::Kind::html_entity:
            return counted("entity of HTML", "entities of HTML", "understood");
        case Damage::Kind::no_character:
            return counted("reference to no character", "references to no character", "removed, or replaced by U+FFFD");
        case Damage::Kind::invalid_bytes:
            return counted("run of invalid bytes", "runs of invalid bytes", "replaced by U+FFFD");
        case Damage::Kind::bare_less:
            return counted("bare <", "bare <", "read as &lt;");
        case Damage::Kind::cdata_end:
            return counted("\"]]>\"", "\"]]>\"", "in a text read as it stands");
        case Damage::Kind::dashes:
            return counted("\"--\"", "\"--\"", "inside a comment written as \"- -\"");
        case Damage::Kind::cut_end_tag:
            return "the end tag, which was cut off, completed";
        case Damage::Kind::structure:
            break;
    }
    return {};
}

}  // namespace blogferry::xml
