#include "head.hpp"

#include <algorithm>

#include "data_context.hpp"
#include "dates.hpp"
#include "hooks.hpp"
#include "text/blogger.hpp"
#include "text/localized_date.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"

namespace blogferry::page {
namespace {

using html::Document;
using html::Element;

std::string attribute(const Element& element, std::string_view name) { return element.attribute(name).value_or(""); }

std::string first_attribute(const Element& root, std::string_view hook, std::string_view name) {
    const auto found = root.first(hook);
    return found ? attribute(*found, name) : std::string();
}

// "Harbour Notes - Atom" -> "Harbour Notes". What others write there need not be the blog's name: "RSS 2.0".
std::string name_in_feed_title(const std::string& title) {
    for (const std::string_view kind : {" - Atom", " - RSS"})
        if (title.ends_with(kind)) return title.substr(0, title.size() - kind.size());
    return {};
}

// Mirrors write the "?" of a query as a part of the file's name.
std::string_view without_query(std::string_view href) {
    return text::trim(href.substr(0, std::min({href.find_first_of("?#"), href.find("%3F"), href.find("%3f")})));
}

bool is_dated(std::string_view path) {
    const auto digit = [&](std::size_t i) { return path[i] >= '0' && path[i] <= '9'; };
    return path.size() > 9 && path[0] == '/' && path[5] == '/' && path[8] == '/' && digit(1) && digit(2) && digit(3) &&
           digit(4) && digit(6) && digit(7);
}

PageType type_of(std::string_view said, std::string_view path) {
    if (said == "item") return PageType::item;
    if (said == "static_page") return PageType::static_page;
    if (!said.empty()) return PageType::index;
    if (path.starts_with("/p/") && path.size() > 3) return PageType::static_page;
    if (is_dated(path) && !path.ends_with("_archive.html") && !path.ends_with("/index.html")) return PageType::item;
    const bool archive = path.ends_with("_archive.html") || (month_of_path(path) && path.size() == 9) ||
                         (path.size() == 6 && path[5] == '/' && text::integer(path.substr(1, 4)));  // "/2012/"
    if (path.empty() || path == "/" || path.starts_with("/search") || archive) return PageType::index;
    return PageType::unknown;
}

// Links to feeds, the blog's name with them, and where it is at home.
void read_feeds(const Element& root, Site& site) {
    for (const Element& link : root.all("link[href]")) {
        const std::string type = attribute(link, "type"), href = attribute(link, "href"), rel = attribute(link, "rel");
        const bool feed = type == "application/atom+xml" || type == "application/rss+xml";
        if (!feed || href.find("/comments/default") != std::string::npos) continue;
        if (site.title.empty()) site.title = name_in_feed_title(attribute(link, "title"));
        if (rel == "service.post" && site.id.empty())
            site.id = number_behind(href, href.find("/feeds/") != std::string::npos ? "/feeds/" : "/atom/");
        if (rel != "alternate" || !text::is_absolute_url(href)) continue;
        site.properties.push_back({"feed", href});
        const bool own = text::path_of_url(href).starts_with("/feeds/posts/");
        if (own && !site.home) site.home = text::origin_of_url(href);
    }
}

// In links to what only the author may do; one in a text may be to any blog.
std::string blog_number(const Element& root) {
    if (const auto meta = root.first("meta[itemprop=blogId]")) return attribute(*meta, "content");
    for (const Element& link : root.all("a[href]")) {
        const std::string href = attribute(link, "href");
        if (href.find("blogger.com/") == std::string::npos) continue;
        if (const std::string_view number = number_behind(href, "blogID="); !number.empty() && !link.above(hooks::body))
            return std::string(number);
    }
    return {};
}

}  // namespace

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view number_behind(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::string_view rest = text.substr(at + name.size());
        const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
        if (end > 0 && end <= 20) return rest.substr(0, end);
    }
    return {};
}

std::optional<std::string> path_only(std::string_view href) {
    std::string_view path = without_query(href);
    while (path.starts_with("../")) path.remove_prefix(3);
    const std::string rooted = path.starts_with('/') ? std::string(path) : "/" + std::string(path);
    return is_dated(rooted) || rooted.starts_with("/p/") ? std::optional(rooted) : std::nullopt;
}

std::optional<std::string> address(std::string_view href, std::string_view base) {
    const std::string_view path = without_query(href);
    if (path.empty()) return std::nullopt;  // of the page itself
    const std::string url = text::with_scheme(text::resolve_url(base, path));
    if (!text::is_absolute_url(url) || text::origin_of_url(url).empty()) return std::nullopt;
    const std::string origin = text::origin_of_url(url);
    if (origin.find("//www.blogger.com/") != std::string::npos ||
        origin.find("//plus.google.com/") != std::string::npos)
        return std::nullopt;
    return url;
}

Head read_head(const Document& document, const std::string& saved) {
    Head head;
    const Element root = document.root();
    const auto context = data_context(document.source());
    const auto said = [&](std::string_view name) {
        const auto found = context.find(name);
        return found == context.end() ? std::string() : found->second;
    };
    Site& site = head.site;
    site.id = said("blogId");
    site.title = said("title");
    if (const std::string home = said("canonicalHomepageUrl"); text::is_absolute_url(home)) site.home = home;
    read_feeds(root, site);
    const WidgetInit widget = widget_init(document.source());
    if (site.id.empty()) site.id = widget.blog;
    if (site.id.empty()) site.id = blog_number(root);
    if (site.title.empty()) site.title = first_attribute(root, "meta[property=og:site_name]", "content");
    if (const auto header = root.first("#blog-title, #header")) {
        if (site.title.empty())
            if (const auto title = header->is("#blog-title") ? header : header->first("h1, .title"))
                site.title = title->text();
        if (const auto link = header->first("a[href]"); link && !site.home && link->text() == site.title)
            if (const auto home = address(attribute(*link, "href")); home && home->ends_with('/')) site.home = home;
    }
    const std::string language = first_attribute(root, "html", "lang");
    // Blogger's own word for the language has the order of day and month in it; a theme's "en" has not.
    if (const std::string own = said("locale"); text::knows_locale(own))
        head.locales = {own};
    else if (text::knows_locale(language))
        head.locales = language == "en" ? std::vector<std::string>{"en", "en-GB"} : std::vector<std::string>{language};
    if (!head.locales.empty()) site.language = head.locales.front();
    if (const std::string generator = first_attribute(root, "meta[name=generator]", "content"); !generator.empty())
        site.generator = text::equal_ignoring_case(generator, "blogger") ? "Blogger" : generator;

    for (const std::string& href : {said("canonicalUrl"), first_attribute(root, "link[rel=canonical]", "href"),
                                    first_attribute(root, "meta[property=og:url]", "content")})
        if (!head.canonical) head.canonical = address(href);
    if (!head.canonical) head.canonical = address(saved);
    if (!head.canonical && context.empty()) head.canonical = address(widget.url);
    if (!site.home && head.canonical) site.home = text::origin_of_url(*head.canonical);
    for (const std::string& url :
         {first_attribute(root, "base[href]", "href"), head.canonical.value_or(""), said("url"), widget.url})
        if (head.base.empty() && text::is_absolute_url(text::with_scheme(url))) head.base = text::with_scheme(url);
    if (!site.home && !head.base.empty()) site.home = text::origin_of_url(head.base);
    head.type = type_of(said("pageType"), head.canonical ? text::path_of_url(*head.canonical) : "?");
    for (const std::string& id : {said("postId"), said("pageId")})
        if (head.post_id.empty() && is_number(id)) head.post_id = id;
    head.title = said("pageName");
    if (head.title.empty()) head.title = first_attribute(root, "meta[property=og:title]", "content");
    head.untitled = !head.title.empty() && head.title == site.title;
    if (head.untitled) head.title.clear();
    // Every page of Blogger names the script; only pages of a dynamic view run it.
    const std::string_view source = document.source();
    head.dynamic = source.find("blogger.ui()") != std::string_view::npos ||
                   source.find("src='//www.blogblog.com/dynamicviews/") != std::string_view::npos ||
                   source.find("src=\"//www.blogblog.com/dynamicviews/") != std::string_view::npos;
    return head;
}

// "Harbour Notes: The lamp" on the page of "The lamp"; "Harbour Notes", or "Harbour Notes: June 2005", on others.
std::string blog_title(const Document& document, const std::vector<std::string>& posts) {
    const auto element = document.root().first("title");
    const std::string whole = element ? element->text() : std::string();
    const auto without_separator = [](std::string_view rest) {
        constexpr std::string_view separators[] = {" ",
                                                   ":",
                                                   "|",
                                                   "-",
                                                   "~",
                                                   "*",
                                                   "/",
                                                   "\xC2\xA0",
                                                   "\xC2\xB7",
                                                   "\xC2\xAB",
                                                   "\xC2\xBB",
                                                   "\xE2\x80\x93",
                                                   "\xE2\x80\x94",
                                                   "\xE2\x80\xA2"};
        for (bool more = true; more;) {
            more = false;
            for (const std::string_view separator : separators) {
                if (rest.starts_with(separator)) rest.remove_prefix(separator.size()), more = true;
                if (rest.ends_with(separator)) rest.remove_suffix(separator.size()), more = true;
            }
        }
        return std::string(rest);
    };
    for (const std::string& post : posts) {
        const std::string_view title(whole);
        if (post.empty() || post.size() >= title.size()) continue;
        if (title.ends_with(post)) return without_separator(title.substr(0, title.size() - post.size()));
        if (title.starts_with(post)) return without_separator(title.substr(post.size()));
    }
    if (posts.size() == 1) return {};  // its title may be anything
    return whole.substr(0, std::min(whole.rfind(": "), whole.size()));
}

}  // namespace blogferry::page
