/// WordPress' export format, WXR 1.2, as WordPress itself takes it whole.
///
/// The rules it obeys are in docs/formats/wxr.md. Elements come in WordPress' own order and are always all there, for
/// readers exist that rely on either. Memory: labels and authors, a few bytes a post (for distinct seconds), and the
/// ids of one post's comments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "blogferry/format.hpp"
#include "calendar.hpp"
#include "emitter.hpp"
#include "entity.hpp"
#include "kept.hpp"
#include "labels.hpp"
#include "numbers.hpp"
#include "orphans.hpp"
#include "parts.hpp"
#include "threads.hpp"
#include "time/local_times.hpp"
#include "wxr/authors.hpp"

namespace blogferry::wxr {

struct Options {
    LabelKind labels{.tag = true};
    LabelMap label_map;
    bool convert_jump_breaks = true;
    std::string base_url;  ///< for WordPress to rewrite; empty: it rewrites nothing
    AuthorMap authors;
    std::optional<std::string> zone;          ///< IANA name, instead of the blog's
    std::optional<std::uint64_t> split_size;  ///< bytes of a part, if there shall be parts
};

class WxrWriter final : public Writer {
public:
    WxrWriter(Output& output, Options options, Context& context);

    void begin(const Manifest& manifest) override;
    void post(const Post& post, Comments& comments) override;
    void orphan(const Comment& comment, OrphanReason reason) override;
    void finish() override;

private:
    /// What depends on the blog and is known before the first post.
    struct Blog {
        Authors authors;
        Labels labels;
        Calendar calendar;
        std::string host;      ///< empty if unknown
        std::string guid_base;
        bool comments_open;

        Blog(const Manifest& manifest, const Options& options, Diagnostics& diagnostics);
    };
    /// What was decided about a post before it is written.
    struct Placed {
        Moment moment;
        PostStatus status;
        std::string local;  ///< post_date
    };

    // head.cpp
    void channel(const Site& site);
    void declare_author(const Author& author, std::uint64_t number);
    void declare_category(const Term& term, std::uint64_t number);
    void declare_tag(const Term& term, std::uint64_t number);

    void keep(std::string_view element, std::string_view json);

    // item.cpp
    Placed place(const Post& post, Entity& entity);
    bool scalars(const Post& post, const Placed& placed, Entity& entity);
    /// @returns whether the slug was taken already
    bool take_slug(const Post& post);
    void check_slug(const Post& post, Entity& entity);
    bool content(const Post& post, Entity& entity);
    void labels(const Post& post);
    /// All labels of a post, where they cannot be read off its terms; else empty.
    std::string labels_apart(const Post& post);
    void post_meta(const Post& post, Entity& entity);
    std::string guid(const Post& post) const;

    // comment.cpp
    void comment(const ParentsFirst::Numbered& numbered, const Placed& post);
    void comment_author(const Comment& comment, Entity& entity);
    void comment_meta(const ParentsFirst::Numbered& numbered, Entity& entity);

    Output& output_;
    Options options_;
    Diagnostics& diagnostics_;
    std::optional<Parts> parts_;
    Emitter emitter_;
    Orphans orphans_;
    std::optional<Blog> blog_;
    std::optional<DistinctSeconds> seconds_;
    time::LocalTimes local_times_;
    PostNumbers numbers_;
    std::unordered_map<std::uint64_t, unsigned> next_of_slug_;  // by hash of kind and slug: the number for the next one
    std::uint64_t last_comment_ = 0;
};

/// What WordPress' columns hold, in bytes; anything longer is lost there without a word.
inline constexpr std::size_t guid_column = 255;
inline constexpr std::size_t slug_column = 200;

/// Says so where WordPress is given a time and the source named only a day (BF417), or less (BF418).
void report_assumed_time(const std::optional<Timestamp>& said, std::string_view field, const std::string& local,
                         Entity& entity);

/// RFC 3339, as it was; a day alone where no more was said.
std::string written(const Timestamp& timestamp);

}  // namespace blogferry::wxr
