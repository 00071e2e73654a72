#include <fmt/format.h>

#include "blogferry/version.hpp"
#include "writer.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::string_view prolog = R"(<?xml version="1.0" encoding="UTF-8" ?>
<!-- A blog as a WordPress eXtended RSS file. Import it under Tools, Import, WordPress. -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
	xmlns:blogferry="https://blogferry.example/wxr/1"
>
<channel>
)";

}  // namespace

void WxrWriter::channel(const Site& site) {
    emitter_.markup(prolog);
    Entity entity(emitter_, diagnostics_, {}, "blog", site.id);
    entity.text("title", site.title, "title");
    entity.text("link", site.home.value_or(blog_->guid_base), "home");
    entity.text("description", site.subtitle, "subtitle");
    entity.word("pubDate", site.updated ? Calendar::rfc822(blog_->calendar.moment(*site.updated)) : std::string());
    entity.text("language", site.language.value_or(""), "language");
    entity.bare("wp:wxr_version", "1.2", {});
    // With an address here WordPress rewrites links and relative URLs in every post, and does so unless told not to.
    entity.bare("wp:base_site_url", options_.base_url, "base-url");
    entity.bare("wp:base_blog_url", options_.base_url.empty() ? site.home.value_or("") : options_.base_url, "base-url");
    std::uint64_t number = 0;
    for (const Author& author : blog_->authors.declared()) declare_author(author, ++number);
    // Terms are numbered through: categories and tags are one table in WordPress.
    number = 0;
    for (const Term* term : blog_->labels.categories().declared()) declare_category(*term, ++number);
    for (const Term* term : blog_->labels.tags().declared()) declare_tag(*term, ++number);
    entity.word("generator", "https://wordpress.org/?v=7.1");
    keep("blogferry:site", kept(site));
}

void WxrWriter::declare_author(const Author& author, std::uint64_t number) {
    emitter_.markup("<wp:author>");
    emitter_.number("wp:author_id", number);
    emitter_.element("wp:author_login", author.login);
    emitter_.element("wp:author_email", author.email);
    emitter_.element("wp:author_display_name", author.display_name);
    emitter_.element("wp:author_first_name", "");
    emitter_.element("wp:author_last_name", "");
    emitter_.markup("</wp:author>\n");
}

void WxrWriter::declare_category(const Term& term, std::uint64_t number) {
    emitter_.markup("<wp:category>");
    emitter_.number("wp:term_id", number);
    emitter_.element("wp:category_nicename", term.nicename);
    emitter_.element("wp:category_parent", "");
    emitter_.element("wp:cat_name", term.name);
    emitter_.element("wp:category_description", "");
    emitter_.markup("</wp:category>\n");
}

void WxrWriter::declare_tag(const Term& term, std::uint64_t number) {
    emitter_.markup("<wp:tag>");
    emitter_.number("wp:term_id", number);
    emitter_.element("wp:tag_slug", term.nicename);
    emitter_.element("wp:tag_name", term.name);
    emitter_.element("wp:tag_description", "");
    emitter_.markup("</wp:tag>\n");
}

}  // namespace blogferry::wxr
