/// The elements of one entity, and what had to be changed about them. Each has a line of its own, for readers that read
/// lines.
#pragma once

#include <string>
#include <string_view>

#include "blogferry/diagnostics.hpp"
#include "emitter.hpp"

namespace blogferry::wxr {

class Entity {
public:
    /// @param kind "post", "comment", …; views are kept, not copied
    Entity(Emitter& to, Diagnostics& diagnostics, const Location& at, std::string_view kind, std::string_view id)
        : to_(to), diagnostics_(diagnostics), at_(at), kind_(kind), id_(id) {}

    /// An element of text. @param field its name in the model, for diagnostics
    void text(std::string_view tag, std::string_view value, std::string_view field);
    /// An element of words of our own.
    void word(std::string_view tag, std::string_view value);
    /// An element of text without CDATA, of which not every reader takes the marks off. @param field as for text()
    void bare(std::string_view tag, std::string_view value, std::string_view field);
    void number(std::string_view tag, std::uint64_t value);

    /// <wp:postmeta> or <wp:commentmeta>. A value that WordPress would take for serialised PHP gets "text:" in front.
    void meta(std::string_view element, std::string_view key, std::string_view value, std::string_view field);

    /// Reports characters that the emitter left out.
    void removed(std::size_t characters, std::string_view field);
    void report(Rule rule, std::string_view field, std::string message);

    Emitter& to() { return to_; }

private:
    Emitter& to_;
    Diagnostics& diagnostics_;
    Location at_;  // a copy: the blog itself has no place, and a temporary stands for it
    std::string_view kind_;
    std::string_view id_;
};

}  // namespace blogferry::wxr
