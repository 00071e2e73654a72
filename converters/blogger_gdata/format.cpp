#include "reader.hpp"
#include "xml/cursor.hpp"
#include "xml/sniff.hpp"

namespace blogferry::converters {

namespace {

// An Atom feed whose id ends in ".archive"; re-indented and renamed files keep that.
int probe(std::string_view head) {
    const xml::Sniffed file = xml::sniff(head);
    const bool feed = file.root == "feed" && file.declares(xml::atom) &&
                      !file.declares("http://schemas.google.com/blogger/2018");
    // What ends before its first element is judged by what it says, so that its damage can be named.
    if (!feed && (!file.root.empty() || head.find(xml::atom) == std::string_view::npos)) return 0;
    const std::size_t id = head.find("tag:blogger.com,1999:blog-");
    const bool archive =
        id != std::string_view::npos && head.substr(id, 80).find(".archive<") != std::string_view::npos;
    if (archive) return 100;
    // Hand-made and trimmed exports lack the feed id, but have entries of a kind only exports have.
    const bool kinds = head.find("http://schemas.google.com/blogger/2008/kind#") != std::string_view::npos;
    return kinds ? 80 : 0;
}

}  // namespace

const Format& blogger_gdata() {
    static constexpr Format format{
        .name = "blogger-gdata",
        .title = "Blogger's XML backup (GData Atom, 2008 to 2025)",
        .extensions = ".xml",
        .probe = probe,
        .open = gdata::open,
    };
    return format;
}

}  // namespace blogferry::converters
