/// Entities to JSON and back.
///
/// The shape follows the field lists of fields.hpp: absent and empty fields are left out where the list says so. A
/// timestamp is RFC 3339 text; where the source said only the minute, day, month or year, a second member
/// NAME_precision names that. Ids are strings.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/diagnostics.hpp"
#include "blogferry/format.hpp"
#include "blogferry/model.hpp"
#include "json/emitter.hpp"
#include "json/fields.hpp"

namespace blogferry::json {

/// The members of an entity without the braces, so that the caller can put others before and after them.
/// Defined for every struct of fields.hpp.
template <Entity T>
void write_members(Emitter& to, const T& entity);

/// The same without the fields that are named.
template <Entity T>
void write_members_but(Emitter& to, const T& entity, std::span<const std::string_view> left_out);

/// A whole object as a value.
template <Entity T>
void write(Emitter& to, const T& entity) {
    to.begin_object();
    write_members(to, entity);
    to.end_object();
}

/// A whole object on its own; for tests and messages.
template <Entity T>
std::string to_json(const T& entity) {
    std::string text;
    Emitter to(text);
    write(to, entity);
    return text;
}

// Lines of NDJSON, each with its line feed.
void append_header(std::string& to, const Site& site);
void append_post(std::string& to, const Post& post);
void append_comment(std::string& to, const Comment& comment);
void append_orphan(std::string& to, const Comment& comment, OrphanReason reason);
void append_end(std::string& to, const Counts& counts);  ///< by_status is not written

/// An array of [name, value], as short as properties can be said. Reading appends; false, and nothing is appended, if
/// it is no such array.
void append_pairs(std::string& to, const std::vector<Property>& properties);
bool read_pairs(std::string_view text, std::vector<Property>& properties);

/// Version of the JSON and NDJSON shapes.
inline constexpr std::int64_t shape_version = 1;

/// One JSON object, parsed strictly: RFC 8259, no duplicate keys, numbers in range, valid UTF-8, limited depth.
/// Everything here throws Error json_malformed for JSON that is not what it should be.
class Object {
public:
    /// @param at    of the first byte, for messages
    /// @param depth how deeply arrays and objects may be nested. @throws Error limit_depth beyond it
    Object(std::string_view text, const Location& at, std::uint64_t depth);
    ~Object();
    Object(Object&&) noexcept;

    /// A string member; nullopt if there is none.
    std::optional<std::string_view> text(std::string_view key) const;
    /// An integer member; nullopt if there is none.
    std::optional<std::int64_t> integer(std::string_view key) const;

    // Reads the members of the object into an entity that has its default values; members that are missing or null
    // leave those. Members that are no fields are counted as "json:KEY" in `unknown` if given, but for "type" and
    // "reason", the envelope of an NDJSON line. Depth::skim leaves out content and summary.
    void read(Post& post, Depth depth, Diagnostics* unknown) const;
    void read(Comment& comment, Depth depth, Diagnostics* unknown) const;
    void read(Site& site, Diagnostics* unknown) const;
    void read(Counts& counts, Diagnostics* unknown) const;

    /// A header line: its site.
    void read_header(Site& site, Diagnostics* unknown) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace blogferry::json
