/// A blog as a writer is handed it, and what comes of writing and reading it.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "blogferry/convert.hpp"

namespace blogferry::test {

/// Posts with their comments, and orphans, as the assembler hands them out.
struct Blog {
    Site site;
    std::vector<std::pair<Post, std::vector<Comment>>> posts;
    std::vector<std::pair<Comment, OrphanReason>> orphans;
};

class CommentList final : public Comments {
public:
    explicit CommentList(const std::vector<Comment>& list) : list_(list) {}
    bool next(Comment& comment) override {
        if (at_ == list_.size()) return false;
        comment = list_[at_++];
        return true;
    }

private:
    const std::vector<Comment>& list_;
    std::size_t at_ = 0;
};

inline const Format& format(std::string_view name) {
    static const FormatRegistry registry = FormatRegistry::builtin();
    return *registry.find(name);
}

inline Counts count(const Blog& blog) {
    Counts counts;
    for (const auto& [post, comments] : blog.posts) {
        ++(post.kind == PostKind::page ? counts.pages : counts.posts);
        counts.comments += comments.size();
    }
    counts.orphans = blog.orphans.size();
    return counts;
}

inline std::string write(const Blog& blog, std::string_view to, const std::vector<std::string>& settings = {}) {
    std::string written;
    const auto output = Output::memory(written);
    Context context;
    const Format& form = format(to);
    const auto writer = form.create(*output, Settings(form.write_options, settings, to), context);
    writer->begin(Manifest{.site = blog.site, .authors = {}, .categories = {}, .counts = count(blog), .sources = {}});
    for (const auto& [post, list] : blog.posts) {
        CommentList comments(list);
        writer->post(post, comments);
    }
    for (const auto& [comment, reason] : blog.orphans) writer->orphan(comment, reason);
    writer->finish();
    output->commit();
    return written;
}

/// What NDJSON holds, record by record.
struct Read : EntitySink {
    void post(Post&& post) override { posts.push_back(std::move(post)); }
    void comment(Comment&& comment) override { comments.push_back(std::move(comment)); }
    void setting(Setting&&) override { ++strays; }
    void theme(Template&&) override { ++strays; }

    Site site;
    std::vector<Post> posts;
    std::vector<Comment> comments;
    int strays = 0;
};

inline Read read(const std::string& ndjson, Context& context, Depth depth = Depth::full) {
    Read all;
    const auto input = Input::memory("blog.ndjson", ndjson, context);
    const auto reader = format("ndjson").open(Source{input.get(), {}}, Settings{}, context);
    for (Record record; reader->next(record);) reader->parse(record, depth, all, context.diagnostics);
    all.site = reader->site();
    return all;
}

/// The same blog through the whole of a conversion.
inline std::string convert_again(const std::string& ndjson, Context& context) {
    const FormatRegistry registry = FormatRegistry::builtin();
    std::vector<std::unique_ptr<Input>> inputs;
    inputs.push_back(Input::memory("blog.ndjson", ndjson, context));
    Sources sources(std::move(inputs), OpenOptions{}, registry, context);
    Assembler assembler(std::move(sources.one().readers), Filter{}, SourceHints{}, context);
    std::string written;
    const auto output = Output::memory(written);
    const auto writer = format("ndjson").create(*output, Settings{}, context);
    assembler.write(*writer);
    output->commit();
    return written;
}

}  // namespace blogferry::test
