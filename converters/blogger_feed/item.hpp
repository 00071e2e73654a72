/// What entries of feeds have that those of backups have not.
#pragma once

#include "blogger/entry.hpp"
#include "head.hpp"

namespace blogferry::feed {

/// An element of an Atom entry that no backup has.
void read_more(xml::Cursor& xml, blogger::Entry& entry);
/// The current element, an item of RSS 2.0, as the Atom entry it would be.
blogger::Entry read_item(xml::Cursor& xml, Depth depth);

/// Hands an entry over as what it is.
void hand_over(blogger::Entry&& entry, const Nature& nature, const Record& record, EntitySink& sink,
               Diagnostics& diagnostics);

}  // namespace blogferry::feed
