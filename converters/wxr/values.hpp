/// Values as WordPress stores them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/model.hpp"

namespace blogferry::wxr {

/// The entity being read, for what there is to say about it. A skim's diagnostics go nowhere.
struct Subject {
    std::string_view kind;
    std::string id;
    Location at;
    Diagnostics& diagnostics;

    void report(Rule rule, std::string_view field, std::string message) const;
    /// That a file that Blogferry wrote says by now something else of a field, which counts.
    void edited(std::string_view field, std::string_view now, std::string_view written) const;
};

/// A time as WordPress writes it, twice: on the blog's clock and in GMT.
struct Dates {
    std::string_view local, gmt;
};

/// Whether it is how WordPress says that there is no time: in SQL zeros, from which different versions of PHP make
/// 30 November of the year -1 or 1999, or the beginning of 1970 in some zone, for RSS.
bool is_no_time(std::string_view written);

/// The instant is what GMT says, the offset what lies between the two; without GMT the local time is a reading of the
/// blog's clock, and has no offset. A row of zeros is no time. What cannot be understood is kept as a property and
/// reported (BF301), so is a local time that no zone has at that instant (BF305).
/// @param field name of the model's field, "published"
std::optional<Timestamp> time_of(const Dates& dates, std::string_view field, std::vector<Property>& properties,
                                 const Subject& subject);

/// A name as a person wrote it: WordPress stores names as HTML, with entities for `&`, quotes and whatever came in as
/// one.
std::string plain_name(std::string_view stored);

/// A slug in letters: WordPress percent-encodes all but ASCII. As it is, if that gives no text.
std::string plain_slug(std::string_view stored);

/// Whether WordPress' number says anything: it is neither absent nor zero.
bool says_a_number(std::string_view number);

}  // namespace blogferry::wxr
