/// What WordPress does to strings, done beforehand, so that it finds nothing left to change.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blogferry::wxr {

/// How much WordPress holds.
struct Room {
    std::size_t bytes = std::string_view::npos;
    std::size_t characters = std::string_view::npos;
};

/// A plain-text name as WordPress stores names: white space collapsed and trimmed, & < > as entities, and what its
/// sanitizers would drop (a percent sign before two hex digits, a backslash) as entities too. WordPress decodes them
/// on display. Cut between characters if there is no room; `cut` is then set, else left alone.
std::string stored_name(std::string_view plain, const Room& room, bool& cut);

/// Whether a name can be read off what stored_name() makes of it where there is room: neither white space to collapse
/// nor characters that XML cannot hold.
bool stored_whole(std::string_view name);

/// How many characters of a name are left out because XML cannot hold them.
std::size_t unwritable(std::string_view name);

/// A comment's HTML, its links such that WordPress adds rel="nofollow ugc" to them and does nothing else. It looks for
/// their first ">", so one in a value becomes "&gt;"; and a link that has a rel it would write anew, getting
/// apostrophes and addresses with a colon wrong, so rel="nofollow" is left out. Cut between characters if there is no
/// room for it and what WordPress adds; `cut` is then set, else left alone.
std::string stored_comment(std::string_view html, const Room& room, bool& cut);

/// The longest login, for an author's page is called after it.
inline constexpr std::size_t longest_login = 50;

/// Whether WordPress keeps an address: its is_email(), and no more than 100 bytes.
bool stored_email(std::string_view address);
/// The address that Blogger writes for everybody.
bool shared_email(std::string_view address);

/// WordPress' is_serialized(), a little wider: such a value would not arrive as it is.
bool looks_serialized(std::string_view value);

/// True for what WordPress or one of its importer's parsers takes for nothing: "", "0", blanks, or a text of which XML
/// can hold no more than that.
bool counts_as_empty(std::string_view text);

/// A whole URL with http or https as WordPress stores it, for counting its bytes ("&" takes five, a blank three).
std::size_t stored_url_size(std::string_view url);

/// Whether WordPress keeps a slug as it is: its sanitize_title(), the words it needs for itself, and 200 bytes.
bool stored_slug(std::string_view slug);

/// Lower-case percent-encoding of every byte that is not ASCII, as in WordPress' own slugs.
std::string percent_encoded(std::string_view slug);

}  // namespace blogferry::wxr
