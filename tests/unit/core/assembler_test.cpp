// The join, through the public door: small feeds in, what a writer is handed out.
#include <algorithm>
#include <random>

#include "blogferry/blogferry.hpp"
#include "support/catch.hpp"

using namespace blogferry;

namespace {

std::string takeout(const std::string& entries, const std::string& blog = "1") {
    return "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' "
           "xmlns:blogger='http://schemas.google.com/blogger/2018'>"
           "<id>tag:blogger.com,1999:blog-" +
           blog + "</id><title>T" + blog + "</title>" + entries + "</feed>";
}

std::string tag(const std::string& number, const std::string& blog = "1") {
    return "tag:blogger.com,1999:blog-" + blog + ".post-" + number;
}

std::string post(const std::string& number, const std::string& published, const std::string& status = "LIVE",
                 const std::string& more = "", const std::string& blog = "1") {
    return "<entry><id>" + tag(number, blog) + "</id><blogger:type>POST</blogger:type><blogger:status>" + status +
           "</blogger:status><title>p" + number + "</title><content type='html'>body " + number +
           "</content><published>" + published + "</published>" + more + "</entry>";
}

std::string comment(const std::string& number, const std::string& on, const std::string& published,
                    const std::string& reply_to = "", const std::string& status = "LIVE",
                    const std::string& blog = "1") {
    return "<entry><id>" + tag(number, blog) + "</id><blogger:parent>" + tag(on, blog) + "</blogger:parent>" +
           (reply_to.empty() ? "" : "<blogger:inReplyTo>" + tag(reply_to, blog) + "</blogger:inReplyTo>") +
           "<blogger:type>COMMENT</blogger:type><blogger:status>" + status + "</blogger:status><content type='html'>c" +
           number + "</content><published>" + published + "</published></entry>";
}

std::string gdata(const std::string& entries) {
    return "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
           "xmlns:thr='http://purl.org/syndication/thread/1.0'>"
           "<id>tag:blogger.com,1999:blog-1.archive</id><title type='text'>G</title><link rel='alternate' "
           "type='text/html' href='http://a.blogspot.com/'/>" +
           entries + "</feed>";
}

std::string gdata_post(const std::string& number, const std::string& published, const std::string& kind = "post") {
    return "<entry><id>tag:blogger.com,1999:blog-1." + kind + "-" + number + "</id><published>" + published +
           "</published><category scheme='http://schemas.google.com/g/2005#kind' "
           "term='http://schemas.google.com/blogger/2008/kind#" +
           kind + "'/><title type='text'>p" + number + "</title><content type='html'>body " + number +
           "</content><link rel='alternate' type='text/html' href='http://a.blogspot.com/2012/09/s" + number +
           ".html'/></entry>";
}

std::string gdata_setting(const std::string& name, const std::string& value) {
    return "<entry><id>tag:blogger.com,1999:blog-1.settings." + name +
           "</id>"
           "<category scheme='http://schemas.google.com/g/2005#kind' "
           "term='http://schemas.google.com/blogger/2008/kind#settings'/>"
           "<content type='text'>" +
           value + "</content></entry>";
}

// What a writer was handed, as one line a thing.
struct Seen : Writer {
    std::vector<std::string> lines;
    std::vector<Post> posts;
    std::vector<Comment> comments;
    bool finished = false;

    void post(const Post& p, Comments& stream) override {
        lines.push_back("post " + p.id);
        posts.push_back(p);
        for (Comment c; stream.next(c);) {
            lines.push_back(" comment " + c.id + (c.parent ? " > " + *c.parent : ""));
            comments.push_back(c);
        }
    }
    void orphan(const Comment& c, OrphanReason reason) override {
        lines.push_back((reason == OrphanReason::foreign ? "foreign " : "orphan ") + c.id);
    }
    void finish() override { finished = true; }
};

struct Result {
    Seen seen;
    Manifest manifest;
    Summary summary;
    std::map<Rule, std::uint64_t> rules;
    std::vector<std::string> names;  // of the blogs
};

Result run(const std::vector<std::string>& files, const Filter& filter = {}, const OpenOptions& options = {}) {
    Context context;
    std::vector<std::unique_ptr<Input>> inputs;
    for (std::size_t i = 0; i < files.size(); ++i)
        inputs.push_back(Input::memory("f" + std::to_string(i), files[i], context));
    Sources sources(std::move(inputs), options, FormatRegistry::builtin(), context);
    Result result;
    Assembler assembler(std::move(sources.one().readers), filter, options.hints, context);
    assembler.write(result.seen);
    result.manifest = assembler.manifest();
    result.summary = assembler.summary();
    result.rules = context.diagnostics.by_rule();
    return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("posts come by published, then id; undated ones last; comments with their post, oldest first") {
    const Result r =
        run({takeout(comment("9", "3", "2020-01-05T00:00:00Z") + post("10", "2020-01-02T00:00:00Z") + post("4", "") +
                     post("3", "2020-01-02T00:00:00Z") + comment("8", "3", "2020-01-06T00:00:00Z") +
                     comment("7", "3", "2020-01-06T00:00:00Z") + post("5", "2019-01-01T00:00:00Z"))});
    CHECK(r.seen.lines == Lines{"post 5", "post 3", " comment 9", " comment 7", " comment 8", "post 10", "post 4"});
    CHECK(r.seen.finished);
    CHECK(r.seen.posts[1].replies == 3);
}

TEST_CASE("ids beyond 63 bits, with leading zeros or no digits at all are told apart") {
    const Result r =
        run({takeout(post("18446744073709551616", "2020-01-01T00:00:00Z") + post("7", "2020-01-02T00:00:00Z") +
                     post("07", "2020-01-03T00:00:00Z") + comment("1", "18446744073709551616", "2020-01-04T00:00:00Z") +
                     comment("2", "07", "2020-01-04T00:00:00Z"))});
    CHECK(r.seen.lines == Lines{"post 18446744073709551616", " comment 1", "post 7", "post 07", " comment 2"});
}

TEST_CASE("a day agrees with any time of it, and with no other; it stands at noon of the blog's clock") {
    const auto ndjson = [](const std::string& id, const std::string& published, const std::string& more) {
        return R"({"type":"blogferry","version":1,"site":{"id":"1","title":"T","time_zone":"Pacific/Auckland"}})"
               "\n"
               R"({"type":"post","kind":"post","id":")" +
               id + R"(","status":"published","title":"p","content":"c","published":")" + published + "\"" + more +
               "}\n"
               R"({"type":"end","posts":1,"pages":0,"comments":0,"orphans":0})"
               "\n";
    };
    const std::string day = R"(,"published_precision":"day")", minute = R"(,"published_precision":"minute")";
    const Result same = run({ndjson("1", "2012-09-21T12:00:00", day), ndjson("1", "2012-09-21T06:32:00", minute)});
    CHECK(same.rules.count(Rule::merge_conflict) == 0);
    CHECK(same.seen.posts.at(0).published->precision == Precision::minute);
    const Result other = run({ndjson("1", "2012-09-21T12:00:00", day), ndjson("1", "2012-09-22T06:32:00", minute)});
    CHECK(other.rules.at(Rule::merge_conflict) == 1);

    const Result order = run({ndjson("1", "2012-09-21T12:00:00", day), ndjson("2", "2012-09-21T11:59:00", minute),
                              ndjson("3", "2012-09-21T12:01:00", minute)});
    CHECK(order.seen.lines == Lines{"post 2", "post 1", "post 3"});
    Filter filter;
    filter.since = std::chrono::local_days(std::chrono::year(2012) / 9 / 21);
    filter.until = std::chrono::local_days(std::chrono::year(2012) / 9 / 22);
    CHECK(run({ndjson("1", "2012-09-21T12:00:00", day)}, filter).seen.lines == Lines{"post 1"});
}

TEST_CASE("a comment whose post is missing is an orphan, and is named") {
    const Result r = run({takeout(post("1", "2020-01-01T00:00:00Z") + comment("2", "99", "2020-01-02T00:00:00Z"))});
    CHECK(r.seen.lines == Lines{"post 1", "orphan 2"});
    CHECK(r.rules.at(Rule::orphan_comment) == 1);
    CHECK(r.summary.comments == Summary::Row{1, 1, 0, 0, 1});
}

TEST_CASE("replies: kept in order, missing parents and parents elsewhere diagnosed, circles cut once") {
    const std::string t = "2020-01-0";
    const Result r =
        run({takeout(post("1", t + "1T00:00:00Z") + post("2", t + "2T00:00:00Z") +
                     comment("11", "1", t + "3T00:00:00Z") + comment("12", "1", t + "4T00:00:00Z", "11") +
                     comment("13", "1", t + "5T00:00:00Z", "404") + comment("14", "1", t + "6T00:00:00Z", "21") +
                     comment("21", "2", t + "3T00:00:00Z") + comment("31", "2", t + "4T00:00:00Z", "32") +
                     comment("32", "2", t + "5T00:00:00Z", "33") + comment("33", "2", t + "6T00:00:00Z", "31") +
                     comment("41", "2", t + "7T00:00:00Z", "42") + comment("42", "2", t + "8T00:00:00Z"))});
    CHECK(r.seen.lines == Lines{"post 1", " comment 11", " comment 12 > 11", " comment 13 > 404", " comment 14 > 21",
                                "post 2", " comment 21", " comment 31", " comment 32 > 33", " comment 33 > 31",
                                " comment 41 > 42", " comment 42"});
    CHECK(r.rules.at(Rule::parent_missing) == 1);
    CHECK(r.rules.at(Rule::parent_elsewhere) == 1);
    CHECK(r.rules.at(Rule::parent_cycle) == 1);
}

TEST_CASE("a chain of replies dated backwards takes linear time") {
    std::string entries = post("1", "2020-01-01T00:00:00Z");
    const int n = 20000;
    for (int i = 0; i < n; ++i)
        entries += comment(std::to_string(100000 + i), "1", "2020-01-01T00:00:00Z",
                           i + 1 < n ? std::to_string(100001 + i) : "");
    const Result r = run({takeout(entries)});
    CHECK(r.seen.comments.size() == n);
    CHECK(r.rules.count(Rule::parent_cycle) == 0);
}

TEST_CASE("a page is found by number when comments call it a post") {
    const Result r = run(
        {gdata(gdata_post("5", "2012-09-21T10:00:00.000-07:00", "page") +
               "<entry><id>tag:blogger.com,1999:blog-1.post-6</id><published>2012-09-22T10:00:00.000-07:00</published>"
               "<category scheme='http://schemas.google.com/g/2005#kind' "
               "term='http://schemas.google.com/blogger/2008/kind#comment'/>"
               "<content type='html'>x</content><thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-5'/></entry>")});
    CHECK(r.seen.lines == Lines{"post 5", " comment 6"});
    CHECK(r.rules.at(Rule::joined_by_number) == 1);
}

TEST_CASE("filters drop posts with their comments, and never orphan them") {
    const std::string file =
        takeout(post("1", "2020-01-01T00:00:00Z") + post("2", "2021-01-01T00:00:00Z", "DRAFT") +
                comment("3", "1", "2020-02-01T00:00:00Z") + comment("4", "2", "2021-02-01T00:00:00Z") +
                comment("5", "1", "2020-03-01T00:00:00Z", "", "SPAM_COMMENT"));
    Filter filter;
    filter.statuses = {PostStatus::published};
    Result r = run({file}, filter);
    CHECK(r.seen.lines == Lines{"post 1", " comment 3", " comment 5"});
    CHECK(r.summary.posts == Summary::Row{2, 1, 1, 0, 0});
    CHECK(r.summary.comments == Summary::Row{3, 2, 1, 0, 0});
    filter = {};
    filter.comments = Filter::Comments::approved;
    CHECK(run({file}, filter).seen.lines == Lines{"post 1", " comment 3", "post 2", " comment 4"});
    filter = {};
    filter.since = std::chrono::sys_days{std::chrono::year{2021} / 1 / 1};
    CHECK(run({file}, filter).seen.lines == Lines{"post 2", " comment 4"});
}

TEST_CASE("the days of a filter are the blog's own, wherever its zone is said; without a zone they are those of UTC") {
    using namespace std::chrono;
    // The first minutes of March in Auckland, 13 hours before those of UTC, and the last ones.
    const std::string entries = gdata_post("1", "2012-02-29T11:30:00.000Z") +
                                gdata_post("2", "2012-03-01T00:30:00.000+13:00") +
                                gdata_post("3", "2012-03-31T23:30:00.000+13:00");
    const std::string zone = gdata_setting("BLOG_TIME_ZONE", "Pacific/Auckland");
    Filter march;
    march.since = local_days{2012y / March / 1};
    march.until = local_days{2012y / April / 1};
    CHECK(run({gdata(zone + entries)}, march).seen.lines == Lines{"post 1", "post 2", "post 3"});
    CHECK(run({gdata(entries + zone)}, march).seen.lines == Lines{"post 1", "post 2", "post 3"});
    CHECK(run({gdata(entries), gdata(zone)}, march).seen.lines == Lines{"post 1", "post 2", "post 3"});
    CHECK(run({gdata(entries)}, march).seen.lines == Lines{"post 3"});
    OpenOptions hinted;
    hinted.hints.time_zone = "UTC";
    CHECK(run({gdata(zone + entries)}, march, hinted).seen.lines == Lines{"post 3"});

    march.since = sys_days{2012y / March / 1};
    const Result r = run({gdata(zone + entries)}, march);
    CHECK(r.seen.lines == Lines{"post 3"});
    CHECK(r.summary.posts == Summary::Row{3, 1, 2, 0, 0});
}

TEST_CASE("a time without an offset is filtered by the blog's clock; what has no date is in no period") {
    using namespace std::chrono;
    const std::string file = gdata(gdata_setting("BLOG_TIME_ZONE", "Pacific/Auckland") +
                                   gdata_post("1", "2012-03-01T00:30:00.000") + gdata_post("2", ""));
    Filter filter;
    CHECK(run({file}, filter).seen.lines == Lines{"post 1", "post 2"});
    filter.since = local_days{2012y / March / 1};
    CHECK(run({file}, filter).seen.lines == Lines{"post 1"});
    filter.since = {};
    filter.until = local_days{2012y / March / 1};
    CHECK(run({file}, filter).seen.lines.empty());
}

TEST_CASE("where clocks go forward at midnight, a day begins at the change; one that is cut short is shorter") {
    using namespace std::chrono;
    const std::string zone = gdata_setting("BLOG_TIME_ZONE", "America/Sao_Paulo");  // no 00:00 on 2017-10-15
    Filter filter;
    filter.since = local_days{2017y / October / 15};
    filter.until = local_days{2017y / October / 16};
    const std::string entries =
        gdata_post("1", "2017-10-15T02:59:59.999Z") + gdata_post("2", "2017-10-15T03:00:00.000Z") +
        gdata_post("3", "2017-10-16T01:59:59.999Z") + gdata_post("4", "2017-10-16T02:00:00.000Z");
    CHECK(run({gdata(zone + entries)}, filter).seen.lines == Lines{"post 2", "post 3"});
}

TEST_CASE("a post from two sources is filtered by the date that was kept") {
    using namespace std::chrono;
    const std::vector<std::string> files{gdata(gdata_post("1", "2012-02-29T11:30:00.000Z")),
                                         takeout(post("1", "2012-03-02T11:30:00Z"))};
    Filter filter;
    filter.since = local_days{2012y / March / 1};
    CHECK(run(files, filter).seen.lines == Lines{"post 1"});
    filter.since = local_days{2012y / March / 3};
    CHECK(run(files, filter).seen.lines.empty());
}

TEST_CASE("the same id twice in one file is kept once, the latest update, whatever the order") {
    const auto updated = [](const std::string& day) { return "<updated>2020-01-" + day + "T00:00:00Z</updated>"; };
    const std::string a = post("1", "2020-01-01T00:00:00Z", "LIVE", updated("02")),
                      b = post("1", "2020-01-01T00:00:00Z", "DRAFT", updated("03"));
    for (const std::string& entries : {a + b, b + a}) {
        const Result r = run({takeout(entries)});
        REQUIRE(r.seen.posts.size() == 1);
        CHECK(r.seen.posts[0].status == PostStatus::draft);
        CHECK(r.rules.at(Rule::duplicate_id) == 1);
        CHECK(r.summary.posts == Summary::Row{2, 1, 0, 1, 0});
        CHECK(r.manifest.counts.by_status.at("post.draft") == 1);
    }
}

TEST_CASE("a legacy export and a Takeout of one blog merge: Takeout's states, legacy permalinks") {
    const std::string legacy =
        gdata(gdata_post("1", "2012-09-21T10:00:00.000-07:00") + gdata_post("3", "2012-09-23T10:00:00.000-07:00"));
    const std::string modern =
        takeout(post("1", "2012-09-21T17:00:00Z", "SOFT_TRASHED") + post("2", "2012-09-22T17:00:00Z"));
    for (const std::vector<std::string>& order : {std::vector{legacy, modern}, std::vector{modern, legacy}}) {
        const Result r = run(order);
        CHECK(r.seen.lines == Lines{"post 1", "post 2", "post 3"});
        const Post& merged = r.seen.posts[0];
        CHECK(merged.status == PostStatus::trashed);
        CHECK(merged.permalink == "http://a.blogspot.com/2012/09/s1.html");
        CHECK(merged.slug == "s1");
        REQUIRE(merged.published);
        CHECK(merged.published->offset == std::chrono::minutes(-420));
        CHECK(r.rules.at(Rule::merge_conflict) == 2);  // the state, and the title of the blog
        CHECK(r.summary.posts == Summary::Row{4, 3, 0, 1, 0});
    }
}

TEST_CASE("what two sources say about the blog: each conflict is told, the preferred source wins") {
    const std::string head = R"({"type":"blogferry","version":1,"site":{"id":"1","title":")";
    const auto ndjson = [&](const std::string& rest) {
        return head + rest + "}}\n{\"type\":\"end\",\"posts\":0,\"pages\":0,\"comments\":0,\"orphans\":0}\n";
    };
    const std::string one =
        ndjson(R"(A","subtitle":"s","home":"https://a.example/","language":"en","time_zone":"UTC","generator":"g")");
    const std::string two = ndjson(
        R"(B","subtitle":"t","home":"https://b.example/","language":"de","time_zone":"Europe/Berlin","generator":"h")");
    CHECK(run({one, two}).rules.at(Rule::merge_conflict) == 5);  // who wrote the file is no conflict
    CHECK(run({one, one}).rules.count(Rule::merge_conflict) == 0);
    CHECK(run({one, ndjson(R"(A")")}).rules.count(Rule::merge_conflict) == 0);  // saying less is none either
    const Result r = run({one, takeout("")});
    CHECK(r.rules.at(Rule::merge_conflict) == 1);
    CHECK(r.manifest.site.title == "T1");
    CHECK(r.manifest.site.home == "https://a.example/");
}

TEST_CASE("of two exports of one kind the later one is believed about the blog, whatever the order") {
    const auto exported = [](const std::string& year, const std::string& name) {
        return gdata("<updated>" + year + "-01-01T00:00:00.000Z</updated>" + gdata_setting("BLOG_DESCRIPTION", name));
    };
    const std::string old = exported("2012", "a long description"), fresh = exported("2019", "short"),
                      undated = gdata(gdata_setting("BLOG_DESCRIPTION", "none"));
    for (const std::vector<std::string>& order :
         {std::vector{old, fresh, undated}, std::vector{undated, old, fresh}, std::vector{fresh, undated, old}}) {
        CHECK(run(order).manifest.site.subtitle == "short");
    }
}

TEST_CASE("settings of two exports are joined by name, in linear time") {
    const int n = 50000;
    std::string settings;
    for (int i = 0; i < n; ++i) settings += gdata_setting("S" + std::to_string(i), std::to_string(i));
    const Result r = run({gdata(settings + gdata_setting("X", "a")),
                          gdata(settings + gdata_setting("X", "b") + gdata_setting("Y", "c"))});
    CHECK(r.manifest.site.settings.size() == n + 2U);
    CHECK(r.rules.at(Rule::merge_conflict) == 1);
}

TEST_CASE("what an account wrote on other blogs is kept apart; what it wrote on this one is merged") {
    const std::string blog = takeout(post("1", "2020-01-01T00:00:00Z") + comment("2", "1", "2020-01-02T00:00:00Z"));
    const std::string here =
        takeout(comment("2", "1", "2020-01-02T00:00:00Z") + comment("3", "1", "2020-01-03T00:00:00Z"));
    const std::string there = takeout(comment("4", "77", "2020-01-04T00:00:00Z", "", "LIVE", "5"), "5");
    const Result r = run({there, here, blog});
    CHECK(r.seen.lines == Lines{"post 1", " comment 2", " comment 3", "foreign 4"});
    CHECK(r.rules.at(Rule::foreign_comment) == 1);
    CHECK(r.manifest.site.title == "T1");
}

TEST_CASE("two blogs are not mixed") {
    const std::string one = takeout(post("1", "2020-01-01T00:00:00Z")),
                      two = takeout(post("2", "2020-01-01T00:00:00Z", "LIVE", "", "2"), "2");
    try {
        run({one, two});
        FAIL("mixed");
    } catch (const Error& error) {
        CHECK(error.rule() == Rule::several_blogs);
        CHECK(error.choices == Lines{"\"T1\" (1)", "\"T2\" (2)"});
    }
    OpenOptions options;
    options.blog = "2";
    CHECK(run({one, two}, {}, options).seen.lines == Lines{"post 2"});
    options.blog = "t1";
    CHECK(run({one, two}, {}, options).seen.lines == Lines{"post 1"});
}

TEST_CASE("authors and labels of the manifest are those of what is written") {
    const auto by = [](const std::string& name, const std::string& label) {
        return "<author><name>" + name +
               "</name><blogger:type>BLOGGER</blogger:type></author><category scheme='x' term='" + label + "'/>";
    };
    const std::string file = takeout(post("1", "2020-01-01T00:00:00Z", "LIVE", by("Zoe", "b")) +
                                     post("2", "2020-01-02T00:00:00Z", "LIVE", by("Ann", "a")) +
                                     post("3", "2020-01-03T00:00:00Z", "DRAFT", by("Bea", "c")));
    Filter filter;
    filter.statuses = {PostStatus::published};
    const Result r = run({file}, filter);
    REQUIRE(r.manifest.authors.size() == 2);
    CHECK(r.manifest.authors[0].name == "Ann");
    REQUIRE(r.manifest.categories.size() == 2);
    CHECK(r.manifest.categories[1].term == "b");
}

TEST_CASE("the order of entries does not matter") {
    std::vector<std::string> entries;
    for (int i = 1; i <= 12; ++i)
        entries.push_back(post(std::to_string(i), "2020-01-0" + std::to_string(1 + i % 4) + "T00:00:00Z"));
    for (int i = 1; i <= 30; ++i)
        entries.push_back(comment(std::to_string(100 + i), std::to_string(i % 14),
                                  "2020-02-0" + std::to_string(1 + i % 5) + "T00:00:00Z",
                                  i % 3 ? "" : std::to_string(100 + i % 17)));
    const auto join = [&] {
        std::string all;
        for (const std::string& e : entries) all += e;
        return all;
    };
    const Result first = run({takeout(join())});
    std::mt19937 random(11);  // NOLINT: the same shuffles in every run
    for (int round = 0; round < 50; ++round) {
        std::shuffle(entries.begin(), entries.end(), random);
        const Result other = run({takeout(join())});
        CHECK(other.seen.lines == first.seen.lines);
        CHECK(other.summary == first.summary);
    }
}

TEST_CASE("of two Takeouts the later update wins, whichever file is larger") {
    const std::string published =
        post("1", "2010-01-01T00:00:00Z", "LIVE", "<updated>2010-01-01T00:00:00Z</updated>" + std::string(500, ' '));
    const std::string withdrawn = post("1", "2010-01-01T00:00:00Z", "DRAFT", "<updated>2020-01-01T00:00:00Z</updated>");
    for (const std::string& padding : {std::string{}, post("2", "2011-01-01T00:00:00Z")}) {
        const Result r = run({takeout(published), takeout(withdrawn + padding)});
        CHECK(r.seen.posts[0].status == PostStatus::draft);
        CHECK(r.rules.at(Rule::merge_conflict) >= 1);
    }
}

TEST_CASE("where nothing tells which state is the later one, the less public one is taken") {
    const std::string live = post("1", "2010-01-01T00:00:00Z"),
                      trashed =
                          post("1", "2010-01-01T00:00:00Z", "SOFT_TRASHED", "<updated>2010-01-01T00:00:00Z</updated>");
    CHECK(run({takeout(live + trashed)}).seen.posts[0].status == PostStatus::trashed);
    CHECK(run({takeout(trashed + live)}).seen.posts[0].status == PostStatus::trashed);
}

TEST_CASE("only a plain no leaves a legacy post published") {
    const auto with = [](const std::string& uri, const std::string& word) {
        std::string entry = gdata_post("1", "2012-09-21T10:00:00.000-07:00");
        entry.insert(entry.find("<category"),
                     "<app:control xmlns:app='" + uri + "'><app:draft>" + word + "</app:draft></app:control>");
        return run({gdata(entry)});
    };
    for (const char* uri : {"http://purl.org/atom/app#", "http://www.w3.org/2007/app"}) {
        CHECK(with(uri, "no").seen.posts[0].status == PostStatus::published);
        CHECK(with(uri, "yes").seen.posts[0].status == PostStatus::draft);
        CHECK(with(uri, "true").seen.posts[0].status == PostStatus::draft);
        CHECK(with(uri, "true").rules.at(Rule::status_unknown) == 1);
    }
}

TEST_CASE("an entry that declares its namespace itself is an entry; one of another namespace is not") {
    std::string own = post("1", "2020-01-01T00:00:00Z");
    own.replace(0, 6, "<a:entry xmlns:a='http://www.w3.org/2005/Atom'");
    own.replace(own.rfind("</entry>"), 8, "</a:entry>");
    std::string other = post("2", "2020-01-01T00:00:00Z");
    other.insert(6, " xmlns='urn:other'");
    CHECK(run({takeout(own + other + post("3", "2020-01-02T00:00:00Z"))}).seen.lines == Lines{"post 1", "post 3"});
}

TEST_CASE("a comment is found by its edit link, and a skim sees what a full read sees") {
    const std::string link = "<link rel='&#101;dit' href='http://www.blogger.com/feeds/1/5/comments/default/6'/>";
    const Result r = run(
        {gdata(gdata_post("5", "2012-09-21T10:00:00.000-07:00") +
               "<entry><id>tag:blogger.com,1999:blog-1.post-6</id><published>2012-09-22T10:00:00.000-07:00</published>"
               "<category scheme='http://schemas.google.com/g/2005#kind' "
               "term='http://schemas.google.com/blogger/2008/kind#comment'/>" +
               link + "</entry>")});
    CHECK(r.seen.lines == Lines{"post 5", " comment 6"});
    CHECK(r.rules.at(Rule::joined_by_link) == 1);
}

TEST_CASE("damage in an entry that a filter leaves out is damage") {
    Filter filter;
    filter.kinds = {PostKind::page};
    std::string damaged = post("1", "2020-01-01T00:00:00Z");
    damaged.insert(damaged.find("body"), "&bogus;");
    try {
        run({takeout(damaged)}, filter);
        FAIL("not noticed");
    } catch (const Error& error) {
        CHECK(error.rule() == Rule::xml_malformed);
    }
}
