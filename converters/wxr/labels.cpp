#include "labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

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

// Cuts a percent-encoded slug so that no character is halved. Encoding triples at most, so a slug of a third is safe.
std::string encoded_within(std::string_view slug, std::size_t bytes) {
    std::string encoded = percent_encoded(slug);
    for (std::size_t keep = bytes; encoded.size() > bytes; --keep)
        encoded = percent_encoded(text::cut_utf8(slug, keep));
    while (encoded.ends_with('-')) encoded.pop_back();
    return encoded;
}

// What a label of WordPress is there already; nullopt for one of elsewhere and of a custom taxonomy.
std::optional<LabelKind> kind_in_wordpress(std::string_view scheme) {
    if (scheme == "category") return LabelKind{.category = true};
    if (scheme == "post_tag") return LabelKind{.tag = true};
    return std::nullopt;
}

// WordPress names a taxonomy by a plain word, others a scheme by its address.
bool is_custom_taxonomy(std::string_view scheme) {
    return !scheme.empty() && !kind_in_wordpress(scheme) && scheme.find(':') == std::string_view::npos;
}

std::string_view word_of(const LabelKind& kind) {
    if (kind.tag && kind.category) return "tag and a category";
    return kind.tag ? "tag" : "category";
}

}  // namespace

const Term& Taxonomy::term(const std::string& name, const std::string& stored) {
    const auto [place, is_new] = terms_.try_emplace(name);
    Term& term = place->second;
    if (is_new) {
        term.name = stored;
        term.nicename = nicename(name, term.as_expected);
        declared_.push_back(&term);
    }
    return term;
}

std::string Taxonomy::nicename(const std::string& name, bool& as_expected) {
    const std::string slug = text::slugify(name, true);
    std::string base = encoded_within(slug, longest_nicename - room_for_number);
    if (base.empty() || base == "0") {  // PHP takes "0" for nothing, too
        base = "label";
        as_expected = false;
    } else if (base != percent_encoded(slug)) {
        as_expected = false;
    }
    std::string candidate = base;
    for (unsigned& number = next_number_.emplace(base, 2).first->second; !nicenames_.insert(candidate).second;
         ++number) {
        candidate = fmt::format("{}-{}", base, number);
        as_expected = false;
    }
    return candidate;
}

// What shall become of a label.
struct Labels::Wanted {
    std::string name;
    LabelKind kind;
    bool decided = true;
};

const std::string& Labels::name_of(const Category& category) {
    return category.label.empty() ? category.term : category.label;
}

Labels::Wanted Labels::wanted(const Category& category) const {
    const std::string& name = name_of(category);
    const LabelKind standard = kind_in_wordpress(category.scheme).value_or(standard_);
    const LabelMap::Decision* const decision = map_.find(name);
    if (decision == nullptr) return {name, standard, !map_.given()};
    return {decision->name.empty() ? name : decision->name, decision->kind.value_or(standard), true};
}

Labels::Labels(const std::vector<Category>& categories, LabelKind standard, LabelMap map, Diagnostics& diagnostics)
    : standard_(standard), map_(std::move(map)), diagnostics_(diagnostics) {
    // Those that need percent-encoding first, see Taxonomy; among those of one name the label that is called so
    // and is of no other taxonomy.
    std::map<std::tuple<bool, std::string, bool, std::string_view, std::string_view>, const Category*> order;
    for (const Category& category : categories) {
        const std::string name = wanted(category).name;
        const bool plain = ascii(text::slugify(name, true));
        const bool changed = name != name_of(category) || is_custom_taxonomy(category.scheme);
        const std::string_view term = category.term, scheme = category.scheme;
        order.emplace(std::tuple(plain, name, changed, term, scheme), &category);
    }
    for (const auto& [key, category] : order) add(*category);
    map_.report_unused(categories, diagnostics_);
}

const Labels::Use& Labels::find(const Category& category) {
    // A label that was not declared is there only if the manifest is not complete. WordPress takes that, too.
    const auto& of_scheme = uses_[category.scheme];
    if (!of_scheme.contains(category.term)) add(category);
    return of_scheme.find(category.term)->second;
}

void Labels::add(const Category& category) {
    const auto [place, is_new] = uses_[category.scheme].try_emplace(category.term);
    if (!is_new) return;
    Use& use = place->second;
    const std::string entity = fmt::format("label \"{}\"", text::printable(category.term, 60));
    const auto say = [&](Rule rule, std::string message) {
        diagnostics_.report(rule, {}, entity, "term", std::move(message));
    };
    const Wanted wanted = this->wanted(category);
    if (!wanted.decided) say(Rule::wxr_map_missing, "is not in the file of labels; treated as without one");
    bool cut = false;
    const std::string stored = stored_name(wanted.name, {.characters = longest_name}, cut);
    use.whole = wanted.name == category.term && stored_whole(wanted.name) && !cut;
    if (stored.empty() || (!wanted.kind.tag && !wanted.kind.category)) {
        use.whole = false;
        say(Rule::wxr_label_kept_apart, fmt::format("left out{}; posts keep it in their custom field blogger_labels",
                                                    stored.empty() ? ": nothing but blanks is no name in WordPress"
                                                                   : ", as the file of labels says"));
        return;
    }
    if (unwritable(wanted.name) > 0)
        say(Rule::wxr_control_removed, "left out control characters, which XML cannot hold");
    if (cut) {
        say(Rule::wxr_field_cut,
            fmt::format("cut to {} characters, all that WordPress holds; whole in the custom field "
                        "blogger_labels of posts",
                        longest_name));
    }
    if (is_custom_taxonomy(category.scheme)) {
        use.whole = false;
        say(Rule::wxr_label_kept_apart,
            fmt::format("its taxonomy \"{}\" is not in the file, it becomes a {}; posts keep it in their custom field "
                        "blogger_labels",
                        text::printable(category.scheme, 60), word_of(wanted.kind)));
    }
    if (wanted.kind.tag) use.tag = &tags_.term(wanted.name, stored);
    if (wanted.kind.category) use.category = &categories_.term(wanted.name, stored);
    const bool joined = join(entity, use, {&place->first, name_of(category) == wanted.name});
    if (joined) use.whole = false;
    const Term& term = use.tag != nullptr ? *use.tag : *use.category;
    if (!joined && !term.as_expected)
        say(Rule::wxr_nicename_made, fmt::format("its slug in WordPress is \"{}\"", term.nicename));
}

bool Labels::join(const std::string& entity, const Use& use, Owner owner) {
    const Owner* other = nullptr;
    for (const Term* const term : {use.tag, use.category}) {
        if (term == nullptr) continue;
        const auto [first, is_new] = owners_.emplace(term, owner);
        if (!is_new) other = &first->second;
    }
    if (other == nullptr) return false;
    diagnostics_.report(Rule::wxr_joined, {}, entity, "term",
                        fmt::format("becomes one with \"{}\", {}; posts keep it in their custom field blogger_labels",
                                    text::printable(*other->label, 60),
                                    owner.called_so && other->called_so ? "which has the same name"
                                                                        : "as the file of labels says"));
    return true;
}

}  // namespace blogferry::wxr
