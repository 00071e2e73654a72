/// The bytes of a post's text.
#pragma once

#include "places.hpp"

namespace blogferry::page {

/// Sets content, and cut: the source between the tags of the body, byte for byte, without what the theme puts at its
/// ends: white space, the empty <div> below floating pictures, and what hooks::not_of_text names.
/// @param own_page the page has this post alone; else a link to the post at the end is one to the rest of its text
void read_content(PostPlace& place, bool own_page);

}  // namespace blogferry::page
