#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "entities.hpp"
#include "hooks.hpp"
#include "json_ld.hpp"
#include "text/blogger.hpp"
#include "text/hash.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"
#include "time/timestamp.hpp"

namespace blogferry::page {
namespace {

using html::Element;

/// What is known of one post while it is put together.
struct Evidence {
    const PostPlace& place;
    const Places& page;
    const Head& head;
    const Dates& dates;
    bool only_one;
    const Posting* posting;
};

Element root_of(Element element) {
    while (const auto parent = element.parent()) element = *parent;
    return element;
}

// Where the title leads.
std::vector<Element> title_links(const PostPlace& place) {
    if (!place.title) return {};
    std::vector<Element> links = place.title->all("a[href]");
    if (place.title->name() == "a") links.insert(links.begin(), *place.title);
    return links;
}

// The description for machines that stands in the post; or the page's, if the page is that of this post; or the one
// that has its address, or its title.
const Posting* posting_of(const PostPlace& place, const Postings& postings, const Head& head, bool only_one) {
    if (const Posting* const own = postings.in(place.whole)) return own;
    if (only_one) return postings.first();
    for (const Element& link : title_links(place))
        if (const auto url = address(link.attribute("href").value_or(""), head.base))
            if (const Posting* const found = postings.at(*url)) return found;
    return place.title ? postings.titled(place.title->text()) : nullptr;
}

std::string id_in(const Evidence& e) {
    const Element& whole = e.place.whole;
    if (e.only_one && e.head.single() && !e.head.post_id.empty()) return e.head.post_id;
    if (const auto meta = whole.first("meta[itemprop=postId]"))
        if (const std::string id = meta->attribute("content").value_or(""); is_number(id)) return id;
    for (const Element& text : whole.all(hooks::body)) {
        const std::string names = text.attribute("id").value_or("") + " " + text.attribute("class").value_or("");
        for (const char* const name : {"post-body-", "post-snippet-", "postID-"})
            if (const std::string_view number = number_behind(names, name); !number.empty()) return std::string(number);
    }
    for (const Element& anchor : whole.all("a[name]"))
        if (const std::string name = anchor.attribute("name").value_or(""); is_number(name) && name.size() > 5)
            return name;
    for (const char* const attribute : {"data-id", "data-post-id"})
        if (const auto id = whole.attribute(attribute); id && is_number(*id)) return *id;
    for (const Element& link : all_about(e.place, "a[href]"))
        if (const std::string href = link.attribute("href").value_or("");
            href.find("blogger.com/") != std::string::npos)
            if (const std::string_view number = number_behind(href, "postID="); !number.empty())
                return std::string(number);
    if (!e.only_one) return {};
    // The page's feed of comments, and the form for one.
    const Element root = root_of(e.page.scope);
    for (const char* const hook : {"link[href]", "a.feed-link[href]", "a#comment-editor-src", "a.comment-link[href]"})
        for (const Element& link : root.all(hook)) {
            const std::string href = link.attribute("href").value_or("");
            if (href.find("/comments/default") != std::string::npos)
                if (const std::string_view number = number_behind(href, "/feeds/"); !number.empty())
                    return std::string(number);
            for (const char* const name : {"postID=", "?po="})
                if (const std::string_view number = number_behind(href, name); !number.empty())
                    return std::string(number);
        }
    return {};
}

/// Where a post is, and the words of the page that say so.
struct Permalink {
    std::string url;  ///< empty if only the path is known
    std::string path, written;
};

std::optional<Permalink> permalink_of(const Evidence& e) {
    const auto absolute = [](const std::string& url, const std::string& written) {
        return Permalink{url, std::string(text::path_of_url(url)), written};
    };
    const auto pointed_to = [&](const std::string& href) -> std::optional<Permalink> {
        const auto url = address(href, e.head.base);
        if (!url) return std::nullopt;
        return absolute(*url, href);
    };
    if (e.only_one && e.head.canonical) return absolute(*e.head.canonical, *e.head.canonical);
    for (const Element& meta : all_about(e.place, "meta[content]")) {
        const std::string kind = meta.attribute("itemprop").value_or("url");
        if (!kind.starts_with("url") && kind != "mainEntityOfPage") continue;
        const auto found = pointed_to(meta.attribute("content").value_or(""));
        if (found && found->path.ends_with(".html")) return found;
    }
    if (e.posting != nullptr)
        if (const auto url = address(e.posting->url)) return absolute(*url, e.posting->url);
    std::vector<Element> links = all_about(e.place, hooks::permalink);
    for (const Element& link : title_links(e.place)) links.push_back(link);
    for (const Element& link : links)
        if (const auto found = pointed_to(link.attribute("href").value_or(""))) return found;
    for (const Element& link : links)
        if (const auto path = path_only(link.attribute("href").value_or("")))
            return Permalink{{}, *path, link.attribute("href").value_or("")};
    return std::nullopt;
}

// What a theme has in the element of a title: signs, what only the author can use, times, beginnings of the text.
bool is_title_part(const Element& element) {
    if (element.is(hooks::not_of_title) || element.is(hooks::summary)) return true;
    return !element.is("br, wbr, img") && element.text().empty() && !element.first("img");
}

// Elements a theme puts around a title; authors write formatting, and styles.
bool is_around_title(const Element& element) {
    return element.is("a, h1, h2, h3, h4, h5, h6") || (element.is("span, div") && !element.attribute("style"));
}

// The source of a title without all that.
std::string title_source(Element element) {
    constexpr int max_depth = 16;
    for (int depth = 0;; ++depth) {
        const std::vector<Element> children = element.children();
        std::string source;
        std::size_t at = 0, kept = 0;
        const Element* last = nullptr;
        for (const Element& child : children) {
            const std::size_t begin = child.offset() - element.inner_offset();
            source += element.inner().substr(at, begin - at);
            at = begin + child.outer().size();
            if (is_title_part(child)) continue;
            source += child.outer();
            ++kept;
            last = &child;
        }
        source += element.inner().substr(std::min(at, element.inner().size()));
        const std::string_view trimmed = text::trim(source);
        if (depth == max_depth || kept != 1 || trimmed != last->outer() || !is_around_title(*last))
            return std::string(trimmed);
        element = Element(*last);
    }
}

// A title is HTML, as its theme was given it: without the link it is put in.
std::string title_of(const Evidence& e) {
    if (!e.place.title) {
        if (e.only_one && e.head.untitled) return {};  // descriptions for machines have a word for none
        const std::string said = e.posting != nullptr && !e.posting->headline.empty() ? e.posting->headline
                                 : e.only_one                                         ? e.head.title
                                                                                      : std::string();
        std::string html;
        for (const char c : said) html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
        return html;
    }
    return title_source(*e.place.title);
}

std::optional<Timestamp> first_time(const Evidence& e, std::span<const hooks::Moment> moments) {
    for (const hooks::Moment& moment : moments)
        for (const Element& element : all_about(e.place, moment.hook))
            if (const auto value = element.attribute(moment.attribute))
                if (const auto time = machine_time(*value)) return time;
    return std::nullopt;
}

/// Days and times as the page writes them for people.
struct Written {
    std::string text;
    std::vector<text::DateReading> readings;
    bool day() const { return !readings.empty() && readings.front().day; }
    bool time() const { return !readings.empty() && readings.front().time; }
};

/// "Posted by Ada Stern at 6:32 AM": author and time in one line of a footer.
struct Byline {
    std::string name;     ///< empty if it cannot be told from what stands behind it
    std::string unclear;  ///< that and the rest of the line, then
    std::vector<text::DateReading> readings;
};

// Where something else than author and time begins.
std::string_view line_of(const Element& footer) {
    for (const Element& element : footer.all(hooks::behind_byline)) {
        const std::string href = element.attribute("href").value_or("");
        const bool ends = element.name() != "a" || href.find("comment") != std::string::npos || is_label(element) ||
                          element.has_class("comment-link");
        if (ends) return footer.inner().substr(0, element.offset() - footer.inner_offset());
    }
    return footer.inner();
}

// "by" in the languages that have it before a name: the last word of "Posted by". Scripts without blanks have none.
const std::vector<std::string>& words_before_name() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> found;
        for (const text::Phrases& row : text::phrases())
            for (const std::string_view phrase : text::split(row.posted_by, '|'))
                if (const std::size_t blank = phrase.rfind(' ');
                    blank != std::string_view::npos && !phrase.ends_with(':'))
                    found.push_back(std::string(phrase.substr(blank)) + " ");
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }();
    return words;
}

// "by Ada Stern on 6/12/2018"
std::string without_time(const Evidence& e, std::string_view words) {
    for (const std::string_view by : {"by ", "By "})
        if (words.starts_with(by)) words.remove_prefix(by.size());
    const auto ending = e.dates.ending(words);
    return std::string(text::trim_blanks(ending && !ending->before.empty() ? std::string_view(ending->before) : words));
}

// "Posted on 6/12/2018 by Ada Stern | …": the time stands before the name.
std::optional<Byline> name_behind_time(const Evidence& e, std::string_view line) {
    for (const std::string& word : words_before_name()) {
        const std::size_t at = line.find(word);
        const auto before = at == std::string_view::npos ? std::nullopt : e.dates.ending(line.substr(0, at));
        if (!before) continue;
        std::string_view name = line.substr(at + word.size());
        name = name.substr(0, std::min(name.find_first_of("|/,"), name.find("\xC2\xB7")));
        if (std::string alone = without_time(e, name); !alone.empty())
            return Byline{std::move(alone), {}, before->readings};
    }
    return std::nullopt;
}

Byline byline(const Evidence& e) {
    for (const Element& footer : all_about(e.place, hooks::footer)) {
        const std::string words(text::cut_utf8(html::text_of(line_of(footer)), 200));
        if (auto found = name_behind_time(e, words)) return *std::move(found);
        if (words.starts_with("By ") || words.starts_with("by ")) return {without_time(e, words), {}, {}};
        const text::PageLine line = text::classify(words);
        if (line.kind != text::PageLine::Kind::posted_by || line.rest.empty()) continue;
        const auto ending = e.dates.ending(line.rest);
        std::string name = ending ? ending->before : line.rest;
        while (!name.empty() && std::string_view(" |/,-").find(name.back()) != std::string_view::npos) name.pop_back();
        if (ending) return {name, {}, ending->readings};
        if (name.find_first_of("0123456789") != std::string::npos) return {{}, name, {}};
        return {name, {}, {}};
    }
    return {};
}

void read_published(const Evidence& e, Draft<Post>& draft) {
    Post& post = draft.entity;
    post.published = first_time(e, hooks::published);
    if (!post.published && e.posting != nullptr) post.published = machine_time(e.posting->published);
    post.updated = first_time(e, hooks::updated);
    if (!post.updated && e.posting != nullptr) post.updated = machine_time(e.posting->modified);
    if (post.published) return;

    Written day, time;
    const auto month = post.path ? month_of_path(*post.path) : std::nullopt;
    const auto read = [&](const std::string& text) {
        if (text.empty() || text.size() > 120) return Written();
        return Written{text, e.dates.read(text, month)};
    };
    if (e.place.header) day = read(e.place.header->text());
    const auto take = [&](Written written) {
        if (!day.day() && written.day())
            day = std::move(written);
        else if (!time.time() && written.time())
            time = std::move(written);
    };
    for (const Element& element : all_about(e.place, hooks::stamp)) {
        if (day.day() && (time.time() || day.time())) break;
        take(read(element.text()));
    }
    take({"", byline(e).readings});
    const text::DateReading* const on = only(day.readings, day.text, draft.notes);
    const text::DateReading* const at = only(time.readings, time.text, draft.notes);
    if (on != nullptr && on->day) {
        const bool fits = at != nullptr && at->time && (!at->day || *at->day == *on->day);
        post.published = text::timestamp(*on->day, fits && !on->time ? *at : *on);
    }
    if (!day.text.empty()) post.properties.push_back({"date as written", day.text});
    if (!time.text.empty()) post.properties.push_back({"time as written", time.text});
    if (post.published || !month) return;
    post.published = text::timestamp(*month / 1, {});
    post.published->precision = Precision::month;
    draft.notes.push_back({Rule::page_date_from_address, "published",
                           "the page has no date of it that can be read; year and month are from its address"});
}

std::optional<Person> author_of(const Evidence& e) {
    for (const std::string_view hook : hooks::author)
        for (const Element& element : all_about(e.place, hook)) {
            std::optional<std::string> uri;
            for (const Element& link : element.all("a[href], meta[itemprop=url]"))
                if (!uri) uri = link.name() == "meta" ? link.attribute("content") : link.attribute("href");
            if (!uri) uri = element.attribute("href");
            auto named = element.first(".fn");
            if (!named) named = element.first("[itemprop=name]");
            if (!named) named = element.first("a[href]");
            const bool alone = named && !named->text().empty();
            std::string name = (alone ? *named : element).text();
            const text::PageLine line = text::classify(name);
            if (line.kind == text::PageLine::Kind::posted_by) name = line.rest;
            if (!alone && !element.is(".fn")) name = without_time(e, name);
            if (!name.empty() && name.size() < 200) return person(name, uri);
        }
    if (e.posting != nullptr && !e.posting->author.empty()) {
        const std::string& uri = e.posting->author_url;
        return person(e.posting->author, uri.empty() ? std::optional<std::string>() : uri);
    }
    return std::nullopt;
}

// "Posted by Ada Stern" in the element of the text, of which it is no part.
std::string name_beside_text(const Evidence& e) {
    if (!e.place.body) return {};
    int looked = 0;
    constexpr int max_lines = 64;
    for (const Element& child : e.place.body->children()) {
        if (e.place.is_text(child.offset())) continue;
        if (++looked > max_lines) break;
        const text::PageLine line = text::classify(text::cut_utf8(child.text(), 200));
        if (line.kind == text::PageLine::Kind::posted_by) return without_time(e, line.rest);
    }
    return {};
}

void read_author(const Evidence& e, Post& post) {
    if (const auto author = author_of(e)) return post.authors.push_back(*author);
    Byline line = byline(e);
    if (line.name.empty() && line.unclear.empty()) line.name = name_beside_text(e);
    if (!line.name.empty()) post.authors.push_back(person(line.name, std::nullopt));
    if (!line.unclear.empty()) post.properties.push_back({"author as written", line.unclear});
}

// The label in "/search/label/sea%20birds?max-results=5"; empty for another link.
std::string label_in(std::string_view href) {
    constexpr std::string_view folder = "search/label/";
    const std::size_t at = href.find(folder);
    if (at == std::string_view::npos) return {};
    const std::string_view written = href.substr(at + folder.size());
    std::string name;
    for (std::size_t i = 0; i < written.size() && written[i] != '?' && written[i] != '#' && written[i] != '/'; ++i) {
        unsigned value = 0;
        const char* const digits = written.data() + i + 1;
        const bool escape = written[i] == '%' && i + 2 < written.size() &&
                            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
        name += escape ? static_cast<char>(value) : written[i] == '+' ? ' ' : written[i];
        if (escape) i += 2;
    }
    return name;
}

// A link's words without what the theme put around the label: "# boats", "boats,".
std::string label_of(const Element& link) {
    std::string term = link.text();
    if (term.empty())  // the style sheet shows this one
        term = text::trim(link.attribute("aria-label").value_or(""));
    const std::string name = label_in(link.attribute("href").value_or(""));
    const std::size_t at = name.empty() ? std::string::npos : term.find(name);
    if (at == std::string::npos) return term;
    constexpr std::string_view around = "#,.:;|/*+-() ";
    const bool decorated =
        term.find_first_not_of(around) >= at && term.find_first_not_of(around, at + name.size()) == std::string::npos;
    return decorated ? name : term;
}

void read_labels(const Evidence& e, std::vector<Category>& categories) {
    for (const Element& link : all_about(e.place, "a[href]")) {
        if (!is_label(link)) continue;
        const std::string term = label_of(link);
        const bool known =
            std::any_of(categories.begin(), categories.end(), [&](const Category& c) { return c.term == term; });
        if (!term.empty() && !known) categories.push_back({{}, term, {}});
    }
}

// What a post and every page it is on have in common is its address; or else its day and title.
std::string made_id(const Post& post, const PostPlace& place) {
    if (post.path) return text::id_of_path(*post.path);
    std::uint64_t key = text::fnv1a(post.title);
    if (post.published) key = text::fnv1a(time::format_rfc3339(*post.published).substr(0, 10), key);
    if (post.title.empty() && place.body) key = text::fnv1a(place.content, key);
    return fmt::format("page-{:016x}", key);
}

Piece piece(const Element& whole, std::string_view part) { return {whole.offset_of(part), part.size()}; }

}  // namespace

Person person(std::string_view name, const std::optional<std::string>& uri) {
    Person p;
    p.name = text::trim_blanks(name);
    if (uri && !uri->empty() && text::is_absolute_url(text::with_scheme(*uri))) p.uri = text::with_scheme(*uri);
    const std::string_view at = p.uri ? std::string_view(*p.uri) : std::string_view();
    const bool profile = at.find("blogger.com/profile/") != std::string_view::npos ||
                         at.find("plus.google.com/") != std::string_view::npos;
    if (profile) p.id = text::last_number(at);
    if (profile)
        p.kind = p.name == "Unknown" ? PersonKind::unknown : PersonKind::account;
    else
        p.kind = !p.uri && text::anonymous_name(p.name) ? PersonKind::anonymous : PersonKind::named;
    return p;
}

Draft<Post> draft_post(const PostPlace& place, const Places& page, const Head& head, const Dates& dates,
                       bool only_one) {
    const Evidence e{place, page, head, dates, only_one, posting_of(place, page.postings, head, only_one)};
    Draft<Post> draft;
    Post& post = draft.entity;
    post.status = PostStatus::published;  // or nobody could have saved its page
    post.title = title_of(e);
    if (const auto link = permalink_of(e)) {
        if (!link->url.empty()) post.permalink = link->url;
        // A mirror may have given the file another name, so what the page has is kept.
        if (!text::is_absolute_url(text::with_scheme(link->written)) && link->written != link->path)
            post.properties.push_back({"address as written", link->written});
        post.path = link->path;
        post.slug = text::slug_of_path(*post.path);
    }
    const bool is_page =
        (only_one && head.type == PageType::static_page) || (post.path && post.path->starts_with("/p/"));
    post.kind = is_page ? PostKind::page : PostKind::post;
    read_published(e, draft);
    read_author(e, post);
    read_labels(e, post.categories);
    if (const auto declared = declared_comments(place, page.scope, only_one)) {
        post.replies_declared = declared->count;
        post.replies_declared_raw = declared->words;
    }
    post.id = id_in(e);
    if (post.id.empty())
        post.id = made_id(post, place);
    else if (!head.site.id.empty())
        post.guid = fmt::format("tag:blogger.com,1999:blog-{}.post-{}", head.site.id, post.id);
    if (place.body) draft.body = piece(place.whole, place.content);
    if (place.summary) post.summary = text::trim(place.summary->inner());
    if (place.cut || place.snippet || place.summary) {
        post.properties.push_back({std::string(text::only_beginning), place.cut ? "up to the jump break" : "snippet"});
    }
    draft.record = {place.whole.offset(), place.whole.outer().size()};
    return draft;
}

}  // namespace blogferry::page
