#include "page.hpp"
#include "reader.hpp"
#include "text/strings.hpp"

namespace blogferry::converters {

const Format& text_capture();

namespace {

constexpr OptionInfo read_options[] = {
    {"locale", "LOCALE", "",
     "Language and order in which the page writes dates (en-GB, pt-BR …); otherwise told by its own words"},
};

// Never sure, and no word where another format could be meant: markup, JSON, a table of settings.
int probe(std::string_view head) {
    const std::string_view text = text::trim(head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head);
    if (text.empty() || text.front() == '<' || text.front() == '{' || text.front() == '[' || text.starts_with("blog_"))
        return 0;
    const std::string start = text::lower(text.substr(0, 2048));
    for (const char* const markup : {"<!doctype", "<html", "<?xml", "<feed", "<rss", "// api callback"})
        if (start.find(markup) != std::string::npos) return 0;
    return capture::looks_like_a_page(head);
}

}  // namespace

const Format& text_capture() {
    static constexpr Format format{
        .name = "text-capture",
        .title = "the plain text of saved Blogger pages",
        .extensions = ".txt",
        .probe = probe,
        .open = capture::open,
        .read_options = read_options,
    };
    return format;
}

}  // namespace blogferry::converters
