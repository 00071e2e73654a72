/// Reads WXR 1.0 to 1.2: what WordPress exports, and what Blogferry writes. See docs/formats/wxr.md.
#pragma once

#include <memory>
#include <string_view>

#include "blogferry/format.hpp"

namespace blogferry::wxr {

/// How sure it is that this is the beginning of a WXR file, which says so in a namespace; a feed is none.
int probe(std::string_view head);

/// @throws Error
std::unique_ptr<Reader> open(const Source& source, Context& context);

}  // namespace blogferry::wxr
