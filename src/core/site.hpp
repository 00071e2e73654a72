/// What a blog's settings say about it, in the model's words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "blogferry/diagnostics.hpp"
#include "blogferry/format.hpp"

namespace blogferry {

/// Joins what several sources say about one blog. The first to say something wins; BF203 says where another one
/// disagrees.
class SiteMerger {
public:
    SiteMerger(Site& site, Diagnostics& diagnostics) : site_(site), diagnostics_(diagnostics) {}

    /// @param at where `other` is from
    void add(const Site& other, const Location& at);

private:
    Site& site_;
    Diagnostics& diagnostics_;
    struct KeptSetting {
        std::size_t place;    // in site_.settings
        std::uint32_t input;  // the first that has it
    };
    std::map<std::string, KeptSetting> settings_;               // by name
    std::set<std::pair<std::string, std::string>> properties_;  // those of site_
};

/// Fills title, subtitle, language, time zone and address from the settings where they are not known yet; the user's
/// hints win over all. Sorts the settings, and the templates, of which equal ones are kept once. Reports BF304 for a
/// zone that is none, BF316 for secrets.
/// @param at where to point when the settings are at fault
void complete(Site& site, const SourceHints& hints, const Location& at, Diagnostics& diagnostics);

/// True if the settings say that the blog has a domain of its own, which no export names.
bool has_custom_domain(const Site& site);

/// True if the settings say that only readers whom its owner invited can see the blog.
bool is_for_invited_readers(const Site& site);

}  // namespace blogferry
