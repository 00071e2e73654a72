/// What a feed says of itself, and what follows from that for its entries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "blogferry/format.hpp"
#include "xml/cursor.hpp"

namespace blogferry::feed {

/// What stands in a feed beside its entries.
struct Head {
    Site site;
    std::string id;                             ///< as written; empty if there is none
    std::string self;                           ///< address of the feed itself
    std::string alternate;                      ///< address of the page it is the feed of
    std::vector<Person> authors;                ///< of all entries that name nobody (RFC 4287, 4.2.1)
    std::optional<std::uint64_t> total, start;  ///< openSearch: entries of the whole feed, place of the first one here

    /// Takes a child of Atom's <feed>, or of RSS' <channel>; false if it has no use for it.
    bool take_atom(xml::Cursor& xml);
    bool take_rss(xml::Cursor& xml);

private:
    bool take_paging(xml::Cursor& xml);
    void take_link(xml::Cursor& xml);
    void take_author(Person&& person);
};

enum class Holds : std::uint8_t { anything, posts, comments };

/// What is known of every entry of a feed before one of them is read.
struct Nature {
    Holds holds = Holds::anything;
    bool blogger = false;         ///< the feed says that it is of a Blogger blog
    std::string blog;             ///< its number
    std::string post;             ///< whose comments these are, if they are of one post
    std::string label;            ///< of which the posts are, if of one only
    bool pages = false;           ///< a feed of static pages
    std::vector<Person> authors;  ///< of posts that name nobody
    std::string base;             ///< what relative addresses are relative to

    /// The same for all pages of one feed, and good to show: "posts", "comments on post 7".
    std::string name() const;
};

/// Whether a feed is what Google Reader kept of another one: its id names Reader, its entries name their own.
bool is_of_google_reader(std::string_view feed_id);

/// @param base  the feed's xml:base, if it has one
/// @param entry id of the first entry, for a feed without an id of its own
Nature nature_of(const Head& head, std::string_view base, std::string_view entry);

/// The blog, as the head of such a feed tells of it.
Site site_of(const Head& head, const Nature& nature);

/// "ann@h.example (Ann)", as RSS has it.
Person person_of(std::string_view written);

}  // namespace blogferry::feed
