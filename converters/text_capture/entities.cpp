#include "entities.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/blogger.hpp"
#include "text/hash.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"

namespace blogferry::capture {
namespace {

constexpr std::uint64_t hash_start = text::fnv1a("");

/// Blanks do not count: captures of one page lose different ones.
std::uint64_t hash(std::uint64_t start, std::string_view text) {
    for (const char& c : text)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') start = text::fnv1a({&c, 1}, start);
    return text::fnv1a("\xFF", start);  // no character of UTF-8: fields do not run into each other
}

std::string_view bytes_of(const Page& page, Range lines) {
    if (lines.empty()) return {};
    const Line& first = page.lines[lines.begin];
    const Line& last = page.lines[lines.end - 1];
    return {first.text.data(), static_cast<std::size_t>(last.text.data() + last.text.size() - first.text.data())};
}

Piece piece(const Page& page, Range lines, std::size_t begin) {
    if (lines.empty()) return {};
    return {page.lines[lines.begin].offset - begin, bytes_of(page, lines).size()};
}

std::string shown(const text::DateReading& reading) {
    if (!reading.day) return "a time";
    const std::string text = time::shown(text::timestamp(*reading.day, reading));
    return text + " (" + reading.locale + ")";
}

/// The one reading; what is ambiguous or odd is noted.
const text::DateReading* only(const std::vector<text::DateReading>& readings, std::string_view written,
                              std::vector<Note>& notes) {
    if (readings.empty()) return nullptr;
    if (readings.size() > 1) {
        std::string all;
        for (const text::DateReading& reading : readings) all += (all.empty() ? "" : " or ") + shown(reading);
        notes.push_back({Rule::date_ambiguous, "published",
                         fmt::format("\"{}\" is {}; the date is left out: say which with --locale",
                                     text::printable(written, 80), all)});
        return nullptr;
    }
    const text::DateReading& reading = readings.front();
    if (reading.weekday_differs)
        notes.push_back(
            {Rule::weekday_differs, "published",
             fmt::format("\"{}\" was another day of the week; the date counts", text::printable(written, 80))});
    return &reading;
}

std::optional<Timestamp> published(const Page& page, const PostPlace& place, std::vector<Note>& notes) {
    const text::DateReading* day = nullptr;
    if (place.day) day = only(page.lines[*place.day].dates, text::trim(page.lines[*place.day].text), notes);
    const bool undecided = place.day && day == nullptr;
    const text::DateReading* const stamp = only(place.readings, place.stamp, notes);
    if (stamp != nullptr && stamp->day && (day == nullptr || *stamp->day == *day->day))
        return text::timestamp(*stamp->day, *stamp);
    if (day == nullptr || undecided) return std::nullopt;
    const bool time_of_day = stamp != nullptr && stamp->time && !stamp->day;
    return text::timestamp(*day->day, time_of_day ? *stamp : *day);
}

/// "a, b": the labels of a line.
void add_labels(std::vector<Category>& categories, const Line& line) {
    const std::string list = line.is(Kind::labels) ? line.said.rest : std::string(line.text);
    for (const std::string_view part : text::split(list, ',')) {
        const std::string term(text::trim(part));
        const bool known =
            std::any_of(categories.begin(), categories.end(), [&](const Category& c) { return c.term == term; });
        if (!term.empty() && !known) categories.push_back({{}, term, {}});
    }
}

Person person(const std::string& name) {
    Person person;
    person.name = name;
    person.kind = text::anonymous_name(name) ? PersonKind::anonymous : PersonKind::named;
    return person;
}

/// Captures have no ids. What a post and every page it is on have in common is its day and its title.
std::string id_of(const Page& page, const PostPlace& place, const Post& post) {
    std::uint64_t key = hash(hash_start, post.title);
    // Nothing else to tell it by: the beginning of the text.
    if (!post.published || post.title.empty()) key = hash(key, text::cut_utf8(bytes_of(page, place.body), 200));
    const std::string day = post.published ? time::format_rfc3339(*post.published).substr(0, 10) : "undated";
    return fmt::format("capture-{}-{:016x}", day, key);
}

bool is_blank(std::string_view line) {
    line = text::trim(line);
    const bool ascii = !line.empty() && static_cast<unsigned char>(line.front()) < 0x80;
    return !ascii && text::classify(line).kind == Kind::blank;
}

}  // namespace

std::string paragraphs(std::string_view lines) {
    std::string html;
    bool open = false;
    for (std::string_view line : text::split(lines, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (is_blank(line)) {
            if (open) html += "</p>\n";
            open = false;
            continue;
        }
        html += open ? "<br />\n" : "<p>";
        html += text::escaped(text::trim(line));
        open = true;
    }
    if (open) html += "</p>";
    if (html.ends_with('\n')) html.pop_back();
    return html;
}

PostDraft draft(const Page& page, const PostPlace& place, std::size_t begin) {
    PostDraft draft;
    Post& post = draft.post;
    post.status = PostStatus::published;  // or nobody could have saved its page
    if (place.title) post.title = text::escaped(text::trim(page.lines[*place.title].text));
    post.published = published(page, place, draft.notes);
    const auto keep = [&](const char* name, std::string_view value) {
        if (!value.empty()) post.properties.push_back({name, std::string(value)});
    };
    if (place.day) keep("date as written", text::trim(page.lines[*place.day].text));
    keep("time as written", place.stamp);
    if (!place.author.empty()) post.authors.push_back(person(place.author));
    for (const std::size_t line : place.labels) add_labels(post.categories, page.lines[line]);
    for (const std::size_t line : place.unknown) keep("footer", text::trim(page.lines[line].text));
    if (place.count) {
        post.replies_declared = page.lines[*place.count].said.count;
        post.replies_declared_raw = text::trim(page.lines[*place.count].text);
    }
    if (!place.start_known)
        draft.notes.push_back(
            {Rule::post_start_unclear, "title",
             "no date header is above it; its title is the first line of the page, which may be another"});
    for (std::size_t i = place.body.begin; i < place.body.end; ++i) {
        const Line& line = page.lines[i];
        const bool count = line.is(Kind::comment_count);
        if (!count && !line.is_day()) continue;
        draft.notes.push_back({Rule::post_start_unclear, "content",
                               fmt::format("\"{}\" in line {} is {}; read as text",
                                           text::printable(text::trim(line.text), 80), line.number,
                                           count ? "a number of comments, but a post's end stands below it"
                                                 : "a date, but no post's end stands above it")});
        break;
    }
    if (!place.loose.empty())
        draft.notes.push_back({Rule::comments_unclear, "comments",
                               "the text between the comments' header and the end cannot be told apart; kept as the "
                               "property \"comments\""});
    post.id = id_of(page, place, post);
    draft.body = piece(page, place.body, begin);
    draft.loose = piece(page, place.loose, begin);
    return draft;
}

CommentDraft draft(const Page& page, const PostDraft& post, const CommentPlace& place, text::CommentOrder& order,
                   std::size_t begin) {
    CommentDraft draft;
    Comment& comment = draft.comment;
    comment.post = post.post.id;
    comment.status = place.removed ? CommentStatus::removed : CommentStatus::approved;
    comment.author = person(place.author);
    draft.text = piece(page, place.text, begin);
    const text::DateReading* const stamp = only(place.readings, place.stamp, draft.notes);
    if (stamp != nullptr && stamp->day) {
        comment.published = text::timestamp(*stamp->day, *stamp);
    } else if (stamp != nullptr && (comment.published = order.earliest(place.parent, *stamp))) {
        draft.notes.push_back({Rule::day_at_earliest, "published", text::only_a_time(place.stamp, *comment.published)});
    }
    order.add(place.parent, comment.published);
    if (!place.stamp.empty()) comment.properties.push_back({"date as written", place.stamp});
    std::uint64_t key = hash(hash(hash_start, post.post.id), place.author);
    key = hash(hash(key, place.stamp), bytes_of(page, place.text));
    comment.id = fmt::format("capture-comment-{:016x}", key);
    return draft;
}

}  // namespace blogferry::capture
