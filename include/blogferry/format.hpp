/// A converter: data and function pointers. Nothing to inherit, nothing registered behind your back.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/io.hpp"
#include "blogferry/model.hpp"

namespace blogferry {

/// A run of bytes in a source that can be read on its own: an Atom entry, a line of NDJSON, an item of WordPress with
/// its comments.
struct Record {
    std::string_view bytes;
    Location at;
};

/// How much of a record is wanted: `skim` may leave bodies (content, summary) empty.
enum class Depth : std::uint8_t { skim, full };

/// Takes what a record turned out to hold; in a record that holds several things, a post before its comments.
class EntitySink {
public:
    virtual ~EntitySink() = default;
    virtual void post(Post&&) {}
    virtual void comment(Comment&&) {}
    virtual void setting(Setting&&) {}
    virtual void theme(Template&&) {}
};

/// One page of a feed that came in several, and what it says of all of them.
struct FeedPage {
    enum class Of : std::uint8_t { posts, comments, part };  ///< all posts, all comments, or those of a label or post

    Of of = Of::posts;
    std::string name;         ///< what its entries are: "posts", "comments on post 7"; the same on all pages of a feed
    std::uint64_t total = 0;  ///< entries of the whole feed, by its own count
    std::uint64_t first = 1;  ///< place of the first entry of this page in the feed
    std::uint64_t count = 0;  ///< entries of this page
};

/// Reads one input. Returns the next thing it found; it does not sort, join, guess or print.
class Reader {
public:
    virtual ~Reader() = default;

    virtual const Input& input() const = 0;
    /// What the head of the source says; known from the start, may grow while records are read.
    virtual const Site& site() const = 0;
    /// Finds the next record, in source order; false at the end. The bytes are valid until the next call.
    /// @throws Error
    virtual bool next(Record& record) = 0;
    /// Turns a record into entities. Pure: same bytes, same entities, on any thread. Skimming reports nothing.
    virtual void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const = 0;
    /// True for a source that holds only comments an account wrote on blogs (Takeout's Comments folders).
    virtual bool account_comments() const { return false; }
    /// True for a source whose entries the original program writes in ascending order of their numbers, so that a
    /// violation shows an edited file.
    virtual bool ascending_ids() const { return false; }
    /// True for a source whose ids are not always kept apart by who wrote it (RSS): posts of one id with another address
    /// and another date are two.
    virtual bool ids_may_repeat() const { return false; }
    /// True for a source whose comments are numbered within their post, as far as one can know (WordPress): two comments
    /// of one number on two posts are two.
    virtual bool numbers_within_posts() const { return false; }
    /// True for a source that never says which blog it is of (the text of a page). Those given together are of one.
    virtual bool nameless() const { return false; }
    /// True for a source in which, read whole when it was opened, no blog was found; asked for a record, it says so.
    virtual bool found_nothing() const { return false; }
    /// For a page of a feed that counts its entries; known when all records were found.
    virtual std::optional<FeedPage> feed_page() const { return std::nullopt; }
    /// Where two sources of one entity disagree, the one with the higher preference is believed; among equals the
    /// later update is.
    virtual int preference() const { return 0; }
    /// What of the same blog, given too, has what a rule finds missing in sources of this kind ("settings.csv"); empty
    /// where nothing is known to.
    virtual std::string_view remedy(Rule) const { return {}; }
};

struct Counts {
    std::uint64_t posts = 0, pages = 0, comments = 0, orphans = 0;
    std::map<std::string, std::uint64_t> by_status;  ///< "post.published", "comment.spam", …
    bool operator==(const Counts&) const = default;
};

/// One source file, for provenance.
struct SourceInfo {
    std::string name;
    std::string format;
    std::uint64_t size = 0;
    std::function<std::string()> sha256;  ///< reads it all, so only on request; lower-case hex; may be empty
};

/// Everything a writer may want to know before the first post.
struct Manifest {
    Site site;
    std::vector<Person> authors;        ///< authors of posts and pages, distinct, sorted
    std::vector<Category> categories;   ///< labels of posts and pages, distinct, sorted
    Counts counts;                      ///< of what will be written
    std::vector<SourceInfo> sources;
};

/// The comments of one post, oldest first, one at a time, single pass.
class Comments {
public:
    virtual ~Comments() = default;
    /// False at the end.
    virtual bool next(Comment& comment) = 0;
};

/// Why a comment is an orphan.
enum class OrphanReason : std::uint8_t { post_missing, foreign };

/// Writes one blog. Is handed a post and its comments; looks nothing up.
class Writer {
public:
    virtual ~Writer() = default;
    virtual void begin(const Manifest&) {}
    /// Posts come by published, then id; undated ones last. Every comment must be taken from `comments`.
    virtual void post(const Post& post, Comments& comments) = 0;
    /// Comments whose post is not in the source, after all posts.
    virtual void orphan(const Comment&, OrphanReason) {}
    /// Writes what is left. The caller then publishes with Output::commit(); without both nothing appears.
    virtual void finish() = 0;
};

/// One option of a format. Parsing, checking, --help and `formats --json` all come from these.
struct OptionInfo {
    std::string_view name;
    std::string_view metavar;   ///< "yes|no", "tag|category", "N", "FILE": alternatives are checked
    std::string_view standard;  ///< default value
    std::string_view help;
};

/// Options of a format as given, checked against its table; defaults filled in.
class Settings {
public:
    Settings() = default;
    /// @param given "key=value" pairs. @throws Error usage, naming the nearest option on a typo
    Settings(std::span<const OptionInfo> table, std::span<const std::string> given, std::string_view format);
    const std::string& operator[](std::string_view name) const;
    bool yes(std::string_view name) const { return (*this)[name] == "yes"; }

private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// What the user says about a source that the source cannot say itself.
struct SourceHints {
    std::optional<std::string> site_url;
    std::optional<std::string> time_zone;
    std::optional<std::string> locale;  ///< BCP 47: the language and order its dates are written in
};

/// An input and the files that belong to it (settings.csv, themes), if any.
struct Source {
    const Input* input = nullptr;
    std::vector<const Input*> companions = {};
    std::optional<std::string> locale = {};  ///< as in SourceHints
};

struct Format {
    std::string_view name;        ///< "blogger-gdata", for --from and --to
    std::string_view title;       ///< one line for people
    std::string_view extensions;  ///< ".db .sqlite": for writing, and to break ties; never decides on reading
    /// How sure it is that a file is of this format: 0 no … 100 sure. Sees the first 64 KiB.
    int (*probe)(std::string_view head) = nullptr;
    /// True for a file that is no source itself but belongs to one of this format.
    bool (*companion)(std::string_view name, std::string_view head) = nullptr;
    std::unique_ptr<Reader> (*open)(const Source&, const Settings&, Context&) = nullptr;
    std::unique_ptr<Writer> (*create)(Output&, const Settings&, Context&) = nullptr;
    std::span<const OptionInfo> read_options = {};
    std::span<const OptionInfo> write_options = {};
    bool writes_to_stdout = true;
};

/// The formats a run knows. A value: copy builtin() and add, or make an empty one for a test.
class FormatRegistry {
public:
    static FormatRegistry builtin();
    void add(const Format& format);
    std::span<const Format> all() const { return formats_; }
    /// By name; nullptr if unknown.
    const Format* find(std::string_view name) const;
    /// The format that writes files with this suffix; nullptr if none does.
    const Format* for_output(std::string_view path) const;
    struct Guess {
        const Format* format = nullptr;
        int confidence = 0;
        const Format* rival = nullptr;  ///< another format that is just as sure
    };
    Guess detect(std::string_view name, std::string_view head) const;

private:
    std::vector<Format> formats_;
};

/// The nearest of `names` to a mistyped `name`, of which at most a third of the characters may be wrong, and at most
/// three, or which may be the beginning of one; or empty.
std::string nearest(std::string_view name, std::span<const std::string_view> names);

}  // namespace blogferry
