#include "json_feed.hpp"

#include <algorithm>
#include <array>

#include "reader.hpp"
#include "text/strings.hpp"

namespace blogferry::feed {

namespace {

constexpr std::string_view hint = "save the feed again";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Walks over the document once, keeping count of brackets and of the names above depth 3.
class Scan {
public:
    Scan(const Input& input, Context& context) : input_(input), context_(context) {}

    JsonFeed take() {
        const std::string head = input_.head();
        begin_ = start_of_json(head);
        if (begin_ == std::string_view::npos) fail("this is no JSON object");
        called_ = head.substr(0, begin_).find('(') != std::string::npos;
        feed_.head_offset = begin_;
        std::array<char, 1 << 16> window;
        for (std::uint64_t at = 0; at < input_.size();) {
            const std::size_t got = input_.read_at(at, window);
            if (got == 0) break;
            for (std::size_t i = 0; i < got; ++i) next(window[i]);
            at += got;
        }
        if (depth_ > 0 || !closed_) truncated();
        if (called_ && behind_ == 0) truncated();
        return std::move(feed_);
    }

private:
    void next(char c) {
        if (here_.offset >= begin_) {
            if (closed_)
                behind(c);
            else
                byte(c);
        }
        ++here_.offset;
        ++here_.column;
        if (c == '\n') ++here_.line, here_.column = 1;
    }

    void byte(char c) {
        if (in_string_) return string(c);
        switch (c) {
            case '"':
                in_string_ = true;
                word_.clear();
                return keep(c);
            case ':':
                if (depth_ <= names_.size() && depth_ > 0) names_[depth_ - 1] = word_;
                return keep(c);
            case '{':
            case '[':
                return open(c);
            case '}':
            case ']':
                return close(c);
            case ',':
                if (in_list()) {
                    if (!behind_entry_) fail("a comma without an entry before it");
                    behind_entry_ = false;
                    return;
                }
                return keep(c);
            default:
                if (in_list() && !is_blank(c)) fail("something stands among the entries that is none");
                keep(c);
        }
    }

    void string(char c) {
        keep(c);
        if (escaped_) {
            escaped_ = false;
        } else if (c == '\\') {
            escaped_ = true;
        } else if (c == '"') {
            in_string_ = false;
            return;
        }
        if (word_.size() < 8) word_ += c;  // longer than "entry" is another name
    }

    // In the list of entries, at none of them.
    bool in_list() const { return list_ && depth_ == 3; }

    void open(char c) {
        if (in_list()) {
            if (c != '{' || behind_entry_) fail("something stands among the entries that is none");
            feed_.entries.push_back({here_.offset, 0, here_.line, here_.column});
        }
        if (++depth_ > context_.limits.depth)
            throw Error(Rule::limit_depth, here(),
                        "arrays and objects are nested more than " + std::to_string(context_.limits.depth) + " deep",
                        "if the file can be trusted, raise the limit with --limit depth=N (at most " +
                            std::to_string(Limits::deepest) + ")");
        keep(c);
        if (c == '[' && depth_ == 3 && names_[0] == "feed" && names_[1] == "entry") {
            if (listed_) fail("a second list of entries");
            list_ = listed_ = true;
            behind_entry_ = false;
        }
    }

    void close(char c) {
        if (in_list()) {
            if (c != ']') fail("the list of entries does not end");
            if (!behind_entry_ && !feed_.entries.empty()) fail("a comma without an entry behind it");
            list_ = false;
        }
        keep(c);
        --depth_;
        if (in_list()) {
            JsonFeed::Place& entry = feed_.entries.back();
            entry.length = here_.offset + 1 - entry.offset;
            behind_entry_ = true;
        }
        closed_ = depth_ == 0;
    }

    // Keeps what is around entries.
    void keep(char c) {
        if (list_ && depth_ > 3) return check(here_.offset - feed_.entries.back().offset);
        if (in_list() && c != ']') return;
        feed_.head += c;
        check(feed_.head.size());
    }

    void check(std::uint64_t size) const {
        if (size > context_.limits.record)
            throw Error(Rule::limit_record, here(),
                        "an entry of a feed is larger than " + std::to_string(context_.limits.record) + " bytes",
                        "if the file can be trusted, raise the limit with --limit record=N");
    }

    void behind(char c) {
        if (is_blank(c)) return;
        constexpr std::string_view rest = ");";
        if (!called_ || behind_ == rest.size() || c != rest[behind_]) fail("something stands behind the feed");
        ++behind_;
    }

    Location here() const { return {input_.number(), here_.line, here_.column, here_.offset}; }
    [[noreturn]] void fail(const char* what) const {
        throw Error(Rule::json_malformed, here(), what, std::string(hint));
    }
    [[noreturn]] void truncated() const {
        const std::size_t whole = feed_.entries.size() - (list_ && depth_ > 3 ? 1 : 0);
        throw Error(Rule::json_malformed, here(),
                    "the file ends in the middle of the feed (whole entries before: " + std::to_string(whole) + ")",
                    std::string(hint));
    }

    const Input& input_;
    Context& context_;
    JsonFeed feed_;
    std::uint64_t begin_ = 0;
    Location here_{0, 1, 1, 0};
    bool called_ = false;     // a script's function is called with it
    std::size_t behind_ = 0;  // how much of ");" was seen
    std::size_t depth_ = 0;
    bool in_string_ = false, escaped_ = false, closed_ = false;
    bool list_ = false, listed_ = false;  // in the list of entries; there was one
    bool behind_entry_ = false;           // and no comma yet
    std::string word_;                    // beginning of the last string
    std::array<std::string, 2> names_;    // of the members that are open, outermost first
};

}  // namespace

JsonFeed take_apart(const Input& input, Context& context) { return Scan(input, context).take(); }

std::size_t start_of_json(std::string_view head) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto skip = [&](std::size_t at) { return std::min(head.find_first_not_of(blanks, at), head.size()); };
    std::size_t at = skip(head.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    while (head.substr(at).starts_with("//")) at = skip(std::min(head.find('\n', at), head.size()));
    if (head.substr(at).starts_with("/**/")) at = skip(at + 4);
    const std::size_t name = at;
    at = std::min(head.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.[]", at),
                  head.size());
    if (at > name || head.substr(at).starts_with('(')) {
        at = skip(at);
        if (!head.substr(at).starts_with('(')) return std::string_view::npos;
        at = skip(at + 1);
    }
    return head.substr(at).starts_with('{') ? at : std::string_view::npos;
}

bool is_json_feed(std::string_view head) {
    const std::size_t start = start_of_json(head);
    if (start == std::string_view::npos) return false;
    // A quote in a text has a backslash before it, so this is a name.
    const std::string_view json = head.substr(start);
    for (std::size_t at = json.find("\"feed\""); at != std::string_view::npos; at = json.find("\"feed\"", at + 1)) {
        std::string_view rest = json.substr(at + 6);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        if (rest.starts_with(':')) return json.find("\"$t\"") != std::string_view::npos;
    }
    return false;
}

}  // namespace blogferry::feed
