/// Posts as pages describe them for machines: JSON-LD, schema.org's BlogPosting and its kin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blogferry::page {

/// What is not said is empty.
struct Posting {
    std::string url, headline, published, modified, author, author_url;
};

/// @param script the text of a <script type="application/ld+json">
std::vector<Posting> postings(std::string_view script);

}  // namespace blogferry::page
