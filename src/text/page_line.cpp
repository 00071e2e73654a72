#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "icu.hpp"
#include "phrase_table.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::text {
namespace {

using Kind = PageLine::Kind;

/// No line of a page's own is longer.
constexpr std::size_t longest_line = 400;

bool no_part_of_a_phrase(UChar32 c) { return u_isUWhiteSpace(c) != 0 || u_charType(c) == U_FORMAT_CHAR; }

/// What a character is compared as, for pages write "…" and "...", "：" and ":".
std::string_view compared_as(UChar32 c) {
    switch (c) {
        case 0x2026:
            return "...";
        case 0xFF1A:
            return ":";
        case 0xFF01:
            return "!";
        case 0x2019:
            return "'";
        default:
            return {};
    }
}

/// A text without case, blanks and invisible characters; and where each byte of it comes from.
class Folded {
public:
    explicit Folded(std::string_view text) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
        normalized(nfc, status, from_utf8(text)).toUTF8String(text_);
        const icu::UnicodeString characters = from_utf8(text_);
        std::size_t at = 0;
        for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1)) {
            const UChar32 c = characters.char32At(i);
            const std::size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (!no_part_of_a_phrase(c)) append(c, at, at + size);
            at += size;
        }
    }

    const std::string& key() const { return key_; }
    /// What stands behind the first `count` bytes of the key.
    std::string_view behind(std::size_t count) const {
        return std::string_view(text_).substr(count == 0 ? 0 : ends_[count - 1]);
    }
    /// What stands before the rest of the key from byte `at` on.
    std::string_view before(std::size_t at) const {
        return std::string_view(text_).substr(0, at < begins_.size() ? begins_[at] : text_.size());
    }

private:
    void append(UChar32 c, std::size_t begin, std::size_t end) {
        const std::string_view other = compared_as(c);
        if (other.empty()) append_utf8(key_, static_cast<std::uint32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
        key_ += other;
        begins_.resize(key_.size(), begin);
        ends_.resize(key_.size(), end);
    }

    std::string text_, key_;
    std::vector<std::size_t> begins_, ends_;
};

/// An alternative of a cell, folded.
struct Entry {
    std::string key;
    std::string_view language;
};

/// The table, folded once, by what its phrases are.
class Index {
public:
    Index() {
        for (const Phrases& row : phrases()) {
            add(post_comment, row.post_comment, row);
            add(removed, row.removed, row);
            add(links, row.links, row);
            add(posted_by, row.posted_by, row);
            add(labels, row.labels, row);
            add(subscribe, row.subscribe, row);
            add(said, row.said, row);
            add(share, row.share, row);
            add(reply, row.reply, row);
            for (const std::string_view cell : {row.newer, row.older, row.home}) add(pager, cell, row);
        }
    }

    std::vector<Entry> post_comment, removed, links, posted_by, labels, subscribe, said, share, reply, pager;

private:
    static void add(std::vector<Entry>& entries, std::string_view cell, const Phrases& row) {
        if (cell.empty()) return;
        for (const std::string_view one : split(cell, '|')) entries.push_back({Folded(one).key(), row.language});
    }
};

// A constant, but for the time it takes to fold it.
const Index& folded_table() {
    static const Index index;
    return index;
}

std::vector<std::string_view> whole(const std::vector<Entry>& entries, std::string_view key) {
    std::vector<std::string_view> languages;
    for (const Entry& entry : entries) {
        if (entry.key == key) languages.push_back(entry.language);
    }
    return languages;
}

/// Whether the key is nothing but phrases, glued or not.
std::vector<std::string_view> sequence(const std::vector<Entry>& entries, std::string_view key) {
    std::vector<std::string_view> languages;
    for (std::size_t part = 0; !key.empty(); ++part) {
        std::size_t longest = 0;
        for (const Entry& entry : entries) {
            if (key.starts_with(entry.key)) longest = std::max(longest, entry.key.size());
        }
        if (longest == 0) return {};
        std::vector<std::string_view> here = whole(entries, key.substr(0, longest));
        // The part that says most about the language.
        if (part == 0 || here.size() < languages.size()) languages = std::move(here);
        key.remove_prefix(longest);
    }
    return languages;
}

/// A name may be glued to the phrase before it, the end of a longer word may not.
bool goes_on_in_a_word(std::string_view phrase, std::string_view rest) {
    if (rest.empty() || phrase.ends_with(':')) return false;
    return u_islower(from_utf8(cut_utf8(rest, 4)).char32At(0)) != 0;
}

bool blank_at(const icu::UnicodeString& text, int32_t at) { return u_isUWhiteSpace(text.char32At(at)) != 0; }

struct Match {
    std::string rest;
    bool spaced = false;
    std::vector<std::string_view> languages;
};

std::optional<Match> beginning(const std::vector<Entry>& entries, const Folded& line) {
    std::size_t longest = 0;
    for (const Entry& entry : entries) {
        if (entry.key.size() > longest && line.key().starts_with(entry.key) &&
            !goes_on_in_a_word(entry.key, line.behind(entry.key.size())))
            longest = entry.key.size();
    }
    if (longest == 0) return std::nullopt;
    const std::string_view rest = line.behind(longest);
    // Behind a colon blanks say nothing: some languages have none there.
    const bool spaced = !line.key().substr(0, longest).ends_with(':') && blank_at(from_utf8(rest), 0);
    return Match{std::string(trim(rest)), spaced, whole(entries, line.key().substr(0, longest))};
}

std::optional<Match> ending(const std::vector<Entry>& entries, const Folded& line) {
    std::size_t longest = 0;
    for (const Entry& entry : entries) {
        if (entry.key.size() > longest && line.key().size() > entry.key.size() && line.key().ends_with(entry.key))
            longest = entry.key.size();
    }
    if (longest == 0) return std::nullopt;
    const std::size_t at = line.key().size() - longest;
    const std::string_view rest = line.before(at);
    const icu::UnicodeString name = from_utf8(rest);
    return Match{std::string(trim(rest)), blank_at(name, name.length() - 1), whole(entries, line.key().substr(at))};
}

PageLine made(Kind kind, std::vector<std::string_view> languages) {
    return {kind, std::nullopt, {}, false, false, std::move(languages)};
}
PageLine made(Kind kind, Match match) {
    return {kind, std::nullopt, std::move(match.rest), match.spaced, false, std::move(match.languages)};
}

/// The cell has "Reply" first, "Delete" last, and between them the heading "Replies", if that is known.
Kind kind_of_reply(std::string_view key) {
    Kind kind = Kind::deletion;
    for (const Phrases& row : phrases()) {
        const auto parts = split(row.reply, '|');
        if (parts.size() == 3 && Folded(parts[1]).key() == key) return Kind::replies;
        if (!parts[0].empty() && key.starts_with(Folded(parts[0]).key())) kind = Kind::reply;
    }
    return kind;
}

}  // namespace

std::string_view words_before_time(std::string_view language) {
    const auto rows = phrases();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Phrases& r) { return r.language == language; });
    return row == rows.end() ? std::string_view() : row->at;
}

PageLine classify(std::string_view text) {
    if (trim(text).empty()) return made(Kind::blank, std::vector<std::string_view>{});
    if (text.size() > longest_line) return {};
    const Folded line(text);
    if (line.key().empty()) return made(Kind::blank, std::vector<std::string_view>{});
    if (auto comments = comment_phrase(text)) {
        PageLine found =
            made(comments->count ? Kind::comment_count : Kind::comment_title, std::move(comments->languages));
        found.count = comments->count;
        return found;
    }
    const Index& index = folded_table();
    struct Whole {
        const std::vector<Entry>& entries;
        Kind kind;
    };
    for (const auto& [entries, kind] : {Whole{index.post_comment, Kind::post_comment},
                                        Whole{index.removed, Kind::removed}, Whole{index.links, Kind::links}}) {
        if (auto languages = whole(entries, line.key()); !languages.empty()) return made(kind, std::move(languages));
    }
    for (const auto& [entries, kind] :
         {Whole{index.share, Kind::share}, Whole{index.pager, Kind::pager}, Whole{index.reply, Kind::reply}}) {
        if (auto languages = sequence(entries, line.key()); !languages.empty()) {
            PageLine found = made(kind == Kind::reply ? kind_of_reply(line.key()) : kind, std::move(languages));
            found.lone = kind == Kind::pager && !whole(entries, line.key()).empty();
            return found;
        }
    }
    for (const auto& [entries, kind] : {Whole{index.labels, Kind::labels}, Whole{index.subscribe, Kind::subscribe},
                                        Whole{index.posted_by, Kind::posted_by}}) {
        if (auto match = beginning(entries, line)) return made(kind, std::move(*match));
    }
    if (auto match = ending(index.said, line)) return made(Kind::said, std::move(*match));
    return {};
}

}  // namespace blogferry::text
