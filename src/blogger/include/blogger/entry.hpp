/// An Atom entry with what Blogger adds to it, as its backups and its feeds have it, and the post or comment it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/format.hpp"
#include "xml/atom.hpp"
#include "xml/cursor.hpp"

namespace blogferry::blogger {

inline constexpr std::string_view thr = "http://purl.org/syndication/thread/1.0";
inline constexpr std::string_view app = "http://purl.org/atom/app#";        // what Blogger writes
inline constexpr std::string_view app_2007 = "http://www.w3.org/2007/app";  // RFC 5023
inline constexpr std::string_view gd = "http://schemas.google.com/g/2005";
inline constexpr std::string_view georss = "http://www.georss.org/georss";
inline constexpr std::string_view media = "http://search.yahoo.com/mrss/";

/// An entry as it stands, before it is known what it is. Views are as valid as the cursor it was read with.
struct Entry {
    std::string_view id, kind, self, in_reply_to, parent_href;
    std::string_view title_type, content_type, summary_type;  ///< as written; empty if not
    std::string title, content, summary;
    xml::Written published, updated;
    std::vector<Category> categories;
    std::vector<Person> authors;
    std::vector<Person> source_authors;  ///< of the feed it was taken from, for an entry that names nobody
    std::vector<Enclosure> enclosures;
    std::vector<Property> properties;
    std::optional<GeoLocation> location;
    std::optional<Link> link;  ///< the post's own link
    std::optional<std::string> alternate, thumbnail;
    std::string base, alternate_base;  ///< xml:base of the entry, and of the link to its page, as written
    std::optional<std::string> original;  ///< the address before somebody's service put its own in its place
    std::optional<std::string_view> total, replies_title;
    std::string foreign_state;  ///< a state in another format's words, "blogger:status LIVE": it is not for us to publish
    std::string draft_unclear;  ///< what is said like a draft's mark, but not as it should be
    bool draft = false, removed = false;
    bool has_title = false, has_content = false, has_summary = false;
    bool of_rss = false;   ///< an item, which needs no id; and its link is none, as several may have the same
    bool numbered = true;  ///< any number at the end of an id is Blogger's; else only that of Blogger's tag ids

    /// What an entry with this id is joined on.
    std::string_view key(std::string_view id) const;
    xml::About about(std::string_view key, const Record& record, Diagnostics& diagnostics) const {
        return {record, kind, key, diagnostics};
    }
};

/// Takes an element that no export has; what it does not claim counts as not carried.
using More = void (*)(xml::Cursor&, Entry&);

/// Reads the current element, an entry.
/// @param kind what it is known to be: "comment", "post", "page"; it may say so itself
Entry read_entry(xml::Cursor& xml, Depth depth, std::string_view kind = {}, More more = nullptr);
/// Reads the current element, an author.
Person read_person(xml::Cursor& xml);
/// Sets what an address and a picture (an address, or empty) tell of somebody: id, avatar, kind.
void judge_person(Person& person, std::string_view image);

/// Takes an element that is not Atom's own (threads, places, pictures, drafts), as RSS has them, too; false if it has
/// no use for it.
bool read_extension(xml::Cursor& xml, Entry& entry);

/// A post or page. @param record where the entry was read from
Post post(Entry&& entry, const Record& record, Diagnostics& diagnostics);
/// A comment, joined by thr:in-reply-to or else by its own link (BF208).
Comment comment(Entry&& entry, const Record& record, Diagnostics& diagnostics);

}  // namespace blogferry::blogger
