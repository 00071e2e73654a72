/// Saved feeds: Atom, RSS 2.0 and GData's JSON, of Blogger's blogs and others.
#pragma once

#include <memory>
#include <string_view>

#include "blogferry/format.hpp"

namespace blogferry::feed {

/// The start tag of the document's element without its "<" and ">", as far as it is there: "rss version='2.0'".
/// Empty if something else than XML's own prolog stands before it.
std::string_view root_tag(std::string_view head);
/// The name in a start tag without its prefix: "feed".
std::string_view local_name(std::string_view tag);
/// True for a feed in JSON, with or without a script's call around it.
bool is_json_feed(std::string_view head);

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context);

}  // namespace blogferry::feed
