/// Markup inside of an element, as the HTML it is meant as.
#pragma once

#include <string>
#include <string_view>

namespace blogferry::xml {

/// How a feed says that its markup came: as elements of XHTML, whose texts are texts; or as HTML whose markup should have
/// been escaped and is not, so that what is escaped all the same, or in a CDATA section, is markup, too.
enum class Markup { xhtml, unescaped_html };

/// The source between two tags as HTML source: elements without their prefixes ("<xhtml:p>" is "<p>"), no CDATA.
/// @param inside well-formed
std::string html_source(std::string_view inside, Markup kind);

}  // namespace blogferry::xml
