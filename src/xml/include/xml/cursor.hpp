/// Pulling the content out of one record.
///
///     xml::read(record, namespaces, diagnostics, [&](xml::Cursor& xml) {
///         for (const int depth = xml.depth(); xml.next_child(depth);) {
///             if      (xml.is({atom, "id"}))    draft.id = xml.text();
///             else if (xml.is({atom, "link"}))  links.push_back(link(xml));
///         }                                     // what nobody asked for is skipped, and counted as not carried
///     });
///
/// It relies on the gate for what the gate has checked: UTF-8, and no "<" inside a tag. The cursor understands the
/// plain subset of XML that exports are made of. Anything beyond it (a processing instruction, an unknown entity, a
/// name outside ASCII, anything malformed) makes it give up, and read() starts again on what libxml2 made of the
/// record, so that libxml2 is the judge of everything unusual.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <forward_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/format.hpp"
#include "xml/gate.hpp"

namespace blogferry::xml {

inline constexpr std::string_view atom = "http://www.w3.org/2005/Atom";

/// An element's name: elements are matched by namespace URI and local name, never by prefix.
struct Name {
    std::string_view uri;
    std::string_view local;
};

/// Thrown by Cursor when a record is not plain; never leaves read().
struct NotPlain {};

class Cursor {
public:
    /// @param record one element, from its "<" to its last ">"
    /// @param outer  the namespaces in scope around it, sorted by prefix
    /// @param judged libxml2 wrote these bytes: names may then be any XML names
    /// @param depth  a skim checks only what it is asked for; the record must be read in full later
    Cursor(std::string_view record, const std::vector<Namespace>& outer, bool judged = false,
           Depth depth = Depth::full);

    /// Depth of the current element; the record's own element has depth 1.
    int depth() const { return static_cast<int>(open_.size()); }
    /// Goes to the next child of the element that was current at `depth`; false at its end.
    bool next_child(int depth);

    /// Whether the current element has this name. Asking with success claims it: see not_carried().
    bool is(const Name& name) {
        return local_.size() == name.local.size() && local_[0] == name.local[0] && matches(name);
    }
    /// Claims whatever element this is.
    void claim() { claimed_ = true; }
    std::string_view local() const { return local_; }
    std::string_view name() const { return name_; }
    /// Namespace of the current element.
    std::string_view uri() { return uri_of(prefix_); }
    /// Offset of the current start tag in the record, for locate(); 0 if libxml2 had to rewrite the record.
    std::size_t offset() const { return judged_ ? 0 : tag_; }
    /// Namespaces that the open elements declare themselves, innermost last.
    const std::vector<std::pair<std::string_view, std::string>>& declared() const { return inner_; }

    // What attribute() and text() return is a piece of the record where nothing needed decoding, or else kept by the
    // cursor; valid as long as both are.

    /// An attribute without a prefix, decoded; nullopt if it is absent.
    std::optional<std::string_view> attribute(std::string_view name);
    std::string_view attribute_or(std::string_view name, std::string_view otherwise);
    /// An attribute of a namespace, by whatever prefix.
    std::optional<std::string_view> attribute(const Name& name);
    /// xml:base of the current element; empty if it has none.
    std::string_view base() { return attribute_or("xml:base", {}); }
    /// Whether an attribute stands there with this value.
    bool attribute_is(std::string_view name, std::string_view value);

    /// The text of the current element, decoded, and goes past its end. Text of child elements is left out (they
    /// count as not carried), as for a human reader of type="text" and type="html".
    /// White space around a single CDATA section is how the file is laid out, and left out.
    std::string_view text();
    void text(std::string& into);  // appended
    /// The same for an element that should hold text alone, but may hold markup that nobody escaped: then HTML source, of
    /// which child elements are a part. Appended; true if there are such elements.
    bool text_or_markup(std::string& into);
    std::string_view text_or_markup();
    /// Goes past the end of the current element, checking its syntax.
    void skip();
    /// The same without a look at its text, for a first pass over what will be read again.
    void pass_over();
    /// What stands between the current element's tags as HTML source (type="xhtml"): elements without their prefixes, no
    /// CDATA; and goes past its end.
    std::string xhtml();

    /// Prefixes that nothing declares and that were taken for what they are known for, each with the place of its first
    /// tag in the record.
    const std::vector<std::pair<std::string_view, std::size_t>>& assumed() const { return assumed_; }
    /// How often elements were passed over unclaimed, by name as written, "parent/child".
    const std::map<std::string, std::uint64_t>& not_carried() const { return not_carried_; }

private:
    struct Attribute {
        std::string_view name, value;  // value as written
        bool plain;                    // there is nothing to decode
    };
    struct Element {
        std::string_view name;
        std::size_t namespaces;  // how many were in scope outside
    };

    bool matches(const Name& name);
    const char* name_end(const char* p, const char* end, const char*& colon) const;
    bool next_tag(std::string* text);  // into `text`, or unchecked if null; true: a start tag; false: the end tag of
                                       // the current element
    void start_tag();
    void read_attributes();
    const char* read_attributes(const char* p, const char* end);
    void declare(std::string_view attribute, std::string_view value);
    void check_prefixes();
    void run_past(std::size_t depth);
    void pass_section();
    std::optional<std::string_view> plain_text();
    std::optional<std::string_view> whole_section();
    void end_tag();
    void close();
    void leave(std::size_t depth, std::string* text);
    std::string_view inside(std::size_t begin) const;
    bool is_layout(std::string_view run, bool behind_section) const;
    std::string_view uri_of(std::string_view prefix);
    std::string_view assume(std::string_view prefix);

    std::string_view source_;
    std::size_t position_ = 0;
    std::size_t tag_ = 0;
    std::size_t content_ = 0;  // behind the last start tag
    std::string_view name_, prefix_, local_;
    bool empty_ = false;    // the current element is <a/>
    bool claimed_ = true;
    bool judged_;
    bool quick_;
    bool prefixed_ = false;    // an attribute of the current element has a prefix
    std::string_view unread_;  // inside of the current start tag, if its attributes were not wanted yet
    boost::container::small_vector<Attribute, 8> attributes_;
    boost::container::small_vector<Element, 8> open_;
    const std::vector<Namespace>* outer_;
    const Namespace* found_ = nullptr;  // the one of them that was asked for last
    std::vector<std::pair<std::string_view, std::string>> inner_;  // namespaces declared inside
    void drop(std::string_view parent, std::string_view what);

    std::map<std::string, std::uint64_t> not_carried_;
    std::vector<std::pair<std::string_view, std::size_t>> assumed_;
    std::string scratch_;   // text that is only checked
    std::string unwanted_;  // the same for attributes
    std::forward_list<std::string> decoded_;  // what attribute() and text() had to decode
};

/// The record as libxml2 understands it, written again as plain XML with the same names.
/// @throws Error xml_malformed with its place
std::string reference_form(const Record& record, const std::vector<Namespace>& outer);

/// The place of a byte of a record.
Location locate(const Record& record, std::size_t offset);

/// Runs `body(Cursor&)` over a record. `body` may run twice and must start from nothing each time.
/// @throws Error xml_malformed
template <class Body>
void read(const Record& record, const std::vector<Namespace>& outer, Diagnostics* diagnostics, Body body,
          Depth depth = Depth::full) {
    const auto run = [&](std::string_view bytes, bool judged) {
        Cursor cursor(bytes, outer, judged, depth);
        body(cursor);
        if (diagnostics)
            for (const auto& [name, times] : cursor.not_carried()) diagnostics->not_carried(name, times);
    };
    try {
        run(record.bytes, false);
    } catch (const NotPlain&) {
        const std::string plain = reference_form(record, outer);
        try {
            run(plain, true);
        } catch (const NotPlain&) {
            throw Error(Rule::internal, record.at, "two XML parsers disagree about this entry");
        }
    }
}

/// Whether the record's own element has this name.
bool is_element(const Record& record, const std::vector<Namespace>& outer, const Name& name);

/// Appends XML character data, decoded: predefined and numeric entities, line ends. @throws NotPlain
void append_decoded(std::string& to, std::string_view raw, bool attribute);

}  // namespace blogferry::xml
