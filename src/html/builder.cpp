#include "builder.hpp"

#include <algorithm>

#include "text/html.hpp"
#include "text/utf8.hpp"

namespace blogferry::html {
namespace {

// No page of a blog has as much of them. Browsers cut pages off at a depth of 512; exports are far less deep, so the
// default of --limit depth would be too little.
constexpr std::size_t most_depth = Limits::deepest, most_elements = 500'000, most_attributes = 1'000'000,
                      most_attributes_of_a_tag = 1024, most_names = 10'000;
constexpr const char* fixed = "no page of a blog comes near this limit, which is fixed";

bool one_of(std::uint32_t name, std::initializer_list<std::uint32_t> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void Builder::build() {
    const std::string& source = document_.source_;
    const auto size = static_cast<std::uint32_t>(source.size());
    document_.nodes_.push_back({name(""), 0, 0, 0, 0, 0, size, size});
    open_.push_back({0, name("")});
    Tokens tokens(source, source.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (Token t = tokens.next(); t.kind != Token::Kind::end; t = tokens.next()) {
        if (t.end - t.begin > limits_.tag && (t.kind == Token::Kind::start_tag || t.kind == Token::Kind::end_tag))
            throw Error(
                Rule::limit_tag, document_.at(t.begin),
                "the tag <" + text::printable(t.name, 40) + "> has " + std::to_string(t.end - t.begin) + " bytes",
                "raise the limit with --limit tag=N if the page is to be trusted");
        if (t.kind == Token::Kind::end_tag) finish(t);
        if (t.kind != Token::Kind::start_tag) continue;
        start(t);
        // Of SVG's and MathML's elements only these two hold no markup either.
        const std::uint16_t traits = names_.traits(names_.number(t.name));
        if ((traits & is_raw) && (foreign_ == 0 || ((traits & is_unseen) && !t.closes_itself))) tokens.raw(t.name);
    }
    pop_to(0, size, size);
    document_.names_ = names_.take();
}

Error Builder::too_many(const Token& tag, std::size_t most, std::string_view what) const {
    return {Rule::limit_record, document_.at(tag.begin),
            "there are more than " + std::to_string(most) + " " + std::string(what), fixed};
}

void Builder::start(const Token& tag) {
    const std::uint32_t n = names_.number(tag.name);
    if (n >= open_count_.size()) open_count_.resize(n + 1);
    if (n > most_names) throw too_many(tag, most_names, "names of elements");
    // What belongs to the page and not to a drawing ends the drawing.
    if (foreign_ > 0 && (names_.traits(n) & closes_p) && !is_open(foreign_object_))
        pop_to(open_.size() - foreign_, tag.begin, tag.begin);
    // A second one only adds attributes to the first.
    if ((n == html_ || n == head_ || n == body_ || n == form_) && is_open(n)) return;
    if (foreign_ == 0) imply_ends(n, tag.begin);
    open(tag, n);
}

void Builder::imply_ends(std::uint32_t n, std::size_t at) {
    if (n == body_ && is_open(head_)) close_nearest({head_}, {}, 0, at);
    if (n == li_) close_item({li_}, at);
    else if (n == dd_ || n == dt_) close_item({dd_, dt_}, at);
    else if (n == option_) close_nearest({option_}, {select_}, is_scope, at);
    else if (n == td_ || n == th_) close_nearest({td_, th_, caption_}, {tr_, table_, template_}, 0, at);
    else if (n == tr_) close_nearest({tr_, caption_, colgroup_}, {tbody_, thead_, tfoot_, table_, template_}, 0, at);
    else if (n == tbody_ || n == thead_ || n == tfoot_)
        close_nearest({tbody_, thead_, tfoot_, caption_, colgroup_}, {table_, template_}, 0, at);
    if (names_.traits(n) & closes_p) close_nearest({p_}, {button_}, is_scope, at);
    if ((names_.traits(n) & is_heading) && (names_.traits(open_.back().name) & is_heading))
        pop_to(open_.size() - 1, at, at);
}

// Ends the nearest open element of these names, and what is open in it, unless a barrier stands between.
void Builder::close_nearest(std::initializer_list<std::uint32_t> names, std::initializer_list<std::uint32_t> barriers,
                            std::uint16_t barrier_traits, std::size_t at) {
    if (std::none_of(names.begin(), names.end(), [this](std::uint32_t n) { return is_open(n); })) return;
    for (std::size_t i = open_.size(); i-- > 1;) {
        if (one_of(open_[i].name, names)) return pop_to(i, at, at);
        if (one_of(open_[i].name, barriers) || (names_.traits(open_[i].name) & barrier_traits)) return;
    }
}

// The same for items of lists, which nothing special parts but what often stands around their text.
void Builder::close_item(std::initializer_list<std::uint32_t> names, std::size_t at) {
    if (std::none_of(names.begin(), names.end(), [this](std::uint32_t n) { return is_open(n); })) return;
    for (std::size_t i = open_.size(); i-- > 1;) {
        if (one_of(open_[i].name, names)) return pop_to(i, at, at);
        if ((names_.traits(open_[i].name) & is_special) && !one_of(open_[i].name, {address_, div_, p_})) return;
    }
}

void Builder::open(const Token& tag, std::uint32_t n) {
    auto& nodes = document_.nodes_;
    auto& attributes = document_.attributes_;
    if (nodes.size() > most_elements)
        throw too_many(tag, most_elements, "elements");
    const auto first = static_cast<std::uint32_t>(attributes.size());
    const char* const source = document_.source_.data();
    std::size_t at = tag.attributes;
    while (const auto attribute = text::next_attribute(document_.source_, at)) {
        const auto place = [source](std::string_view s) {
            return static_cast<std::uint32_t>(s.empty() ? 0 : s.data() - source);
        };
        attributes.push_back({place(attribute->name), static_cast<std::uint32_t>(attribute->name.size()),
                              place(attribute->value), static_cast<std::uint32_t>(attribute->value.size())});
        if (attributes.size() - first > most_attributes_of_a_tag || attributes.size() > most_attributes)
            throw Error(Rule::limit_tag, document_.at(tag.begin),
                        "there are more than " + std::to_string(most_attributes_of_a_tag) +
                            " attributes in a tag, or a million in the page",
                        fixed);
    }
    const auto index = static_cast<std::uint32_t>(nodes.size());
    const auto begin = static_cast<std::uint32_t>(tag.begin), end = static_cast<std::uint32_t>(tag.end);
    nodes.push_back({n, open_.back().node, index + 1, first, begin, end, end, end});
    const bool drawing = foreign_ > 0 || (names_.traits(n) & is_foreign);
    if ((names_.traits(n) & is_void) || (tag.closes_itself && drawing)) return;
    if (open_.size() > most_depth)
        throw Error(Rule::limit_depth, document_.at(tag.begin),
                    "elements are nested more than " + std::to_string(most_depth) + " deep",
                    fixed);
    open_.push_back({index, n});
    ++open_count_[n];
    if (drawing) ++foreign_;
}

void Builder::finish(const Token& tag) {
    const std::uint32_t n = names_.find(tag.name);
    if (n == Names::none) return;
    const std::uint16_t traits = names_.traits(n);
    if (n == html_ || n == body_) return;  // what stands behind them belongs to the page all the same
    if (!is_open(n) && !(traits & is_heading)) return;
    const bool container = traits & is_special;
    const std::size_t last =
        foreign_ > 0 && !container ? open_.size() - foreign_ : 1;  // of a drawing, only what is in it
    for (std::size_t i = open_.size(); i-- > last;) {
        const Open& here = open_[i];
        const std::uint16_t passed = names_.traits(here.name);
        if (here.name == n || ((traits & is_heading) && (passed & is_heading))) return pop_to(i, tag.begin, tag.end);
        if (!container && (passed & is_special)) return;
        if (traits & is_table_part) {
            if (here.name == table_ || here.name == template_) return;
        } else if ((passed & is_scope) || (n == p_ && here.name == button_) || (n == li_ && (passed & is_list))) {
            return;
        }
    }
}

// Ends what is open above the first `size` elements: the last of them with its own end tag, which ends at `outer_end`.
void Builder::pop_to(std::size_t size, std::size_t end, std::size_t outer_end) {
    const auto behind = static_cast<std::uint32_t>(document_.nodes_.size());
    while (open_.size() > size) {
        auto& node = document_.nodes_[open_.back().node];
        node.end = behind;
        node.inner_end = static_cast<std::uint32_t>(end);
        node.outer_end = static_cast<std::uint32_t>(open_.size() == size + 1 ? outer_end : end);
        if (open_.size() > 1) {
            --open_count_[open_.back().name];
            if (foreign_ > 0) --foreign_;
        }
        open_.pop_back();
    }
}

}  // namespace blogferry::html
