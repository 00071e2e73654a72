/// Pages as browsers, mirrors and archives of the web keep them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blogferry::html {

/// The page in an MHTML file (RFC 2557): a message of several parts, the page and what it shows.
struct MhtmlPage {
    std::string bytes;       ///< of the page, decoded
    std::string charset;     ///< in lower case, as its part says; empty if it does not
    std::string address;     ///< of the page, absolute; empty if none is said
    std::size_t others = 0;  ///< parts that are not the page: pictures, style sheets, frames
};

/// @param file all of it, or its beginning
/// @return nothing if it is no MHTML, or no part of it is HTML
std::optional<MhtmlPage> mhtml_page(std::string_view file);

/// One of several documents that follow each other in a source.
struct Extent {
    std::size_t begin = 0, end = 0;  ///< in the source; the first begins with it, the last ends with it
    std::size_t tail = 0;            ///< where what stands behind the document's end tag begins; `end` if nothing does
    bool cut = false;                ///< the document has a beginning, and no end
};

/// The documents of a source, at least one. A page that an author pasted into a post is none of its own.
std::vector<Extent> documents(std::string_view source);

/// Whether a source ends within a tag or a comment.
bool ends_in_tag(std::string_view source);

/// A page as it was before it was saved.
struct Restored {
    std::string source;
    std::string
        address;  ///< of the page, absolute, by the comments and scripts of what saved it; empty if none is said
};

/// Takes back what an archive of the web (the Wayback Machine and its like) did to a page: addresses behind
/// "/web/TIMESTAMP/" in tags and scripts become the original ones, its bar and its scripts go. Lines stay where they
/// are. The source of any other page stays as it is. Comments of mirrors and browsers (HTTrack, SingleFile, "saved from
/// url") name the address.
Restored restored(std::string_view source);

}  // namespace blogferry::html
