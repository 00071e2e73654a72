/// What Blogger's own strings mean: tag ids, comment counts, jump breaks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blogferry::text {

/// The digits at the end of an id or of a link to an entry: "tag:blogger.com,1999:blog-1.post-22" -> "22",
/// ".../comments/default/7" -> "7"; "" if it does not end in digits.
std::string_view last_number(std::string_view id);
/// What entries are joined on: the last number of an id, or all of an id that does not end in one.
std::string_view join_key(std::string_view id);
/// The blog in a tag id: "tag:blogger.com,1999:blog-1.post-22" -> "1"; "" if it is no such id.
std::string_view blog_number(std::string_view id);
/// The post in a comment's self or edit link ".../feeds/BLOG/POST/comments/default/COMMENT" -> "POST"; "" otherwise.
std::string_view post_of_comment_link(std::string_view href);

/// The id of a post whose page has no number for it, made of the path of its address: "page-0123456789abcdef".
std::string id_of_path(std::string_view path);
bool is_id_of_path(std::string_view id, std::string_view path);

/// The number in a comment count as Blogger writes it in any of its languages: "0 comments", "No comments:",
/// "12 Kommentare", "Keine Kommentare:", "0 个评论", digits of any script, grouped thousands. nullopt if it is none.
std::optional<std::int64_t> comment_count(std::string_view text);

/// True for the name Blogger shows for an anonymous author, in any of its languages: "Anonymous", "Anonym", "匿名", …
bool anonymous_name(std::string_view name);
/// The same for an author whose profile is gone: "Unknown", "Unbekannt", "Inconnu", …
bool unknown_name(std::string_view name);

/// Where the jump break ("read more") stands in a body: <a name="more"></a>, <a name='more'/>, <!--more-->, with any
/// quotes, blanks and attribute order. The first one counts.
struct JumpBreak {
    std::size_t offset = 0;
    std::size_t length = 0;
    bool wordpress = false;  ///< it is <!--more--> already
};
std::optional<JumpBreak> jump_break(std::string_view html);

/// A text without the dots at its end that say it goes on: "...", "…", or a reference to that.
std::string_view without_ellipsis(std::string_view html);

/// The property of a post whose source has only the beginning of its text: up to the jump break, or a snippet.
inline constexpr std::string_view only_beginning = "only beginning";

}  // namespace blogferry::text
