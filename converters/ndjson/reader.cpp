#include <algorithm>
#include <string>
#include <utility>

#include "json/entities.hpp"
#include "lines.hpp"
#include "ndjson.hpp"
#include "text/utf8.hpp"

namespace blogferry::ndjson {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view repair_hint = "make the file again with --to ndjson, or see docs/formats/ndjson.md";

enum class Type : std::uint8_t { post, page, comment, orphan, end };

/// How our own writer starts lines; other producers may order members differently and are read in full.
constexpr std::pair<std::string_view, Type> starts[] = {
    {R"({"type":"comment",)", Type::comment},
    {R"({"type":"post","kind":"post",)", Type::post},
    {R"({"type":"post","kind":"page",)", Type::page},
    {R"({"type":"orphan",)", Type::orphan},
    {R"({"type":"end",)", Type::end},
};

[[noreturn]] void fail(const Location& at, const std::string& message) {
    throw Error(Rule::json_malformed, at, message, std::string(repair_hint));
}

[[noreturn]] void truncated(const Location& at, const std::string& message) {
    throw Error(Rule::ndjson_truncated, at, message, "the file was cut off or edited; make or copy it again");
}

Type type_of(const json::Object& line, const Location& at) {
    const std::string_view type = line.text("type").value_or(""sv);
    if (type == "post") return line.text("kind") == "page"sv ? Type::page : Type::post;
    if (type == "comment") return Type::comment;
    if (type == "orphan") return Type::orphan;
    if (type == "end") return Type::end;
    fail(at, "\"type\" is none of: post, comment, orphan, end");
}

Type type_of(const Line& line, std::uint64_t depth) {
    for (const auto& [start, type] : starts) {
        if (line.bytes.starts_with(start)) return type;
    }
    return type_of(json::Object(line.bytes, line.at, depth), line.at);
}

void check_utf8(const Line& line) {
    const std::size_t bad = text::invalid_utf8(line.bytes);
    if (bad == text::npos) return;
    Location at = line.at;
    at.column += bad;
    at.offset += bad;
    throw Error(Rule::text_encoding, at, "a byte here is not valid UTF-8", "JSON is UTF-8; convert the file to it");
}

class NdjsonReader final : public Reader {
public:
    NdjsonReader(const Input& input, Context& context)
        : input_(input), context_(context), depth_(context.limits.depth), lines_(input, context.limits.record) {
        read_header(context.diagnostics);
    }

    const Input& input() const override { return input_; }
    const Site& site() const override { return site_; }

    bool next(Record& record) override {
        Line line;
        while (lines_.next(line)) {
            if (context_.recover && skip_damaged(line)) continue;
            if (ended_) fail(line.at, "a line follows the end line");
            if (count(line) == Type::end) {
                ended_ = true;
                or_report([&] { check_end(line); });
                continue;
            }
            record = Record{line.bytes, line.at};
            return true;
        }
        if (!ended_) or_report([&] { truncated(lines_.here(), "the end line is missing"); });
        ended_ = true;
        return false;
    }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        Diagnostics* const unknown = depth == Depth::full ? &diagnostics : nullptr;
        const json::Object line(record.bytes, record.at, depth_);
        switch (type_of(line, record.at)) {
            case Type::post:
            case Type::page: {
                Post post;
                line.read(post, depth, unknown);
                post.at = record.at;
                sink.post(std::move(post));
                return;
            }
            case Type::comment:
            case Type::orphan: {  // whether it is an orphan is found out again by whoever joins
                Comment comment;
                line.read(comment, depth, unknown);
                comment.at = record.at;
                sink.comment(std::move(comment));
                return;
            }
            case Type::end: return;
        }
    }

private:
    void read_header(Diagnostics& diagnostics) {
        Line line;
        if (!lines_.next(line)) truncated(lines_.here(), "there is nothing in the file");
        if (!line.terminated) truncated(line.at, "the file ends in its first line");
        check_utf8(line);
        const json::Object header(line.bytes, line.at, depth_);
        if (header.text("type") != "blogferry"sv) fail(line.at, "the first line is not the header of a blog");
        const std::int64_t version = header.integer("version").value_or(0);
        if (version != json::shape_version) {
            throw Error(Rule::format_other, line.at,
                        "this is NDJSON of version " + std::to_string(version) + ", and version " +
                            std::to_string(json::shape_version) + " is what this program reads",
                        "use the version of Blogferry that wrote it, or a newer one");
        }
        header.read_header(site_, &diagnostics);
    }

    /// Checks a line as far as that is done in passing, and counts it.
    Type count(const Line& line) {
        if (line.terminated) check_utf8(line);  // otherwise a cut may have split a character
        const Type type = line.terminated ? type_of(line, depth_) : type_of_last(line);
        switch (type) {
            case Type::post: ++read_.posts; break;
            case Type::page: ++read_.pages; break;
            case Type::comment: ++read_.comments; break;
            case Type::orphan: ++read_.orphans; break;
            case Type::end: break;
        }
        return type;
    }

    /// Only an end line may lack its line feed; anything else that does was cut off.
    Type type_of_last(const Line& line) const {
        try {
            if (type_of(json::Object(line.bytes, line.at, depth_), line.at) == Type::end) return Type::end;
        } catch (const Error&) {
            // half a line: the same
        }
        truncated(line.at, "the file ends in the middle of a line");
    }

    // With --recover what is wrong is reported, and reading goes on; false if something is.
    template <class Check>
    bool or_report(Check check) {
        try {
            check();
            return true;
        } catch (const Error& error) {
            if (!context_.recover || error.exit() != Exit::malformed) throw;
            context_.diagnostics.report(Rule::entry_skipped, error.at(), {}, {}, std::string("left out: ") + error.what());
            return false;
        }
    }

    // With --recover only: a line that cannot be read whole now must not turn up.
    bool skip_damaged(const Line& line) {
        return !or_report([&] {
            check_utf8(line);
            if (ended_) fail(line.at, "a line follows the end line");
            if (!line.terminated) type_of_last(line);
            EntitySink nowhere;
            Diagnostics silent;
            parse({line.bytes, line.at}, Depth::full, nowhere, silent);
        });
    }

    void check_end(const Line& line) const {
        Counts declared;
        json::Object(line.bytes, line.at, depth_).read(declared, nullptr);
        check_count(line.at, "posts", declared.posts, read_.posts);
        check_count(line.at, "pages", declared.pages, read_.pages);
        check_count(line.at, "comments", declared.comments, read_.comments);
        check_count(line.at, "orphans", declared.orphans, read_.orphans);
    }

    static void check_count(const Location& at, std::string_view what, std::uint64_t declared, std::uint64_t read) {
        if (declared == read) return;
        const std::string found = std::to_string(read);
        throw Error(Rule::ndjson_truncated, at,
                    "the last line counts " + std::to_string(declared) + " " + std::string(what) +
                        ", but the file has " + found,
                    "if lines were removed or added on purpose, correct the last line (\"" + std::string(what) +
                        "\":" + found + "); if not, copy or make the file again");
    }

    const Input& input_;
    Context& context_;
    std::uint64_t depth_;
    Lines lines_;
    Site site_;
    Counts read_;
    bool ended_ = false;
};

/// Skips blanks and then `token`; false if it is not there.
bool skip(std::string_view& text, std::string_view token) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with(token)) return false;
    text.remove_prefix(token.size());
    return true;
}

}  // namespace

bool has_header(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    std::string_view rest = head;
    if (!skip(rest, "{")) return false;
    if (skip(rest, "\"type\"") && skip(rest, ":") && skip(rest, "\"blogferry\"")) return true;
    // Another producer may have put "site" or "version" first; then the whole line is needed.
    const std::size_t line_feed = head.find('\n');
    if (line_feed == std::string_view::npos) return false;
    try {
        constexpr std::uint64_t depth = 128;
        return json::Object(head.substr(0, line_feed), {}, depth).text("type") == "blogferry"sv;
    } catch (const Error&) {
        return false;
    }
}

std::unique_ptr<Reader> make_reader(const Source& source, Context& context) {
    return std::make_unique<NdjsonReader>(*source.input, context);
}

}  // namespace blogferry::ndjson
