#include "json/as_xml.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <vector>

#include "json_tree.hpp"
#include "text/utf8.hpp"

namespace blogferry::json {

namespace {

namespace bj = boost::json;

constexpr std::string_view text_key = "$t";

std::string_view view(bj::string_view text) { return {text.data(), text.size()}; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(std::string_view s) {
    return !s.empty() && is_letter(s.front()) && std::all_of(s.begin(), s.end(), [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

class Maker {
public:
    Maker(std::span<const std::string> prefixes, const Location& at, Diagnostics* diagnostics)
        : prefixes_(prefixes), at_(at), diagnostics_(diagnostics) {}

    std::string make(std::string_view root, const bj::object& object) {
        begin(std::string(root), object);
        while (!open_.empty()) {
            if (open_.back().next == open_.back().object->end())
                end();
            else
                next_child();
        }
        return std::move(xml_);
    }

private:
    // An element whose start tag is written. Elements are nested here, not on the stack.
    struct Open {
        std::string name;
        const bj::object* object;
        bj::object::const_iterator next;  // the member whose turn it is
        std::size_t item;                 // of that, if it is an array
        std::size_t declared;             // prefixes outside of it
    };

    void begin(std::string name, const bj::object& object) {
        const std::size_t declared = inner_.size();
        declare(object);
        if (!has_prefix(name)) {
            lost(name);
            inner_.resize(declared);
            return;
        }
        xml_.append("<").append(name);
        for (const auto& member : object) attribute(view(member.key()), member.value());
        xml_ += '>';
        open_.push_back({std::move(name), &object, object.begin(), 0, declared});
    }

    void end() {
        xml_.append("</").append(open_.back().name).append(">");
        inner_.resize(open_.back().declared);
        open_.pop_back();
    }

    static bool is_scalar(const bj::value& value) { return !value.is_object() && !value.is_array(); }

    // "a$b" -> "a:b"; empty if that is no name.
    static std::string name_of(std::string_view key) {
        const std::size_t dollar = key.find('$');
        if (dollar == std::string_view::npos) return std::string(is_name(key) ? key : std::string_view());
        if (!is_name(key.substr(0, dollar)) || !is_name(key.substr(dollar + 1))) return {};
        return std::string(key.substr(0, dollar)).append(":").append(key.substr(dollar + 1));
    }

    void declare(const bj::object& object) {
        for (const auto& member : object) {
            const std::string_view key = view(member.key());
            if (key.starts_with("xmlns$") && is_scalar(member.value())) inner_.emplace_back(key.substr(6));
        }
    }

    bool has_prefix(std::string_view name) const {
        const std::size_t colon = name.find(':');
        if (colon == std::string_view::npos) return true;
        const std::string_view prefix = name.substr(0, colon);
        return prefix == "xml" || std::find(prefixes_.begin(), prefixes_.end(), prefix) != prefixes_.end() ||
               std::find(inner_.begin(), inner_.end(), prefix) != inner_.end();
    }

    void lost(std::string_view key) {
        if (diagnostics_) diagnostics_->not_carried("json:" + std::string(text::cut_utf8(key, 60)));
    }

    void attribute(std::string_view key, const bj::value& value) {
        if (!is_scalar(value) || value.is_null() || key == text_key) return;
        const std::string name = name_of(key);
        if (name.empty() || !(name.starts_with("xmlns:") || has_prefix(name))) return lost(key);
        xml_.append(" ").append(name).append("=\"");
        // Markup in a JSON string is text.
        if (key == "type" && value.is_string() && view(value.get_string()) == "xhtml")
            xml_ += "html";
        else
            scalar(value);
        xml_ += '"';
    }

    void next_child() {
        Open& parent = open_.back();
        const std::string_view key = view(parent.next->key());
        const bj::value& value = parent.next->value();
        const bj::array* const array = key == text_key ? nullptr : value.if_array();
        if (array != nullptr && parent.item < array->size()) {
            const bj::value& item = (*array)[parent.item++];
            if (item.is_array())
                lost(key);
            else
                only_child(key, item);
            return;
        }
        ++parent.next;
        parent.item = 0;
        if (key == text_key) {
            if (is_scalar(value))
                scalar(value);
            else
                lost(key);
        } else if (value.is_object()) {
            only_child(key, value);
        }
    }

    void only_child(std::string_view key, const bj::value& value) {
        std::string name = name_of(key);
        if (name.empty()) return lost(key);
        if (const bj::object* object = value.if_object()) return begin(std::move(name), *object);
        if (!has_prefix(name)) return lost(key);
        xml_.append("<").append(name).append(">");
        scalar(value);
        xml_.append("</").append(name).append(">");
    }

    void scalar(const bj::value& value) {
        if (value.is_string())
            escaped(view(value.get_string()));
        else if (!value.is_null())
            xml_ += bj::serialize(value);
    }

    void escaped(std::string_view text) {
        for (const char c : text) {
            switch (c) {
                case '&':
                    xml_ += "&amp;";
                    break;
                case '<':
                    xml_ += "&lt;";
                    break;
                case '>':
                    xml_ += "&gt;";
                    break;
                case '"':
                    xml_ += "&quot;";
                    break;
                case '\t':
                    xml_ += "&#9;";
                    break;
                case '\n':
                    xml_ += "&#10;";
                    break;
                case '\r':
                    xml_ += "&#13;";
                    break;
                default:
                    if (static_cast<unsigned char>(c) < 0x20)
                        throw Error(Rule::json_malformed, at_, "a control character in a text, which no feed can hold");
                    xml_ += c;
            }
        }
    }

    std::string xml_;
    std::vector<Open> open_;
    std::span<const std::string> prefixes_;
    std::vector<std::string_view> inner_;  // declared by the open elements
    const Location& at_;
    Diagnostics* diagnostics_;
};

}  // namespace

std::string as_xml(std::string_view object, std::string_view root, std::span<const std::string> prefixes,
                   const Location& at, std::uint64_t depth, Diagnostics* diagnostics) {
    bj::monotonic_resource memory;
    const bj::value tree = parse_tree(object, at, depth, &memory);
    if (!tree.is_object()) throw Error(Rule::json_malformed, at, "this is no JSON object");
    return Maker(prefixes, at, diagnostics).make(root, tree.get_object());
}

}  // namespace blogferry::json
