// What an entry of a feed is, and what it becomes in the model.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "item.hpp"
#include "text/blogger.hpp"
#include "text/hash.hpp"
#include "text/html.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"

namespace blogferry::feed {

namespace {

using blogger::Entry;

// The div around content of type xhtml is not part of it (RFC 4287, 3.1.1.3).
std::string without_div(std::string_view xhtml) {
    const std::string_view inside = text::trim(xhtml);
    const std::size_t open = inside.find('>');
    const std::size_t close = inside.rfind("</");
    const bool div = inside.starts_with("<") && open != std::string_view::npos && inside[open - 1] != '/' &&
                     close != std::string_view::npos && close > open;
    if (!div) return std::string(xhtml);
    const std::string_view name = inside.substr(1, inside.find_first_of(" \t\r\n>", 1) - 1);
    const std::string_view end = text::trim(inside.substr(close + 2, inside.size() - close - 3));
    if (name != end || name.substr(name.rfind(':') + 1) != "div") return std::string(xhtml);
    return std::string(inside.substr(open + 1, close - open - 1));
}

// Titles and bodies are HTML in the model. Blogger's titles are, too, though its feeds call them text.
void as_html(std::string& text, std::string_view type, bool bloggers) {
    if (type == "xhtml")
        text = without_div(text);
    else if ((type.empty() || type == "text") && !bloggers)
        text = text::escaped(text);
}

// ".../2012/05/a.html?showComment=1#c7", and "…#comment-7" as WordPress has it.
bool is_address_of_comment(std::string_view url) {
    const std::size_t hash = url.find('#');
    if (hash == std::string_view::npos) return false;
    const std::string_view place = url.substr(hash + 1);
    const std::string_view number = text::last_number(place);
    const std::string_view word = place.substr(0, place.size() - number.size());
    return !number.empty() &&
           (word == "comment-" || (word == "c" && url.substr(0, hash).find("showComment=") != std::string_view::npos));
}

// A skim must come to the same answer, and sees no links where the feed says what it holds.
bool is_comment(const Entry& entry, const Nature& nature) {
    if (entry.kind == "comment" || nature.holds == Holds::comments) return true;
    if (entry.kind == "page") return false;
    if (!entry.in_reply_to.empty()) return true;
    if (nature.holds == Holds::posts) return false;
    return !text::post_of_comment_link(entry.self).empty() || is_address_of_comment(entry.alternate.value_or("")) ||
           is_address_of_comment(entry.id);
}

// By somebody who collects other people's entries, and is not their author.
bool is_taken_over(const Entry& entry, const Nature& nature) {
    const std::string_view blog = text::blog_number(entry.id);
    if (!blog.empty() && blog != nature.blog) return true;
    return std::any_of(entry.properties.begin(), entry.properties.end(),
                       [](const Property& p) { return p.name.starts_with("source:"); });
}

void take_texts(Entry& entry, bool comment) {
    // A summary and a text of its own: that is for posts. What a feed has of a comment is its text, whatever its name,
    // and dots at its end are the writer's.
    if (comment && entry.content.empty()) {
        entry.content = std::exchange(entry.summary, {});
        entry.content_type = entry.summary_type;
    }
    const bool bloggers = !text::blog_number(entry.id).empty();
    entry.title = std::string(text::without_layout(entry.title));
    as_html(entry.title, entry.title_type, bloggers);
    as_html(entry.content, entry.content_type, bloggers);
    if (entry.summary_type == "xhtml") entry.summary = without_div(entry.summary);
}

void complete(Entry& entry, const Nature& nature) {
    xml::drop_repeats(entry.categories);
    entry.numbered = false;
    const std::string base = text::resolve_url(nature.base, entry.base);
    const auto resolve = [&](std::string& url) { url = text::resolve_url(base, url); };
    if (entry.original) {  // FeedBurner's own address counts clicks, and is dead
        if (entry.alternate && *entry.alternate != *entry.original)
            entry.properties.push_back({"link:feedburner", *entry.alternate});
        entry.alternate = std::move(entry.original);
    }
    if (entry.alternate)
        *entry.alternate = text::resolve_url(text::resolve_url(base, entry.alternate_base), *entry.alternate);
    if (entry.thumbnail) resolve(*entry.thumbnail);
    for (Enclosure& enclosure : entry.enclosures) resolve(enclosure.url);
    if (entry.id.empty() && !entry.of_rss && nature.holds == Holds::anything && entry.alternate)
        entry.id = *entry.alternate;
}

// An item of RSS without a guid is told from others by what it says. The same in every run and in any order of items.
std::string id_of_item(const Entry& entry) {
    std::uint64_t key = text::fnv1a(entry.alternate.value_or(""));
    for (const std::string_view part : {std::string_view(entry.title), entry.published.text,
                                        std::string_view(entry.content), std::string_view(entry.summary)})
        key = text::fnv1a(part, text::fnv1a(std::string_view("\0", 1), key));
    return fmt::format("item-{:016x}", key);
}

Comment comment_of(Entry&& entry, const Nature& nature, const Record& record, Diagnostics& diagnostics) {
    // The title of Blogger's comments is the beginning of their text.
    if (text::blog_number(entry.id).empty() && !entry.title.empty()) entry.properties.push_back({"title", entry.title});
    // What a feed is the comments of needs no other proof.
    const bool known = entry.in_reply_to.empty() && !nature.post.empty();
    if (known) entry.self = {};
    Comment comment = blogger::comment(std::move(entry), record, diagnostics);
    if (known) comment.post = nature.post;
    return comment;
}

}  // namespace

void hand_over(Entry&& entry, const Nature& nature, const Record& record, EntitySink& sink, Diagnostics& diagnostics) {
    complete(entry, nature);
    std::string made;
    if (entry.id.empty() && entry.of_rss) entry.id = made = id_of_item(entry);
    if (!entry.draft_unclear.empty())
        entry.about(entry.key(entry.id), record, diagnostics)
            .report(Rule::status_unknown, 0, "app:draft", entry.draft_unclear + "; kept as a draft");
    const bool comment = is_comment(entry, nature);
    take_texts(entry, comment);
    const bool page = !text::blog_number(entry.id).empty() && entry.id.find(".page-") != std::string_view::npos;
    if (comment)
        entry.kind = "comment";
    else if (page)
        entry.kind = "page";
    else if (entry.kind.empty())
        entry.kind = "post";
    if (entry.authors.empty()) entry.authors = std::move(entry.source_authors);
    if (!comment && entry.authors.empty() && !is_taken_over(entry, nature)) entry.authors = nature.authors;
    if (comment) {
        Comment c = comment_of(std::move(entry), nature, record, diagnostics);
        if (!made.empty()) c.guid.clear();
        return sink.comment(std::move(c));
    }
    if (entry.kind == "post" || entry.kind == "page") {
        Post p = blogger::post(std::move(entry), record, diagnostics);
        if (!made.empty()) p.guid.clear();
        return sink.post(std::move(p));
    }
    diagnostics.report(Rule::kind_unknown, record.at, std::string(entry.id), "category",
                       "an entry of kind \"" + std::string(entry.kind) + "\" is not carried");
}

}  // namespace blogferry::feed
