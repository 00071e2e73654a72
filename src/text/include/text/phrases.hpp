/// Blogger's own phrases, in the languages it speaks: what a line of a page is when it is no text of the author's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::text {

/// What Blogger says in one language. A cell holds alternatives between "|"; empty: not known.
struct Phrases {
    std::string_view language = {};      ///< BCP 47
    std::string_view no_comments = {};   ///< whole, in lower case: "no comments"
    std::string_view comments = {};      ///< words beside a number, in lower case; one that ends in "*" is a beginning
    std::string_view post_comment = {};  ///< whole: "Post a Comment"
    std::string_view posted_by = {};     ///< before a name: "Posted by"
    std::string_view at = {};            ///< before a time or a day: "at"
    std::string_view labels = {};        ///< before labels: "Labels:"
    std::string_view newer = {}, older = {}, home = {};  ///< of the pager
    std::string_view subscribe = {};                     ///< before the names of feeds: "Subscribe to:"
    std::string_view said = {};                          ///< behind a commenter's name: "said..."
    std::string_view removed = {};                       ///< whole: what stands for a comment that was removed
    std::string_view share = {};                         ///< links to share a post by
    std::string_view links = {};                         ///< of backlinks: "Links to this post"
    std::string_view reply = {};                         ///< below a comment: "Reply", "Replies", "Delete"
};

/// The table, one row a language.
std::span<const Phrases> phrases();

/// What a line is. Lost blanks and glued phrases are understood: "Posted byAda at6:32 AM", "Email ThisBlogThis!".
struct PageLine {
    enum class Kind : std::uint8_t {
        text,  ///< none of the others
        blank,
        comment_count,  ///< "No comments:", "12 comments:"; in `count`
        comment_title,  ///< "Comments:"
        post_comment,
        posted_by,  ///< in `rest` name and time, or nothing if they are on lines of their own
        labels,     ///< in `rest` the list, or nothing
        share,
        links,
        pager,
        subscribe,
        removed,   ///< instead of a comment's text
        said,      ///< in `rest` who
        reply,     ///< "Reply", "ReplyDelete"
        deletion,  ///< "Delete"
        replies,   ///< "Replies"
    };
    Kind kind = Kind::text;
    std::optional<std::int64_t> count;
    std::string rest;                         ///< as written, without blanks at its ends
    bool spaced = false;                      ///< of `posted_by`, `said`: a blank is between name and phrase
    bool lone = false;                        ///< of `pager`: one phrase only, as a text may have it: "Home"
    std::vector<std::string_view> languages;  ///< in which it is that
};
PageLine classify(std::string_view text);

/// A line that is `posted_by`, and each thing that a template has behind it there, as if they were lines of their own:
/// "Posted by Ada at 6:32 AM ", "2 comments: ", "Labels: lamps".
std::vector<std::string_view> parts_of_author_line(std::string_view line);

/// Words that stand before a time ("at") in a language; empty if none are known.
std::string_view words_before_time(std::string_view language);

}  // namespace blogferry::text
