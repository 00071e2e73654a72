/// What themes call the parts of a page. Rows are tried in their order; the first that fits anything counts.
///
/// Which family writes which is in docs/formats/blogger-page.md. A theme that is not read needs a word here, and a
/// fixture; rarely more.
#pragma once

#include <string_view>

namespace blogferry::page::hooks {

/// Where posts are: the Blog gadget, or what classic and hand-made pages have for it.
inline constexpr std::string_view scope[] = {
    ".widget.Blog, #Blog1",
    "#main, #main-content, #content, main",
    "body",
};

/// Never of a post, wherever it stands.
inline constexpr std::string_view foreign =
    "aside, nav, .sidebar, #sidebar, #sidebar-wrapper, .PopularPosts, .FeaturedPost, .BlogArchive, .related-posts, "
    "#related-posts, .related, .relatedP, .popular-post, #related-wrap, .blog-pager, .post-feeds, .blog-feeds, "
    ".post-share-buttons, .sharing, .post-share, .share-links, .breadcrumb, .breadcrumbs, #breadcrumb, .blogT";

/// One post each.
inline constexpr std::string_view post[] = {
    ".post-outer",
    ".hentry",
    "[itemprop=blogPost], [itemtype=http://schema.org/BlogPosting], [itemtype=https://schema.org/BlogPosting]",
    ".blog-post, .post, article.post-outer-container",
    "article",
};

/// The text of a post.
inline constexpr std::string_view body =
    ".post-body, .entry-content, .postBody, #postBody, [itemprop=articleBody], [itemprop=description articleBody], "
    "[itemprop=articleBody description], .storycontent";
/// The same, unless the title is in it.
inline constexpr std::string_view body_without_title =
    ".post-content, .post_content, .postcontent, .article-content, .article-body, .article_body, .post-text";
/// What some themes put into the element of the text, at its beginning and its end.
inline constexpr std::string_view not_of_text =
    ".post-labels, .post-share-buttons, .reaction-buttons, .star-ratings, .post-footer, .jump-link, .aTop, .aBottom";
/// What follows the text in the same element: nothing of it is the author's.
inline constexpr std::string_view behind_text =
    ".related-posts, #related-posts, .related, #related-wrap, .relatedP, .blog-pager, .post-feeds, .blog-feeds, .sharing, "
    ".post-share, .share-links, .post-tags, .tags-links, .entry-footer, .entry-meta, .post-meta, .author-box, "
    ".authorbox, .author-bio, .about-author, .post-author, .post-timestamp, .post-icons, .post-nav, .post-navigation, "
    "#comments, .comments, .fb-comments, #disqus_thread, .comment-link, .post-comment-link";
/// Parts of addresses by which a page is shared.
inline constexpr std::string_view share_addresses[] = {
    "facebook.com/share",     "facebook.com/dialog/",   "twitter.com/intent/",  "twitter.com/share", "twitter.com/home?",
    "x.com/intent/",          "plus.google.com/share",  "pinterest.com/pin/",   "linkedin.com/share", "reddit.com/submit",
    "digg.com/submit",        "stumbleupon.com/submit", "delicious.com/",       "del.icio.us/post",  "tumblr.com/share",
    "tumblr.com/widgets/share", "wa.me/?",              "api.whatsapp.com/send", "whatsapp://send",  "t.me/share",
    "telegram.me/share",      "getpocket.com/",         "vk.com/share",         "line.me/r/",        "lineit/share",
    "blogger.com/share-post", "blogger.com/email-post", "google.com/bookmarks/", "technorati.com/faves", "addthis.com/",
    "sharethis.com/",         "addtoany.com/",          "buffer.com/add",       "bufferapp.com/add", "mix.com/add",
    "sms:?",                  "fb-messenger://share"};
/// Parts of names of elements in which they stand, in lower case.
inline constexpr std::string_view share_names[] = {"share",     "sharing",  "social",   "addthis", "a2a_kit", "fb-like",
                                                   "g-plus",    "tweet-",   "twitter-s", "pinit",  "socialize"};
/// Parts of scripts and addresses of advertisements and of what services show below a text.
inline constexpr std::string_view ad_words[] = {
    "adsbygoogle",   "googlesyndication", "google_ad_",   "googletag",      "doubleclick.net", "amazon-adsystem",
    "media.net/",    "taboola",           "outbrain",     "addthis",        "sharethis",       "linkwithin",
    "shareaholic",   "disqus",            "addtoany.com", "connect.facebook", "apis.google.com/js/plus", "infolinks"};
/// A beginning of the text instead of it.
inline constexpr std::string_view summary =
    ".snippet-item, .post-snippet, .entry-excerpt, .post-summary, .resumo, .snippet, .post-excerpt, .entry-summary";
/// "Read more": the body above it ends at the jump break.
inline constexpr std::string_view jump_link = ".jump-link, .more-link, .read-more, .readmore";

inline constexpr std::string_view title[] = {
    ".post-title, .entry-title, .storytitle",
    "[itemprop=headline], [itemprop=name headline], [itemprop=headline name], h1[itemprop=name], h2[itemprop=name], "
    "h3[itemprop=name]",
    "#postT, h1.name, h2.name, h2.title, h1.title",
    "h1, h2, h3",
};

/// What a theme puts into the element of a title.
inline constexpr std::string_view not_of_title =
    "script, style, svg, meta, link, button, input, time, .item-control, .quickedit, .icon-action, .post-meta, "
    ".entry-meta, .meta, .date, .post-date, .post-labels, .comment-link, .edit-link, .post-comment-link";

inline constexpr std::string_view author[] = {
    ".post-author, .entry-author, .author.vcard, .by-author",
    "[itemprop=author]",
    "a[rel=author]",
    ".author, .author-name, .fn",
};

/// Times for machines, and the attribute that has them.
struct Moment {
    std::string_view hook, attribute;
};
inline constexpr Moment published[] = {
    {"abbr.published", "title"},
    {"time.published", "datetime"},
    {".published", "datetime"},
    {".published", "title"},
    {"[itemprop=datePublished]", "title"},
    {"[itemprop=datePublished]", "datetime"},
    {"[itemprop=datePublished]", "content"},
    {"[itemprop=datePublished dateModified]", "title"},
    {".timestamp-link time, time[itemprop=datePublished]", "datetime"},
    {"time.entry-date, time.post-date", "datetime"},
};
inline constexpr Moment updated[] = {
    {"[itemprop=dateModified]", "title"},
    {"[itemprop=dateModified]", "datetime"},
    {"[itemprop=dateModified]", "content"},
    {"time.updated, time.update, abbr.updated", "datetime"},
    {"abbr.updated", "title"},
};
/// Days and times for people.
inline constexpr std::string_view date_header = ".date-header";
inline constexpr std::string_view stamp =
    ".published, .publishdate, [itemprop=datePublished], .timestamp-link, .post-timestamp, .post-date, .entry-date, "
    ".entry-time, .post-time, .date, time, a[rel=bookmark], a[title=permanent link]";

/// "Posted by Ada Stern at 6:32 AM", and what may stand in the same element behind it.
inline constexpr std::string_view footer =
    ".post-footer, .byline, .meta, .post-meta, .entry-meta, .postmeta, .post-info, .postinfo, .post-details, "
    ".article-meta, .entry-footer, .post-byline, .metadata";
inline constexpr std::string_view behind_byline =
    "a[href], .post-labels, .post-comment-link, .comment-link, .post-icons, .item-control, .reaction-buttons";

/// Links to a post's own page, by themselves or in its title.
inline constexpr std::string_view permalink = "a.timestamp-link, a[rel=bookmark], a[title=permanent link]";

/// How many comments there are, in words.
inline constexpr std::string_view comments = "#comments, .comments, .post-comments, #comments-block";
inline constexpr std::string_view comment_count_heading = "h4, h3, h2, .title, .comments-title";
inline constexpr std::string_view comment_count_link =
    ".num_comments, .comment-link, .comment-bubble, .post-comment, .entry-comments-link, .post-comment-link";

}  // namespace blogferry::page::hooks
