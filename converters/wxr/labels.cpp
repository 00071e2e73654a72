#include "labels.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sanitize.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t longest_name = 200;      // characters
constexpr std::size_t longest_nicename = 200;  // bytes
constexpr std::size_t room_for_number = 8;

bool ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const std::string& name_of(const Category& category) {
    return category.label.empty() ? category.term : category.label;
}

// Cuts a percent-encoded slug so that no character is halved. Encoding triples at most, so a slug of a third is safe.
std::string encoded_within(std::string_view slug, std::size_t bytes) {
    std::string encoded = percent_encoded(slug);
    for (std::size_t keep = bytes; encoded.size() > bytes; --keep) encoded = percent_encoded(text::cut_utf8(slug, keep));
    while (encoded.ends_with('-')) encoded.pop_back();
    return encoded;
}

}  // namespace

Labels::Labels(const std::vector<Category>& categories, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    std::map<std::string_view, const Category*> encoded, plain;
    for (const Category& category : categories) {
        (ascii(text::slugify(name_of(category), true)) ? plain : encoded).emplace(category.term, &category);
    }
    for (const auto& [term, category] : encoded) add(category->term, *category);
    for (const auto& [term, category] : plain) add(category->term, *category);
}

const Label* Labels::find(const Category& category) {
    // A label that was not declared is there only if the manifest is not complete. WordPress takes that, too.
    if (!by_term_.contains(category.term)) add(category.term, category);
    const Label& label = by_term_.find(category.term)->second;
    return label.name.empty() ? nullptr : &label;
}

void Labels::add(const std::string& term, const Category& category) {
    const auto [place, is_new] = by_term_.emplace(term, Label{});
    if (!is_new) return;
    Label& label = place->second;
    const std::string entity = fmt::format("label \"{}\"", text::printable(term, 60));
    bool cut = false;
    label.name = stored_name(name_of(category), {.characters = longest_name}, cut);
    if (label.name.empty()) {
        diagnostics_.report(Rule::wxr_field_cut, {}, entity, "term", "left out a label of nothing but blanks");
        return;
    }
    if (unwritable(name_of(category)) > 0) {
        diagnostics_.report(Rule::wxr_control_removed, {}, entity, "term",
                            "left out control characters, which XML cannot hold");
    }
    if (cut) {
        diagnostics_.report(Rule::wxr_field_cut, {}, entity, "term",
                            fmt::format("cut to {} characters, all that WordPress holds", longest_name));
    }
    bool as_expected = true;
    label.nicename = nicename(name_of(category), as_expected);
    if (!as_expected) {
        diagnostics_.report(Rule::wxr_nicename_made, {}, entity, "term",
                            fmt::format("its slug in WordPress is \"{}\"", label.nicename));
    }
    declared_.push_back(&label);
}

std::string Labels::nicename(const std::string& name, bool& as_expected) {
    const std::string slug = text::slugify(name, true);
    std::string base = encoded_within(slug, longest_nicename - room_for_number);
    if (base.empty() || base == "0") {  // PHP takes "0" for nothing, too
        base = "label";
        as_expected = false;
    } else if (base != percent_encoded(slug)) {
        as_expected = false;
    }
    std::string candidate = base;
    for (unsigned& number = next_number_.emplace(base, 2).first->second; !nicenames_.insert(candidate).second; ++number) {
        candidate = fmt::format("{}-{}", base, number);
        as_expected = false;
    }
    return candidate;
}

}  // namespace blogferry::wxr
