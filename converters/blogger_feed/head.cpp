#include "head.hpp"

#include <algorithm>

#include "blogger/entry.hpp"
#include "item.hpp"
#include "names.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/written_date.hpp"

namespace blogferry::feed {

namespace {

using xml::atom;

std::optional<std::uint64_t> count(std::string_view text) {
    const auto number = text::integer(text::trim(text));
    return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

// When the feed was made is worth nothing where it cannot be read.
std::optional<Timestamp> date_of(xml::Cursor& xml) {
    const auto date = time::read_date(xml.text());
    return date ? std::optional(date->time) : std::nullopt;
}

std::string_view digits_at(std::string_view s) {
    return s.substr(0, std::min(s.find_first_not_of("0123456789"), s.size()));
}

// ".../feeds/BLOG/posts/default/-/LABEL?…": the label, as it stands there.
std::string_view label_of(std::string_view self) {
    self = self.substr(0, self.find_first_of("?#"));
    const std::size_t at = self.find("/posts/");
    const std::size_t label = at == std::string_view::npos ? at : self.find("/-/", at);
    return label == std::string_view::npos ? std::string_view() : self.substr(label + 3);
}

// What stands behind the blog's number: ".comments", ".post7..comments", and nothing for the feed of posts.
void by_id(std::string_view rest, Nature& nature) {
    nature.holds = rest.empty() ? Holds::posts : Holds::anything;
    if (rest.starts_with(".post")) nature.post = digits_at(rest.substr(rest.starts_with(".post-") ? 6 : 5));
    nature.pages = rest == ".pages";
    if (rest == ".comments" || !nature.post.empty()) nature.holds = Holds::comments;
}

void by_address(std::string_view self, Nature& nature) {
    for (const char* const comments : {"/comments/default", "/comments/full", "/comments/summary"})
        if (self.find(comments) != std::string_view::npos) nature.holds = Holds::comments;
    for (const char* const posts : {"/posts/default", "/posts/full", "/posts/summary"})
        if (self.find(posts) != std::string_view::npos) nature.holds = Holds::posts;
}

}  // namespace

bool Head::take_atom(xml::Cursor& xml) {
    if (id.empty() && xml.is({atom, "id"}))
        id = text::trim(xml.text());
    else if (xml.is({atom, "title"}))
        site.title = xml.text();
    else if (xml.is({atom, "subtitle"}))
        site.subtitle = xml.text();
    else if (xml.is({atom, "updated"}))
        site.updated = date_of(xml);
    else if (xml.is({atom, "generator"}))
        site.generator = text::trim(xml.text());
    else if (xml.is({atom, "author"})) {
        authors.push_back(blogger::read_person(xml));
        take_author(Person(authors.back()));
    } else if (xml.is({atom, "link"}))
        take_link(xml);
    else if (xml.is({atom, "category"}))
        site.properties.push_back({"category", std::string(xml.attribute_or("term", ""))});
    else if (xml.is({atom, "rights"}))
        site.properties.push_back({"rights", std::string(text::trim(xml.text()))});
    else if (xml.is({atom, "icon"}))
        site.properties.push_back({"icon", std::string(text::trim(xml.text()))});
    else if (xml.is({atom, "logo"}))
        site.properties.push_back({"logo", std::string(text::trim(xml.text()))});
    else
        return take_paging(xml);
    return true;
}

bool Head::take_rss(xml::Cursor& xml) {
    const auto keep = [&](const char* name) { site.properties.push_back({name, std::string(text::trim(xml.text()))}); };
    if (id.empty() && xml.is({atom, "id"}))
        id = text::trim(xml.text());
    else if (xml.is({{}, "title"}))
        site.title = xml.text();
    else if (xml.is({{}, "description"}))
        site.subtitle = xml.text();
    else if (xml.is({{}, "link"}))
        alternate = text::trim(xml.text());
    else if (xml.is({{}, "lastBuildDate"}))
        site.updated = date_of(xml);
    else if (!site.updated && xml.is({{}, "pubDate"}))
        site.updated = date_of(xml);
    else if (xml.is({{}, "generator"}))
        site.generator = text::trim(xml.text());
    else if (xml.is({{}, "managingEditor"}))
        take_author(person_of(xml.text()));
    else if (xml.is({{}, "category"}))
        keep("category");
    else if (xml.is({{}, "copyright"}))
        keep("rights");
    else if (xml.is({{}, "language"})) {
        const std::string_view tag = text::trim(xml.text());
        if (!tag.empty()) site.language = tag;
    } else if (xml.is({atom, "link"}))
        take_link(xml);
    else
        return take_paging(xml);
    return true;
}

// The namespace has had three versions.
bool Head::take_paging(xml::Cursor& xml) {
    for (const std::string_view search : open_search) {
        if (xml.is({search, "totalResults"}))
            total = count(xml.text());
        else if (xml.is({search, "startIndex"}))
            start = count(xml.text());
        else if (xml.is({search, "itemsPerPage"}))
            xml.skip();  // how many were asked for, not how many there are
        else
            continue;
        return true;
    }
    return pass_machinery(xml);
}

// Links of the feed other than to itself and to the blog are addresses of other feeds.
void Head::take_link(xml::Cursor& xml) {
    const std::string_view rel = xml.attribute_or("rel", "alternate");
    const std::string_view href = xml.attribute_or("href", "");
    if (rel == "self") self = text::with_scheme(href);
    if (rel == "alternate" && alternate.empty()) alternate = text::with_scheme(href);
}

void Head::take_author(Person&& person) {
    site.properties.push_back({"author", std::move(person.name)});
    if (person.uri) site.properties.push_back({"author:uri", std::move(*person.uri)});
    if (person.email) site.properties.push_back({"author:email", std::move(*person.email)});
    if (person.avatar) site.properties.push_back({"author:image", std::move(*person.avatar)});
}

std::string Nature::name() const {
    if (!post.empty()) return "comments on post " + post;
    if (holds == Holds::comments) return "comments";
    if (pages) return "pages";
    return label.empty() ? "posts" : "posts of label " + label;
}

bool is_of_google_reader(std::string_view feed_id) { return feed_id.starts_with("tag:google.com,2005:reader/"); }

Nature nature_of(const Head& head, std::string_view base, std::string_view entry) {
    Nature nature;
    const bool collected = is_of_google_reader(head.id);
    const std::string_view id = head.id.empty() || collected ? entry : std::string_view(head.id);
    nature.blog = text::blog_number(id);
    nature.blogger = !nature.blog.empty();
    if (nature.blogger && !head.id.empty() && !collected)
        by_id(id.substr(id.find(nature.blog) + nature.blog.size()), nature);
    else
        by_address(head.self, nature);
    if (nature.holds == Holds::posts) nature.label = label_of(head.self);
    nature.authors = head.authors;
    nature.base = base.empty() ? head.self : text::resolve_url(head.self, base);
    if (!text::is_absolute_url(nature.base)) nature.base = head.alternate;
    return nature;
}

Site site_of(const Head& head, const Nature& nature) {
    Site site = head.site;
    site.id = nature.blog;
    // The title of a feed of comments is no title of the blog, and that of one post's has no address of the blog.
    if (nature.holds == Holds::comments && nature.blogger) {
        if (!site.title.empty() && nature.post.empty())
            site.properties.push_back({"title of the comments", std::move(site.title)});
        site.title.clear();
        site.subtitle.clear();
    }
    std::string home = head.alternate.empty() ? std::string() : text::resolve_url(nature.base, head.alternate);
    if (!text::is_absolute_url(home) || !nature.post.empty()) home.clear();
    if (nature.blogger && text::path_of_url(home).starts_with("/search"))
        home = text::origin_of_url(home);  // of a label
    if (!home.empty()) site.home = home.ends_with("/") ? home : home + "/";
    // Any other blog is told by title and address, as WordPress' are, or else by what the feed is called.
    if (site.id.empty() && (site.title.empty() || !site.home)) site.id = head.id.empty() ? head.self : head.id;
    return site;
}

Person person_of(std::string_view written) {
    Person person;
    written = text::trim(written);
    const std::size_t open = written.find('('), at = written.substr(0, open).find('@');
    if (at == std::string_view::npos) {
        person.name = written;
    } else {
        person.email = text::trim(written.substr(0, open));
        if (open != std::string_view::npos && written.ends_with(')'))
            person.name = text::trim(written.substr(open + 1, written.size() - open - 2));
        else if (open == std::string_view::npos)
            person.name = written;
    }
    xml::drop_placeholders(person);
    blogger::judge_person(person, {});
    return person;
}

}  // namespace blogferry::feed
