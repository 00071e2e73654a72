/// Namespaces that feeds use beside Atom's and Blogger's own.
#pragma once

#include <array>
#include <string_view>

namespace blogferry::feed {

inline constexpr std::string_view content = "http://purl.org/rss/1.0/modules/content/";
inline constexpr std::string_view dc = "http://purl.org/dc/elements/1.1/";
inline constexpr std::string_view feedburner = "http://rssnamespace.org/feedburner/ext/1.0";
inline constexpr std::string_view google_reader = "http://www.google.com/schemas/reader/atom/";
inline constexpr std::string_view indexing = "urn:atom-extension:indexing";
inline constexpr std::string_view slash = "http://purl.org/rss/1.0/modules/slash/";
inline constexpr std::string_view syndication = "http://purl.org/rss/1.0/modules/syndication/";
inline constexpr std::string_view wfw = "http://wellformedweb.org/CommentAPI/";
inline constexpr std::string_view xhtml = "http://www.w3.org/1999/xhtml";
inline constexpr std::array<std::string_view, 3> open_search{"http://a9.com/-/spec/opensearchrss/1.0/",
                                                             "http://a9.com/-/spec/opensearch/1.1/",
                                                             "http://a9.com/-/spec/opensearch/1.0/"};

/// Namespaces of what services put into a feed for their own machinery: how often to ask, how many clicks, where to go
/// on. Nothing of it is the author's, and leaving it out is no loss.
inline constexpr std::array<std::string_view, 4> machinery{feedburner, google_reader, indexing, syndication};

}  // namespace blogferry::feed
