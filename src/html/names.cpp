#include "names.hpp"

#include "text/strings.hpp"

namespace blogferry::html {
namespace {

struct Row {
    Trait trait;
    std::string_view names;
};

// HTML Living Standard, sections 13.1.2 and 13.2.4.2, and "The rules for parsing tokens in HTML content".
constexpr Row table[] = {
    {is_void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"},
    {is_raw, "script style textarea title xmp iframe noembed noframes"},
    {is_unseen, "script style iframe noembed noframes template"},
    {is_special,
     "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
     "details dir div dl "
     "dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
     "iframe img input keygen "
     "li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script "
     "search section select "
     "source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp"},
    {is_scope, "applet caption html table td th marquee object template"},
    {closes_p,
     "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
     "h3 h4 h5 h6 header "
     "hgroup hr main menu nav ol p pre listing search section summary table ul li dd dt xmp"},
    {is_heading, "h1 h2 h3 h4 h5 h6"},
    {is_list, "ol ul"},
    {is_table_part, "table tbody thead tfoot tr td th caption colgroup"},
    {is_foreign, "svg math"},
};

}  // namespace

Names::Names() {
    for (const Row& row : table)
        for (const std::string_view name : text::split(row.names, ' ')) {
            const std::uint32_t n = number(name);
            if (n >= traits_.size()) traits_.resize(n + 1);
            traits_[n] = static_cast<std::uint16_t>(traits_[n] | row.trait);
        }
}

std::uint32_t Names::find(std::string_view name) const {
    auto found = numbers_.find(name);  // most are in lower case
    if (found == numbers_.end()) found = numbers_.find(text::lower(name));
    return found == numbers_.end() ? none : found->second;
}

std::uint32_t Names::number(std::string_view name) {
    if (const std::uint32_t known = find(name); known != none) return known;
    const auto n = static_cast<std::uint32_t>(names_.size());
    names_.push_back(text::lower(name));
    numbers_.emplace(names_.back(), n);
    return n;
}

}  // namespace blogferry::html
