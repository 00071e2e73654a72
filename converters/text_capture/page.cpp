#include "page.hpp"

#include <algorithm>
#include <map>

#include "text/strings.hpp"

namespace blogferry::capture {
namespace {

/// A name is no longer, in bytes.
constexpr std::size_t longest_name = 120;

bool ends_in_colon(std::string_view text) {
    text = text::trim(text);
    return text.ends_with(':') || text.ends_with("：");
}

std::vector<Line> lines_of(std::string_view bytes) {
    std::vector<Line> lines;
    const auto add = [&](std::string_view text, std::size_t number) {
        const auto offset = static_cast<std::size_t>(text.data() - bytes.data());
        lines.push_back({text, offset, number, text::classify(text), {}, false, false, {}});
    };
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view text = bytes.substr(at, end - at);
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (at == 0 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        ++number;
        add(text, number);
        if (lines.back().is(Kind::posted_by)) {
            lines.pop_back();
            for (const std::string_view part : text::parts_of_author_line(text)) add(part, number);
        }
        at = end + 1;
    }
    return lines;
}

/// The languages most of the page's own words are in; English in both orders of day and month.
std::vector<std::string> languages_of(const std::vector<Line>& lines) {
    std::map<std::string_view, std::size_t> votes;
    std::size_t most = 0;
    for (const Line& line : lines)
        for (const std::string_view language : line.said.languages) most = std::max(most, ++votes[language]);
    std::vector<std::string> languages;
    for (const auto& [language, count] : votes) {
        if (count == most) languages.emplace_back(language);
    }
    return languages;
}

std::vector<std::string> locales_of(const std::vector<std::string>& languages) {
    if (languages.empty()) return text::blogger_locales();
    std::vector<std::string> locales = languages;
    if (std::find(locales.begin(), locales.end(), "en") != locales.end()) locales.emplace_back("en-GB");
    return locales;
}

bool may_be_date(const Line& line) { return line.text.size() < 160 && (line.is(Kind::text) || line.is(Kind::said)); }

/// Finds the posts of a page, one after the other.
class PageReader {
public:
    PageReader(Page& page, text::DateReader dates) : page_(page), lines_(page.lines), dates_(std::move(dates)) {}

    bool read_dates() {
        bool found = false;
        for (Line& line : lines_) {
            if (!may_be_date(line)) continue;
            line.dates = dates_.read(line.text);
            found = found || line.is_day();
        }
        return found;
    }

    /// @param languages those of the page, if they are known
    void read(const std::vector<std::string>& languages) {
        settle(languages);
        look_ahead();
        std::size_t at = first_post();
        page_.before = texts({0, at});
        std::optional<std::size_t> day;
        while (at < lines_.size()) {
            PostPlace post;
            post.day = lines_[at].is_day() ? at : day;
            post.start_known = day || lines_[at].is_day();
            std::size_t next = at;
            if (titled_above_) {
                post.day = next = *titled_above_;
                post.start_known = true;
                titled_above_.reset();
            }
            next = read_post(post, at, next);
            day = post.day;
            page_.posts.push_back(std::move(post));
            at = next_post(next);
        }
    }

private:
    const Line& line(std::size_t i) const { return lines_[i]; }
    std::size_t count() const { return lines_.size(); }

    // ---- what the lines are -----------------------------------------------------------------------------------------

    /// What the page's other lines show to be the author's own text after all.
    void settle(const std::vector<std::string>& languages) {
        std::size_t counts = 0, colons = 0;
        bool spaced = false;
        for (const Line& l : lines_) {
            if (l.is(Kind::comment_count)) ++counts, colons += ends_in_colon(l.text) ? 1 : 0;
            spaced = spaced || l.said.spaced;
        }
        const auto foreign = [&](std::string_view language) {
            return std::find(languages.begin(), languages.end(), language) == languages.end();
        };
        for (std::size_t i = 0; i < count(); ++i) {
            Line& l = lines_[i];
            l.timed = l.is(Kind::posted_by) && has_time(i);
            const bool own_text =
                // "No comment.", where Blogger says "2 comments:"
                (l.is(Kind::comment_count) && colons > 0 && 2 * colons >= counts && !ends_in_colon(l.text)) ||
                // "Mombasa...", where Blogger says "Ada sa..."
                (l.is(Kind::said) && spaced && !l.said.spaced) ||
                // "Autor: Ada", where Blogger says "Publicado por"
                (l.is(Kind::posted_by) && !languages.empty() && !l.timed &&
                 std::all_of(l.said.languages.begin(), l.said.languages.end(), foreign));
            if (own_text) l.said = {};
        }
    }

    void look_ahead() {
        Ahead ahead;
        bool end_follows = false;
        for (std::size_t i = count(); i-- > 0;) {
            Line& l = lines_[i];
            if (l.is(Kind::post_comment)) behind_last_end_ = std::max(behind_last_end_, i + 1);
            // Below a date header links to share do too: some templates have nothing else there.
            if (is_sign_of_post(l) || l.is(Kind::share)) behind_last_sign_ = std::max(behind_last_sign_, i + 1);
            l.ahead = ahead;
            l.certain = ends_page(l) && (end_follows || !as_a_text_may_say(l));
            if (l.certain || l.is_day()) ahead = {false, false, false, ahead.box};
            if (l.certain) ahead.box = l.is(Kind::post_comment);
            if (l.is(Kind::posted_by)) {
                ahead.author = true;
                ahead.timed_author = ahead.timed_author || l.timed;
            }
            ahead.count = ahead.count || l.is(Kind::comment_count) || (heads_comments(i) && comments_follow(i));
            if (!l.is(Kind::blank)) end_follows = ends_page(l);
        }
    }

    /// "Home", and what merely begins like "Subscribe to: Posts (Atom)".
    static bool as_a_text_may_say(const Line& l) {
        const bool feeds = l.said.rest.empty() || l.text.find("Atom") != std::string_view::npos;
        return l.said.lone || (l.is(Kind::subscribe) && !feeds);
    }
    bool comments_follow(std::size_t i) const {
        const std::size_t next = skip_blanks(i + 1);
        return begins_comment(next) || (next < count() && line(next).is(Kind::post_comment));
    }

    /// Whether a line that could end a post is in a text, because what ends the post is still to come.
    /// @param authored the author's line stands above it
    bool doubted(std::size_t i, bool authored) const {
        const Line& l = line(i);
        if (l.certain) return false;
        if (l.is(Kind::comment_count)) {
            // On the page of one post the last count is its own; on others each may be of another post of that day.
            if (authored || !(l.ahead.author || (l.ahead.count && l.ahead.box))) return false;
            std::size_t next = i + 1;
            while (next < count() && is_footer(line(next)) && !line(next).is(Kind::posted_by)) ++next;
            return !(line(next).is(Kind::posted_by) || heads_comments(next) || begins_comment(next));
        }
        if (ends_page(l)) return l.ahead.author || l.ahead.count || l.ahead.box;
        return (l.ahead.author || l.ahead.count) && !comments_follow(i);
    }

    /// The first line below a date header is the title, but for what stands there if there is none.
    bool is_title(std::size_t i) const {
        const Line& l = line(i);
        if (l.is(Kind::posted_by)) return l.ahead.timed_author && !l.timed;
        if (is_footer(l) || l.certain) return false;
        const std::size_t next = skip_blanks(i + 1);
        if (ends_page(l)) return doubted(i, false) || (next < count() && is_text(line(next)));
        return !heads_comments(i) || doubted(i, false);
    }

    std::size_t skip_blanks(std::size_t i, std::size_t end) const {
        while (i < end && line(i).is(Kind::blank)) ++i;
        return i;
    }
    std::size_t skip_blanks(std::size_t i) const { return skip_blanks(i, count()); }
    std::size_t texts(Range range) const {
        const auto at = [&](std::size_t i) { return lines_.begin() + static_cast<std::ptrdiff_t>(i); };
        return range.empty() ? 0 : static_cast<std::size_t>(std::count_if(at(range.begin), at(range.end), is_text));
    }
    bool any(Range range, auto test) const {
        for (std::size_t i = range.begin; i < range.end; ++i)
            if (test(line(i))) return true;
        return false;
    }

    static bool is_text(const Line& l) { return l.is(Kind::text) || l.is(Kind::said); }
    static bool ends_page(const Line& l) {
        return l.is(Kind::post_comment) || l.is(Kind::pager) || l.is(Kind::subscribe);
    }
    static bool is_footer(const Line& l) {
        return l.is(Kind::blank) || l.is(Kind::posted_by) || l.is(Kind::labels) || l.is(Kind::share) ||
               l.is(Kind::links);
    }
    static bool is_sign_of_post(const Line& l) {
        return l.is(Kind::posted_by) || l.is(Kind::comment_count) || l.is(Kind::post_comment) || l.is(Kind::labels);
    }

    /// The line the first post begins with; the end if there is no post.
    std::size_t first_post() {
        for (std::size_t i = 0; i < count(); ++i)
            if (line(i).is_day()) return title_above(i);
        // Without a date header nothing says where the page's own head ends.
        std::size_t i = skip_blanks(0);
        while (i < count() && (line(i).is(Kind::pager) || line(i).is(Kind::blank))) ++i;
        return any({i, count()}, is_sign_of_post) && is_text(line(i)) ? i : count();
    }

    /// Since 2017 templates have title, author or share links, and the day below them.
    std::size_t title_above(std::size_t day) {
        bool between = false;
        std::size_t i = day;
        for (; i > 0; --i) {
            const Line& l = line(i - 1);
            between = between || l.is(Kind::share) || l.is(Kind::posted_by);
            if (!l.is(Kind::blank) && !l.is(Kind::share) && !l.is(Kind::posted_by)) break;
        }
        if (!between || i == 0 || !is_text(line(i - 1))) return day;
        titled_above_ = day;
        return i - 1;
    }

    /// Where the next post begins, from the end of the last on.
    std::size_t next_post(std::size_t from) {
        std::size_t next = begins_here(from);
        for (std::size_t i = from; i < count() && next == count(); ++i)
            if (line(i).is_day() && i + 1 < behind_last_sign_) next = i;
        page_.behind += texts({from, next});
        for (std::size_t i = from; i < next; ++i)
            if (line(i).is_day()) page_.days_behind.push_back(i);
        return next;
    }

    /// A further post of the same day has no date header: text that has a post's footer below it.
    std::size_t begins_here(std::size_t from) {
        const std::size_t begin = skip_blanks(from);
        if (begin >= count() || line(begin).is_day() || !is_title(begin)) return count();
        return line(begin).ahead.author || line(begin).ahead.count ? begin : count();
    }

    /// Reads the post that begins with line `begin`; returns the line behind it and its comments.
    std::size_t read_post(PostPlace& post, std::size_t begin, std::size_t day) {
        post.lines.begin = begin;
        std::size_t at = begin;
        if (day != begin) {
            post.title = begin;
            at = day + 1;
            Range head{begin + 1, day};
            read_footer(post, head);
        } else {
            at = skip_blanks(line(begin).is_day() ? begin + 1 : begin);
            if (at < count() && is_title(at)) post.title = at++;
        }
        const std::size_t end = end_of_body(at);
        split_body(post, {at, end});
        at = read_header_of_comments(post, end);
        post.lines.end = at;
        return at == end ? behind_page_end(at) : read_comments(post, at);
    }

    /// "3 comments:", or a mere "Comments" that something of a page's end follows.
    bool heads_comments(std::size_t i) const {
        return line(i).is(Kind::comment_count) || (line(i).is(Kind::comment_title) && i + 1 < behind_last_end_);
    }

    /// Where the body and what stands below it end.
    std::size_t end_of_body(std::size_t from) const {
        bool footer = false, authored = false;
        for (std::size_t i = from; i < count(); ++i) {
            const Line& l = line(i);
            if ((heads_comments(i) || ends_page(l)) && !doubted(i, authored)) return i;
            if (footer && l.is_day()) return i;
            footer = footer || (is_footer(l) && !l.is(Kind::blank));
            authored = authored || l.is(Kind::posted_by);
        }
        return count();
    }

    /// Body and footer of a post, all in one range.
    void split_body(PostPlace& post, Range all) {
        // The last author's line that says the time begins it; without one, the last at the end.
        std::size_t footer = all.end;
        bool authored = false;
        for (std::size_t i = all.end; i > all.begin && !authored; --i) {
            authored = line(i - 1).timed;
            if (authored) footer = i - 1;
        }
        for (; footer > all.begin && is_footer(line(footer - 1)); --footer) {
            if (authored && line(footer - 1).is(Kind::posted_by)) break;
            authored = authored || line(footer - 1).is(Kind::posted_by);
        }
        const std::size_t first = skip_blanks(all.begin, footer);
        // The author may stand between title and body.
        if (footer == skip_blanks(all.begin, all.end) && footer < all.end && line(footer).is(Kind::posted_by) &&
            texts({footer + 1, all.end}) > 0) {
            const std::size_t behind = read_author(post, footer, all.end);
            std::size_t last = all.end;
            while (last > behind && is_footer(line(last - 1))) --last;
            post.body = trimmed({behind, last});
            read_footer(post, {last, all.end});
            return;
        }
        post.body = trimmed({first, footer});
        read_footer(post, {footer, all.end});
    }

    Range trimmed(Range range) const {
        range.begin = skip_blanks(range.begin, range.end);
        while (range.end > range.begin && line(range.end - 1).is(Kind::blank)) --range.end;
        return range;
    }

    /// "Posted by", and the name and the time behind it or on the next lines.
    struct Author {
        std::string name, stamp;
        std::vector<text::DateReading> readings;
        std::size_t behind = 0;
    };
    Author author_at(std::size_t at, std::size_t end) const {
        Author author{line(at).said.rest, {}, {}, at + 1};
        std::string joined = author.name;
        std::size_t next = at + 1;
        for (int more = 0; more < 4; ++more) {
            if (auto ending = dates_.ending(joined); ending && !ending->before.empty()) {
                author.name = std::move(ending->before);
                author.stamp = text::trim(std::string_view(joined).substr(author.name.size()));
                author.readings = std::move(ending->readings);
                author.behind = next;
                return author;
            }
            const std::size_t following = skip_blanks(next, end);
            if (following >= end || !line(following).is(Kind::text) || line(following).text.size() > longest_name)
                break;
            // Only where the name itself is on a line of its own; behind a whole name only the time may follow.
            if (!line(at).said.rest.empty() && more == 0 && !line(following).is_stamp()) break;
            if (joined.empty()) author.name = text::trim(line(following).text), author.behind = following + 1;
            joined += (joined.empty() ? "" : " ") + std::string(text::trim(line(following).text));
            next = following + 1;
        }
        return author;
    }
    /// A day on the next line is that of a comment which ends in "Author: Ada".
    bool has_time(std::size_t at) const {
        const Author author = author_at(at, count());
        if (author.readings.empty()) return false;
        return line(at).said.rest.empty() || author.behind == at + 1 || !author.readings.front().day;
    }

    std::size_t read_author(PostPlace& post, std::size_t at, std::size_t end) {
        Author author = author_at(at, end);
        const bool another = !post.author.empty() && !author.name.empty() && post.author != author.name;
        const bool other_time = !post.readings.empty() && !author.readings.empty() && post.stamp != author.stamp;
        if (another || other_time) {
            for (std::size_t i = at; i < author.behind; ++i) keep_unknown(post, i);
            return author.behind;
        }
        if (post.author.empty()) post.author = std::move(author.name);
        if (post.readings.empty()) post.stamp = std::move(author.stamp), post.readings = std::move(author.readings);
        return author.behind;
    }

    void read_footer(PostPlace& post, Range range) {
        for (std::size_t i = range.begin; i < range.end;) {
            if (line(i).is(Kind::posted_by)) {
                i = read_author(post, i, range.end);
                continue;
            }
            if (line(i).is(Kind::labels))
                i = read_labels(post, i, range.end);
            else if (!line(i).is(Kind::share) && !line(i).is(Kind::links))
                keep_unknown(post, i);
            ++i;
        }
    }
    void keep_unknown(PostPlace& post, std::size_t i) const {
        if (!line(i).is(Kind::blank)) post.unknown.push_back(i);
    }

    /// The list may be on the next line.
    std::size_t read_labels(PostPlace& post, std::size_t at, std::size_t end) {
        const std::size_t next = skip_blanks(at + 1, end);
        const bool below = line(at).said.rest.empty() && next < end && line(next).is(Kind::text);
        post.labels.push_back(below ? next : at);
        return below ? next : at;
    }

    /// "3 comments:", and what index pages have below it.
    std::size_t read_header_of_comments(PostPlace& post, std::size_t at) {
        if (at >= count() || !(line(at).is(Kind::comment_count) || line(at).is(Kind::comment_title))) return at;
        if (line(at).is(Kind::comment_count)) post.count = at;
        const std::size_t end = footer_below(post, ++at);
        // Some templates say it above the comments once more.
        if (end == at || end >= count() || !line(end).is(Kind::comment_count) ||
            (post.count && line(end).said.count != line(*post.count).said.count))
            return end;
        if (!post.count) post.count = end;
        return footer_below(post, end + 1);
    }
    /// Returns the line behind it; `at` if there is none.
    std::size_t footer_below(PostPlace& post, std::size_t at) {
        std::size_t end = at;
        while (end < count() && is_footer(line(end))) ++end;
        if (!any({at, end}, [](const Line& l) { return !l.is(Kind::blank); })) return at;
        read_footer(post, {at, end});
        return end;
    }

    // ---- comments ---------------------------------------------------------------------------------------------------

    std::size_t read_comments(PostPlace& post, std::size_t begin) {
        const bool some = post.count && line(*post.count).said.count != 0;
        if (post.count && !some) return behind_page_end(begin);
        // A title right below the count is of the same comments; a later one is of the next post.
        std::size_t first = skip_blanks(begin);
        if (first < count() && line(first).is(Kind::comment_title)) first = skip_blanks(first + 1);
        std::size_t end = first, opening = count();
        bool open = false;
        for (; end < count() && !ends_comments(end, opening < end); ++end) {
            if (line(end).is(Kind::blank)) continue;
            const bool said = opening < end && line(opening).is(Kind::said);
            if (is_reply(line(end))) {
                open = open && said;
            } else if (said && may_be_stamp(end, count())) {
                open = false;
            } else if (!open) {
                open = begins_comment(end) && (opening >= end || line(end).is(Kind::said) == said);
                if (!open && (line(end).is_day() || opening < end)) break;  // the page goes on
                if (open) opening = std::min(opening, end);
            }
        }
        if (opening < end && !are_of_next_post({first, end})) {
            if (line(opening).is(Kind::said))
                read_said(post, {first, end});
            else
                read_thread(post, {first, end});
        }
        if (!post.comments.empty()) {
            end = post.comments.back().lines.end;
            while (end < count() &&
                   (line(end).is(Kind::blank) || line(end).is(Kind::reply) || line(end).is(Kind::deletion)))
                ++end;
        } else if (some && end < count() && line(end).is(Kind::post_comment)) {
            post.loose = trimmed({begin, end});
        } else {
            end = begin;
        }
        return behind_page_end(end);
    }

    bool begins_comment(std::size_t i) const {
        return i < count() && ((line(i).is(Kind::said) && !line(i).is_stamp()) || head_at(i, count()));
    }
    /// In the text of a comment may stand what a text may have, as far as the box to write another in; but not what has
    /// the footer of a post below it.
    bool ends_comments(std::size_t i, bool open) const {
        const Line& l = line(i);
        if (l.certain) return true;
        if (ends_page(l)) return !l.ahead.box;
        return (l.is(Kind::posted_by) || heads_comments(i)) &&
               !(open && l.ahead.box && !l.timed && !l.ahead.timed_author);
    }
    /// The next thing is the footer of a post, and no comment with its time stands at the beginning.
    bool are_of_next_post(Range range) const {
        if (range.end >= count() || !(line(range.end).is(Kind::posted_by) || heads_comments(range.end))) return false;
        const Line& l = line(range.begin);
        const bool stamped = any(range, [](const Line& one) { return one.is_stamp(); });
        return !(begins_comment(range.begin) && (!l.is(Kind::said) || stamped));
    }

    /// Behind the box to write a comment in, and links below the post; what follows them is of the page.
    std::size_t behind_page_end(std::size_t i) const {
        for (bool certain = false; i < count(); ++i) {
            const Line& l = line(i);
            if (l.is(Kind::blank) || l.is(Kind::links)) continue;
            if (!ends_page(l) || (!certain && doubted(i, false))) break;
            certain = certain || l.certain;
        }
        return i;
    }

    static bool is_reply(const Line& l) { return l.is(Kind::reply) || l.is(Kind::replies) || l.is(Kind::deletion); }
    /// Below the text of "Ada said...".
    bool may_be_stamp(std::size_t i, std::size_t end) const {
        if (line(i).dates.empty()) return false;
        const std::size_t next = skip_blanks(i + 1, end);
        return next >= end || line(next).is(Kind::said) || line(next).is(Kind::reply) || line(next).is(Kind::deletion);
    }

    /// "Ada said...", the text, and the time below it.
    void read_said(PostPlace& post, Range all) {
        const bool stamped = any(all, [](const Line& l) { return l.is_stamp(); });
        CommentPlace* open = nullptr;
        for (std::size_t i = all.begin; i < all.end; ++i) {
            const Line& l = line(i);
            const bool begins =
                l.is(Kind::said) && !l.is_stamp() && (open == nullptr || !stamped || !open->stamp.empty());
            if (begins) {
                open = &post.comments.emplace_back();
                open->author = l.said.rest;
                open->lines = {i, i + 1};
                open->text = {i + 1, i + 1};
            } else if (open == nullptr) {
                if (!l.is(Kind::blank)) widen(post.loose, i);
            } else if (open->stamp.empty() && may_be_stamp(i, all.end)) {
                set_stamp(*open, l);
                open->lines.end = i + 1;
            } else if (open->stamp.empty()) {
                take(*open, i);
            } else if (l.is(Kind::text)) {
                break;  // no longer a comment: the page goes on
            }
        }
        for (CommentPlace& comment : post.comments) comment.text = trimmed(comment.text);
    }

    void take(CommentPlace& comment, std::size_t i) const {
        comment.lines.end = i + 1;
        if (line(i).is(Kind::reply) || line(i).is(Kind::deletion)) return;
        if (line(i).is(Kind::removed)) comment.removed = true;
        comment.text.end = i + 1;
    }
    static void widen(Range& range, std::size_t i) {
        range = range.empty() ? Range{i, i + 1} : Range{range.begin, i + 1};
    }
    static void set_stamp(CommentPlace& comment, const Line& l) {
        comment.stamp = text::trim(l.text);
        comment.readings = l.dates;
    }

    /// A name and a whole date, on one line or on two: the head of a comment in a thread.
    struct Head {
        std::string author, stamp;
        std::vector<text::DateReading> readings;
        std::size_t behind = 0;
    };
    std::optional<Head> head_at(std::size_t i, std::size_t end) const {
        const Line& l = line(i);
        if (!l.is(Kind::text) || l.text.size() > 2 * longest_name || l.is_stamp()) return std::nullopt;
        const auto whole = [](const std::vector<text::DateReading>& readings) {
            return readings.front().day && readings.front().time;
        };
        if (i + 1 < end && line(i + 1).is_stamp() && whole(line(i + 1).dates) && l.text.size() <= longest_name)
            return Head{std::string(text::trim(l.text)), std::string(text::trim(line(i + 1).text)), line(i + 1).dates,
                        i + 2};
        auto ending = dates_.ending(l.text);
        if (!ending || ending->before.empty() || ending->before.size() > longest_name || !whole(ending->readings))
            return std::nullopt;
        std::string stamp(text::trim(text::trim(l.text).substr(ending->before.size())));
        return Head{std::move(ending->before), std::move(stamp), std::move(ending->readings), i + 1};
    }

    /// Each comment below its head; answers between "Replies" and the "Reply" of the whole thread.
    void read_thread(PostPlace& post, Range all) {
        bool open = false, nested = false;
        std::optional<std::size_t> top;
        for (std::size_t i = all.begin; i < all.end;) {
            const Line& l = line(i);
            if (auto head = head_at(i, all.end)) {
                CommentPlace comment;
                comment.author = std::move(head->author);
                comment.stamp = std::move(head->stamp);
                comment.readings = std::move(head->readings);
                comment.lines = {i, head->behind};
                comment.text = {head->behind, head->behind};
                if (nested)
                    comment.parent = top;
                else
                    top = post.comments.size();
                post.comments.push_back(std::move(comment));
                open = true;
                i = head->behind;
                continue;
            }
            if (l.is(Kind::replies))
                nested = true, open = false;
            else if (l.is(Kind::reply) && nested)
                nested = false, open = false;
            else if (l.is(Kind::reply) || l.is(Kind::deletion))
                open = false;
            else if (open)
                take(post.comments.back(), i);
            else if (!l.is(Kind::blank) && !post.comments.empty())
                break;
            ++i;
        }
        for (CommentPlace& comment : post.comments) comment.text = trimmed(comment.text);
    }

    Page& page_;
    std::vector<Line>& lines_;
    text::DateReader dates_;
    std::size_t behind_last_sign_ = 0, behind_last_end_ = 0;
    std::optional<std::size_t> titled_above_;  // the day below the title of the first post
};

}  // namespace

Page read_page(std::string_view bytes, const std::optional<std::string>& locale) {
    Page page;
    page.lines = lines_of(bytes);
    const std::vector<std::string> languages = languages_of(page.lines);
    if (locale)
        page.language = *locale;
    else if (languages.size() == 1)
        page.language = languages.front();
    PageReader own(page, text::DateReader(locale ? std::vector{*locale} : locales_of(languages)));
    if (own.read_dates() || locale || languages.empty()) {
        own.read(languages);
        return page;
    }
    // A template of one language on a blog of another.
    PageReader any(page, text::DateReader(text::blogger_locales()));
    if (any.read_dates()) {
        any.read(languages);
        return page;
    }
    own.read_dates();
    own.read(languages);
    return page;
}

int looks_like_a_page(std::string_view head) {
    if (head.find('\0') != std::string_view::npos) return 0;
    const std::vector<Line> lines = lines_of(head);
    const auto has = [&](Kind kind) {
        return std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return l.is(kind); });
    };
    const bool comments = has(Kind::comment_count) || has(Kind::post_comment);
    int signs = 0;
    for (const Kind kind : {Kind::comment_count, Kind::post_comment, Kind::posted_by, Kind::share, Kind::pager,
                            Kind::subscribe, Kind::labels})
        signs += has(kind) ? 1 : 0;
    if (signs >= 3 || (comments && signs == 2)) return 60;
    if (signs == 0) return 0;
    const text::DateReader dates(locales_of(languages_of(lines)));
    const bool day = std::any_of(lines.begin(), lines.end(), [&](const Line& l) {
        if (!may_be_date(l)) return false;
        const auto readings = dates.read(l.text);
        return !readings.empty() && readings.front().day;
    });
    return day ? 40 : 0;
}

}  // namespace blogferry::capture
