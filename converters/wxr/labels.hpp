/// Labels as WordPress terms: a name, and a nicename that no other label has.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "blogferry/context.hpp"
#include "blogferry/model.hpp"

namespace blogferry::wxr {

/// What a label becomes.
struct LabelKind {
    bool tag = false, category = false;  ///< neither: it becomes no term
};
/// "tag", "category", "both", "none"; nullopt for another word.
std::optional<LabelKind> label_kind(std::string_view word);

/// What the user decided about labels: a CSV file with the columns label, name and as. An empty cell leaves the choice
/// to the writer; labels with one name become one term.
class LabelMap {
public:
    LabelMap() = default;
    /// @throws Error input_not_found; usage, with its place
    LabelMap(const std::string& path, Context& context);

    struct Decision {
        std::string name;               ///< empty: not decided
        std::optional<LabelKind> kind;  ///< the same
        Location at;
    };
    bool given() const { return given_; }
    /// What is decided about a label; nullptr if nothing is.
    const Decision* find(const std::string& label) const;
    /// Reports the labels that none of `categories` is.
    void report_unused(const std::vector<Category>& categories, Diagnostics& diagnostics) const;

private:
    bool given_ = false;
    std::map<std::string, Decision> decisions_;
};

struct Term {
    std::string name;         ///< as WordPress stores it
    std::string nicename;     ///< ASCII, as WordPress stores it; never empty, never another's, at most 200 bytes
    bool as_expected = true;  ///< the nicename is what WordPress would have made of the name
};

/// The terms of one taxonomy, by the names they were made from.
///
/// WordPress looks a term up by its nicename, and if there is none yet, by a *name* equal to the nicename, from which
/// it takes every percent-encoded byte ("web%e9%ab%98" finds the label "Web"). So those that need percent-encoding are
/// declared first: no name among them is plain ASCII. The others' nicenames come out of their names with a folding that
/// is coarser than any database's, so that being distinct from each other they are distinct from earlier names, too.
class Taxonomy {
public:
    /// The term of a name, made if there is none.
    const Term& term(const std::string& name, const std::string& stored);
    /// In the order in which they have to be declared, which is that in which they were made.
    const std::vector<const Term*>& declared() const { return declared_; }

private:
    std::string nicename(const std::string& name, bool& as_expected);

    std::map<std::string, Term, std::less<>> terms_;
    std::set<std::string, std::less<>> nicenames_;
    std::map<std::string, unsigned, std::less<>> next_number_;
    std::vector<const Term*> declared_;
};

class Labels {
public:
    /// @param standard what a label becomes of which neither WordPress (its taxonomies category and post_tag) nor `map`
    ///     says it
    Labels(const std::vector<Category>& categories, LabelKind standard, LabelMap map, Diagnostics& diagnostics);

    const Taxonomy& tags() const { return tags_; }
    const Taxonomy& categories() const { return categories_; }

    struct Use {
        const Term* tag = nullptr;
        const Term* category = nullptr;
        bool whole = true;  ///< the label can be read off its terms
    };
    const Use& find(const Category& category);
    /// The label itself, as people see it.
    static const std::string& name_of(const Category& category);

private:
    struct Wanted;
    Wanted wanted(const Category& category) const;
    void add(const Category& category);
    /// The label that had a term first.
    struct Owner {
        const std::string* label;  ///< a key of uses_
        bool called_so;            ///< the term has the label's own name
    };
    /// Whether a label shares a term with an earlier one, which is said.
    bool join(const std::string& entity, const Use& use, Owner owner);

    LabelKind standard_;
    LabelMap map_;
    Diagnostics& diagnostics_;
    Taxonomy tags_, categories_;
    using ByTerm = std::map<std::string, Use, std::less<>>;
    std::map<std::string, ByTerm, std::less<>> uses_;  // by scheme and term of the source
    std::unordered_map<const Term*, Owner> owners_;
};

}  // namespace blogferry::wxr
