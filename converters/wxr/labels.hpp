/// Labels as WordPress terms: a name, and a nicename that no other label has.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry::wxr {

struct Label {
    std::string name;      ///< as WordPress stores it
    std::string nicename;  ///< ASCII, as WordPress stores it; never empty, never another's, at most 200 bytes
};

/// WordPress looks a term up by its nicename, and if there is none yet, by a *name* equal to the nicename, from which it
/// takes every percent-encoded byte ("web%e9%ab%98" finds the label "Web"). So those that need percent-encoding are
/// declared first: no name among them is plain ASCII. The others' nicenames come out of their names with a folding that
/// is coarser than any database's, so that being distinct from each other they are distinct from earlier names, too.
class Labels {
public:
    Labels(const std::vector<Category>& categories, Diagnostics& diagnostics);

    /// All labels, in the order in which they have to be declared.
    const std::vector<const Label*>& declared() const { return declared_; }
    /// The label of a category; nullptr for one of nothing but blanks, which WordPress cannot have.
    const Label* find(const Category& category);

private:
    void add(const std::string& term, const Category& category);
    std::string nicename(const std::string& name, bool& as_expected);

    Diagnostics& diagnostics_;
    std::map<std::string, Label, std::less<>> by_term_;
    std::set<std::string, std::less<>> nicenames_;
    std::map<std::string, unsigned, std::less<>> next_number_;
    std::vector<const Label*> declared_;
};

}  // namespace blogferry::wxr
