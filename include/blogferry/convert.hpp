/// The main job: open sources, join them into one blog, write it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry {

/// Where a period begins or ends: an instant, or the first moment of a day by the blog's own clock. Which instant that
/// is, is known when the sources have said the blog's time zone; where they do not, days are those of UTC.
using Bound = std::variant<std::chrono::sys_time<std::chrono::milliseconds>, std::chrono::local_days>;

/// What to keep. Empty sets and absent bounds keep everything. Filtered entities are counted, never orphaned:
/// the comments of a post that is filtered out are filtered out with it.
struct Filter {
    std::optional<Bound> since;  ///< published at or after
    std::optional<Bound> until;  ///< published before
    std::set<PostKind> kinds;
    std::set<PostStatus> statuses;
    std::set<std::string> labels;  ///< any of these
    enum class Comments : std::uint8_t { approved, all, none } comments = Comments::all;
    /// Only what the blog showed to everybody: published posts and pages with their approved comments, without mail and
    /// IP addresses, passwords, settings and themes, names of source files, and properties. Texts stay as they are.
    bool public_only = false;
};

/// What Filter::public_only left out, by kind: "drafts", "mail addresses". In the order of first use.
class Omitted {
public:
    void add(std::string_view kind, std::uint64_t count = 1);
    const std::vector<std::pair<std::string, std::uint64_t>>& by_kind() const { return kinds_; }
    bool operator==(const Omitted&) const = default;

private:
    std::vector<std::pair<std::string, std::uint64_t>> kinds_;
};

/// What became of every entity: read = written + filtered + merged.
struct Summary {
    struct Row {
        std::uint64_t read = 0, written = 0, filtered = 0, merged = 0, orphaned = 0;  ///< orphaned is part of written
        bool operator==(const Row&) const = default;
    };
    Row posts, pages, comments;
    std::uint64_t settings = 0, templates = 0;
    Omitted omitted;
    bool operator==(const Summary&) const = default;
};

/// Several sources of one blog, joined. First index() reads every record once and keeps a few dozen bytes for each;
/// then write() reads records back in canonical order, a post with its comments at a time.
class Assembler {
public:
    /// @param readers sources of one blog; @param filter what to keep
    Assembler(std::vector<std::unique_ptr<Reader>> readers, Filter filter, const SourceHints& hints, Context& context);
    ~Assembler();
    Assembler(Assembler&&) noexcept;

    /// Complete after construction: site, authors, labels, counts.
    const Manifest& manifest() const;
    Manifest& manifest();
    /// Hands every post, comment and orphan to the writer, in canonical order, and finishes it.
    void write(Writer& writer);
    const Summary& summary() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// One blog found in the inputs.
struct BlogSource {
    std::string id;     ///< blog number
    std::string title;  ///< may be empty
    std::vector<std::unique_ptr<Reader>> readers;
    std::vector<SourceInfo> sources;  ///< one for each reader
};

struct OpenOptions {
    std::optional<std::string> from;          ///< format name; otherwise by content
    std::vector<std::string> read_settings;   ///< "key=value"
    std::optional<std::string> blog;          ///< id, or else address, or else an input's name; or title
    SourceHints hints;
};

/// All inputs of a run, opened, recognised and sorted into blogs.
class Sources {
public:
    /// @throws Error format_unknown, format_other, no_blog, …
    Sources(const std::vector<std::string>& paths, const OpenOptions& options, const FormatRegistry& registry,
            Context& context);
    /// From inputs the host already has.
    Sources(std::vector<std::unique_ptr<Input>> inputs, const OpenOptions& options, const FormatRegistry& registry,
            Context& context);
    ~Sources();
    Sources(Sources&&) noexcept;

    std::vector<BlogSource>& blogs();
    /// The one blog asked for. @throws Error several_blogs, naming them
    BlogSource& one();
    /// @throws Error input_changed
    void check_unchanged() const;
    /// @throws Error same_file if one of these files is an input, by whatever link
    void keep_off(const std::vector<std::string>& outputs) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct ConvertOptions {
    OpenOptions open;
    Filter filter;
    std::string to;                          ///< format name
    std::vector<std::string> write_settings;  ///< "key=value"
    std::vector<std::string> beside;         ///< files the run reads or writes besides (mappings, reports): no outputs
    bool strict = false;                     ///< a warning or an error means nothing is written
};

/// Opens, joins, writes and publishes. @throws Error; then the output is untouched.
Summary convert(const std::vector<std::string>& inputs, Output& output, const ConvertOptions& options,
                const FormatRegistry& registry, Context& context);

}  // namespace blogferry
