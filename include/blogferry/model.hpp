/// The model every reader fills and every writer sees: one blog as plain values.
///
/// The words are the field's own: Atom (RFC 4287), Atom Threading (RFC 4685) and WordPress' WXR. What a source
/// calls things (itemClass, kind, blog-N.post-P) stays inside its reader.
///
/// Rules that hold for every field:
///  - text is valid UTF-8; bodies are carried byte for byte as HTML source;
///  - ids are opaque strings (a 64-bit Blogger id breaks in a double);
///  - an empty string is "present and empty"; unknown is std::nullopt;
///  - a time without an offset is not UTC: the offset is then absent.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace blogferry {

/// Where something stands in an input. Lines and columns count from 1; columns and `offset` count bytes of the
/// decompressed input. `input` indexes the names known to Diagnostics. Line 0 means "no place in particular".
struct Location {
    std::uint32_t input = 0;
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::uint64_t offset = 0;

    bool operator==(const Location&) const = default;
};

/// How much of a timestamp its source really said. A rendered page may know only the day; a day is not midnight.
enum class Precision : std::uint8_t { millisecond, second, minute, day, month, year };

/// An instant, the offset it was written with, and how precisely it was said.
struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z. For `day` and coarser: noon UTC of the (first) day.
    std::chrono::sys_time<std::chrono::milliseconds> instant;
    /// Offset from UTC as written ("Z" is 0); absent when the source gave none. Absent is never "UTC".
    std::optional<std::chrono::minutes> offset;
    Precision precision = Precision::millisecond;

    bool operator==(const Timestamp&) const = default;
};

/// What is known about who wrote something.
enum class PersonKind : std::uint8_t {
    account,    ///< signed in with a profile
    openid,     ///< signed in elsewhere (OpenID or another site's address)
    named,      ///< typed a name (and perhaps an address), no account
    anonymous,  ///< chose to be anonymous
    unknown,    ///< the profile is no longer shown by the source ("Unknown")
    removed,    ///< the account is gone: the source has no name any more
};

struct Person {
    PersonKind kind = PersonKind::named;
    std::string id;                     ///< profile number or another stable key; empty if the source has none
    std::string name;                   ///< display name as written; may be empty
    std::optional<std::string> uri;     ///< home or profile page
    std::optional<std::string> email;   ///< a real address; never the shared noreply@blogger.com
    std::optional<std::string> avatar;  ///< absolute URL of the picture

    bool operator==(const Person&) const = default;
};

/// Atom category: a label of a post.
struct Category {
    std::string scheme;
    std::string term;
    std::string label;  ///< human readable form when it differs from `term`; usually empty

    bool operator==(const Category&) const = default;
};

struct Enclosure {
    std::string url;
    std::string type;                     ///< media type as written
    std::optional<std::uint64_t> length;  ///< bytes, as declared

    bool operator==(const Enclosure&) const = default;
};

/// A place on earth a post was tagged with (GeoRSS, WGS 84, degrees).
struct GeoLocation {
    std::string name;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::string span;  ///< extent as written (box or "lat,lon" span); empty if none

    bool operator==(const GeoLocation&) const = default;
};

/// The post's own link ("link field"), not its permalink.
struct Link {
    std::string href;
    std::string title;

    bool operator==(const Link&) const = default;
};

/// Something the model has no field for, kept under the name its source gave it.
struct Property {
    std::string name;
    std::string value;

    bool operator==(const Property&) const = default;
};

enum class PostKind : std::uint8_t { post, page };
enum class PostStatus : std::uint8_t { published, draft, scheduled, trashed };
enum class CommentStatus : std::uint8_t { approved, pending, spam, ghosted, removed };
/// Whether readers of the blog saw the comment, or that there was one: what a blog counts when it says how many it has.
constexpr bool is_visible(CommentStatus status) {
    return status == CommentStatus::approved || status == CommentStatus::removed;
}

struct Post {
    std::string id;    ///< the join key: Blogger's number, or the source's id if it has no number
    std::string guid;  ///< the id as the source wrote it (tag: URI for Blogger)
    PostKind kind = PostKind::post;
    PostStatus status = PostStatus::draft;  ///< whatever is not proved published is not published
    std::string title;                      ///< HTML as Blogger stores it; may be empty
    std::string slug;                       ///< last path component of the permalink without extension; may be empty
    std::optional<std::string> permalink;   ///< absolute URL, if known
    std::optional<std::string> path;        ///< absolute path on the blog's host, e.g. /2012/09/first-light.html
    std::string content;                    ///< body, HTML source, byte for byte
    std::string summary;
    std::string meta_description;
    std::vector<Person> authors;
    std::vector<Category> categories;
    std::vector<Enclosure> enclosures;
    std::optional<GeoLocation> location;
    std::optional<Link> link;
    std::optional<std::string> thumbnail;
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::optional<Timestamp> created;
    std::optional<Timestamp> trashed;
    std::optional<std::int64_t> replies_declared;  ///< what the source says ("12 comments", thr:total)
    std::string replies_declared_raw;              ///< the words it said it in
    std::int64_t replies = 0;                      ///< its comments in the source, of every state, counted after joining
    std::vector<Property> properties;
    Location at;

    bool operator==(const Post&) const = default;
};

struct Comment {
    std::string id;
    std::string guid;
    std::string post;                   ///< id of the post it belongs to; empty if the source does not say
    std::optional<std::string> parent;  ///< id of the comment it replies to (RFC 4685 in-reply-to)
    CommentStatus status = CommentStatus::pending;
    std::optional<Person> author;
    std::string content;
    std::optional<std::string> permalink;
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::optional<Timestamp> created;
    std::string blog;      ///< blog number it was written on, when that is not the blog being read (else empty)
    std::vector<Property> properties;
    Location at;

    bool operator==(const Comment&) const = default;
};

struct Setting {
    std::string name;  ///< upper-case Blogger name, e.g. BLOG_TIME_ZONE
    std::string value;

    bool operator==(const Setting&) const = default;
};

/// A theme as the source holds it.
struct Template {
    std::string name;  ///< "layout", "classic", …
    std::string content;

    bool operator==(const Template&) const = default;
};

struct Site {
    std::string id;  ///< blog number
    std::string title;
    std::string subtitle;
    std::optional<std::string> home;       ///< absolute URL of the blog, ending in "/", if known
    std::optional<std::string> language;   ///< BCP 47
    std::optional<std::string> time_zone;  ///< IANA name
    std::string generator;
    std::optional<Timestamp> updated;
    std::vector<Setting> settings;
    std::vector<Template> templates;
    std::vector<Property> properties;

    bool operator==(const Site&) const = default;
};

}  // namespace blogferry
