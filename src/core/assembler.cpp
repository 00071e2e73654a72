// Pass two: records read back in the order of the index, each post with its comments, and handed to the writer.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <variant>

#include "feed_pages.hpp"
#include "index.hpp"
#include "public_copy.hpp"
#include "text/blogger.hpp"
#include "text/url.hpp"

namespace blogferry {

namespace {

std::string counted(std::uint64_t count, const char* one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

// Tells how much of the records to write is done.
class WriteProgress {
public:
    WriteProgress(const Index& index, const Context& context) : context_(context) {
        for (const Entry& e : index.posts()) all_ += size_of(e);
        for (const Entry& e : index.comments()) all_ += size_of(e);
    }
    void add(const Entry& entry) {
        done_ += size_of(entry);
        if (context_.progress) context_.progress({"writing", done_, all_});
    }

private:
    // A record that holds several entries is read with the first of them.
    static std::uint64_t size_of(const Entry& entry) { return entry.inner ? 0 : entry.length; }

    const Context& context_;
    std::uint64_t done_ = 0, all_ = 0;
};

template <class T>
void count_clock_times(const T& entity, Index& index) {
    if (index.clock.zone()) return;
    for (const std::optional<Timestamp>* time : {&entity.published, &entity.updated, &entity.created})
        if (*time && !(*time)->offset && (*time)->precision <= Precision::minute) ++index.clock_times;
}

// Comments of the index that stand together, read back one by one; those a filter leaves out are passed over.
class CommentRun {
public:
    CommentRun(const Index& index, Records& records, WriteProgress& progress, std::size_t begin, std::size_t end)
        : index_(index), records_(records), progress_(progress), at_(begin), end_(end) {}

    /// The entry of the next comment; nullptr at the end.
    const Entry* peek() {
        while (at_ < end_ && index_.comments()[at_].filtered) ++at_;  // all versions of a comment are, or none
        return at_ < end_ ? &index_.comments()[at_] : nullptr;
    }
    Comment read(Diagnostics& diagnostics) {
        const std::size_t begin = at_;
        Comment comment = records_.comment(index_.comments(), at_, diagnostics);
        for (std::size_t i = begin; i < at_; ++i) progress_.add(index_.comments()[i]);
        return comment;
    }

private:
    const Index& index_;
    Records& records_;
    WriteProgress& progress_;
    std::size_t at_, end_;
};

}  // namespace

struct Assembler::Impl {
    Impl(std::vector<std::unique_ptr<Reader>> readers, Filter f, const SourceHints& hints, Context& c)
        : filter(std::move(f)), context(c), records(std::move(readers)), index(records, filter, hints, context) {}

    void write(Writer& writer);
    Post read_post(std::size_t place);
    void count_replies(Post& post, std::size_t begin, std::size_t end);
    void write_orphans(Writer& writer, CommentRun orphans);
    void check_filtered();
    void report_no_address(const Post& post, std::uint16_t source);
    std::string advice(Rule rule, const char* option) const;
    void report_no_comments();
    void report_summaries();
    void report_unknown_zone();
    void report_unknown_site();
    void report_not_carried();
    void report_omitted();

    Filter filter;
    Context& context;
    Records records;
    Index index;
    struct {
        std::uint64_t posts = 0, comments = 0;
        std::pair<Location, std::string> first;
    } elsewhere;  // comments that posts declare where no source has any, and these posts
    struct Summarised {
        std::uint64_t posts = 0;
        std::pair<Location, std::string> first;
    };
    std::map<std::uint16_t, Summarised> summarised;  // by source: posts of which it has only a summary
    bool path_without_host = false;
    std::set<std::uint16_t> without_addresses;  // sources that have none of any post, when that was said
};

namespace {

// The comments of one post, read as the writer asks for them.
class PostComments final : public Comments {
public:
    PostComments(Index& index, CommentRun run, std::size_t begin, std::size_t end, Diagnostics& diagnostics)
        : index_(index), run_(run), begin_(begin), end_(end), diagnostics_(diagnostics) {}

    bool next(Comment& comment) override {
        const Entry* entry = run_.peek();
        if (!entry) return false;
        const Key key = entry->key;
        comment = run_.read(diagnostics_);
        count_clock_times(comment, index_);
        if (comment.parent) check_parent(comment, key);
        if (!comment.published)
            diagnostics_.report(Rule::date_missing, comment.at, entity_name(comment), "published", "has no date");
        ++index_.summary.comments.written;
        return true;
    }

private:
    void check_parent(Comment& comment, Key key) {
        if (!threads_) threads_ = index_.threads(begin_, end_);
        const Key parent = index_.key_of(*comment.parent);
        const auto report = [&](Rule rule, const char* what) {
            diagnostics_.report(rule, comment.at, entity_name(comment), "parent",
                                "replies to comment " + *comment.parent + what);
        };
        if (!threads_->has(parent)) {
            if (index_.is_a_comment(parent)) report(Rule::parent_elsewhere, ", which is on another post");
            else report(Rule::parent_missing, ", which is not in the source");
        } else if (threads_->cut(key)) {
            report(Rule::parent_cycle, ", which replies to it in turn; shown at top level");
            comment.properties.push_back({"parent (in a circle)", *comment.parent});
            comment.parent.reset();
        }
    }

    Index& index_;
    CommentRun run_;
    std::size_t begin_, end_;
    Diagnostics& diagnostics_;
    std::optional<Threads> threads_;  // made when the first reply turns up
};

}  // namespace

void Assembler::Impl::write(Writer& writer) {
    report_missing_pages(records.readers(), index.summary, context.diagnostics);
    writer.begin(index.manifest);
    WriteProgress progress(index, context);
    const Entries& comments = index.comments();
    std::size_t begin = 0;
    for (std::size_t rank = 0; rank < index.order().size(); ++rank) {
        if (context.stop.stop_requested()) throw Error(Rule::stopped, "stopped as asked");
        std::size_t end = begin;
        while (end < comments.size() && comments[end].owner == rank) ++end;
        const std::size_t place = index.order()[rank];
        if (!index.posts()[place].filtered) {
            Post post = read_post(place);
            count_replies(post, begin, end);
            PostComments stream(index, {index, records, progress, begin, end}, begin, end, context.diagnostics);
            writer.post(post, stream);
            for (Comment rest; stream.next(rest);) {}  // a writer may leave comments; they still count
            ++(post.kind == PostKind::page ? index.summary.pages : index.summary.posts).written;
            progress.add(index.posts()[place]);
        }
        begin = end;
    }
    write_orphans(writer, {index, records, progress, begin, comments.size()});
    check_filtered();
    report_summaries();
    report_no_comments();
    report_unknown_zone();
    report_unknown_site();
    report_not_carried();
    writer.finish();
}

Post Assembler::Impl::read_post(std::size_t place) {
    Diagnostics& d = context.diagnostics;
    const std::uint64_t clocks = d.count(Rule::local_time_twice);
    const std::size_t first = place;
    Post post = records.post(index.posts(), place, d);
    const bool told = d.count(Rule::local_time_twice) != clocks;
    const auto report = [&](Rule rule, const char* field, const char* what) {
        d.report(rule, post.at, entity_name(post), field, what);
    };
    count_clock_times(post, index);
    const Site& site = index.manifest.site;
    if (!post.permalink && post.path && !post.path->empty() && site.home)
        post.permalink = text::join_url(*site.home, *post.path);
    path_without_host = path_without_host || (!post.permalink && post.path);
    if (post.status == PostStatus::published) {
        if (!post.permalink && !post.path)
            report_no_address(post, index.posts()[first].source);
        if (post.title.empty()) report(Rule::title_empty, "title", "has no title");
        if (post.content.empty() && !post.summary.empty()) {
            Summarised& of_source = summarised[index.posts()[first].source];
            if (of_source.posts++ == 0) of_source.first = {post.at, entity_name(post)};
        } else if (post.content.empty()) {
            report(Rule::content_empty, "content", "has no text");
        }
        const bool updated_before =
            post.published && post.updated && post.updated->instant + std::chrono::seconds(1) < post.published->instant;
        if (updated_before) report(Rule::order_of_dates, "updated", "was updated before it was published");
    }
    if (!post.published) report(Rule::date_missing, "published", "has no publication date");
    for (const Property& p : post.properties)
        if (p.name == text::only_beginning && !post.content.empty())
            d.report(Rule::page_beginning_only, post.at, entity_name(post), "content",
                     "only its beginning is on the page (" + p.value + "); give the post's own page too");
    index.clock.check(post, told, d);
    return post;
}

void Assembler::Impl::report_no_address(const Post& post, std::uint16_t source) {
    const Reader& reader = *records.readers()[source];
    Diagnostics& d = context.diagnostics;
    if (reader.nameless()) {
        if (without_addresses.insert(source).second)
            d.report(Rule::permalink_missing, {reader.input().number(), 0, 0, 0}, {}, "permalink",
                     "the text of a page does not hold the addresses of its posts");
        return;
    }
    std::string what = "its address is not in the source";
    if (const std::string_view other = reader.remedy(Rule::permalink_missing); !other.empty())
        what.append("; ").append(other).append(", given too, has it");
    d.report(Rule::permalink_missing, post.at, entity_name(post), "permalink", std::move(what));
}

void Assembler::Impl::count_replies(Post& post, std::size_t begin, std::size_t end) {
    Diagnostics& d = context.diagnostics;
    std::int64_t all = 0, visible = 0, kept = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const Entry& comment = index.comments()[i];
        if (comment.follows) continue;
        ++all;
        if (is_visible(static_cast<CommentStatus>(comment.status))) ++visible;
        if (!comment.filtered) ++kept;
    }
    // An earlier conversion may have left some out, and counted them.
    post.replies = std::max(post.replies, all);
    const std::int64_t at_most = post.replies > all ? post.replies : visible;
    if (post.replies_declared && (*post.replies_declared < visible || *post.replies_declared > at_most)) {
        if (index.summary.comments.read == 0 && *post.replies_declared > 0) {
            if (elsewhere.posts++ == 0) elsewhere.first = {post.at, entity_name(post)};
            const auto declared = static_cast<std::uint64_t>(*post.replies_declared);  // a file may say anything
            elsewhere.comments += std::min(declared, std::numeric_limits<std::uint64_t>::max() - elsewhere.comments);
        } else {
            d.report(Rule::count_differs, post.at, entity_name(post), "replies_declared",
                     "declares " + std::to_string(*post.replies_declared) +
                         (*post.replies_declared == 1 ? " comment" : " comments") + ", the source has " +
                         std::to_string(visible));
        }
    }
    if (filter.public_only) post.replies = kept;  // how many the blog hid is not public either
    if (begin < end && post.guid.find(".page-") != std::string::npos)
        d.report(Rule::joined_by_number, post.at, entity_name(post), "id",
                 "its comments name it as a post; joined on the number");
}

void Assembler::Impl::write_orphans(Writer& writer, CommentRun orphans) {
    Diagnostics& d = context.diagnostics;
    while (orphans.peek() != nullptr) {
        const Comment comment = orphans.read(d);
        count_clock_times(comment, index);
        const bool foreign = !comment.blog.empty();
        const auto report = [&](Rule rule, const std::string& what) {
            d.report(rule, comment.at, entity_name(comment), "post", what);
        };
        if (foreign) report(Rule::foreign_comment, "was written on blog " + comment.blog + "; kept apart");
        else if (comment.post.empty())
            report(Rule::orphan_comment, "does not say which post it belongs to; kept as an orphan");
        else
            report(Rule::orphan_comment,
                   "belongs to post " + comment.post + ", which is not in the source; kept as an orphan");
        writer.orphan(comment, foreign ? OrphanReason::foreign : OrphanReason::post_missing);
        ++index.summary.comments.written;
        ++index.summary.comments.orphaned;
    }
}

// What a filter leaves out was only skimmed; a damaged file is damaged all the same.
void Assembler::Impl::check_filtered() {
    for (const Entries* entries : {&index.posts(), &index.comments()})
        for (const Entry& e : *entries)
            if (e.filtered && !e.inner) records.check(e);
}

// What to do about what no source says: give what has it, if there is such a thing, or say it.
std::string Assembler::Impl::advice(Rule rule, const char* option) const {
    for (const std::unique_ptr<Reader>& reader : records.readers())
        if (const std::string_view other = reader->remedy(rule); !other.empty())
            return std::string("Give ").append(other).append(" too, or ").append(option);
    return std::string("Give it with ") + option;
}

// Where every time has an offset or is only a day, the zone changes nothing; what an output makes of times in UTC is
// for its writer to say.
void Assembler::Impl::report_unknown_zone() {
    const auto names_day = [](const std::optional<Bound>& bound) {
        return bound && std::holds_alternative<std::chrono::local_days>(*bound);
    };
    const bool by_day = names_day(filter.since) || names_day(filter.until);
    if (index.clock.zone() || (!by_day && index.clock_times == 0)) return;
    const std::optional<std::string>& zone = index.manifest.site.time_zone;
    std::string what = zone ? "the time zone data for " + *zone + " is not on this machine; " : "no source says it; ";
    if (index.clock_times > 0)
        what += counted(index.clock_times, "time") + " without an offset " + (index.clock_times == 1 ? "is" : "are") + " as written";
    else
        what += "days are those of UTC";
    if (!zone) what += ". " + advice(Rule::zone_unknown, "--time-zone, e.g. Europe/Berlin");
    context.diagnostics.report(Rule::zone_unknown, {}, {}, "time_zone", std::move(what));
}

// A feed has summaries of all its posts or of none: said once.
void Assembler::Impl::report_summaries() {
    for (const auto& [source, found] : summarised)
        context.diagnostics.report(Rule::summary_only, found.first.first, found.first.second, "content",
                                   found.posts == 1
                                       ? "its text is not in the source, only a summary of it"
                                       : "of " + std::to_string(found.posts) +
                                             " posts, this one and others, only summaries are in the source");
}

// A feed of posts or a page that lists them has no comments at all: said once, not for every post.
void Assembler::Impl::report_no_comments() {
    const auto& [posts, comments, first] = elsewhere;
    if (posts == 0) return;
    const std::string declared = counted(comments, "comment");
    const auto report = [&](const Location& at, const std::string& entity, const std::string& message) {
        context.diagnostics.report(Rule::count_differs, at, entity, "replies_declared", message);
    };
    if (posts == 1) report(first.first, first.second, "declares " + declared + ", the source has 0");
    else report({}, {}, std::to_string(posts) + " posts declare " + declared + ", the source has none");
}

void Assembler::Impl::report_unknown_site() {
    if (!path_without_host) return;
    context.diagnostics.report(Rule::site_unknown, {}, {}, "home",
                               has_custom_domain(index.manifest.site)
                                   ? "the blog has a domain of its own, which the export does not name; posts have "
                                     "paths only. Give it with --site-url https://…"
                                   : "the export does not name the blog's address; posts have paths only. " +
                                         advice(Rule::site_unknown, "--site-url https://…"));
}

void Assembler::Impl::report_not_carried() {
    for (const auto& [name, times] : context.diagnostics.not_carried())
        context.diagnostics.report(
            Rule::not_carried, {}, {}, name,
            "has no place in the model: dropped " + std::to_string(times) + (times == 1 ? " time" : " times"));
}

void Assembler::Impl::report_omitted() {
    std::string all;
    for (const auto& [kind, count] : index.summary.omitted.by_kind())
        all.append(all.empty() ? "" : ", ").append(kind).append(" (").append(std::to_string(count)).append(")");
    if (!all.empty()) context.diagnostics.report(Rule::public_omitted, {}, {}, {}, "left out as not public: " + all);
}

// ---- the public face ------------------------------------------------------------------------------------------------

Assembler::Assembler(std::vector<std::unique_ptr<Reader>> readers, Filter filter, const SourceHints& hints,
                     Context& context)
    : impl_(std::make_unique<Impl>(std::move(readers), std::move(filter), hints, context)) {}
Assembler::~Assembler() = default;
Assembler::Assembler(Assembler&&) noexcept = default;

const Manifest& Assembler::manifest() const { return impl_->index.manifest; }
Manifest& Assembler::manifest() { return impl_->index.manifest; }
void Assembler::write(Writer& writer) {
    if (!impl_->filter.public_only) return impl_->write(writer);
    if (is_for_invited_readers(manifest().site))
        impl_->context.diagnostics.report(Rule::filter_unmatched, {}, "setting BLOG_READ_ACCESS_MODE", {},
                                          "the blog was open to invited readers only, so what it showed them is written");
    PublicCopy copy(writer, impl_->index.summary.omitted);
    impl_->write(copy);
    impl_->report_omitted();
}
const Summary& Assembler::summary() const { return impl_->index.summary; }

}  // namespace blogferry
