/// The lines of a saved page, and which of them make a post, its footer and its comments.
///
/// What Blogger's templates put where is in docs/formats/text-capture.md. Here only places are told, in line numbers;
/// nothing is built yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/localized_date.hpp"
#include "text/phrases.hpp"

namespace blogferry::capture {

using Kind = text::PageLine::Kind;

/// What stands behind a line.
struct Ahead {
    bool author = false, timed_author = false, count = false;  ///< before the next date header or certain end
    bool box = false;  ///< that to write a comment in, before any other certain end
};

struct Line {
    std::string_view text;  ///< without its line break
    std::size_t offset = 0;
    std::size_t number = 0;  ///< of the file's line, which may hold several of the template's
    text::PageLine said;
    std::vector<text::DateReading> dates;  ///< of a line that is a day or a time and nothing else
    bool timed = false;                    ///< of an author's line: the time is said with it
    bool certain = false;                  ///< of a line that ends a page: no text has it
    Ahead ahead;

    bool is(Kind kind) const { return said.kind == kind; }
    bool is_day() const { return !dates.empty() && dates.front().day && !dates.front().time; }
    bool is_stamp() const { return !dates.empty() && dates.front().time; }
};

/// Lines [begin, end).
struct Range {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin >= end; }
};

struct CommentPlace {
    std::string author;
    Range lines;  ///< all of it
    Range text;
    std::string stamp;                        ///< as written; empty if there is none
    std::vector<text::DateReading> readings;  ///< of the stamp
    bool removed = false;
    std::optional<std::size_t> parent;  ///< among the comments of the post
};

struct PostPlace {
    Range lines;                     ///< all of it, without its comments
    std::optional<std::size_t> day;  ///< the line that says it, which may stand above an earlier post
    std::optional<std::size_t> title;
    Range body;
    std::vector<std::size_t> labels, unknown;  ///< footer lines
    std::string author;
    std::string stamp;                        ///< what stands behind the author's name, as written
    std::vector<text::DateReading> readings;  ///< of the stamp
    std::optional<std::size_t> count;         ///< the line that declares how many comments there are
    bool start_known = false;
    std::vector<CommentPlace> comments;
    Range loose;  ///< lines among the comments that could not be given to one of them
};

struct Page {
    std::vector<Line> lines;
    std::vector<PostPlace> posts;
    std::size_t before = 0, behind = 0;    ///< lines of text outside of posts
    std::vector<std::size_t> days_behind;  ///< date headers among the lines behind
    std::optional<std::string> language;   ///< if the page leaves no doubt
};

/// @param bytes valid UTF-8; the page refers to it
/// @param locale the only one to read dates in; otherwise those of the page's own words
Page read_page(std::string_view bytes, const std::optional<std::string>& locale);

/// How sure it is that these are the first lines of a page: 0 to 60.
int looks_like_a_page(std::string_view head);

}  // namespace blogferry::capture
