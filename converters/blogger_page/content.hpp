/// The bytes of a post's text.
#pragma once

#include "places.hpp"

namespace blogferry::page {

/// Sets content, and cut: the source between the tags of the body, byte for byte, without what the theme puts at its
/// ends: white space, the empty <div> below floating pictures, and what hooks::not_of_text names.
void read_content(PostPlace& place);

}  // namespace blogferry::page
