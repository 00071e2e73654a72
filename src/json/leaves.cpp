#include "json/leaves.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <limits>

namespace blogferry::json {
namespace {

namespace bj = boost::json;
using Code = bj::error_code;
using Text = bj::string_view;

constexpr std::size_t deepest = 32;

struct Handler {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    struct Level {
        std::size_t path;  // how long the path is outside of it
        bool array;
        std::size_t number;  // of the next value in an array
    };
    std::string path, part;
    std::vector<Level> levels;
    std::vector<Leaf> found;

    // The place of the value that begins here; an object's key has put it there already.
    void begin_value() {
        if (levels.empty() || !levels.back().array) return;
        path.resize(levels.back().path);
        path += '/' + std::to_string(levels.back().number++);
    }
    bool open(bool array) {
        begin_value();
        levels.push_back({path.size(), array, 0});
        return true;
    }
    bool close() {
        path.resize(levels.back().path);
        levels.pop_back();
        return true;
    }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_array_begin(Code&) { return open(true); }
    bool on_array_end(std::size_t, Code&) { return close(); }
    bool on_object_begin(Code&) { return open(false); }
    bool on_object_end(std::size_t, Code&) { return close(); }
    bool on_key_part(Text s, std::size_t, Code&) { return add(s); }
    bool on_key(Text s, std::size_t, Code&) {
        add(s);
        path.resize(levels.back().path);
        path += '/' + part;
        part.clear();
        return true;
    }
    bool on_string_part(Text s, std::size_t, Code&) { return add(s); }
    bool on_string(Text s, std::size_t, Code&) {
        add(s);
        begin_value();
        found.push_back({path, part});
        part.clear();
        return true;
    }
    bool on_number_part(Text, Code&) { return true; }
    bool on_int64(std::int64_t, Text, Code&) { return pass(); }
    bool on_uint64(std::uint64_t, Text, Code&) { return pass(); }
    bool on_double(double, Text, Code&) { return pass(); }
    bool on_bool(bool, Code&) { return pass(); }
    bool on_null(Code&) { return pass(); }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

private:
    bool add(Text s) {
        part.append(s.data(), s.size());
        return true;
    }
    bool pass() {
        begin_value();
        return true;
    }
};

}  // namespace

std::optional<std::vector<Leaf>> leaves(std::string_view text) {
    bj::parse_options options;
    options.max_depth = deepest;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    bj::basic_parser<Handler> parser(options);
    Code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (error || read != text.size()) return std::nullopt;
    return std::move(parser.handler().found);
}

}  // namespace blogferry::json
