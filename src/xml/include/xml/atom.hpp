/// What every source has in common that is shaped like a feed: Atom, or RSS with WordPress' additions.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "xml/cursor.hpp"

namespace blogferry::xml {

/// Where the entries of a feed stand, and what they are called.
struct FeedShape {
    Name entry;
    std::size_t level;         ///< of entries below the root
    std::string_view around;   ///< the element around them, as BF315 is to call it
    std::string_view title{};  ///< element of an entry, as written, whose text is named where the entry is damaged
    std::string_view root{};   ///< the document's element, as written; empty: any
};
inline constexpr FeedShape atom_feed{{atom, "entry"}, 1, "feed"};

/// The entries of a feed, one after the other. Whatever else stands in the feed goes to `head`, whenever it turns up.
class Feed {
public:
    /// Takes a child of the feed that is no entry; false if it has no use for it (then it counts as not carried).
    using Head = std::function<bool(Cursor&)>;

    /// Reads as far as the first entry, so that most of the head is known then.
    /// @throws Error
    Feed(const Input& input, Context& context, Head head, const FeedShape& shape = atom_feed);

    /// The input as UTF-8, which the places and offsets of records refer to.
    const Input& input() const { return input_; }
    const std::vector<Namespace>& namespaces() const { return gate_.namespaces(); }
    const std::vector<Namespace>& namespaces(const Record& record) const { return gate_.namespaces(record); }
    bool next(Record& record);
    /// xml::read(), which also reports a prefix that nothing declares, once (BF117).
    template <class Body>
    void read(const Record& record, Diagnostics& diagnostics, Body body, Depth depth = Depth::full) const {
        const auto body_and_prefixes = [&](Cursor& xml) {
            body(xml);
            if (depth == Depth::full && !xml.assumed().empty()) report_assumed(record, xml, diagnostics);
        };
        xml::read(record, namespaces(record), &diagnostics, body_and_prefixes, depth);
    }

    /// The same error, with the title of the entry it is about, as far as that can be seen in its bytes.
    Error named(const Error& error, std::string_view bytes) const;

private:
    const Input& readable(const Input& input);
    void report_assumed(const Record& record, const Cursor& cursor, Diagnostics& diagnostics) const;
    bool find(Record& record);
    bool next_element(Record& record);

    Context& context_;
    FeedShape shape_;
    std::unique_ptr<Input> copy_;
    const Input& input_;
    Gate gate_;
    Head head_;
    Record first_;
    bool have_first_ = false;
    mutable std::mutex mutex_;                // entries are read on any thread
    mutable std::set<std::string> reported_;  // prefixes
};

/// What is said about one entry. Its name is put together only when there is something to say.
struct About {
    const Record& record;
    std::string_view kind, id;  ///< "post", "123"
    Diagnostics& diagnostics;

    /// @param offset in the record
    void report(Rule rule, std::size_t offset, std::string_view field, std::string message) const;
};

/// A date as written, and where in its record.
struct Written {
    std::string_view text;
    std::size_t offset = 0;
};

/// A date, as time::read_date() understands it. Nothing for an empty one; a date that cannot be understood is kept as a
/// property and reported (BF301), and so is what is read but for its zone (BF319) or its leap second.
/// @param field name of the model's field, "published"
std::optional<Timestamp> date(const Written& written, std::string_view field, std::vector<Property>& properties,
                              const About& about);

/// Takes away what Blogger writes where a person gave nothing: empty addresses, and one e-mail address for everybody.
void drop_placeholders(Person& person);

/// Keeps the first of equal categories, in order.
void drop_repeats(std::vector<Category>& categories);

}  // namespace blogferry::xml
