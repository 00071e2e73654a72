// Any valid text, in any field, comes back out of libxml2 as it went in: but for what XML cannot hold.
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <rapidcheck.h>

#include <memory>
#include <string>

#include "support/catch.hpp"
#include "unit/wxr/written.hpp"

using namespace blogferry;
using namespace blogferry::test;

namespace {

// Text made of what is dangerous, and of anything else.
rc::Gen<std::string> any_text() {
    const auto dangerous = rc::gen::element<std::string>(
        "]]>", "]]", "]", ">", "<![CDATA[", "<", "&", "&amp;", "\r\n", "\r", "\n", "\t", std::string(1, '\0'), "\x01",
        "\x1F", "\x7F", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xC2\x85", "\xE2\x80\xA8",
        "\xF0\x9F\xA7\xAD", "\xF4\x8F\xBF\xBF", "\\", "%41", "'", "\"", "</title>", "<!--more-->",
        "<a name='more'></a>", std::string(70, 'x'));
    const auto character = rc::gen::map(rc::gen::inRange<unsigned>(0x20, 0x7F),
                                        [](unsigned c) { return std::string(1, static_cast<char>(c)); });
    const auto wide = rc::gen::map(rc::gen::inRange<unsigned>(0x800, 0xD800), [](unsigned c) {
        return std::string{static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
                           static_cast<char>(0x80U | (c & 0x3FU))};
    });
    const auto piece = rc::gen::oneOf(dangerous, dangerous, character, wide);
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const std::string& p : pieces) text += p;
                            return text;
                        });
}

// What XML makes of it, written the simplest way.
std::string expected(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::string three = text.substr(i, 3);
        if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
            i += 2;
        } else if (c == '\r') {
            if (text.substr(i, 2) != "\r\n") result += '\n';
        } else if (c >= 0x20 || c == '\n' || c == '\t') {
            result += text[i];
        }
    }
    return result;
}

class Document {
public:
    explicit Document(const std::string& xml)
        : document_(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "out.wxr", nullptr,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR),
                    xmlFreeDoc) {}
    bool well_formed() const { return document_ != nullptr; }
    std::string operator()(const char* path) const {
        const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(
            xmlXPathNewContext(document_.get()), xmlXPathFreeContext);
        const auto space = [&](const char* prefix, const char* uri) {
            xmlXPathRegisterNs(context.get(), reinterpret_cast<const xmlChar*>(prefix),
                               reinterpret_cast<const xmlChar*>(uri));
        };
        space("wp", "http://wordpress.org/export/1.2/");
        space("content", "http://purl.org/rss/1.0/modules/content/");
        space("excerpt", "http://wordpress.org/export/1.2/excerpt/");
        const std::string query = std::string("string(") + path + ")";
        const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> found(
            xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(query.c_str()), context.get()), xmlXPathFreeObject);
        return found && found->stringval ? reinterpret_cast<const char*>(found->stringval)
                                         : std::string("no such element");
    }

private:
    std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document_;
};

}  // namespace

TEST_CASE("any text survives WXR") {
    CHECK(rc::check("title, content, excerpt, slug, comment, custom field, blog title", [] {
        Post post = published_post("1", *any_text(), 1339000000);
        post.content = "x" + *any_text();
        post.summary = *any_text();
        post.slug = *any_text();
        post.meta_description = "d" + *any_text();
        Comment said = comment("2", {}, 1339000001);
        said.content = *any_text();
        Written blog;
        blog.manifest.site.title = *any_text();
        blog.options = {"more=off"};
        blog.posts.emplace_back(post, std::vector<Comment>{said});
        blog.write();
        const Document document(blog.wxr);
        RC_ASSERT(document.well_formed());
        RC_ASSERT(document("/rss/channel/title") == expected(blog.manifest.site.title));
        RC_ASSERT(document("/rss/channel/item/title") == expected(post.title));
        RC_ASSERT(document("/rss/channel/item/content:encoded") == expected(post.content));
        RC_ASSERT(document("/rss/channel/item/excerpt:encoded") == expected(post.summary));
        RC_ASSERT(document("/rss/channel/item/wp:post_name") == expected(post.slug));
        RC_ASSERT(document("//wp:postmeta[wp:meta_key='blogger_meta_description']/wp:meta_value") ==
                  expected(post.meta_description));
        RC_ASSERT(document("//wp:comment/wp:comment_content") == expected(said.content));
    }));
}

TEST_CASE("labels and authors: well-formed, nicenames and logins distinct and plain") {
    CHECK(rc::check("any labels, any author", [] {
        Written blog;
        Post post = published_post("1", "Fog", 1339000000);
        const auto labels = *rc::gen::container<std::vector<std::string>>(any_text());
        for (const std::string& label : labels) post.categories.push_back({"", label, {}});
        post.authors.push_back({PersonKind::named, "", *any_text(), {}, {}, {}});
        blog.posts.emplace_back(post, std::vector<Comment>{});
        blog.write();
        const Document document(blog.wxr);
        RC_ASSERT(document.well_formed());
        std::vector<std::string> names = blog.all("wp:tag_slug");
        for (const std::string& name : names) {
            RC_ASSERT(!name.empty() && name.size() <= 200);
            RC_ASSERT(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-%") == std::string::npos);
        }
        RC_ASSERT(std::set<std::string>(names.begin(), names.end()).size() == names.size());
        const std::string login = blog.all("wp:author_login").at(0);
        RC_ASSERT(!login.empty() && login.size() <= 50);
        RC_ASSERT(login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    }));
}
