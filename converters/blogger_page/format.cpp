#include "html/saved.hpp"
#include "reader.hpp"
#include "text/strings.hpp"

namespace blogferry::converters {

const Format& blogger_page();

namespace {

constexpr OptionInfo read_options[] = {
    {"locale", "LOCALE", "",
     "Language and order in which the page writes dates (en-GB, pt-BR …); otherwise that of the page"},
};

// Any page may mention Blogger; one of a blog has what its themes write around posts.
int probe_page(std::string_view head) {
    const auto has = [&](std::string_view word) { return head.find(word) != std::string_view::npos; };
    const std::string start = text::lower(head.substr(0, 4096));
    if (start.find("<!doctype html") == std::string::npos && start.find("<html") == std::string::npos &&
        start.find("<head") == std::string::npos)
        return 0;
    // A theme has what makes posts, and none.
    if (has("<data:") || has("<b:include") || has("<b:if ") || has("<b:section") || has("<$Blog") || has("<BlogItem")) return 0;
    if (has("content='blogger' name='generator'") || has("content=\"blogger\" name=\"generator\"") ||
        has("name=\"generator\" content=\"blogger\"") || has("name='generator' content='blogger'") ||
        has("https://www.blogger.com/static/v1/widgets/"))
        return 90;
    int hooks = has(".blogspot.com/") || has("www.blogger.com/") ? 1 : 0;
    for (const std::string_view hook :
         {"post-body", "post-title", "entry-title", "entry-content", "hentry", "date-header", "comments-block",
          "post-footer", "schema.org/BlogPosting", "\"BlogPosting\"", "itemprop=\"articleBody\"",
          "itemprop='articleBody'", "rel=\"bookmark\""})
        hooks += has(hook) ? 1 : 0;
    return hooks >= 2 ? 40 + hooks : 0;
}

int probe(std::string_view head) {
    const auto saved = html::mhtml_page(head);
    return probe_page(saved ? std::string_view(saved->bytes) : head);
}

}  // namespace

const Format& blogger_page() {
    static constexpr Format format{
        .name = "blogger-page",
        .title = "saved HTML pages of Blogger",
        .extensions = ".html .htm .mht .mhtml",
        .probe = probe,
        .open = page::open,
        .read_options = read_options,
    };
    return format;
}

}  // namespace blogferry::converters
