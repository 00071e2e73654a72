#include "reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <variant>

#include "entities.hpp"
#include "page.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::capture {
namespace {

/// Each line takes some memory, however short it is. Long pages have some thousands.
constexpr std::ptrdiff_t most_lines = 200'000;

std::string entity_name(const Post& post) { return "post " + post.id; }
std::string entity_name(const Comment& comment) { return "comment " + comment.id; }

/// A page is small and what stands in it depends on all of it, so it is read once, when it is opened. Kept are places
/// and what is short; the text of a post or comment is taken from its record.
class CaptureReader final : public Reader {
public:
    CaptureReader(const Input& input, const std::optional<std::string>& locale, Context& context) : input_(input) {
        const std::string bytes = whole(context);
        const Page page = read_page(bytes, locale);
        site_.language = page.language;
        for (const PostPlace& place : page.posts) add(page, place, bytes);
        if (found_.empty())
            context.diagnostics.report(
                Rule::capture_no_post, {input.number(), 0, 0, 0}, {}, {},
                "there is no date header, no comment count and no author's line in it; nothing is read");
        if (!page.days_behind.empty()) say_unread(page, context.diagnostics);
        if (page.before > 0) context.diagnostics.not_carried("line before the first post", page.before);
        if (page.behind > 0) context.diagnostics.not_carried("line outside of the posts", page.behind);
    }

    const Input& input() const override { return input_; }
    const Site& site() const override { return site_; }
    bool found_nothing() const override { return found_.empty(); }
    bool nameless() const override { return true; }

    bool next(Record& record) override {
        if (next_ == found_.size()) return false;
        const Found& found = found_[next_++];
        bytes_.resize(found.length);
        input_.fill(found.at, bytes_);
        record = Record{bytes_, found.at};
        return true;
    }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        const Found& found = found_.at(places_.at(record.at.offset));
        const auto text = [&](const Piece& piece) {
            return depth == Depth::full ? record.bytes.substr(piece.offset, piece.length) : std::string_view();
        };
        if (const auto* const post = std::get_if<PostDraft>(&found.draft)) {
            Post p = post->post;
            p.at = record.at;
            p.content = paragraphs(text(post->body));
            if (post->loose.length > 0) p.properties.push_back({"comments", std::string(text(post->loose))});
            say(post->notes, p, diagnostics);
            sink.post(std::move(p));
        } else {
            const auto& comment = std::get<CommentDraft>(found.draft);
            Comment c = comment.comment;
            c.at = record.at;
            c.content = paragraphs(text(comment.text));
            say(comment.notes, c, diagnostics);
            sink.comment(std::move(c));
        }
    }

private:
    struct Found {
        Location at;
        std::size_t length = 0;
        std::variant<PostDraft, CommentDraft> draft;
    };

    std::string whole(Context& context) const {
        if (input_.size() == 0)
            throw Error(Rule::input_empty, {input_.number(), 0, 0, 0}, "is empty", "give the text of a page");
        std::string bytes = input_.all(context.limits.record);
        if (std::count(bytes.begin(), bytes.end(), '\n') > most_lines)
            throw Error(Rule::limit_record, {input_.number(), 0, 0, 0},
                        "has more than " + std::to_string(most_lines) + " lines, the most that a page may have",
                        "give the text of one page a file");
        const std::size_t bad = text::invalid_utf8(bytes);
        if (bad == text::npos) return bytes;
        throw Error(Rule::text_encoding,
                    text::moved({input_.number(), 1, 1, 0}, std::string_view(bytes).substr(0, bad)),
                    "a byte here is not valid UTF-8", "convert the text to UTF-8");
    }

    /// A sidebar may have dates too, but so has a post whose footer nobody knows.
    void say_unread(const Page& page, Diagnostics& diagnostics) const {
        const std::vector<std::size_t>& days = page.days_behind;
        const Line& first = page.lines[days.front()];
        const std::string others = days.size() > 1 ? fmt::format(", and {} more below it", days.size() - 1) : "";
        diagnostics.report(
            Rule::post_start_unclear, {input_.number(), first.number, 1, first.offset}, {}, {},
            fmt::format(
                "\"{}\" is a date outside of the posts{}, but no post's end stands below it; what follows it is "
                "not read",
                text::printable(text::trim(first.text), 80), others));
    }

    template <class T>
    static void say(const std::vector<Note>& notes, const T& entity, Diagnostics& diagnostics) {
        for (const Note& note : notes)
            diagnostics.report(note.rule, entity.at, entity_name(entity), note.field, note.message);
    }

    /// A record is the lines of one post or comment; that of a post goes as far as what it keeps of its comments.
    Location begin(const Page& page, Range lines) const {
        const Line& line = page.lines[lines.begin];
        return {input_.number(), line.number, 1, line.offset};
    }
    static std::size_t end(const Page& page, Range lines, std::size_t size) {
        return lines.end < page.lines.size() ? page.lines[lines.end].offset : size;
    }

    void add(const Page& page, const PostPlace& place, const std::string& bytes) {
        Range all = place.lines;
        if (!place.loose.empty()) all.end = std::max(all.end, place.loose.end);
        const Location at = begin(page, all);
        PostDraft post = draft(page, place, at.offset);
        text::CommentOrder order(post.post.published);
        std::vector<std::string> ids;
        std::unordered_map<std::string, std::size_t> times;
        std::vector<Found> comments;
        for (std::size_t i = 0; i < place.comments.size(); ++i) {
            const Range lines = place.comments[i].lines;
            const Location where = begin(page, lines);
            CommentDraft comment = draft(page, post, place.comments[i], order, where.offset);
            // Who says the same twice says it twice.
            if (const std::size_t earlier = times[comment.comment.id]++; earlier > 0)
                comment.comment.id += "-" + std::to_string(earlier + 1);
            if (const auto parent = place.comments[i].parent) comment.comment.parent = ids.at(*parent);
            ids.push_back(comment.comment.id);
            comments.push_back({where, end(page, lines, bytes.size()) - where.offset, std::move(comment)});
        }
        add({at, end(page, all, bytes.size()) - at.offset, std::move(post)});
        for (Found& comment : comments) add(std::move(comment));
    }
    void add(Found found) {
        places_.emplace(found.at.offset, found_.size());
        found_.push_back(std::move(found));
    }

    const Input& input_;
    Site site_;
    std::vector<Found> found_;
    std::unordered_map<std::uint64_t, std::size_t> places_;
    std::size_t next_ = 0;
    std::string bytes_;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context) {
    std::optional<std::string> locale = source.locale;
    if (const std::string& given = settings["locale"]; !given.empty()) locale = given;
    if (locale && !text::knows_locale(*locale))
        throw Error(Rule::usage, "no language is known for the locale \"" + *locale + "\"",
                    "locales are those of BCP 47, such as en-GB, de or zh-TW");
    return std::make_unique<CaptureReader>(*source.input, locale, context);
}

}  // namespace blogferry::capture
