/// From tokens to elements.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "html/document.hpp"
#include "names.hpp"
#include "tokens.hpp"

namespace blogferry::html {

class Builder {
public:
    Builder(Document& document, const Limits& limits) : document_(document), limits_(limits) {}
    void build();

private:
    struct Open {
        std::uint32_t node, name;
    };

    void start(const Token& tag);
    void finish(const Token& tag);
    void open(const Token& tag, std::uint32_t name);
    void imply_ends(std::uint32_t name, std::size_t at);
    void close_nearest(std::initializer_list<std::uint32_t> names, std::initializer_list<std::uint32_t> barriers,
                       std::uint16_t barrier_traits, std::size_t at);
    void close_item(std::initializer_list<std::uint32_t> names, std::size_t at);
    void pop_to(std::size_t size, std::size_t end, std::size_t outer_end);
    Error too_many(const Token& tag, std::size_t most, std::string_view what) const;
    bool is_open(std::uint32_t name) const { return name < open_count_.size() && open_count_[name] > 0; }
    std::uint32_t name(std::string_view known) { return names_.number(known); }

    Document& document_;
    const Limits& limits_;
    Names names_;
    std::vector<Open> open_;
    std::vector<std::uint32_t> open_count_;  // by name
    std::size_t foreign_ = 0;                // open elements of SVG and MathML

    // Names the rules mention.
    std::uint32_t p_ = name("p"), li_ = name("li"), dd_ = name("dd"), dt_ = name("dt"), div_ = name("div"),
                  address_ = name("address"), button_ = name("button"), table_ = name("table"),
                  template_ = name("template"), tbody_ = name("tbody"), thead_ = name("thead"), tfoot_ = name("tfoot"),
                  tr_ = name("tr"), td_ = name("td"), th_ = name("th"), caption_ = name("caption"),
                  colgroup_ = name("colgroup"), option_ = name("option"), select_ = name("select"),
                  html_ = name("html"), head_ = name("head"), body_ = name("body"), form_ = name("form"),
                  foreign_object_ = name("foreignobject");
};

}  // namespace blogferry::html
