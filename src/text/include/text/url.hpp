/// URLs and slugs as blogs use them.
#pragma once

#include <string>
#include <string_view>

namespace blogferry::text {

/// True for http://…, https://….
bool is_absolute_url(std::string_view url);
/// "https:" before a URL that starts with "//"; everything else as it is.
std::string with_scheme(std::string_view url);
/// "https://h.example/a/b.html?x#y" -> "/a/b.html"; "" if there is no path.
std::string_view path_of_url(std::string_view url);
/// "https://H.example:80/a" -> "https://H.example:80/" ; "" if not absolute or without a host.
std::string origin_of_url(std::string_view url);
/// Base ("https://h.example" with or without "/") and an absolute path "/2012/09/a.html" -> URL.
std::string join_url(std::string_view base, std::string_view path);
/// What a reference on a page or in a feed with this base points to (RFC 3986, 5.2), for http and https bases; the
/// reference as it is if it has a scheme of its own, or if the base is of no use.
std::string resolve_url(std::string_view base, std::string_view reference);
/// Last path component without its extension: "/2012/09/first-light.html" -> "first-light"; "/p/about.html" -> "about".
/// Percent-escapes stay as they are. "" for "/" or "".
std::string slug_of_path(std::string_view path);
/// A slug for WordPress and file names from any title: lower-case ASCII letters, digits and "-", other scripts
/// percent-free UTF-8 kept if `keep_unicode`; "" if nothing is left.
std::string slugify(std::string_view title, bool keep_unicode);

}  // namespace blogferry::text
