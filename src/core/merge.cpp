#include "merge.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "entity_name.hpp"
#include "html/document.hpp"
#include "json/fields.hpp"
#include "text/blogger.hpp"
#include "time/timestamp.hpp"

namespace blogferry {

namespace {

// Whether all that a coarser time says is true of a finer one. What day it was is what the clock showed.
bool covers(const Timestamp& coarser, const Timestamp& finer) {
    using namespace std::chrono;
    if (coarser.precision == Precision::minute) return floor<minutes>(coarser.instant) == floor<minutes>(finer.instant);
    const auto day = [](const Timestamp& t) {
        return year_month_day(floor<days>(t.instant + t.offset.value_or(minutes(0))));
    };
    const year_month_day a = day(coarser), b = day(finer);
    if (coarser.precision == Precision::day) return a == b;
    return a.year() == b.year() && (coarser.precision == Precision::year || a.month() == b.month());
}

class Merger {
public:
    Merger(std::string entity, const Location& at, Diagnostics& diagnostics)
        : entity_(std::move(entity)), at_(at), diagnostics_(diagnostics) {}

    void conflict(std::string_view field, const std::string& kept, const std::string& other) {
        diagnostics_.report(Rule::merge_conflict, at_, entity_, std::string(field),
                            "\"" + kept + "\" kept, \"" + other + "\" in the other source");
    }

    void text(std::string& kept, const std::string& other, std::string_view field) {
        if (kept.empty())
            kept = other;
        else if (!other.empty() && kept != other)
            conflict(field, kept, other);
    }

    // A page writes a title as HTML, where an export may have its characters.
    void title(std::string& kept, const std::string& other) {
        if (html::decoded(kept) != html::decoded(other)) text(kept, other, "title");
    }

    // Address, path and slug belong together; a whole address says more than a path.
    void address(Post& kept, const Post& other) {
        if (!other.permalink && !other.path) return;
        if (kept.permalink && other.permalink && *kept.permalink != *other.permalink) {
            conflict("permalink", *kept.permalink, *other.permalink);
        } else if (kept.path && other.path && *kept.path != *other.path) {
            const bool take = !kept.permalink && other.permalink;
            conflict("permalink", take ? *other.permalink : *kept.path, take ? *kept.path : *other.path);
        }
        if (kept.permalink || (kept.path && !other.permalink)) return;
        kept.permalink = other.permalink;
        kept.path = other.path;
        kept.slug = other.slug;
    }

    // Pages that list posts have only the beginning of some, or a snippet that was made of the text. It never stands
    // against a whole text, and beside the one it begins there is nothing to say.
    void beginnings(Post& kept, Post& other) {
        const bool kept_begins = only_beginning(kept);
        if (kept_begins == only_beginning(other)) return;
        Post& part = kept_begins ? kept : other;
        const Post& whole = kept_begins ? other : kept;
        if (whole.content.empty()) return;
        std::erase_if(part.properties, [](const Property& p) { return p.name == text::only_beginning; });
        part.summary.clear();
        const std::string shown = letters(part.content);
        const std::string_view beginning = text::without_ellipsis(shown);
        if (letters(whole.content).starts_with(beginning)) {
            part.content.clear();
        } else if (kept_begins) {
            std::string leading = whole.content;
            body(leading, part.content);
            part.content.clear();
        }
    }

    // A short feed cuts what is long and ends it in dots. Nobody can edit a comment, so where another source goes on,
    // it has all of it.
    void comment_body(std::string& kept, const std::string& other) {
        if (goes_on(kept, other))
            kept = other;
        else if (!goes_on(other, kept))
            body(kept, other);
    }

    // Bodies differ between the formats in how a line break is written; the one with markup is the fuller.
    void body(std::string& kept, const std::string& other) {
        if (kept.empty() || other.empty() || kept == other) {
            if (kept.empty()) kept = other;
        } else if (plain(kept) == plain(other)) {
            const auto written = [](const std::string& s) {
                return std::count_if(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; });
            };
            if (written(other) > written(kept)) kept = other;
        } else {
            diagnostics_.report(Rule::merge_conflict, at_, entity_, "content",
                                "two different texts; " + std::to_string(kept.size()) + " bytes kept, " +
                                    std::to_string(other.size()) + " bytes in the other source");
        }
    }

    template <class T>
    void optional(std::optional<T>& kept, const std::optional<T>& other, std::string_view field) {
        if (!kept)
            kept = other;
        else if (other && *kept != *other)
            conflict(field, shown(*kept), shown(*other));
    }

    // The same instant with the blog's own offset says more than with "Z". Tools rounded some seconds differently.
    void instant(std::optional<Timestamp>& kept, const std::optional<Timestamp>& other, std::string_view field) {
        if (!kept || !other) {
            if (!kept) kept = other;
            return;
        }
        const bool coarse = std::max(kept->precision, other->precision) >= Precision::minute;
        if (coarse && kept->precision != other->precision) {
            const Timestamp& finer = kept->precision < other->precision ? *kept : *other;
            const Timestamp& coarser = kept->precision < other->precision ? *other : *kept;
            if (!covers(coarser, finer)) return conflict(field, time::shown(*kept), time::shown(*other));
            kept = Timestamp(finer);
            return;
        }
        const auto apart =
            kept->instant > other->instant ? kept->instant - other->instant : other->instant - kept->instant;
        if (apart >= std::chrono::seconds(1)) return conflict(field, time::shown(*kept), time::shown(*other));
        const auto fullness = [](const Timestamp& t) {
            return std::tuple(t.precision == Precision::millisecond, t.offset && t.offset->count() != 0,
                              t.instant.time_since_epoch().count());
        };
        if (fullness(*other) > fullness(*kept)) kept = other;
    }

    template <class T, class Same>
    void unite(std::vector<T>& kept, const std::vector<T>& other, Same same) {
        for (const T& one : other)
            if (std::none_of(kept.begin(), kept.end(), [&](const T& k) { return same(k, one); })) kept.push_back(one);
    }

    void person(Person& kept, const Person& other) {
        if (kept.name != other.name && !kept.name.empty() && !other.name.empty())
            return conflict("author", kept.name, other.name);
        if (kept.name.empty()) kept.name = other.name, kept.kind = other.kind;
        if (kept.id.empty() && !other.id.empty()) kept.id = other.id, kept.kind = other.kind;
        const bool profile = other.uri && other.uri->find("blogger.com/profile/") != std::string::npos;
        if (!kept.uri || (profile && kept.uri->find("blogger.com/profile/") == std::string::npos))
            kept.uri = other.uri ? other.uri : kept.uri;
        if (!kept.email) kept.email = other.email;
        if (!kept.avatar) kept.avatar = other.avatar;
    }

private:
    static std::string shown(const std::string& s) { return s; }
    static std::string shown(std::int64_t n) { return std::to_string(n); }
    static std::string shown(const Link& l) { return l.href; }
    static std::string shown(const GeoLocation& l) { return l.name; }

    static bool only_beginning(const Post& post) {
        return std::any_of(post.properties.begin(), post.properties.end(),
                           [](const Property& p) { return p.name == text::only_beginning; });
    }

    // The text without tags and white space. A mirror may have written its characters as references: "&#39;".
    static std::string letters(const std::string& html) {
        std::string shown;
        bool tag = false;
        for (const char c : html) {
            if (c == '<') tag = true;
            if (!tag) shown.push_back(c);
            if (c == '>') tag = false;
        }
        shown = html::decoded(shown);
        std::string out;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const bool no_break_space = shown.compare(i, 2, "\xC2\xA0") == 0;
            if (no_break_space)
                ++i;
            else if (static_cast<unsigned char>(shown[i]) > ' ')
                out.push_back(shown[i]);
        }
        return out;
    }

    // Whether a text ends in dots, and another one goes on there.
    static bool goes_on(const std::string& cut, const std::string& whole) {
        const std::string shown = letters(cut), all = letters(whole);
        const std::string_view beginning = text::without_ellipsis(shown);
        return !beginning.empty() && beginning.size() < shown.size() && shown.size() < all.size() &&
               all.starts_with(beginning);
    }

    static std::string plain(const std::string& html) {
        std::string out;
        for (std::size_t i = 0; i < html.size(); ++i) {
            if (html[i] == '<' && (html.compare(i, 3, "<br") == 0 || html.compare(i, 3, "<BR") == 0)) {
                const std::size_t end = html.find('>', i);
                if (end == std::string::npos) break;
                i = end;
            } else if (html[i] != '\n' && html[i] != '\r' && html[i] != ' ') {
                out.push_back(html[i]);
            }
        }
        return out;
    }

    std::string entity_;
    Location at_;
    Diagnostics& diagnostics_;
};

std::int64_t updated(const std::optional<Timestamp>& t) {
    return t ? t->instant.time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
}

// The leading version first, whatever order they came in.
template <class T>
void canonical(std::vector<Version<T>>& versions) {
    const auto before = [](const Version<T>& a, const Version<T>& b) {
        return std::tuple(b.preference, updated(b.value.updated), std::string_view(b.value.content)) <
               std::tuple(a.preference, updated(a.value.updated), std::string_view(a.value.content));
    };
    if (std::is_sorted(versions.begin(), versions.end(), before)) return;
    std::vector<Version<T>*> order;  // a version is large, and there may be thousands
    order.reserve(versions.size());
    for (Version<T>& version : versions) order.push_back(&version);
    std::stable_sort(order.begin(), order.end(),
                     [&](const Version<T>* a, const Version<T>* b) { return before(*a, *b); });
    std::vector<Version<T>> sorted;
    sorted.reserve(versions.size());
    for (Version<T>* version : order) sorted.push_back(std::move(*version));
    versions = std::move(sorted);
}

// Whether it is known which of two versions is the later one.
template <class T>
bool decided(const Version<T>& a, const Version<T>& b) {
    return a.preference != b.preference ||
           (a.value.updated && b.value.updated && a.value.updated->instant != b.value.updated->instant);
}

// Both enumerations start with the public state.
template <class Status>
Status less_public(Status a, Status b) {
    return a == Status{} ? b : a;
}

// With the place of the other for a moment, rather than on a copy: a version is large.
template <class T>
bool same_but_place(T& a, const T& b) {
    const Location at = std::exchange(a.at, b.at);
    const bool same = a == b;
    a.at = at;
    return same;
}

// What a version adds to the leading one.
enum class Weight { none, superseded, full };

template <class T>
Weight weigh(std::vector<Version<T>>& versions, std::size_t i, const std::string& entity, Diagnostics& diagnostics) {
    T& version = versions[i].value;
    for (std::size_t k = 0; k < i; ++k) {
        const T& earlier = versions[k].value;
        const bool same = same_but_place(version, earlier);
        if (earlier.at.input == version.at.input) {
            diagnostics.report(Rule::duplicate_id, version.at, entity, "id",
                               same ? "the same entry occurs again; kept once"
                                    : "the id occurs again with other content; the latest update is kept");
            return same ? Weight::none : Weight::superseded;
        }
        if (same) return Weight::none;
    }
    return Weight::full;
}

}  // namespace

Post merge(std::vector<Version<Post>> versions, Diagnostics& diagnostics) {
    canonical(versions);
    Post kept = versions.front().value;
    const std::string entity = entity_name(kept);
    Merger m(entity, kept.at, diagnostics);
    for (std::size_t i = 1; i < versions.size(); ++i) {
        Post& other = versions[i].value;
        const Weight weight = weigh(versions, i, entity, diagnostics);
        if (weight == Weight::none) continue;
        if (kept.status != other.status) {
            const PostStatus leading = kept.status;
            if (!decided(versions.front(), versions[i])) kept.status = less_public(leading, other.status);
            if (weight == Weight::full)
                m.conflict("status", std::string(json::to_string(kept.status)),
                           std::string(json::to_string(kept.status == leading ? other.status : leading)));
        }
        if (weight == Weight::superseded) continue;
        const bool better =
            other.guid.find(".page-") != std::string::npos && kept.guid.find(".page-") == std::string::npos;
        if (kept.guid.empty() || better) kept.guid = other.guid;
        m.beginnings(kept, other);
        m.title(kept.title, other.title);
        m.address(kept, other);
        m.body(kept.content, other.content);
        m.text(kept.summary, other.summary, "summary");
        m.text(kept.meta_description, other.meta_description, "meta_description");
        for (std::size_t a = 0; a < other.authors.size(); ++a) {
            if (a < kept.authors.size())
                m.person(kept.authors[a], other.authors[a]);
            else
                kept.authors.push_back(other.authors[a]);
        }
        m.unite(kept.categories, other.categories,
                [](const Category& a, const Category& b) { return a.term == b.term; });
        m.unite(kept.enclosures, other.enclosures,
                [](const Enclosure& a, const Enclosure& b) { return a.url == b.url; });
        m.optional(kept.location, other.location, "location");
        m.optional(kept.link, other.link, "link");
        m.optional(kept.thumbnail, other.thumbnail, "thumbnail");
        m.instant(kept.published, other.published, "published");
        m.instant(kept.updated, other.updated, "updated");
        m.instant(kept.created, other.created, "created");
        m.instant(kept.trashed, other.trashed, "trashed");
        m.optional(kept.replies_declared, other.replies_declared, "replies_declared");
        if (kept.replies_declared_raw.empty()) kept.replies_declared_raw = other.replies_declared_raw;
        m.unite(kept.properties, other.properties, [](const Property& a, const Property& b) { return a == b; });
    }
    return kept;
}

Comment merge(std::vector<Version<Comment>> versions, Diagnostics& diagnostics) {
    canonical(versions);
    Comment kept = versions.front().value;
    const std::string entity = entity_name(kept);
    Merger m(entity, kept.at, diagnostics);
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const Comment& other = versions[i].value;
        const Weight weight = weigh(versions, i, entity, diagnostics);
        if (weight == Weight::none) continue;
        if (kept.status != other.status) {
            const CommentStatus leading = kept.status;
            if (!decided(versions.front(), versions[i])) kept.status = less_public(leading, other.status);
            if (weight == Weight::full) {
                // A removed comment is marked in the legacy export only.
                if (other.status == CommentStatus::removed && leading == CommentStatus::approved)
                    kept.status = other.status;
                else
                    m.conflict("status", std::string(json::to_string(kept.status)),
                               std::string(json::to_string(kept.status == leading ? other.status : leading)));
            }
        }
        if (weight == Weight::superseded) continue;
        m.text(kept.post, other.post, "post");
        m.optional(kept.parent, other.parent, "parent");
        if (!kept.author)
            kept.author = other.author;
        else if (other.author)
            m.person(*kept.author, *other.author);
        m.comment_body(kept.content, other.content);
        m.optional(kept.permalink, other.permalink, "permalink");
        m.instant(kept.published, other.published, "published");
        m.instant(kept.updated, other.updated, "updated");
        m.instant(kept.created, other.created, "created");
        m.unite(kept.properties, other.properties, [](const Property& a, const Property& b) { return a == b; });
    }
    return kept;
}

}  // namespace blogferry
