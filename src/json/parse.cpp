// Boost.JSON's own parser keeps the last of duplicate keys without a word, and rounds doubles in the last place. So
// its tokenizer is used with a handler of our own that minds both.

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "blogferry/context.hpp"
#include "json_tree.hpp"

namespace blogferry::json {

namespace {

namespace bj = boost::json;
using Code = bj::error_code;
using Text = bj::string_view;

struct Handler {
    static constexpr std::size_t max_object_size = bj::object::max_size();
    static constexpr std::size_t max_array_size = bj::array::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    bj::value_stack stack;
    std::string digits;       // of a number that came in parts
    std::size_t members = 0;  // of all objects, duplicates included

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_array_begin(Code&) { return true; }
    bool on_array_end(std::size_t n, Code&) {
        stack.push_array(n);
        return true;
    }
    bool on_object_begin(Code&) { return true; }
    bool on_object_end(std::size_t n, Code&) {
        members += n;
        stack.push_object(n);
        return true;
    }
    bool on_key_part(Text s, std::size_t, Code&) {
        stack.push_chars(s);
        return true;
    }
    bool on_key(Text s, std::size_t, Code&) {
        stack.push_key(s);
        return true;
    }
    bool on_string_part(Text s, std::size_t, Code&) {
        stack.push_chars(s);
        return true;
    }
    bool on_string(Text s, std::size_t, Code&) {
        stack.push_string(s);
        return true;
    }
    bool on_number_part(Text s, Code&) {
        digits.append(s.data(), s.size());
        return true;
    }
    bool on_int64(std::int64_t number, Text, Code&) {
        digits.clear();
        stack.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, Text, Code&) {
        digits.clear();
        stack.push_uint64(number);
        return true;
    }
    bool on_double(double, Text s, Code& code) {
        digits.append(s.data(), s.size());
        double number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || end != digits.data() + digits.size()) {
            code = bj::error::exponent_overflow;
            return false;
        }
        digits.clear();
        stack.push_double(number);
        return true;
    }
    bool on_bool(bool yes, Code&) {
        stack.push_bool(yes);
        return true;
    }
    bool on_null(Code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }
};

/// Members of all objects that are left in the tree.
std::size_t count_members(const bj::value& tree) {
    std::size_t members = 0;
    std::vector<const bj::value*> rest{&tree};
    const auto later = [&rest](const bj::value& value) {
        if (value.is_structured()) rest.push_back(&value);
    };
    while (!rest.empty()) {
        const bj::value& value = *rest.back();
        rest.pop_back();
        if (const bj::object* object = value.if_object()) {
            members += object->size();
            for (const auto& member : *object) later(member.value());
        } else if (const bj::array* array = value.if_array()) {
            for (const bj::value& item : *array) later(item);
        }
    }
    return members;
}

Location forward(Location at, std::size_t bytes) {
    at.offset += bytes;
    at.column += bytes;
    return at;
}

[[noreturn]] void fail(const Code& code, const Location& at, std::uint64_t depth) {
    if (code == bj::error::too_deep) {
        throw Error(Rule::limit_depth, at, "arrays and objects are nested more than " + std::to_string(depth) + " deep",
                    "if the file can be trusted, raise the limit with --limit depth=N (at most " +
                        std::to_string(Limits::deepest) + ")");
    }
    throw Error(Rule::json_malformed, at, "this is not JSON (" + code.message() + ")",
                "repair the line, or make the file again with --to ndjson");
}

}  // namespace

bj::value parse_tree(std::string_view text, const Location& at, std::uint64_t depth, bj::storage_ptr storage) {
    // The tokenizer calls itself for each level.
    depth = std::min(depth, Limits::deepest);
    bj::parse_options options;
    options.max_depth = static_cast<std::size_t>(depth);
    bj::basic_parser<Handler> parser(options);
    Handler& handler = parser.handler();
    handler.stack.reset(std::move(storage));

    Code code;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
    if (!code && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) code = bj::error::extra_data;
    if (code) fail(code, forward(at, read), depth);

    bj::value tree = handler.stack.release();
    if (count_members(tree) != handler.members) {
        throw Error(Rule::json_malformed, at, "an object has the same key twice", "remove one of the two");
    }
    return tree;
}

}  // namespace blogferry::json
