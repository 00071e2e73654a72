/// A saved page as elements and their places in its source.
///
/// The tree is the one HTML5 builds, as far as containers go: what has no end tag, what a tag closes by implication,
/// what an end tag may not reach across. Formatting that crosses a container (<b><div></b></div>) and content that a
/// browser moves out of a table stay where they were written. The source is never changed, so that the content of an
/// element is the very bytes between its tags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/context.hpp"
#include "blogferry/io.hpp"

namespace blogferry::html {

class Document;

/// An element of a document; as cheap as a pointer, and valid as long as its document is neither moved nor gone.
class Element {
public:
    std::string_view name() const;   ///< in lower case
    std::size_t offset() const;      ///< of its start tag
    std::string_view outer() const;  ///< source bytes with both tags
    std::string_view inner() const;  ///< source bytes between them
    std::size_t inner_offset() const;
    /// Whether its end tag is there; else what stands around it, or the end of the source, ends it.
    bool is_closed() const { return inner().size() + inner_offset() - offset() < outer().size(); }
    /// Of a piece of outer(), in the source.
    std::size_t offset_of(std::string_view piece) const {
        return offset() + static_cast<std::size_t>(piece.data() - outer().data());
    }

    /// The value of an attribute, references decoded; nothing if it is not there.
    std::optional<std::string> attribute(std::string_view name) const;
    bool has_class(std::string_view word) const;
    /// Characters of all descendants, references decoded, without those of scripts, styles and comments. White space is
    /// made one blank, and left out at the ends, where blanks of any kind go; a <br> counts as white space.
    std::string text() const;
    /// The same for its own characters alone, without those of elements in it.
    std::string own_text() const;

    std::optional<Element> parent() const;
    std::optional<Element> next() const;        ///< sibling
    std::optional<Element> previous() const;    ///< sibling
    std::vector<Element> children() const;

    /// Whether a hook fits it: "div", ".post-body", "h3.post-title.entry-title", "#comments", "abbr[title]",
    /// "[itemprop=postId]", and several of them for one of several: ".post-body, .entry-content".
    bool is(std::string_view hook) const;
    /// Descendants a hook fits, in the order of the source.
    std::optional<Element> first(std::string_view hook) const;
    std::vector<Element> all(std::string_view hook) const;
    /// The nearest ancestor a hook fits.
    std::optional<Element> above(std::string_view hook) const;
    /// Whether `other` is one of its descendants.
    bool holds(const Element& other) const;

    bool operator==(const Element&) const = default;

private:
    friend class Document;
    std::optional<std::string_view> raw_attribute(std::string_view name) const;
    Element(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}

    const Document* document_;
    std::uint32_t index_;
};

/// What it was asked about is kept for the next time, also by its elements: to be used by one thread at a time.
class Document {
public:
    /// @param source valid UTF-8
    /// @param start where it begins in its input
    /// @throws Error limit_tag, limit_depth, limit_record (elements). Anything else is HTML to somebody.
    Document(std::string source, const Location& start, const Limits& limits);
    Document(std::string source, std::uint32_t input, const Limits& limits)
        : Document(std::move(source), Location{input, 1, 1, 0}, limits) {}
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document();

    const std::string& source() const { return source_; }
    /// Holds everything; it is no element of the source and its name is empty.
    Element root() const { return {*this, 0}; }
    /// The place of a byte of the source in the input.
    Location at(std::size_t offset) const;

private:
    friend class Element;
    friend class Builder;
    struct Hook;
    const Hook& hook(std::string_view text) const;
    const std::vector<std::uint32_t>& nearest(const Hook& hook) const;

    struct Attribute {
        std::uint32_t name, name_length, value, value_length;  // in the source
    };
    struct Node {
        std::uint32_t name;  // in names_
        std::uint32_t parent;
        std::uint32_t end;         // behind its last descendant, in nodes_
        std::uint32_t attributes;  // the first one; the next node's is behind the last
        std::uint32_t begin, inner_begin, inner_end, outer_end;  // in the source
    };

    std::string source_;
    Location start_;
    std::vector<Node> nodes_;  // in the order of the source, a parent before its children
    std::vector<Attribute> attributes_;
    std::vector<std::string> names_;
    struct Mark {
        std::uint32_t line, start;  // of the line, in the source
    };
    std::vector<Mark> marks_;  // one every 4096 bytes
    mutable std::map<std::string, std::unique_ptr<Hook>, std::less<>> hooks_;
};

/// A whole page as UTF-8, whatever its byte order mark, its <meta> or, failing these, its bytes say it is written in.
/// Of what is UTF-8 or windows-1252 but for some damage, each damaged place is U+FFFD, and that is reported.
/// @param charset what the file it is from says, in lower case; it counts before a <meta>
/// @throws Error text_encoding, encoding_unsupported, limit_record, input_empty
std::string page_of(const Input& input, Context& context, const std::string& charset = {});

/// What a piece of HTML says, as Element::text().
std::string text_of(std::string_view html);

/// Characters of a piece of HTML with no markup, references decoded ("&amp;" -> "&").
std::string decoded(std::string_view html);

}  // namespace blogferry::html
