#include "xml/gate.hpp"

#include <algorithm>
#include <cstring>

#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "scan.hpp"
#include "xml/cursor.hpp"
#include "xml/damage.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace blogferry::xml {

namespace {

constexpr std::size_t window = 256 * 1024;

std::uint64_t count_lines(const char* s, std::size_t size) {
    std::uint64_t lines = 0;
    std::size_t i = 0;
#ifdef __SSE2__
    const __m128i newline = _mm_set1_epi8('\n');
    while (i + 16 <= size) {
        __m128i sums = _mm_setzero_si128();  // a counter a lane; 255 rounds fit
        for (int rounds = 0; rounds < 255 && i + 16 <= size; ++rounds, i += 16)
            sums =
                _mm_sub_epi8(sums, _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(s + i)), newline));
        const __m128i both = _mm_sad_epu8(sums, _mm_setzero_si128());
        lines += static_cast<std::uint64_t>(_mm_cvtsi128_si64(both)) +
                 static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(both, both)));
    }
#endif
    for (; i < size; ++i) lines += s[i] == '\n';
    return lines;
}

// The name behind "<" or "</".
std::string_view name_at(std::string_view s) {
    std::size_t n = 0;
    while (n < s.size() && !is_space(s[n]) && s[n] != '>' && s[n] != '/' && s[n] != '<' && s[n] != '"' && s[n] != '\'')
        ++n;
    return s.substr(0, n);
}

// Whether `s` is "<?xml version='1.…' encoding='…' standalone='…'?>", the last two optional.
bool is_declaration(std::string_view s) {
    s = s.substr(5, s.size() - 7);
    const auto next = [&s](std::string_view name, std::string_view& value) {
        const std::string_view rest = text::trim(s);
        if (rest.data() == s.data() || !rest.starts_with(name)) return false;  // a blank stands before it
        std::string_view behind = text::trim(rest.substr(name.size()));
        if (!behind.starts_with('=')) return false;
        behind = text::trim(behind.substr(1));
        const std::size_t close =
            behind.empty() || (behind[0] != '"' && behind[0] != '\'') ? text::npos : behind.find(behind[0], 1);
        if (close == text::npos) return false;
        value = behind.substr(1, close - 1);
        s = behind.substr(close + 1);
        return true;
    };
    constexpr std::string_view digits = "0123456789";
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    std::string_view version, encoding = "UTF-8", standalone = "no";
    if (!next("version", version) || !version.starts_with("1.") || version.size() < 3 ||
        version.find_first_not_of(digits, 2) != text::npos)
        return false;
    next("encoding", encoding);
    next("standalone", standalone);
    const bool named =
        !encoding.empty() && encoding.find_first_not_of(letters) == text::npos && letters.find(encoding[0]) < 52;
    return named && (standalone == "yes" || standalone == "no") && text::trim(s).empty();
}

}  // namespace

Gate::Gate(const Input& input, Context& context, std::size_t begin)
    : input_(input),
      context_(context),
      buffer_(static_cast<std::size_t>(std::min<std::uint64_t>(2 * window, input.size() + 1)), '\0'),
      size_(input.size()) {
    fill(begin + 4);
    position_ = begin;
    if (begin == 0 && std::string_view(buffer_).substr(0, end_).starts_with("\xEF\xBB\xBF")) position_ = 3;
    for (bool first = true;; first = false) {
        const std::size_t before = position_;
        while (fill(position_ + 1) && is_space(buffer_[position_])) ++position_;
        if (!fill(position_ + 1)) truncated();
        if (buffer_[position_] != '<') malformed(position_, "text before the first element");
        fill(position_ + 9);
        if (!misc(first && position_ == before)) break;
    }
    scopes_.push_back({0, {}});  // outside of the root
    at_end_ = !open_container();
}

// Takes a start tag around records; false if it is its own end.
bool Gate::open_container() {
    const std::size_t end = tag_end(position_ + 1, position_ + 1);
    const Record record{std::string_view(buffer_).substr(position_, end - position_), here(position_)};
    check_characters(record.bytes, position_);
    // The start tag alone, closed, is a record that the cursor can check and libxml2 can judge.
    std::string tag(record.bytes);
    const bool empty = tag.size() > 2 && tag[tag.size() - 2] == '/';
    if (!empty) tag.insert(tag.size() - 1, "/");
    const std::vector<Namespace>& outer = scopes_.back().namespaces;
    const std::string plain = reference_form({tag, record.at}, outer);
    const Cursor cursor(plain, outer, true);
    std::vector<Namespace> inner;
    for (const auto& [prefix, uri] : cursor.declared()) inner.push_back({std::string(prefix), uri});
    position_ = end;
    if (empty && !containers_.empty()) return false;
    if (!inner.empty()) {
        const auto same_prefix = [](const Namespace& a, const Namespace& b) { return a.prefix == b.prefix; };
        inner.insert(inner.end(), outer.begin(), outer.end());  // behind what is nearer, and hidden by it
        std::stable_sort(inner.begin(), inner.end(),
                         [](const Namespace& a, const Namespace& b) { return a.prefix < b.prefix; });
        inner.erase(std::unique(inner.begin(), inner.end(), same_prefix), inner.end());
        enter_scope(inner);
    }
    containers_.push_back({std::string(name_at(record.bytes.substr(1))), &scopes_.back().namespaces});
    return !empty;
}

void Gate::close_container() {
    const std::size_t end = tag_end(position_ + 2, position_ + 2);
    std::string_view name = std::string_view(buffer_).substr(position_ + 2, end - position_ - 3);
    while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
    const std::string& due = containers_.back().name;
    if (name != due)
        malformed(position_, "expected </" + text::printable(due, 60) + ">, found </" + text::printable(name, 60) + ">");
    position_ = end;
    at_end_ = containers_.size() == 1;
    if (at_end_) return;
    containers_.pop_back();
    if (containers_.back().namespaces != &scopes_.back().namespaces) enter_scope(*containers_.back().namespaces);
}

// From here on. Only the channel of a feed has some of its own; a hostile file may have a million of them.
void Gate::enter_scope(const std::vector<Namespace>& namespaces) {
    constexpr std::size_t most = 100'000;
    held_namespaces_ += namespaces.size();
    if (scopes_.size() > 1 && held_namespaces_ > most)
        throw Error(Rule::limit_tag, here(position_), "the elements around entries declare too many namespaces",
                    "no feed does; the file was made to do harm, or is none");
    scopes_.push_back({base_ + position_, namespaces});
}

const std::vector<Namespace>& Gate::namespaces(const Record& record) const {
    if (scopes_.size() <= 2) return scopes_.back().namespaces;  // nothing but the root declares any
    const auto behind = std::upper_bound(scopes_.begin(), scopes_.end(), record.at.offset,
                                         [](std::uint64_t offset, const Scope& s) { return offset < s.offset; });
    return std::prev(behind)->namespaces;
}

std::string_view Gate::unfinished() const {
    return std::string_view(buffer_).substr(keep_, position_ - keep_);
}

bool Gate::next(Record& record) {
    if (entry_.empty()) return next_whole(record);
    damage_.reset();
    if (done_) return false;
    try {
        if (next_whole(record)) return true;
        document_end_ = size_;
        done_ = true;
        return false;
    } catch (const Error& error) {
        const bool malformed = error.exit() == Exit::malformed, too_much = error.exit() == Exit::refused;
        if (!malformed && !(too_much && error.rule() != Rule::xml_doctype)) throw;
        damage_ = error;
    }
    return next_damaged(record);
}

bool Gate::next_whole(Record& record) {
    skip(position_);
    while (!at_end_) {
        // Between records.
        if (!fill(position_ + 1)) truncated();
        if (is_space(buffer_[position_])) {
            while (position_ < end_ && is_space(buffer_[position_])) ++position_;
            skip(position_);
            position_ = keep_;
            continue;
        }
        skip(position_);
        position_ = keep_;
        if (buffer_[position_] != '<') {
            if (!entry_.empty()) malformed(position_, "text between elements");
            pass_text();
            continue;
        }
        fill(position_ + 9);
        if (position_ + 1 >= end_) truncated();
        if (buffer_[position_ + 1] == '/') {
            close_container();
            continue;
        }
        if (misc()) continue;
        if (containers_.size() < level_) {
            open_container();
            continue;
        }

        if (entry_.empty()) take_record<false>(record);
        else take_record<true>(record);
        return true;
    }
    // Behind the root: white space, comments and processing instructions only.
    for (;;) {
        while (fill(position_ + 1) && is_space(buffer_[position_])) ++position_;
        if (!fill(position_ + 1)) {
            // A run may have thousands of small inputs open.
            buffer_.clear();
            buffer_.shrink_to_fit();
            base_ += end_;
            position_ = keep_ = end_ = 0;
            return false;
        }
        fill(position_ + 9);
        skip(position_);
        position_ = keep_;
        if (buffer_[position_] != '<' || !misc())
            malformed(position_, "something stands behind the end of the document");
    }
}

// A record: up to the end tag of its element.
template <bool recovering>
void Gate::take_record(Record& record) {
    open_.clear();
    for (;;) {
        const char second = buffer_[position_ + 1];
        if (second == '/') {
            end_tag();
        } else if ((second != '!' && second != '?') || !markup_but_no_tag()) {
            if (recovering && !open_.empty() && at_entry(position_))
                malformed(position_, "an entry begins inside of the one before, whose end tag is missing");
            start_tag();
        }
        if (open_.empty()) break;
        to_markup();
    }
    finish_record(record, position_);
}

// Text between elements has no place in any feed, but it is XML.
void Gate::pass_text() {
    std::size_t end = position_;
    while (end == end_ || buffer_[end] != '<') {
        const char* const found = end == end_ ? nullptr : find(buffer_.data() + end, buffer_.data() + end_, '<');
        end = found ? static_cast<std::size_t>(found - buffer_.data()) : end_;
        if (!found && !fill(end + 1)) truncated();
    }
    const std::string_view text = std::string_view(buffer_).substr(position_, end - position_);
    check_characters(text, position_);
    Location before = here(position_);
    before.column -= std::min<std::uint64_t>(before.column, 3);  // of "<t>"
    reference_form({"<t>" + std::string(text) + "</t>", before}, {});
    context_.diagnostics.not_carried(text::printable(containers_.back().name, 60) + "/text()");
    position_ = end;
}

// ---- behind damage --------------------------------------------------------------------------------------------------

std::string_view element_name(std::string_view tag) {
    if (!tag.starts_with('<')) return {};
    const std::string_view name = name_at(tag.substr(1));
    return name.substr(name.find(':') + 1);  // npos + 1 == 0
}

// Whether an entry's start tag stands there.
bool Gate::at_entry(std::size_t position) {
    constexpr std::size_t longest = 200;
    fill(position + longest);
    return same(element_name(std::string_view(buffer_).substr(position, std::min(longest, end_ - position))), entry_);
}

// What stands at keep_ is damaged. It reaches to where an entry, or a container's end, can be seen again; a record that
// lost its tags takes what was in it along, so that its title does not become the blog's.
bool Gate::next_damaged(Record& record) {
    constexpr std::uint64_t most_times = 64;  // that any byte is looked at: the whole stays linear
    const std::uint64_t begin = base_ + keep_;
    read_again_ += damage_->rule() == Rule::limit_record ? end_ - keep_ : std::max(damage_->at().offset, begin) - begin;
    const bool nothing_yet = count_ == 0 && containers_.size() < level_;  // not one entry can be told
    if (nothing_yet || read_again_ > most_times * size_) throw Error(*damage_);
    record = {{}, here(keep_)};
    position_ = keep_;
    if (at_end_ || !fill(keep_ + 1)) {
        if (!at_end_)
            for (auto open = containers_.rbegin(); open != containers_.rend(); ++open)
                missing_end_tags_ += "</" + open->name + ">";
        at_end_ = done_ = true;
        document_end_ = base_ + keep_;
        return true;
    }
    const bool entry = at_entry(keep_);
    const std::string_view rest = std::string_view(buffer_).substr(keep_, end_ - keep_);
    const std::string own(rest[0] == '<' ? name_at(rest.substr(1)) : std::string_view());
    const Reach r = reach(own);
    read_again_ += r.end - keep_;
    if (r.behind_entry) position_ = r.behind_entry;
    else if (entry) position_ = r.end;
    else if (r.behind_own) position_ = r.behind_own;
    else position_ = r.next_markup ? r.next_markup : r.end;
    record.bytes = std::string_view(buffer_).substr(keep_, position_ - keep_);
    ++count_;
    return true;
}

Gate::Reach Gate::reach(const std::string& own) {
    Reach r;
    for (std::size_t at = keep_ + 1;; ++at) {
        while (at < end_ || fill(at + 1)) {
            const char* const found = find(buffer_.data() + at, buffer_.data() + end_, '<');
            at = found ? static_cast<std::size_t>(found - buffer_.data()) : end_;
            if (found) break;
        }
        if (at >= end_) {
            r.end = end_;
            return r;
        }
        if (!r.next_markup && fill(at + 2) && buffer_[at + 1] != '<') r.next_markup = at;
        if (at_entry(at)) {  // which has made sure of some more bytes
            r.end = at;
            return r;
        }
        const std::string_view rest = std::string_view(buffer_).substr(at, std::min<std::size_t>(end_ - at, 200));
        if (rest.starts_with("<![CDATA[") || rest.starts_with("<!--")) {
            if (const std::size_t behind = behind_section(at)) at = behind - 1;
        } else if (rest.starts_with("</")) {
            const std::string_view name = name_at(rest.substr(2));
            if (name == containers_.back().name) {
                r.end = at;
                return r;
            }
            std::size_t close = 2 + name.size();
            while (close < rest.size() && is_space(rest[close])) ++close;
            if (close == rest.size() || rest[close] != '>') continue;
            if (same(name.substr(name.find(':') + 1), entry_)) r.behind_entry = at + close + 1;
            if (name == own && !r.behind_own) r.behind_own = at + close + 1;
        }
    }
}

// Behind the comment or CDATA section that begins there; 0 if it is damaged itself: one that would hold the beginning of
// another has lost its end.
std::size_t Gate::behind_section(std::size_t begin) {
    const bool comment = buffer_[begin + 2] == '-';
    const auto starts = [&](std::size_t at, std::string_view mark) {
        fill(at + mark.size());
        return std::string_view(buffer_).substr(at, std::min(mark.size(), end_ - at)) == mark;
    };
    for (std::size_t at = begin + (comment ? 4 : 9); at < end_ || fill(at + 1); ++at) {
        const char c = buffer_[at];
        if (comment && c == '-' && starts(at, "--")) return starts(at, "-->") ? at + 3 : 0;
        if (!comment && c == ']' && starts(at, "]]>")) return at + 3;
        if (!comment && c == '<' && starts(at, "<![CDATA[")) return 0;
    }
    return 0;
}

void Gate::start_tag() {
    const std::size_t begin = position_;
    const auto name_size = [&](std::size_t end) {
        return name_at({buffer_.data() + begin + 1, end - begin - 1}).size();
    };
    std::size_t name = name_size(end_);
    const bool whole = begin + 1 + name < end_;
    position_ = tag_end(begin + 1, begin + 1 + name);
    if (!whole) name = name_size(position_);
    if (buffer_[position_ - 2] == '/') return;
    open_.push_back({static_cast<std::uint32_t>(begin + 1 - keep_), static_cast<std::uint32_t>(name)});
    if (open_.size() + containers_.size() - 1 > context_.limits.depth)
        throw Error(Rule::limit_depth, here(begin),
                    "elements are nested more than " + std::to_string(context_.limits.depth) + " deep",
                    "if that is right, raise it: --limit depth=N (at most " + std::to_string(Limits::deepest) + ")");
}

void Gate::end_tag() {
    const std::size_t begin = position_ + 2;
    const std::string_view due = std::string_view(buffer_).substr(keep_ + open_.back().offset, open_.back().length);
    const std::size_t behind = begin + due.size();
    if (behind < end_ && buffer_[behind] == '>' && same({buffer_.data() + begin, due.size()}, due)) {
        position_ = behind + 1;
    } else {
        const std::size_t end = tag_end(begin, begin);
        const std::string_view name = name_at(std::string_view(buffer_).substr(begin, end - begin));
        const std::string_view expected =
            std::string_view(buffer_).substr(keep_ + open_.back().offset, open_.back().length);
        if (name != expected)
            malformed(position_,
                      "expected </" + text::printable(expected, 60) + ">, found </" + text::printable(name, 60) + ">");
        position_ = end;
    }
    open_.pop_back();
}

// Goes to the next "<" inside a record.
void Gate::to_markup() {
    for (;;) {
        if (position_ >= end_ && !fill(position_ + 1)) truncated();
        const char* const found = find(buffer_.data() + position_, buffer_.data() + end_, '<');
        if (found) {
            position_ = static_cast<std::size_t>(found - buffer_.data());
            break;
        }
        position_ = end_;
    }
    if (position_ + 9 > end_) fill(position_ + 9);
    if (position_ + 1 >= end_) truncated();
}

void Gate::finish_record(Record& record, std::size_t end) {
    record.bytes = std::string_view(buffer_).substr(keep_, end - keep_);
    record.at = here(keep_);
    check_record_size(record.bytes.size());
    check_characters(record.bytes, keep_);
    ++count_;
}

// Of bytes that begin at `begin` in the window.
// Control characters are seen by the cursor, which looks at every byte below a blank anyway.
void Gate::check_characters(std::string_view bytes, std::size_t begin) const {
    const std::size_t wrong = text::invalid_in_xml(bytes);
    if (wrong == text::npos) return;
    for (const auto& [character, name] : {std::pair("\xEF\xBF\xBE", "U+FFFE"), std::pair("\xEF\xBF\xBF", "U+FFFF")})
        if (bytes.substr(wrong).starts_with(character))
            throw Error(Rule::xml_malformed, here(begin + wrong), std::string(name) + ", which is no character of XML",
                        "remove it");
    throw Error(Rule::text_encoding, here(begin + wrong), "a byte that is not valid UTF-8",
                "the file was saved in another encoding or damaged: save it as UTF-8, or replace such bytes with "
                "--recover");
}

void Gate::check_record_size(std::size_t size) const {
    if (size <= context_.limits.record) return;
    throw Error(Rule::limit_record, here(keep_),
                "an entry is larger than " + std::to_string(context_.limits.record) + " bytes",
                "if that is right, raise it: --limit record=N");
}

// Passes a comment, CDATA section or processing instruction; false if a tag starts here.
bool Gate::markup_but_no_tag() {
    const std::string_view rest =
        std::string_view(buffer_).substr(position_, std::min<std::size_t>(9, end_ - position_));
    if (rest.size() < 2 || (rest[1] != '!' && rest[1] != '?')) return false;
    const std::size_t begin = position_;
    std::size_t end = 0;
    if (rest.starts_with("<!--")) {
        // libxml2 copies the whole comment for each "--" in it; and one that has another in it may have lost its end.
        if (!pass("--", begin + 4) || !fill(position_ + 3)) truncated();
        if (buffer_[position_ + 2] != '>') malformed(position_, "\"--\" inside a comment");
        end = position_ + 3;
    } else if (rest.starts_with("<![CDATA[")) {
        if (!pass("]]>", begin + 9)) truncated();
        end = position_ + 3;
    } else if (rest.starts_with("<?")) {
        if (!pass("?>", begin + 2)) truncated();
        end = position_ + 2;
    } else if (std::string_view("<!DOCTYPE").starts_with(rest) || rest == "<!DOCTYPE") {
        if (rest.size() < 9) truncated();
        throw Error(Rule::xml_doctype, here(begin), "the file has a DOCTYPE",
                    "no blog export has one; in a feed, remove it, from \"<!DOCTYPE\" to its \">\"");
    } else {
        malformed(begin, "invalid markup: \"<!\"");
    }
    position_ = end;
    return true;
}

// Passes a comment or processing instruction outside of records, where no parser looks again.
bool Gate::misc(bool declaration) {
    const std::size_t begin = position_;
    if (std::string_view(buffer_).substr(begin, end_ - begin).starts_with("<!["))
        malformed(begin, "a CDATA section outside of an entry");
    if (!markup_but_no_tag()) return false;
    check_misc(std::string_view(buffer_).substr(begin, position_ - begin), begin, declaration);
    return true;
}

void Gate::check_misc(std::string_view bytes, std::size_t begin, bool declaration) const {
    check_characters(bytes, begin);
    const auto control = std::find_if(bytes.begin(), bytes.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x20 && !is_space(c); });
    if (control != bytes.end())
        malformed(begin + static_cast<std::size_t>(control - bytes.begin()),
                  describe({Damage::Kind::control_character, 0, 1, {}}, {&*control, 1}));
    if (bytes[1] == '!') return;
    const std::string_view target = bytes.substr(2, bytes.find_first_of(" \t\r\n?", 2) - 2);
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    };
    if (target == "xml" && !declaration)
        malformed(begin, "the XML declaration does not stand at the very beginning of the file");
    const bool reserved = text::equal_ignoring_case(target, "xml") && target != "xml";
    const bool name = !target.empty() && letter(target[0]) && std::all_of(target.begin(), target.end(), [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    if (!name || reserved)
        malformed(begin, "a processing instruction cannot have this name");
    if (target == "xml" && !is_declaration(bytes)) malformed(begin, "the XML declaration is not one");
}

// Moves position_ to the next `end` at or behind `from`.
bool Gate::pass(std::string_view end, std::size_t from) {
    for (std::size_t i = from;;) {
        const std::size_t at = std::string_view(buffer_).substr(0, end_).find(end, i);
        if (at != std::string_view::npos) {
            position_ = at;
            return true;
        }
        i = std::max(from, end_ >= end.size() ? end_ - end.size() + 1 : from);
        if (!fill(end_ + 1)) return false;
    }
}

// Offset behind the ">" of the tag whose inside starts at `begin` and is known up to `from`.
std::size_t Gate::tag_end(std::size_t begin, std::size_t from) {
    char quote = 0;
    for (std::size_t at = from;;) {
        at = static_cast<std::size_t>(through_tag(buffer_.data() + at, buffer_.data() + end_, quote) - buffer_.data());
        if (at - begin >= context_.limits.tag)
            throw Error(Rule::limit_tag, here(begin - 1),
                        "a tag is longer than " + std::to_string(context_.limits.tag) + " bytes",
                        "if that is right, raise it: --limit tag=N");
        if (at < end_) {
            const bool conflict = at == begin && std::string_view(buffer_).substr(begin, 6) == "<<<<<<";
            if (buffer_[at] == '<')
                malformed(at,
                          conflict ? "a mark of a merge conflict, which version control left" : "\"<\" inside a tag");
            return at + 1;
        }
        if (!fill(at + 1)) truncated();
    }
}

// Makes the window reach `need` bytes if the file does; drops what skip() let go only when room is wanted.
bool Gate::fill(std::size_t need) {
    if (need <= end_) return true;
    while (end_ < need) {
        if (base_ + end_ >= size_) return false;
        if (context_.stop.stop_requested()) throw Error(Rule::stopped, "stopped as asked");
        const std::size_t held = end_ - keep_;
        if (held >= 2 * window) check_record_size(held - window);  // the last window may hold other records
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(std::max(window, held), size_ - base_ - end_));
        if (buffer_.size() - end_ < wanted) buffer_.resize(std::max(end_ + wanted, buffer_.size() * 2));
        const std::size_t got = input_.read_at(base_ + end_, std::span<char>(buffer_.data() + end_, wanted));
        if (got == 0)
            throw Error(Rule::input_changed, "the file became shorter while it was read",
                        "run again when nothing else writes to it");
        end_ += got;
        if (context_.progress) context_.progress({"reading", base_ + end_, size_});
    }
    return true;
}

// Lets go of everything before `to`, counting its lines.
void Gate::skip(std::size_t to) {
    const char* data = buffer_.data();
    const std::uint64_t lines = count_lines(data + keep_, to - keep_);
    if (lines) {
        line_ += lines;
        const auto* last = static_cast<const char*>(memrchr(data + keep_, '\n', to - keep_));
        line_start_ = base_ + static_cast<std::uint64_t>(last - data) + 1;
    }
    keep_ = to;
    if (keep_ < window || keep_ < end_ - keep_) return;  // no more is moved than was let go
    std::memmove(buffer_.data(), buffer_.data() + keep_, end_ - keep_);
    base_ += keep_;
    end_ -= keep_;
    position_ = position_ >= keep_ ? position_ - keep_ : 0;
    keep_ = 0;
    if (buffer_.size() > 16 * window && end_ < window) {
        buffer_.resize(2 * window);
        buffer_.shrink_to_fit();
    }
}

Location Gate::here(std::size_t position) const {
    Location at{input_.number(), line_, 0, base_ + position};
    const std::string_view between = std::string_view(buffer_).substr(keep_, std::min(position, end_) - keep_);
    const std::uint64_t lines = count_lines(between.data(), between.size());
    at.line += lines;
    at.column = lines ? between.size() - between.rfind('\n') : at.offset - line_start_ + 1;
    return at;
}

void Gate::malformed(std::size_t position, const std::string& message) const {
    throw Error(Rule::xml_malformed, here(position), message,
                "the file was damaged or edited: export the blog again, mend this place, or read on behind it with "
                "--recover");
}

void Gate::truncated() const {
    throw Error(Rule::xml_truncated, here(end_),
                "the file ends in the middle of the document (" + std::to_string(count_) + " whole elements before)",
                "the download or copy was cut off: get the file again, or read what is there with --recover");
}

}  // namespace blogferry::xml
