#include "xml/sniff.hpp"

#include <algorithm>

#include "scan.hpp"
#include "text/html.hpp"

namespace blogferry::xml {

namespace {

constexpr std::size_t max_namespaces = 100;

// Behind what begins `rest` and is no tag; 0 if it is one, or text.
std::size_t without_tags(std::string_view rest) {
    struct Kind {
        std::string_view begin, end;
    };
    for (const Kind& kind : {Kind{"<!--", "-->"}, Kind{"<![CDATA[", "]]>"}, Kind{"<?", "?>"}, Kind{"<!", ">"}}) {
        if (!rest.starts_with(kind.begin)) continue;
        const std::size_t end = rest.find(kind.end, kind.begin.size());
        return end == std::string_view::npos ? rest.size() : end + kind.end.size();
    }
    return 0;
}

}  // namespace

bool Sniffed::declares(std::string_view uri) const {
    return std::find(namespaces.begin(), namespaces.end(), uri) != namespaces.end();
}

Sniffed sniff(std::string_view head) {
    Sniffed found;
    while (!head.empty() && found.namespaces.size() < max_namespaces) {
        head.remove_prefix(std::min(head.find('<'), head.size()));
        if (const std::size_t other = without_tags(head); other != 0) {
            if (head.starts_with("<?xml ")) found.root = {};  // what came before is a web server's message
            head.remove_prefix(other);
            continue;
        }
        if (head.empty()) break;
        char quote = 0;
        const char* const end = head.data() + head.size();
        const auto size = static_cast<std::size_t>(through_tag(head.data() + 1, end, quote) - head.data());
        const std::string_view tag = head.substr(0, size);
        head.remove_prefix(std::max<std::size_t>(size, 1));
        if (tag.size() < 2 || tag[1] == '/') continue;
        std::size_t at = std::min(tag.find_first_of(" \t\r\n/", 1), tag.size());
        if (found.root.empty()) {
            const std::string_view name = tag.substr(1, at - 1);
            found.root = name.substr(name.find(':') + 1);  // npos + 1 == 0
        }
        while (const auto attribute = text::next_attribute(tag, at))
            if (attribute->name == "xmlns" || attribute->name.starts_with("xmlns:"))
                found.namespaces.push_back(attribute->value);
    }
    return found;
}

}  // namespace blogferry::xml
