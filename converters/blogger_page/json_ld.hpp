/// Posts as pages describe them for machines: JSON-LD, schema.org's BlogPosting and its kin.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "html/document.hpp"

namespace blogferry::page {

/// What is not said is empty.
struct Posting {
    std::string url, headline, published, modified, author, author_url;
};

/// All of a page.
class Postings {
public:
    explicit Postings(const html::Element& root);

    /// nullptr if there is none.
    const Posting* first() const { return found_.empty() ? nullptr : &found_.front().posting; }
    const Posting* in(const html::Element& element) const;
    /// That of an address; nothing if there are several.
    const Posting* at(const std::string& url) const { return only(addresses_, url); }
    /// That of a title; nothing if there are several.
    const Posting* titled(const std::string& headline) const { return only(titles_, headline); }

private:
    struct Found {
        std::size_t offset;
        Posting posting;
    };
    std::vector<Found> found_;  // in the order of the source
    using Names = std::unordered_map<std::string, std::size_t>;
    const Posting* only(const Names& names, const std::string& name) const;
    Names titles_, addresses_;
};

}  // namespace blogferry::page
