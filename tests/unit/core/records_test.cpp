// Records that hold more than one thing: a post with its comments, as the items of WordPress do.
#include <map>
#include <sstream>

#include "blogferry/blogferry.hpp"
#include "support/catch.hpp"

using namespace blogferry;

namespace {

// One record a line: "post 1, comment 7, comment 8": a post and its comments, dated as they stand. "!" after a number
// is something to report about it.
class LineReader final : public Reader {
public:
    LineReader(const Source& source, Context&) : input_(*source.input) {}
    const Input& input() const override { return input_; }
    const Site& site() const override { return site_; }
    bool next(Record& record) override {
        if (bytes_.empty()) {
            bytes_.resize(static_cast<std::size_t>(input_.size()));
            input_.read_at(0, bytes_);
        }
        if (at_ >= bytes_.size()) return false;
        const std::size_t end = bytes_.find('\n', at_);
        record = {std::string_view(bytes_).substr(at_, end - at_), {input_.number(), ++line_, 1, at_}};
        at_ = end + 1;
        return true;
    }
    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        std::istringstream words{std::string(record.bytes)};
        std::string post;
        int second = 0;
        for (std::string kind, id; words >> kind >> id;) {
            if (id.ends_with(',')) id.pop_back();
            const bool odd = id.ends_with('!');
            if (odd) id.pop_back();
            if (id == "-") id.clear();
            if (odd && depth == Depth::full)
                diagnostics.report(Rule::date_invalid, record.at, kind + " " + id, {}, "odd");
            const Timestamp time{std::chrono::sys_seconds(std::chrono::seconds(1000 * record.at.line +
                                                                               static_cast<std::uint64_t>(++second))),
                                 std::chrono::minutes(0)};
            if (kind == "post") {
                Post p;
                p.id = post = id;
                p.status = PostStatus::published;
                p.published = time;
                sink.post(std::move(p));
            } else {
                Comment c;
                c.id = id;
                c.post = post;
                c.status = CommentStatus::approved;
                c.published = time;
                sink.comment(std::move(c));
            }
        }
    }

private:
    const Input& input_;
    Site site_;
    std::string bytes_;
    std::size_t at_ = 0;
    std::uint64_t line_ = 0;
};

struct Lines : Writer {
    std::vector<std::string> lines;
    std::vector<Comment> comments;
    std::map<Rule, int> said;
    Summary summary;

    void post(const Post& p, Comments& stream) override {
        lines.push_back("post " + p.id);
        for (Comment c; stream.next(c);) {
            lines.push_back(" comment " + c.id);
            comments.push_back(c);
        }
    }
    void orphan(const Comment& c, OrphanReason) override { lines.push_back("orphan " + c.id); }
    void finish() override {}

    explicit Lines(const std::string& bytes, const Filter& filter = {}) {
        Context context;
        context.diagnostics = Diagnostics([this](const Diagnostic& d) { ++said[d.rule]; });
        FormatRegistry registry;
        registry.add({.name = "lines",
                      .title = "",
                      .extensions = "",
                      .probe = [](std::string_view) { return 100; },
                      .open = [](const Source& source, const Settings&, Context& c) -> std::unique_ptr<Reader> {
                          return std::make_unique<LineReader>(source, c);
                      }});
        std::vector<std::unique_ptr<Input>> inputs;
        inputs.push_back(Input::memory("lines", bytes, context));
        Sources sources(std::move(inputs), {}, registry, context);
        Assembler assembler(std::move(sources.one().readers), filter, {}, context);
        assembler.write(*this);
        summary = assembler.summary();
    }
};

}  // namespace

TEST_CASE("a record may hold a post with its comments, and what there is to say is said once") {
    const Lines seen("post 2!, comment 21!, comment 22\npost 1, comment 12!, comment 11\npost 3\n");
    CHECK(seen.lines == std::vector<std::string>{"post 2", " comment 21", " comment 22", "post 1", " comment 12",
                                                 " comment 11", "post 3"});
    CHECK(seen.said.at(Rule::date_invalid) == 3);
}

TEST_CASE("comments in a record without their post are orphans") {
    const Lines seen("comment 1!, comment 2!\npost 3\n");
    CHECK(seen.lines == std::vector<std::string>{"post 3", "orphan 1", "orphan 2"});
    CHECK(seen.said.at(Rule::date_invalid) == 2);
}

TEST_CASE("things without an id in one record are told apart") {
    const Lines seen("post 1, comment -, comment -\n");
    REQUIRE(seen.comments.size() == 2);
    CHECK(seen.comments[0].id.starts_with("no-id-"));
    CHECK(seen.comments[1].id == seen.comments[0].id + "-2");
    CHECK(seen.said.at(Rule::id_missing) == 2);
}

TEST_CASE("an id that occurs twice in one record or in two is kept once, in linear time") {
    const Lines seen("post 1, comment 5, comment 5\npost 1, comment 5, comment 6\n");
    CHECK(seen.lines == std::vector<std::string>{"post 1", " comment 5", " comment 6"});
    CHECK(seen.summary.posts.merged == 1);
    CHECK(seen.summary.comments.merged == 2);

    std::string many = "post 1";
    for (int i = 0; i < 20000; ++i) many += ", comment 5";
    const Lines same(many + "\n" + many + "\n");
    CHECK(same.summary.comments.merged == 39999);
}

TEST_CASE("a filter leaves out comments of a record that is written, and records as a whole") {
    Filter filter;
    filter.comments = Filter::Comments::none;
    CHECK(Lines("post 1, comment 5, comment 6\n", filter).lines == std::vector<std::string>{"post 1"});
    filter = {};
    filter.statuses = {PostStatus::draft};
    const Lines none("post 1, comment 5, comment 6\n", filter);
    CHECK(none.lines.empty());
    CHECK(none.summary.comments.filtered == 2);
}
