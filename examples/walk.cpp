// Walks a blog, posts in order and each with its comments, without writing a file:  example_walk INPUT...
#include <blogferry/blogferry.hpp>
#include <iostream>

namespace {

/// A writer need not write: this one prints an outline. Comments come one at a time, so a post with a million of
/// them costs no more memory than a post with one.
class Outline final : public blogferry::Writer {
public:
    void begin(const blogferry::Manifest& manifest) override {
        std::cout << manifest.site.title << ": " << manifest.counts.posts << " posts, " << manifest.counts.pages
                  << " pages, " << manifest.counts.comments << " comments\n";
    }

    void post(const blogferry::Post& post, blogferry::Comments& comments) override {
        std::cout << "* " << (post.title.empty() ? "(untitled)" : post.title)
                  << (post.status == blogferry::PostStatus::published ? "" : " [not published]") << '\n';
        for (blogferry::Comment comment; comments.next(comment);)
            std::cout << (comment.parent ? "    > " : "  - ") << name(comment) << ": " << comment.content << '\n';
    }

    void orphan(const blogferry::Comment& comment, blogferry::OrphanReason) override {
        std::cout << "? " << name(comment) << ": " << comment.content << '\n';
    }

    void finish() override {}

private:
    static std::string name(const blogferry::Comment& comment) {
        return comment.author && !comment.author->name.empty() ? comment.author->name : "somebody";
    }
};

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> inputs(argv + 1, argv + argc);
        blogferry::Context context;
        blogferry::Sources sources(inputs, {}, blogferry::FormatRegistry::builtin(), context);
        blogferry::Assembler blog(std::move(sources.one().readers), {}, {}, context);
        Outline outline;
        blog.write(outline);
        return 0;
    } catch (const blogferry::Error& error) {
        std::cerr << error.what() << ". " << error.hint() << '\n';
        return static_cast<int>(error.exit());
    }
}
