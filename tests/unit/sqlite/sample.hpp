// A small invented blog with everything the database has a place for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "blogferry/format.hpp"

namespace sample {

using namespace blogferry;

struct Entry {
    Post post;
    std::vector<Comment> comments;
};

struct Orphan {
    Comment comment;
    OrphanReason reason = OrphanReason::post_missing;
};

struct Blog {
    Manifest manifest;
    std::vector<Entry> entries;
    std::vector<Orphan> orphans;
};

/// Seconds since 1970, as written with an offset in minutes.
inline Timestamp at(long long seconds, std::optional<int> offset = 0, Precision precision = Precision::millisecond) {
    Timestamp t;
    t.instant = std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::seconds{seconds}};
    if (offset) t.offset = std::chrono::minutes{*offset};
    t.precision = precision;
    return t;
}

inline Person person(PersonKind kind, std::string id, std::string name) {
    Person p;
    p.kind = kind;
    p.id = std::move(id);
    p.name = std::move(name);
    return p;
}

inline Comment comment(std::string id, const std::string& post, std::optional<std::string> parent, Person author,
                       long long seconds, std::string content) {
    Comment c;
    c.guid = "tag:blogger.com,1999:blog-7001.post-" + id;
    c.id = std::move(id);
    c.post = post;
    c.parent = std::move(parent);
    c.status = CommentStatus::approved;
    c.author = std::move(author);
    c.published = at(seconds);
    c.content = std::move(content);
    return c;
}

inline const std::string hostile_title = "'); DROP TABLE posts;--";
inline const std::string long_id = "18446744073709551615";  // 20 digits: more than any integer column holds

inline Site site() {
    Site s;
    s.id = "7001";
    s.title = "Lighthouse Kitchen";
    s.subtitle = "Soup, weather and ferries";
    s.home = "https://lighthouse-kitchen.blogspot.com/";
    s.language = "en";
    s.time_zone = "Europe/Berlin";
    s.generator = "Blogger";
    s.updated = at(1'300'000'000, 60);
    s.settings = {{"BLOG_TIME_ZONE", "Europe/Berlin"}, {"BLOG_NAME", "Lighthouse Kitchen"}};
    s.templates = {{"layout", "<html><b:skin/></html>"}};
    s.properties = {{"blogger:custom", "yes"}};
    return s;
}

inline Entry soup() {
    const Person keeper = person(PersonKind::account, "42", "Marit Oskar");
    const Person guest = person(PersonKind::anonymous, "", "Anonymous");
    Post p;
    p.id = long_id;
    p.guid = "tag:blogger.com,1999:blog-7001.post-" + long_id;
    p.status = PostStatus::published;
    p.title = "Fish soup for a storm \xF0\x9F\x90\x9F";
    p.slug = "fish-soup";
    p.permalink = "https://lighthouse-kitchen.blogspot.com/2010/03/fish-soup.html";
    p.path = "/2010/03/fish-soup.html";
    p.content =
        "<p>Cod, leeks, cream. See <a href=\"https://lighthouse-kitchen.blogspot.com/2011/01/rye.html\">rye</a>.</p>";
    p.summary = "Cod, leeks, cream.";
    p.meta_description = "A soup";
    p.authors = {keeper, person(PersonKind::account, "43", "Jon the second keeper")};
    p.categories = {{"http://www.blogger.com/atom/ns#", "Soup", ""},
                    {"http://www.blogger.com/atom/ns#", "storm", "Storms"}};
    p.enclosures = {{"https://files.example/waves.mp3", "audio/mpeg", 1234},
                    {"https://files.example/odd.bin", "application/octet-stream", 18'446'744'073'709'551'615ULL}};
    p.location = GeoLocation{"Outer skerry", 54.5, 11.25, "54 11 55 12"};
    p.link = Link{"https://recipes.example/soup", "The first recipe"};
    p.thumbnail = "https://pictures.example/s72/soup.jpg";
    p.published = at(1'269'744'540, -420);  // 2010-03-28 02:49:00 UTC, 04:49 in Berlin, where summer has just begun
    p.published->instant += std::chrono::milliseconds{123};
    p.updated = at(1'269'830'000);
    p.created = at(1'269'740'000, std::nullopt, Precision::minute);
    p.replies_declared = 5;
    p.replies_declared_raw = "5 comments:";
    p.replies = 4;
    p.properties = {{"georss:extra", "1"}, {"georss:extra", "2"}};
    std::vector<Comment> comments = {
        comment("501", p.id, std::nullopt, guest, 1'269'750'000, "Lovely \xF0\x9F\x8D\xB2"),
        comment("502", p.id, "501", keeper, 1'269'751'000, "Thank you"),
        comment("503", p.id, "502", guest, 1'269'752'000, "With dill?"),
        comment("504", p.id, "999", guest, 1'269'753'000, "Reply to one that was deleted"),
    };
    comments[0].permalink = "https://lighthouse-kitchen.blogspot.com/2010/03/fish-soup.html?showComment=1#c501";
    comments[0].properties = {{"gd:extendedProperty", "blogger.itemClass"}};
    comments[3].status = CommentStatus::spam;
    return {std::move(p), std::move(comments)};
}

inline Entry rye() {
    Post p;
    p.id = "102";
    p.guid = "post-102";
    p.status = PostStatus::published;
    p.title = "Rye bread";
    p.slug = "rye";
    p.permalink = "https://lighthouse-kitchen.blogspot.com/2011/01/rye.html";
    p.content = "<p>Three days, one storm.</p>";
    p.authors = {person(PersonKind::account, "42", "Marit Oskar")};
    p.categories = {{"http://www.blogger.com/atom/ns#", "soup", ""}};
    p.published = at(1'294'000'000, 60);
    p.replies_declared = 0;
    p.replies_declared_raw = "0";
    return {std::move(p), {}};
}

inline Entry about() {
    Post p;
    p.id = "103";
    p.guid = "page-103";
    p.kind = PostKind::page;
    p.status = PostStatus::published;
    p.title = "About";
    p.content = "A kitchen below a lamp.";
    p.authors = {person(PersonKind::account, "42", "Marit Oskar")};
    p.published = at(1'295'000'000, std::nullopt, Precision::day);
    p.replies = 1;
    return {p, {comment("601", p.id, std::nullopt, person(PersonKind::named, "", "Anna"), 1'295'100'000, "Hello!")}};
}

inline Entry hostile() {
    Post p;
    p.id = "104'";
    p.guid = "post-104";
    p.title = hostile_title;
    p.content = std::string("before\0after", 12) + "\x01 \xEF\xBF\xBF '\"; --";
    p.updated = at(1'296'000'000);
    return {std::move(p), {}};
}

inline Entry untitled() {
    Post p;
    p.id = "105";
    p.guid = "post-105";
    p.status = PostStatus::trashed;
    p.trashed = at(1'297'000'000);
    return {std::move(p), {}};
}

inline Blog blog() {
    Blog b;
    b.manifest.site = site();
    b.manifest.sources = {{"blog-export.xml", "blogger-gdata", 4096, [] { return std::string(64, 'a'); }}};
    b.entries = {soup(), rye(), about(), hostile(), untitled()};
    Comment lost =
        comment("801", "333", std::nullopt, person(PersonKind::unknown, "", "Unknown"), 1'269'000'000, "Lost");
    Comment abroad =
        comment("802", "444", "803", person(PersonKind::account, "42", "Marit Oskar"), 1'269'100'000, "Away");
    abroad.blog = "9009";
    abroad.properties = {{"kept", "too"}};
    b.orphans = {{lost, OrphanReason::post_missing}, {abroad, OrphanReason::foreign}};
    return b;
}

class CommentList final : public Comments {
public:
    explicit CommentList(const std::vector<Comment>& comments) : comments_(comments) {}
    bool next(Comment& comment) override {
        if (next_ == comments_.size()) return false;
        comment = comments_[next_++];
        return true;
    }

private:
    const std::vector<Comment>& comments_;
    std::size_t next_ = 0;
};

inline void write(const Blog& blog, Writer& writer) {
    writer.begin(blog.manifest);
    for (const Entry& entry : blog.entries) {
        CommentList comments(entry.comments);
        writer.post(entry.post, comments);
    }
    for (const Orphan& orphan : blog.orphans) writer.orphan(orphan.comment, orphan.reason);
    writer.finish();
}

}  // namespace sample
