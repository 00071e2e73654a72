/// Whether two sources say one thing in two spellings. Only what is certain counts as one.
#pragma once

#include <string>
#include <string_view>

namespace blogferry {

/// The same characters: references ("&#8217;") are what they stand for, and a run of white space is one blank.
bool same_text(std::string_view a, std::string_view b);

/// The same text with the same markup, however that is written: names of tags in either case, values with or without
/// quotes and in any order, addresses with http or https or relative from another depth of a mirror, `<br>` or `<br/>`
/// or a line break. White space does not count.
bool same_body(std::string_view a, std::string_view b);

/// The same address: http or https, with a default port or none, with or without a "/" at its end, for telephones
/// ("?m=1") or not, escaped or not; and a blog on Blogger's host in any country (name.blogspot.de). The link to a
/// comment may repeat its time ("?showComment=…").
bool same_address(std::string_view a, std::string_view b);

/// The same place on two hosts that one blog has: with and without "www.", or Blogger's and one of its own.
bool same_but_host(std::string_view a, std::string_view b);

/// What the addresses of one blog have in common: without "www." and all that same_address() passes over.
std::string blog_key(std::string_view url);

/// What the source shows for a person that it does not name: nobody's name.
bool is_nobody(std::string_view name);

}  // namespace blogferry
