/// As much HTML as bodies need: the attributes of a start tag, as browsers read them, and text without markup.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace blogferry::text {

struct HtmlAttribute {
    std::string_view name;
    std::string_view value;  ///< without its quotes, references as written
    std::size_t begin = 0;   ///< of all of it, quotes too, in the HTML
    std::size_t end = 0;
};

/// The next attribute of a start tag, with `at` behind the tag's name or the last attribute; a ">" in a quoted value is
/// text. Moves `at` behind the attribute; or, if there is none left, to the tag's ">", or to the end of `html`.
std::optional<HtmlAttribute> next_attribute(std::string_view html, std::size_t& at);

/// Text as HTML: "&", "<" and ">" as references.
std::string escaped(std::string_view text);

}  // namespace blogferry::text
