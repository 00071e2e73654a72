/// What a blog's settings say about it, in the model's words.
#pragma once

#include "blogferry/diagnostics.hpp"
#include "blogferry/format.hpp"

namespace blogferry {

/// Adds what `other` knows to `site`; `site` wins.
void merge(Site& site, const Site& other, Diagnostics& diagnostics);

/// Fills title, subtitle, language, time zone and address from the settings where they are not known yet; the user's
/// hints win over all. Sorts the settings. Reports BF304 for a zone that is none, BF316 for secrets.
/// @param at where to point when the settings are at fault
void complete(Site& site, const SourceHints& hints, const Location& at, Diagnostics& diagnostics);

/// True if the settings say that the blog has a domain of its own, which no export names.
bool has_custom_domain(const Site& site);

}  // namespace blogferry
