#include <algorithm>
#include <chrono>

#include "support/catch.hpp"
#include "unit/wxr/written.hpp"

using namespace blogferry;
using namespace blogferry::test;
using Strings = std::vector<std::string>;

namespace {

constexpr long long june_2012 = 1339000000;  // 2012-06-06 16:26:40 UTC

Written one_post(const Post& post, std::vector<Comment> comments = {}) {
    Written blog;
    blog.posts.emplace_back(post, std::move(comments));
    blog.write();
    return blog;
}

Category label(const std::string& term) { return {"http://www.blogger.com/atom/ns#", term, {}}; }

}  // namespace

TEST_CASE("a post with everything plain says nothing") {
    Written blog;
    blog.manifest.site.title = "Harbour notes";
    blog.manifest.site.home = "https://harbour.example/";
    blog.posts.emplace_back(published_post("1", "Fog", june_2012), std::vector<Comment>{});
    blog.write();
    CHECK(blog.said.empty());
    CHECK(blog.of_items("title") == Strings{"Fog"});
    CHECK(blog.all("content:encoded") == Strings{"<p>Fog</p>"});
    CHECK(blog.all("wp:status") == Strings{"publish"});
    CHECK(blog.all("wp:wxr_version") == Strings{"1.2"});
    CHECK(blog.all("guid") == Strings{"https://harbour.example/?blogger-post=1"});
    CHECK(blog.meta("blogger_blog") == Strings{"harbour.example"});
    CHECK(blog.meta("blogger_id") == Strings{"tag:blogger.com,1999:blog-1.post-1"});
}

TEST_CASE("text arrives whatever is in it") {
    Post post = published_post("1", "]]> and ]]]]>> and ]]", june_2012);
    post.content = "a]]>b\r\nc\rd\te \xEF\xBF\xBDz]]\x01>x";
    const Written blog = one_post(post);
    CHECK(blog.of_items("title") == Strings{"]]> and ]]]]>> and ]]"});
    CHECK(blog.all("content:encoded") == Strings{"a]]>b\nc\nd\te \xEF\xBF\xBDz]]>x"});
    REQUIRE(blog.count(Rule::wxr_control_removed) == 1);
    CHECK(blog.said.front().field == "content");
    CHECK(blog.said.front().entity == "post 1");
}

TEST_CASE("control characters go from every field, also far inside a long one") {
    Post post = published_post("1", std::string("a\0b\x1F", 4), june_2012);
    post.content = std::string(1000, 'x') + "\x0B" + std::string(1000, 'y') + "\xEF\xBF\xBE" + "\xEF\xBF\xBF";
    const Written blog = one_post(post);
    CHECK(blog.of_items("title") == Strings{"ab"});
    CHECK(blog.all("content:encoded") == Strings{std::string(1000, 'x') + std::string(1000, 'y')});
    CHECK(blog.count(Rule::wxr_control_removed) == 2);
}

TEST_CASE("control characters do not go from names without a word") {
    Post post = published_post("1", "Fog", june_2012);
    post.authors.push_back({PersonKind::named, "", "Mi\x01ra", {}, {}, {}});
    post.categories.push_back(label("fo\x01g"));
    Comment signed_one = comment("20", {}, june_2012);
    signed_one.author = Person{PersonKind::named, "", "Ot\x01to", {}, {}, {}};
    const Written blog = one_post(post, {signed_one});
    CHECK(blog.all("wp:author_display_name") == Strings{"Mira"});
    CHECK(blog.all("wp:tag_name") == Strings{"fog"});
    CHECK(blog.all("wp:comment_author") == Strings{"Otto"});
    CHECK(blog.count(Rule::wxr_control_removed) == 3);
}

TEST_CASE("dates: the blog's zone, else the offset as written, else UTC") {
    Written blog;
    Post post = published_post("1", "Fog", june_2012);
    post.published = at(june_2012, -7 * 60);
    blog.posts.emplace_back(post, std::vector<Comment>{comment("5", {}, june_2012 + 60)});
    blog.write();
    CHECK(blog.all("wp:post_date") == Strings{"2012-06-06 09:26:40"});
    CHECK(blog.all("wp:post_date_gmt") == Strings{"2012-06-06 16:26:40"});
    CHECK(blog.all("wp:comment_date") == Strings{"2012-06-06 16:27:40"});
    blog.manifest.site.time_zone = "Europe/Berlin";
    blog.write();
    CHECK(blog.all("wp:post_date") == Strings{"2012-06-06 18:26:40"});
    CHECK(blog.all("wp:comment_date") == Strings{"2012-06-06 18:27:40"});
    CHECK(blog.all("wp:comment_date_gmt") == Strings{"2012-06-06 16:27:40"});
    CHECK(blog.all("pubDate").back() == "Wed, 06 Jun 2012 16:26:40 +0000");
}

TEST_CASE("a day without a time is noon of the blog's clock") {
    Written blog;
    Post post = published_post("1", "Fog", june_2012);
    const auto noon = std::chrono::sys_days(std::chrono::year(2012) / 9 / 21) + std::chrono::hours(12);
    post.published = Timestamp{noon, std::nullopt, Precision::day};
    Comment day = comment("5", {}, june_2012), minute = comment("6", {}, june_2012);
    day.published = post.published;
    minute.published = Timestamp{noon + std::chrono::minutes(1), std::nullopt, Precision::minute};
    blog.posts.emplace_back(post, std::vector<Comment>{day, minute});
    for (const auto& [zone, gmt] : {std::pair{"America/Los_Angeles", "2012-09-21 19:00:00"},
                                    {"Pacific/Auckland", "2012-09-21 00:00:00"},
                                    {"UTC", "2012-09-21 12:00:00"}}) {
        blog.manifest.site.time_zone = zone;
        blog.write();
        CHECK(blog.all("wp:post_date") == Strings{"2012-09-21 12:00:00"});
        CHECK(blog.all("wp:post_date_gmt") == Strings{gmt});
        CHECK(blog.all("wp:comment_date").front() == "2012-09-21 12:00:00");
        CHECK(blog.meta("blogger_published") == Strings{"2012-09-21"});
        CHECK(blog.count(Rule::wxr_time_assumed) == 2);
    }
    blog.manifest.site.time_zone.reset();
    blog.write();
    CHECK(blog.all("wp:post_date") == Strings{"2012-09-21 12:00:00"});
}

TEST_CASE("no two posts that WordPress would take for one") {
    Written blog;
    const auto add = [&](const char* id, const char* title, PostKind kind = PostKind::post) {
        Post post = published_post(id, title, june_2012);
        post.kind = kind;
        blog.posts.emplace_back(post, std::vector<Comment>{});
    };
    add("1", "Fog");
    add("2", "fog ");
    add("3", "Rain");
    add("4", "");
    add("5", "Fog", PostKind::page);
    add("6", "C\xC3\xA1se");
    add("7", "FOG");
    blog.write();
    CHECK(blog.all("wp:post_date") == Strings{"2012-06-06 16:26:40", "2012-06-06 16:26:41", "2012-06-06 16:26:40",
                                              "2012-06-06 16:26:42", "2012-06-06 16:26:40", "2012-06-06 16:26:43",
                                              "2012-06-06 16:26:44"});
    CHECK(blog.count(Rule::wxr_date_moved) == 4);
}

TEST_CASE("an hour that occurs twice does not merge posts either") {
    Written blog;
    blog.manifest.site.time_zone = "Europe/Berlin";
    constexpr long long first = 1351384200;  // 2012-10-28 00:30 UTC, 02:30 summer time
    blog.posts.emplace_back(published_post("1", "", first), std::vector<Comment>{});
    blog.posts.emplace_back(published_post("2", "", first + 3600), std::vector<Comment>{});
    blog.write();
    CHECK(blog.all("wp:post_date") == Strings{"2012-10-28 02:30:00", "2012-10-28 02:30:01"});
    CHECK(blog.all("wp:post_date_gmt") == Strings{"2012-10-28 00:30:00", "2012-10-28 01:30:01"});
}

TEST_CASE("many untitled posts of one second take linear time") {
    Written blog;
    for (int i = 0; i < 20000; ++i)
        blog.posts.emplace_back(published_post(std::to_string(i), "", june_2012), std::vector<Comment>{});
    blog.write();
    auto dates = blog.all("wp:post_date");
    std::sort(dates.begin(), dates.end());
    CHECK(std::adjacent_find(dates.begin(), dates.end()) == dates.end());
    CHECK(blog.count(Rule::wxr_date_moved) == 19999);
}

TEST_CASE("undated, unpublished and empty entries") {
    Post post = published_post("1", "", june_2012);
    post.content.clear();
    SECTION("empty: a comment of HTML keeps it") {
        const Written blog = one_post(post);
        CHECK(blog.all("content:encoded") == Strings{"<!-- -->"});
        CHECK(blog.count(Rule::wxr_empty_post) == 1);
    }
    SECTION("what PHP takes for empty") {
        post.content = std::string("\0000", 2);
        post.title = "0";
        const Written blog = one_post(post);
        CHECK(blog.all("content:encoded") == Strings{"0<!-- -->"});
    }
    SECTION("a draft has no GMT time") {
        post.status = PostStatus::draft;
        const Written blog = one_post(post);
        CHECK(blog.all("wp:status") == Strings{"draft"});
        CHECK(blog.all("wp:post_date") == Strings{"2012-06-06 16:26:40"});
        CHECK(blog.all("wp:post_date_gmt") == Strings{"0000-00-00 00:00:00"});
    }
    SECTION("undated: from its last change, or long ago") {
        post.title = "Fog";
        post.published.reset();
        post.updated = at(june_2012);
        Written blog = one_post(post);
        CHECK(blog.all("wp:post_date") == Strings{"2012-06-06 16:26:40"});
        CHECK(blog.count(Rule::wxr_date_invented) == 1);
        blog.posts.front().first.updated.reset();
        blog.write();
        CHECK(blog.all("wp:post_date") == Strings{"1970-01-02 00:00:00"});
    }
    SECTION("scheduled, trashed; scheduled for nobody knows when is never published") {
        post.title = "Fog";
        post.status = PostStatus::trashed;
        CHECK(one_post(post).all("wp:status") == Strings{"trash"});
        post.status = PostStatus::scheduled;
        CHECK(one_post(post).all("wp:status") == Strings{"future"});
        post.published.reset();
        const Written blog = one_post(post);
        CHECK(blog.all("wp:status") == Strings{"draft"});
        CHECK(blog.count(Rule::wxr_status_mapped) == 1);
    }
}

TEST_CASE("labels get nicenames of their own") {
    Post post = published_post("1", "Fog", june_2012);
    for (const char* term : {"C", "c", "C++", "C#", "!!!", "\xE2\x80\x94", "0", "A & B", "<b>x</b>", "50%25",
                             "\xE6\x97\xA5\xE6\x9C\xAC", "Caf\xC3\xA9", "   "}) {
        post.categories.push_back(label(term));
    }
    std::string rain;
    for (int i = 0; i < 250; ++i) rain += "\xE9\x9B\xA8";
    post.categories.push_back(label(rain));
    const Written blog = one_post(post);

    Strings nicenames = blog.all("wp:tag_slug");
    const Strings names = blog.all("wp:tag_name");
    REQUIRE(nicenames.size() == 13);  // the blank one is left out
    const auto of = [&](const std::string& name) {
        return nicenames.at(static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
    };
    CHECK(of("C") == "c");
    CHECK(of("C#") == "c-2");
    CHECK(of("C++") == "c-3");
    CHECK(of("c") == "c-4");
    CHECK(of("!!!") == "label");
    CHECK(of("A &amp; B") == "a-b");
    CHECK(of("&lt;b&gt;x&lt;/b&gt;") == "b-x-b");
    CHECK(of("50&#037;25") == "50-25");
    CHECK(of("\xE6\x97\xA5\xE6\x9C\xAC") == "%e6%97%a5%e6%9c%ac");
    CHECK(of("Caf\xC3\xA9") == "cafe");
    CHECK(std::all_of(nicenames.begin(), nicenames.end(),
                      [](const std::string& n) { return !n.empty() && n.size() <= 200; }));
    std::sort(nicenames.begin(), nicenames.end());
    CHECK(std::adjacent_find(nicenames.begin(), nicenames.end()) == nicenames.end());
    CHECK(blog.of_items("category").size() == 13);
    CHECK(blog.count(Rule::wxr_field_cut) == 1);
    CHECK(blog.count(Rule::wxr_label_kept_apart) == 1);  // the blank one
    CHECK(blog.count(Rule::wxr_nicename_made) >= 5);
    CHECK(blog.wxr.find("domain=\"post_tag\"") != std::string::npos);
}

TEST_CASE("percent-encoded labels are declared before those they could be taken for") {
    Post post = published_post("1", "Fog", june_2012);
    for (const char* term : {"Web", "Web\xE9\xAB\x98", "\xE9\xAB\x98"}) post.categories.push_back(label(term));
    CHECK(one_post(post).all("wp:tag_slug") == Strings{"web%e9%ab%98", "%e9%ab%98", "web"});
}

TEST_CASE("labels as categories") {
    Written blog;
    Post post = published_post("1", "Fog", june_2012);
    post.categories.push_back(label("Weather"));
    blog.posts.emplace_back(post, std::vector<Comment>{});
    blog.options = {"labels=category"};
    blog.write();
    CHECK(blog.all("wp:category_nicename") == Strings{"weather"});
    CHECK(blog.wxr.find("<category domain=\"category\" nicename=\"weather\"><![CDATA[Weather]]></category>") !=
          std::string::npos);
}

TEST_CASE("authors get ASCII logins and keep their names") {
    Written blog;
    const auto add = [&](const char* id, Person person) {
        Post post = published_post(id, id, june_2012);
        post.authors.push_back(std::move(person));
        blog.posts.emplace_back(post, std::vector<Comment>{});
    };
    const auto person = [](const char* id, const char* name, const char* email) {
        Person p;
        p.id = id;
        p.name = name;
        if (*email) p.email = email;
        return p;
    };
    add("1", person("7", "J\xC3\xBCrgen M.", "juergen@harbour.example"));
    add("2", person("", "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", ""));
    add("3", person("", "jurgen m", ""));
    add("4", person("", "Admin", ""));
    add("5", person("", "J\xC3\xBCrgen M.", ""));  // the same as the first, from a source without profiles
    add("6", person("", "O'Hara & Sons", std::string(120, 'e').append("@harbour.example").c_str()));
    blog.write();
    const Strings creators = blog.all("dc:creator");
    REQUIRE(creators.size() == 6);
    CHECK(creators[0] == "jurgen-m");
    CHECK(creators[4] == creators[0]);
    CHECK(creators[1] == "author");
    CHECK(creators[2] == "jurgen-m-2");
    CHECK(creators[3] == "admin-2");
    CHECK(blog.all("wp:author_login").size() == 5);
    const Strings names = blog.all("wp:author_display_name");
    CHECK(std::count(names.begin(), names.end(), "O'Hara &amp; Sons") == 1);
    const Strings emails = blog.all("wp:author_email");
    CHECK(std::count(emails.begin(), emails.end(), "") == 4);
    CHECK(blog.count(Rule::wxr_login_made) == 3);  // the second, third and fourth
    CHECK(blog.count(Rule::wxr_field_cut) == 1);
}

TEST_CASE("a reply always has a higher number than its parent") {
    const Written blog = one_post(published_post("1", "Fog", june_2012), {
        comment("20", "30", june_2012 + 1),   // dated before its parent
        comment("21", "20", june_2012 + 2),
        comment("22", std::nullopt, june_2012 + 3),
        comment("30", "22", june_2012 + 4),
        comment("31", "99", june_2012 + 5),   // its parent is not here
        comment("32", "31", june_2012 + 6),
        comment("40", "41", june_2012 + 7),   // a circle
        comment("41", "40", june_2012 + 8),
        comment("50", "50", june_2012 + 9),   // replies to itself
    });
    const Strings texts = blog.all("wp:comment_content"), ids = blog.all("wp:comment_id"),
                  parents = blog.all("wp:comment_parent");
    REQUIRE(texts.size() == 9);
    std::map<std::string, std::pair<int, int>> numbers;  // id and parent
    for (std::size_t i = 0; i < texts.size(); ++i) {
        numbers[texts[i].substr(8)] = {std::stoi(ids[i]), std::stoi(parents[i])};
        CHECK(std::stoi(ids[i]) == static_cast<int>(i) + 1);
        CHECK(std::stoi(parents[i]) < std::stoi(ids[i]));
    }
    CHECK(numbers["20"].second == numbers["30"].first);
    CHECK(numbers["21"].second == numbers["20"].first);
    CHECK(numbers["30"].second == numbers["22"].first);
    CHECK(numbers["31"].second == 0);
    CHECK(numbers["32"].second == numbers["31"].first);
    CHECK(numbers["40"].second == 0);
    CHECK(numbers["41"].second == numbers["40"].first);
    CHECK(numbers["50"].second == 0);
    CHECK(blog.meta("blogger_in_reply_to") == Strings{"50", "99", "41"});
}

TEST_CASE("states of comments: nothing unpublished is published") {
    std::vector<Comment> comments;
    for (const CommentStatus status : {CommentStatus::approved, CommentStatus::pending, CommentStatus::spam,
                                       CommentStatus::ghosted, CommentStatus::removed}) {
        comments.push_back(comment(std::to_string(comments.size() + 20), {}, june_2012));
        comments.back().status = status;
    }
    const Written blog = one_post(published_post("1", "Fog", june_2012), comments);
    CHECK(blog.all("wp:comment_approved") == Strings{"1", "0", "spam", "0", "trash"});
    CHECK(blog.meta("blogger_status") == Strings{"ghosted", "removed"});
    CHECK(blog.count(Rule::wxr_status_mapped) == 2);
}

TEST_CASE("fields of comments fit WordPress' columns, and the whole is kept beside them") {
    Comment long_one = comment("20", {}, june_2012);
    long_one.author = Person{PersonKind::named,
                             "",
                             std::string(300, 'n'),
                             "https://harbour.example/" + std::string(200, 'u'),
                             std::string(100, 'e') + "@harbour.example",
                             {}};
    for (int i = 0; i < 25000; ++i) long_one.content += "\xE2\x82\xAC";
    Comment odd = comment("21", {}, june_2012);
    odd.author = Person{PersonKind::anonymous, "", " a\n <b> & 50%25 \\ ", "javascript:alert(1)", {}, {}};
    const Written blog = one_post(published_post("1", "Fog", june_2012), {long_one, odd});
    const auto contents = blog.all("wp:comment_content");
    CHECK(contents[0].size() <= 65535);
    CHECK(contents[0].size() > 65531);
    CHECK(blog.all("wp:comment_author") == Strings{std::string(255, 'n'), "a &lt;b&gt; &amp; 50&#037;25 &#092;"});
    CHECK(blog.all("wp:comment_author_url") == Strings{"", ""});
    CHECK(blog.all("wp:comment_author_email") == Strings{"", ""});
    CHECK(blog.meta("blogger_content") == Strings{long_one.content});
    CHECK(blog.meta("blogger_author") == Strings{std::string(300, 'n')});
    CHECK(blog.meta("blogger_author_url") == Strings{*long_one.author->uri, "javascript:alert(1)"});
    CHECK(blog.meta("blogger_author_kind") == Strings{"anonymous"});
    CHECK(blog.count(Rule::wxr_field_cut) == 5);
}

TEST_CASE("links of comments are such that WordPress only adds its rel") {
    const auto written = [](const std::string& content) {
        Comment linking = comment("20", {}, june_2012);
        linking.content = content;
        const Written blog = one_post(published_post("1", "Fog", june_2012), {linking});
        CHECK(blog.said.empty());
        return blog.all("wp:comment_content").front();
    };
    const std::vector<std::pair<std::string, std::string>> samples = {
        {"<a href=\"x\">fog</a>", "<a href=\"x\">fog</a>"},
        {"<A HREF=\"x\" REL=\"nofollow\">fog</A> > <A HREF='y' rel=nofollow title=t>",
         "<A HREF=\"x\">fog</A> > <A HREF='y' title=t>"},
        {"<a rel='NoFollow'href=x>", "<a href=x>"},
        {"<a href=\"x>y\" title='a > b' rel=\"nofollow\">", "<a href=\"x&gt;y\" title='a &gt; b'>"},
        {"<a href=x rel=\"nofollow me\">", "<a href=x rel=\"nofollow me\">"},
        {"<a href=x rel=nofollow rel=me>", "<a href=x rel=nofollow rel=me>"},
        {"<a href=x\nrel=nofollow>", "<a href=x\nrel=nofollow>"},
        {"<a href=\"x>fog</a>", "<a href=\"x>fog</a>"},
        {"<a href=x rel=nofollow", "<a href=x rel=nofollow"},
        {"<a", "<a"},
        {"<a ", "<a "},
        {"<abbr title='>' rel=nofollow>", "<abbr title='>' rel=nofollow>"},
    };
    for (const auto& [from, to] : samples) CHECK(written(from) == to);
}

TEST_CASE("comments leave room for what WordPress adds to their links") {
    const std::string link = "<a href=\"x\">fog</a>", rel = " rel=\"nofollow ugc\"";
    Comment linking = comment("20", {}, june_2012);
    linking.content = link + link + std::string(65535 - 2 * (link + rel).size(), 'x');
    CHECK(one_post(published_post("1", "Fog", june_2012), {linking}).said.empty());
    linking.content += "\xE2\x82\xAC";
    const Written blog = one_post(published_post("1", "Fog", june_2012), {linking});
    CHECK(blog.all("wp:comment_content").front() + "\xE2\x82\xAC" == linking.content);
    CHECK(blog.meta("blogger_content") == Strings{linking.content});
    CHECK(blog.count(Rule::wxr_field_cut) == 1);
    linking.content = std::string(65535 - link.size(), 'x') + link;
    CHECK(one_post(published_post("1", "Fog", june_2012), {linking}).all("wp:comment_content").front() ==
          std::string(65535 - link.size(), 'x'));
}

TEST_CASE("jump breaks") {
    Post post = published_post("1", "Fog", june_2012);
    post.content = "before<a name='more'></a>after";
    CHECK(one_post(post).all("content:encoded") == Strings{"before<!--more-->after"});
    CHECK(one_post(post).count(Rule::wxr_break_converted) == 1);
    Written blog = one_post(post);
    blog.options = {"more=off"};
    blog.write();
    CHECK(blog.all("content:encoded") == Strings{post.content});
    CHECK(blog.said.empty());
}

TEST_CASE("custom fields: redirects, places, enclosures, and nothing that PHP would unserialise") {
    Post post = published_post("1", "Fog", june_2012);
    post.permalink = "http://harbour.example/2012/06/fog.html";
    post.path = "/2012/06/fog.html";
    post.slug = "fog";
    post.updated = at(june_2012 + 5, 120);
    post.enclosures.push_back({"https://harbour.example/fog.mp3", "audio/mpeg", 42});
    post.location = GeoLocation{"Harbour", 54.5, -3.25, ""};
    post.meta_description = "a:1:{s:3:\"fog\";i:1;}";
    post.properties.push_back({"odd:\"thing\"", "1"});
    const Written blog = one_post(post);
    CHECK(blog.meta("blogger_permalink") == Strings{"/2012/06/fog.html"});
    CHECK(blog.meta("blogger_updated") == Strings{"2012-06-06T18:26:45.000+02:00"});
    CHECK(blog.meta("enclosure") == Strings{"https://harbour.example/fog.mp3\n42\naudio/mpeg"});
    CHECK(blog.meta("geo_latitude") == Strings{"54.5"});
    CHECK(blog.meta("geo_longitude") == Strings{"-3.25"});
    CHECK(blog.meta("geo_public") == Strings{"1"});
    CHECK(blog.meta("geo_address") == Strings{"Harbour"});
    CHECK(blog.meta("blogger_meta_description") == Strings{"text:a:1:{s:3:\"fog\";i:1;}"});
    CHECK(blog.meta("blogger_properties") == Strings{R"([["odd:\"thing\"","1"]])"});
    CHECK(blog.all("wp:post_name") == Strings{"fog"});
}

TEST_CASE("over-long titles are cut between characters and kept whole beside it") {
    Post post = published_post("1", "", june_2012);
    for (int i = 0; i < 30000; ++i) post.title += "\xE2\x82\xAC";
    const Written blog = one_post(post);
    CHECK(blog.of_items("title").front().size() == 65535);
    CHECK(blog.meta("blogger_title") == Strings{post.title});
    CHECK(blog.count(Rule::wxr_field_cut) == 1);
}

TEST_CASE("orphans go into a file beside the output, or are said to be missing") {
    Written blog;
    blog.posts.emplace_back(published_post("1", "Fog", june_2012), std::vector<Comment>{});
    blog.orphans = {comment("20", {}, june_2012), comment("21", {}, june_2012)};
    blog.write();
    REQUIRE(blog.count(Rule::wxr_orphans) == 1);
    CHECK(std::count(blog.orphans_file.begin(), blog.orphans_file.end(), '\n') == 4);
    CHECK(blog.orphans_file.find("comment 21") != std::string::npos);
    blog.neighbours = false;
    blog.orphans_file.clear();
    blog.write();
    CHECK(blog.orphans_file.empty());
    REQUIRE(blog.count(Rule::wxr_orphans) == 1);
    CHECK(blog.said.back().message.find("-o FILE") != std::string::npos);
}

TEST_CASE("guids are URLs, short and distinct, whatever the ids are") {
    Written blog;
    for (const std::string& id :
         {std::string("1"), std::string("a b&c"), std::string(400, 'x'), std::string(400, 'y')}) {
        blog.posts.emplace_back(published_post(id, id.substr(0, 3), june_2012), std::vector<Comment>{});
    }
    blog.manifest.site.id = "42";
    blog.write();
    const Strings guids = blog.all("guid");
    CHECK(guids[0] == "https://blog-42.invalid/?blogger-post=1");
    CHECK(guids[1] == "https://blog-42.invalid/?blogger-post=a%20b%26c");
    CHECK(guids[2] != guids[3]);
    CHECK(std::all_of(guids.begin(), guids.end(), [](const std::string& g) { return g.size() <= 255; }));
}

TEST_CASE("a post's number comes from its id, not from its place") {
    Written blog;
    for (const char* id : {"2", "3"})
        blog.posts.emplace_back(published_post(id, id, june_2012), std::vector<Comment>{});
    const Strings before = blog.write().all("wp:post_id");
    blog.posts.insert(blog.posts.begin(), {published_post("1", "1", june_2012 - 1), {}});
    const Strings after = blog.write().all("wp:post_id");
    CHECK(Strings(after.begin() + 1, after.end()) == before);
    CHECK(after == Strings{"175633851", "933175160", "734699149"});  // for ever
}

TEST_CASE("numbers of posts are distinct and small, however many there are") {
    Written blog;
    for (int i = 0; i < 50000; ++i)
        blog.posts.emplace_back(published_post(std::to_string(i), std::to_string(i), june_2012),
                                std::vector<Comment>{});
    Strings numbers = blog.write().all("wp:post_id");
    CHECK(std::all_of(numbers.begin(), numbers.end(),
                      [](const std::string& n) { return n.size() <= 9 && std::stol(n) >= 10; }));
    std::sort(numbers.begin(), numbers.end());
    CHECK(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
}

TEST_CASE("every element stands on a line of its own, as old importers read lines") {
    Post post = published_post("1", "Fog", june_2012);
    post.categories.push_back(label("sea"));
    post.authors.push_back({PersonKind::named, "", "Mira", {}, {}, {}});
    Written blog;
    blog.manifest.site.home = "https://harbour.example/?a&b";
    blog.posts.emplace_back(post, std::vector<Comment>{comment("20", {}, june_2012)});
    blog.write();
    CHECK(blog.wxr.find("\n<wp:wxr_version>1.2</wp:wxr_version>\n") != std::string::npos);
    CHECK(blog.wxr.find("\n<wp:base_blog_url>https://harbour.example/?a&amp;b</wp:base_blog_url>\n") !=
          std::string::npos);
    std::size_t begin = blog.wxr.find("<channel>");
    for (std::size_t end; (end = blog.wxr.find('\n', begin)) != std::string::npos; begin = end + 1) {
        const std::string line = blog.wxr.substr(begin, end - begin);
        CAPTURE(line);
        REQUIRE(line.starts_with('<'));
        const bool whole = line.starts_with("<wp:author>") || line.starts_with("<wp:tag>");
        const std::size_t text = line.find("<![CDATA[");  // of which only the end is a tag
        const auto tags =
            std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(std::min(text, line.size())), '<');
        CHECK((whole || tags <= (text == std::string::npos ? 2 : 1)));
    }
}

TEST_CASE("a mapping of authors names logins, and never writes the address of nobody") {
    Post post = published_post("1", "Fog", june_2012);
    post.authors.push_back({PersonKind::account, "7", "Mira", {}, "NoReply@blogger.com", {}});
    Written blog = one_post(post);
    CHECK(blog.all("wp:author_email") == Strings{""});
    CHECK(blog.wxr.find("oreply") == std::string::npos);
    CHECK(blog.wxr.find("oReply") == std::string::npos);
}

TEST_CASE("parts are whole files, each with all it needs") {
    Written blog;
    for (int i = 0; i < 40; ++i) {
        Post post = published_post(std::to_string(i), "Day " + std::to_string(i), june_2012 + i);
        post.categories.push_back(label("sea"));
        post.authors.push_back({PersonKind::named, "", "Mira", {}, {}, {}});
        if (i == 20) post.content.assign(20000, 'x');
        blog.posts.emplace_back(post, std::vector<Comment>{comment(std::to_string(1000 + 2 * i), {}, june_2012 + i),
                                                           comment(std::to_string(1001 + 2 * i),
                                                                   std::to_string(1000 + 2 * i), june_2012 + i)});
    }
    blog.write();
    const Strings titles = blog.of_items("title"), numbers = blog.all("wp:post_id"),
                  comments = blog.all("wp:comment_id");
    blog.options = {"split-size=16K"};
    blog.write();
    CHECK(blog.wxr.empty());
    REQUIRE(blog.parts.size() > 3);
    CHECK(blog.count(Rule::wxr_part_too_large) == 1);
    Strings titles_of_parts, numbers_of_parts, comments_of_parts;
    std::size_t large = 0;
    const Strings parts = blog.parts;
    for (const std::string& part : parts) {
        blog.wxr = part;
        CHECK(part.starts_with("<?xml"));
        CHECK(part.ends_with("</channel>\n</rss>\n"));
        CHECK(blog.all("wp:author_login") == Strings{"mira"});
        CHECK(blog.all("wp:tag_slug") == Strings{"sea"});
        const auto add = [](Strings& to, const Strings& more) { to.insert(to.end(), more.begin(), more.end()); };
        add(titles_of_parts, blog.of_items("title"));
        add(numbers_of_parts, blog.all("wp:post_id"));
        add(comments_of_parts, blog.all("wp:comment_id"));
        if (part.size() <= 16384) continue;
        ++large;
        CHECK(blog.of_items("title") == Strings{"Day 20"});
    }
    CHECK(large == 1);
    CHECK(titles_of_parts == titles);
    CHECK(numbers_of_parts == numbers);
    CHECK(comments_of_parts == comments);
}

TEST_CASE("a blog without posts has one part") {
    Written blog;
    blog.options = {"split-size=1M"};
    CHECK(blog.write().wxr.empty());
    CHECK(blog.parts.size() == 1);
}

TEST_CASE("parts are many, but not without end; and one stream has none") {
    Written blog;
    for (int i = 0; i < 600; ++i)
        blog.posts.emplace_back(published_post(std::to_string(i), "Fog", june_2012 + i), std::vector<Comment>{});
    blog.options = {"split-size=1"};
    CHECK_THROWS_AS(blog.write(), Error);
    blog.neighbours = false;
    blog.options = {"split-size=1M"};
    CHECK_THROWS_AS(blog.write(), Error);
}

TEST_CASE("what WordPress makes of slugs") {
    Written blog;
    const Strings kept = {"fog", "fog_2-x", "%e6%97%a5", "2012"};
    const Strings changed = {"Fog",  "fog.html", "fog--2", "-fog", "fog-",        "0",
                             "feed", "a/b",      "a b",    "%zz",  "\xE6\x97\xA5"};
    for (const Strings* slugs : {&kept, &changed}) {
        for (const std::string& slug : *slugs) {
            blog.posts.emplace_back(published_post(slug, slug, june_2012 + static_cast<long long>(blog.posts.size())),
                                    std::vector<Comment>{});
            blog.posts.back().first.slug = slug;
        }
    }
    blog.write();
    CHECK(blog.meta("blogger_slug") == changed);
    CHECK(blog.count(Rule::wxr_slug_changed) == changed.size());
    CHECK(blog.all("wp:post_name").size() == kept.size() + changed.size());
}
