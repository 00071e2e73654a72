#include "places.hpp"

#include <algorithm>

#include "content.hpp"
#include "hooks.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"

namespace blogferry::page {
namespace {

using html::Document;
using html::Element;

// Those that stand in none of the others.
std::vector<Element> outermost(const std::vector<Element>& elements) {
    std::vector<Element> result;  // elements come in the order of the source, so the last one is the only one to ask
    for (const Element& element : elements)
        if (result.empty() || !result.back().holds(element)) result.push_back(element);
    return result;
}

std::vector<Element> scopes(const Element& root) {
    for (const std::string_view hook : hooks::scope)
        if (std::vector<Element> found = root.all(hook); !found.empty()) return outermost(found);
    return {root};
}

// A gadget that is not the blog's posts.
bool in_gadget(const Element& element) {
    const auto widget = element.above(".widget");
    return widget && !widget->has_class("Blog");
}

bool is_foreign(const Element& element, const Element& scope) {
    return within(element, hooks::foreign, scope) || within(element, hooks::comments, scope);
}

std::optional<Element> find_body(const Element& whole, const std::optional<Element>& title) {
    std::vector<Element> strong;
    for (const Element& e : outermost(whole.all(hooks::body)))
        if (!is_foreign(e, whole)) strong.push_back(e);
    for (const Element& e : strong)
        if (!(title && e.holds(*title))) return e;
    if (!strong.empty()) return strong.front();
    for (const Element& e : whole.all(hooks::body_without_title))
        if (!is_foreign(e, whole) && !(title && e.holds(*title))) return e;
    return std::nullopt;
}

// The title stands before the text; a heading in the text is none.
std::optional<Element> find_title(const Element& whole) {
    std::vector<Element> bodies = outermost(whole.all(hooks::body));
    std::erase_if(bodies, [&](const Element& e) { return is_foreign(e, whole); });
    for (const std::string_view& hook : hooks::title)
        for (const Element& e : whole.all(hook)) {
            const bool in_text =
                std::any_of(bodies.begin(), bodies.end(), [&](const Element& body) { return body.holds(e); });
            // A heading of any kind is one only above the text.
            const bool below =
                &hook == std::end(hooks::title) - 1 && !bodies.empty() && e.offset() > bodies.front().offset();
            if (!in_text && !below && !is_foreign(e, whole) && !e.text().empty()) return e;
        }
    return std::nullopt;
}

bool is_snippet(const Element& body) {
    return body.attribute("id").value_or("").starts_with("post-snippet") || body.first(".snippet-item, .post-snippet");
}

// A theme may put the title into the element of the text, above it.
std::optional<Element> title_in(const Element& body) {
    const auto title = body.first("h1.post-title, h2.post-title, h3.post-title");
    if (!title || !(title->parent() == body)) return std::nullopt;
    for (const Element& above : body.children()) {
        if (above == *title) return title;
        if (!above.text().empty()) break;
    }
    return std::nullopt;
}

// "The first words without markup …": some themes write a snippet where they write the text on the post's own page.
bool reads_like_a_snippet(const PostPlace& place) {
    constexpr std::size_t shortest = 100;
    if (!place.body || place.content.size() < shortest || place.content.find('<') != std::string_view::npos)
        return false;
    return text::without_ellipsis(place.content).size() < place.content.size();
}

PostPlace place_of(const Element& whole, bool own_page) {
    PostPlace place{whole, find_title(whole), {}, {}, {}, {}, false, false};
    place.body = find_body(whole, place.title);
    if (place.body && !place.title) place.title = title_in(*place.body);
    if (place.body && is_snippet(*place.body)) {
        place.summary = place.body->first(hooks::summary);
        if (!place.summary) place.summary = place.body;
        place.body.reset();
    }
    if (place.body) read_content(place, own_page);
    if (!place.body && !place.summary) place.summary = about(place, hooks::summary);
    place.cut = place.cut || (place.body && about(place, hooks::jump_link).has_value());
    return place;
}

bool tells_a_post(const PostPlace& place) {
    return place.body || place.summary || (place.title && place.title->first("a[href]"));
}

/// @param passed elements that are marked as posts, and have something in them, but nothing that is known
std::vector<PostPlace> posts_in(const Element& scope, bool own_page, std::vector<Element>& passed) {
    for (const std::string_view hook : hooks::post) {
        std::vector<PostPlace> posts;
        std::vector<Element> others;
        for (const Element& whole : outermost(scope.all(hook))) {
            const bool pasted = within(whole, hooks::body, scope);  // into a post, as part of somebody's page
            if (pasted || is_foreign(whole, scope) || in_gadget(whole)) continue;
            PostPlace place = place_of(whole, own_page);
            if (tells_a_post(place))
                posts.push_back(place);
            else if (place.title)
                others.push_back(whole);
        }
        if (posts.empty()) continue;
        passed.insert(passed.end(), others.begin(), others.end());
        return posts;
    }
    // Pages of other programs: the text is in an <article>, whatever it is in itself.
    PostPlace place = place_of(scope, own_page);
    if (place.body && place.body->first("article")) {
        place.body = place.body->first("article");
        read_content(place, own_page);
    }
    if (!place.body) return {};
    return {place};
}

// On the page of one post, others are only pointed to.
/// @param id digits, or empty
void keep_the_one(std::vector<PostPlace>& posts, const std::string& id) {
    const auto is_it = [&](const PostPlace& p) {
        return !id.empty() && (p.whole.first("[name=" + id + "]") || p.whole.first("#post-body-" + id) ||
                               p.whole.first("[content=" + id + "]"));
    };
    auto one = std::find_if(posts.begin(), posts.end(), is_it);
    if (one == posts.end())
        one = std::find_if(posts.begin(), posts.end(), [](const PostPlace& p) { return p.body.has_value(); });
    if (one == posts.end()) one = posts.begin();
    posts = {PostPlace(*one)};
}

void find_headers(const Element& scope, std::vector<PostPlace>& posts) {
    const std::vector<Element> headers = scope.all(hooks::date_header);
    auto next = headers.begin();
    std::optional<Element> last;
    for (PostPlace& place : posts) {
        // One in the post itself is that of the post.
        const std::size_t end = place.body ? place.body->offset() : place.whole.offset() + place.whole.outer().size();
        while (next != headers.end() && next->offset() < end) last = *next++;
        place.header = last;
    }
}

}  // namespace

bool PostPlace::is_text(std::size_t offset) const {
    if (content.empty()) return false;
    const std::size_t begin = whole.offset_of(content);
    return offset >= begin && offset < begin + content.size();
}

bool is_label(const Element& link) {
    const std::string rel = link.attribute("rel").value_or("");
    const std::vector<std::string_view> words = text::split(rel, ' ');
    const std::string href = link.attribute("href").value_or("");
    return std::find(words.begin(), words.end(), "tag") != words.end() || href.starts_with("search/label/") ||
           href.find("/search/label/") != std::string::npos;
}

bool within(const Element& element, std::string_view hook, const Element& limit) {
    const auto found = element.is(hook) && !(element == limit) ? std::optional<Element>(element) : element.above(hook);
    return found && limit.holds(*found);
}

std::vector<Element> all_about(const PostPlace& place, std::string_view hook) {
    std::vector<Element> found = place.whole.all(hook);
    std::erase_if(found, [&](const Element& e) { return place.is_text(e.offset()) || is_foreign(e, place.whole); });
    return found;
}

std::optional<Element> about(const PostPlace& place, std::string_view hook) {
    for (const Element& e : place.whole.all(hook))
        if (!place.is_text(e.offset()) && !is_foreign(e, place.whole)) return e;
    return std::nullopt;
}

Places find_posts(const Document& document, const Head& head) {
    Places places{document.root(), Postings(document.root()), {}, {}};
    for (const Element& scope : scopes(document.root())) {
        std::vector<PostPlace> posts = posts_in(scope, head.single(), places.passed);
        if (posts.empty()) continue;
        if (places.posts.empty()) places.scope = scope;
        find_headers(scope, posts);
        places.posts.insert(places.posts.end(), posts.begin(), posts.end());
    }
    if (head.single() && !places.posts.empty()) places.passed.clear();  // others are only pointed to
    if (head.single() && places.posts.size() > 1) keep_the_one(places.posts, head.post_id);
    // The page of one post may have its comments elsewhere.
    if (places.posts.size() == 1 && !places.scope.first(hooks::comments)) places.scope = document.root();
    for (PostPlace& place : places.posts) {  // the page of a post has all of it
        place.snippet = !head.single() && reads_like_a_snippet(place);
        place.cut = place.cut && !head.single() && !place.snippet;
    }
    return places;
}

}  // namespace blogferry::page
