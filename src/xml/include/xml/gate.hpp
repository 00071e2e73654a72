/// The lexical gate: the one place that finds records in an XML file, enforces limits and knows positions.
///
/// It reads bytes before any parser does and knows just enough XML for that: text, tags, comments, CDATA, processing
/// instructions. Names of start and end tags are matched, every byte is checked to be UTF-8, a DOCTYPE is refused.
/// Runs at memory speed and holds no more than the largest record.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry::xml {

struct Namespace {
    std::string prefix;  ///< "" for the default namespace
    std::string uri;
};

/// An input as UTF-8: `input` itself if it is (a BOM is allowed), else a transcoded copy, which `copy` then owns.
/// Accepts UTF-16 and what the XML declaration names, as far as libxml2 knows it.
/// @throws Error encoding_unsupported, text_encoding
const Input& as_utf8(const Input& input, std::unique_ptr<Input>& copy, Context& context);

/// A copy of an input in UTF-8.
/// @param encoding its name; one that pages and exports were ever saved in
/// @param begin offset behind its byte order mark
/// @throws Error encoding_unsupported, text_encoding
std::unique_ptr<Input> transcoded(const Input& input, const std::string& encoding, std::size_t begin, Context& context);

class Gate {
public:
    /// Reads as far as the root element's start tag.
    /// @param begin how much of the input to pass over; at most 64 KiB
    /// @throws Error xml_malformed, xml_truncated, xml_doctype, limit_tag
    Gate(const Input& input, Context& context, std::size_t begin = 0);

    /// Name of the root element as written, with its prefix.
    const std::string& root() const { return containers_.front().name; }
    /// Namespaces the root element declares, sorted by prefix.
    const std::vector<Namespace>& namespaces() const { return *containers_.front().namespaces; }
    /// Namespaces in scope around a record that was found, at any later time, sorted by prefix.
    const std::vector<Namespace>& namespaces(const Record& record) const;

    /// At which level below the root records stand: 1, as from the start, for its children (the entries of an Atom
    /// feed), 2 for its grandchildren (the items in the channel of an RSS feed). Elements above them only hold them.
    /// To be called before the first next().
    void records_at(std::size_t level) { level_ = level; }

    /// Reads on behind damage from here on. Where an element is damaged, it is handed out all the same, as far as it
    /// reaches, and damage() says what is wrong with it; so is text between elements.
    /// @param entry local name of the elements that are records, at whose next one the reading goes on
    void recover(std::string_view entry) { entry_ = entry; }
    /// What was wrong with the record that was found last; nullopt if nothing was.
    const std::optional<Error>& damage() const { return damage_; }
    /// End tags that the document lacks, known when all was read.
    const std::string& missing_end_tags() const { return missing_end_tags_; }
    /// Where the document ends, known when all was read: at the end of the file, or before what does not belong to it.
    std::uint64_t document_end() const { return document_end_; }

    /// Finds the next record; false after the root's end tag and the end of the file. The bytes are the whole element
    /// and stay valid until the next call.
    bool next(Record& record);

    /// After an error of next() that is about a record: as much of it as was seen. Empty if it is about anything else.
    std::string_view unfinished() const;

    /// Records found so far.
    std::uint64_t count() const { return count_; }

private:
    bool next_whole(Record& record);
    bool next_damaged(Record& record);
    template <bool recovering>
    void take_record(Record& record);
    void pass_text();
    bool at_entry(std::size_t position);
    struct Reach {
        std::size_t end = 0;           // where the next entry begins, or the container or the file ends
        std::size_t behind_entry = 0;  // behind the last end tag of an entry before that
        std::size_t behind_own = 0;    // behind the first end tag of the same name
        std::size_t next_markup = 0;
    };
    Reach reach(const std::string& own);
    std::size_t behind_section(std::size_t begin);
    bool fill(std::size_t need);
    bool pass(std::string_view end, std::size_t from);
    void skip(std::size_t to);
    std::size_t tag_end(std::size_t begin, std::size_t from);
    bool open_container();
    void close_container();
    void start_tag();
    void end_tag();
    void to_markup();
    bool markup_but_no_tag();
    bool misc(bool declaration = false);
    void check_misc(std::string_view bytes, std::size_t begin, bool declaration) const;
    void check_characters(std::string_view bytes, std::size_t begin) const;
    void finish_record(Record& record, std::size_t end);
    void check_record_size(std::size_t size) const;
    Location here(std::size_t position) const;
    [[noreturn]] void malformed(std::size_t position, const std::string& message) const;
    [[noreturn]] void truncated() const;

    struct Open {
        std::uint32_t offset;  // of the name, relative to the record's start
        std::uint32_t length;
    };
    struct Container {
        std::string name;
        const std::vector<Namespace>* namespaces;  // in scope inside, in one of scopes_
    };
    struct Scope {
        std::uint64_t offset;  // in the file; it reaches as far as the next one
        std::vector<Namespace> namespaces;
    };
    void enter_scope(const std::vector<Namespace>& namespaces);

    const Input& input_;
    Context& context_;
    std::string buffer_;           // a window of the file
    std::size_t end_ = 0;          // bytes of the window that are filled
    std::uint64_t base_ = 0;       // file offset of the window
    std::size_t position_ = 0;     // where to go on, in the window
    std::size_t keep_ = 0;         // bytes before this may be dropped
    std::uint64_t size_ = 0;       // of the file
    std::uint64_t line_ = 1;       // at keep_
    std::uint64_t line_start_ = 0; // file offset of the start of that line
    bool at_end_ = false;
    std::uint64_t count_ = 0;
    std::size_t level_ = 1;
    std::vector<Container> containers_;  // the root, and what else is open around records
    std::deque<Scope> scopes_;           // whose addresses stay
    std::size_t held_namespaces_ = 0;    // in all of them
    std::vector<Open> open_;

    // For recover().
    std::string_view entry_;
    std::optional<Error> damage_;
    std::string missing_end_tags_;
    std::uint64_t document_end_ = 0;
    bool done_ = false;
    std::uint64_t read_again_ = 0;  // bytes that were looked at more than once
};

/// The name of the element that begins with `tag`, without its prefix; empty if it is none.
std::string_view element_name(std::string_view tag);

}  // namespace blogferry::xml
