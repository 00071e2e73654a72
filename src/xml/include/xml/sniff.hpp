/// What the beginning of an XML file shows without being parsed: enough to tell formats apart.
#pragma once

#include <string_view>
#include <vector>

namespace blogferry::xml {

struct Sniffed {
    std::string_view root;                     ///< local name of the document's element; empty if there is none
    std::vector<std::string_view> namespaces;  ///< declared in start tags, wherever; not those that a text mentions

    bool declares(std::string_view uri) const;
};

/// @param head the first bytes of a file, which may end anywhere
Sniffed sniff(std::string_view head);

}  // namespace blogferry::xml
