/// What entries of feeds have that those of backups have not.
#pragma once

#include "blogger/entry.hpp"
#include "head.hpp"

namespace blogferry::feed {

/// An element of an Atom entry that no backup has.
void read_more(xml::Cursor& xml, blogger::Entry& entry);
/// The current element, an item of RSS 2.0, as the Atom entry it would be; whole, because all of an item without a guid
/// may be needed to tell it from others.
blogger::Entry read_item(xml::Cursor& xml);

/// Hands an entry over as what it is.
void hand_over(blogger::Entry&& entry, const Nature& nature, const Record& record, EntitySink& sink,
               Diagnostics& diagnostics);

/// Passes the current element if it is of a service's own machinery; false if it is not.
bool pass_machinery(xml::Cursor& xml);

}  // namespace blogferry::feed
