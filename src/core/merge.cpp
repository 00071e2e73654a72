#include "merge.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <limits>
#include <tuple>
#include <utility>

#include "entity_name.hpp"
#include "html/document.hpp"
#include "json/entities.hpp"
#include "json/fields.hpp"
#include "spelling.hpp"
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
        else if (!other.empty() && !same_text(kept, other))
            conflict(field, kept, other);
    }

    void address(std::optional<std::string>& kept, const std::optional<std::string>& other, std::string_view field) {
        if (!kept)
            kept = other;
        else if (other && !same_address(*kept, *other) && !same_but_host(*kept, *other))
            conflict(field, *kept, *other);
    }

    // Address, path and slug belong together; a whole address says more than a path.
    void address(Post& kept, const Post& other) {
        if (!other.permalink && !other.path) return;
        if (kept.permalink && other.permalink) {
            address(kept.permalink, other.permalink, "permalink");
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
        } else if (same_body(kept, other)) {
            const auto tags = [](const std::string& s) { return std::count(s.begin(), s.end(), '<'); };
            if (tags(other) > tags(kept)) kept = other;
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

    // Whether two times can be one, of which the fuller is kept. The same instant with the blog's own offset says more
    // than with "Z". Tools rounded some seconds differently.
    static bool agree(std::optional<Timestamp>& kept, const std::optional<Timestamp>& other) {
        if (!kept || !other) {
            if (!kept) kept = other;
            return true;
        }
        const bool coarse = std::max(kept->precision, other->precision) >= Precision::minute;
        if (coarse && kept->precision != other->precision) {
            const Timestamp& finer = kept->precision < other->precision ? *kept : *other;
            const Timestamp& coarser = kept->precision < other->precision ? *other : *kept;
            if (!covers(coarser, finer)) return false;
            kept = Timestamp(finer);
            return true;
        }
        const auto apart =
            kept->instant > other->instant ? kept->instant - other->instant : other->instant - kept->instant;
        if (apart >= std::chrono::seconds(1)) return false;
        const auto fullness = [](const Timestamp& t) {
            return std::tuple(t.precision == Precision::millisecond, t.offset && t.offset->count() != 0,
                              t.instant.time_since_epoch().count());
        };
        if (fullness(*other) > fullness(*kept)) kept = other;
        return true;
    }

    void time(std::optional<Timestamp>& kept, const std::optional<Timestamp>& other, std::string_view field) {
        if (!agree(kept, other)) conflict(field, time::shown(*kept), time::shown(*other));
    }

    // Of two updates the later one is the last, and the other no contradiction.
    void last_update(std::optional<Timestamp>& kept, const std::optional<Timestamp>& other) {
        if (!agree(kept, other) && other->instant > kept->instant) kept = other;
    }

    template <class T, class Same>
    void unite(std::vector<T>& kept, const std::vector<T>& other, Same same) {
        for (const T& one : other)
            if (std::none_of(kept.begin(), kept.end(), [&](const T& k) { return same(k, one); })) kept.push_back(one);
    }

    void person(Person& kept, const Person& other) {
        // A profile that is gone had a name once; two ways to name nobody do not contradict each other.
        const bool named = !is_nobody(other.name) && !other.name.empty();
        if (kept.name.empty() || (named && text::unknown_name(kept.name)))
            kept.name = other.name, kept.kind = other.kind;
        else if (!other.name.empty() && !text::unknown_name(other.name) && !same_text(kept.name, other.name) &&
                 !(is_nobody(kept.name) && is_nobody(other.name)))
            return conflict("author", kept.name, other.name);
        if (kept.id.empty() && !other.id.empty()) {
            kept.id = other.id;
            if (other.kind != PersonKind::unknown) kept.kind = other.kind;
        }
        const bool profile = other.uri && other.uri->find("blogger.com/profile/") != std::string::npos;
        if (!kept.uri || (profile && kept.uri->find("blogger.com/profile/") == std::string::npos))
            kept.uri = other.uri ? other.uri : kept.uri;
        if (!kept.email) kept.email = other.email;
        if (!kept.avatar) kept.avatar = other.avatar;
    }

    // Comments are added more often than taken away, so where it is not known which source is the later one, it is the
    // one that counts more.
    static void declared(Post& kept, const Post& other, std::optional<bool> other_is_later) {
        if (!other.replies_declared) return;
        const bool take = !kept.replies_declared ||
                          (other_is_later ? *other_is_later : *other.replies_declared > *kept.replies_declared);
        if (!take) return;
        kept.replies_declared = other.replies_declared;
        kept.replies_declared_raw = other.replies_declared_raw;
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

    std::string entity_;
    Location at_;
    Diagnostics& diagnostics_;
};

std::int64_t moment(const std::optional<Timestamp>& t) {
    return t ? t->instant.time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
}

// All of an entity but its text, as one string to compare.
template <class T>
std::string facts(const T& entity) {
    constexpr std::array<std::string_view, 1> content{"content"};
    std::string text;
    json::Emitter to(text);
    to.begin_object();
    json::write_members_but(to, entity, content);
    to.end_object();
    return text;
}

// Whether a version leads another one. What tells two versions apart decides, never where they stand: what stands
// equal is equal.
template <class T>
bool leads(const Version<T>& a, const Version<T>& b) {
    const auto order = [](const Version<T>& v) {
        return std::tuple(v.preference, moment(v.value.updated), moment(v.source_updated));
    };
    if (order(a) != order(b)) return order(a) > order(b);
    const int text = a.value.content.compare(b.value.content);
    return text != 0 ? text < 0 : facts(a.value) < facts(b.value);
}

// The leading version first, whatever order they came in.
template <class T>
void canonical(std::vector<Version<T>>& versions) {
    if (std::is_sorted(versions.begin(), versions.end(), leads<T>)) return;
    std::vector<Version<T>*> order;  // a version is large, and there may be thousands
    order.reserve(versions.size());
    for (Version<T>& version : versions) order.push_back(&version);
    std::stable_sort(order.begin(), order.end(),
                     [&](const Version<T>* a, const Version<T>* b) { return leads(*a, *b); });
    std::vector<Version<T>> sorted;
    sorted.reserve(versions.size());
    for (Version<T>* version : order) sorted.push_back(std::move(*version));
    versions = std::move(sorted);
}

// Whether `a` is later than `b`, by when the entry was updated and by when the blog was; nothing if that is not known,
// or if the one says this and the other that.
template <class T>
std::optional<bool> later(const Version<T>& a, const Version<T>& b) {
    const auto compare = [](const std::optional<Timestamp>& one, const std::optional<Timestamp>& other) {
        return one && other ? one->instant <=> other->instant : std::strong_ordering::equal;
    };
    const auto entry = compare(a.value.updated, b.value.updated);
    const auto source = compare(a.source_updated, b.source_updated);
    if (entry == 0 && source == 0) return std::nullopt;
    if (entry != 0 && source != 0 && entry != source) return std::nullopt;
    return (entry != 0 ? entry : source) > 0;
}

// The more of these come before it, the less public a state is.
constexpr std::array by_publicity{PostStatus::published, PostStatus::scheduled, PostStatus::draft, PostStatus::trashed};
constexpr std::array comments_by_publicity{CommentStatus::approved, CommentStatus::ghosted, CommentStatus::pending,
                                           CommentStatus::removed, CommentStatus::spam};

bool less_public(PostStatus a, PostStatus b) {
    return std::find(by_publicity.begin(), by_publicity.end(), a) >
           std::find(by_publicity.begin(), by_publicity.end(), b);
}
bool less_public(CommentStatus a, CommentStatus b) {
    const auto rank = [](CommentStatus s) {
        return std::find(comments_by_publicity.begin(), comments_by_publicity.end(), s);
    };
    return rank(a) > rank(b);
}

// Which version says the state of an entity, of one that did so far and another one.
template <class T>
std::size_t state_of(const std::vector<Version<T>>& versions, std::size_t so_far, std::size_t other) {
    const Version<T>&a = versions[so_far], &b = versions[other];
    const std::optional<bool> other_is_later = later(b, a);
    return other_is_later.value_or(less_public(b.value.status, a.value.status)) ? other : so_far;
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

using Clocks = std::vector<std::pair<decltype(Timestamp::instant), std::chrono::minutes>>;  // what was shown, and with
                                                                                            // which offset

template <class T>
void share_offsets(std::vector<Version<T>>& versions, std::optional<Timestamp> T::*field) {
    Clocks clocks;
    for (const Version<T>& version : versions)
        if (const auto& time = version.value.*field; time && time->offset && time->precision <= Precision::minute)
            clocks.emplace_back(time->instant + *time->offset, *time->offset);
    std::sort(clocks.begin(), clocks.end());
    for (Version<T>& version : versions) {
        auto& time = version.value.*field;
        if (!time || time->offset || time->precision > Precision::minute) continue;
        const auto step = time->precision == Precision::minute ? std::chrono::seconds(60) : std::chrono::seconds(1);
        const auto shown = std::chrono::floor<std::chrono::seconds>(time->instant);
        const auto same = std::lower_bound(clocks.begin(), clocks.end(),
                                           std::pair(decltype(time->instant)(shown), std::chrono::minutes::min()));
        if (same == clocks.end() || same->first >= shown + step) continue;
        time->offset = same->second;
        time->instant -= same->second;
    }
}

}  // namespace

void share_offsets(std::vector<Version<Post>>& versions) {
    for (const auto field : {&Post::published, &Post::updated, &Post::created}) share_offsets(versions, field);
}

void share_offsets(std::vector<Version<Comment>>& versions) {
    for (const auto field : {&Comment::published, &Comment::updated, &Comment::created}) share_offsets(versions, field);
}

Post merge(std::vector<Version<Post>> versions, Diagnostics& diagnostics) {
    canonical(versions);
    Post kept = versions.front().value;
    const std::string entity = entity_name(kept);
    Merger m(entity, kept.at, diagnostics);
    std::size_t state = 0;  // the version that says it
    for (std::size_t i = 1; i < versions.size(); ++i) {
        Post& other = versions[i].value;
        const Weight weight = weigh(versions, i, entity, diagnostics);
        if (weight == Weight::none) continue;
        const PostStatus before = kept.status;
        state = state_of(versions, state, i);
        kept.status = versions[state].value.status;
        if (before != other.status && weight == Weight::full)
            m.conflict("status", std::string(json::to_string(kept.status)),
                       std::string(json::to_string(kept.status == before ? other.status : before)));
        if (weight == Weight::superseded) continue;
        const bool better =
            other.guid.find(".page-") != std::string::npos && kept.guid.find(".page-") == std::string::npos;
        if (kept.guid.empty() || better) kept.guid = other.guid;
        m.beginnings(kept, other);
        m.text(kept.title, other.title, "title");
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
                [](const Enclosure& a, const Enclosure& b) { return same_address(a.url, b.url); });
        m.optional(kept.location, other.location, "location");
        m.optional(kept.link, other.link, "link");
        m.address(kept.thumbnail, other.thumbnail, "thumbnail");
        m.time(kept.published, other.published, "published");
        m.last_update(kept.updated, other.updated);
        m.time(kept.created, other.created, "created");
        m.time(kept.trashed, other.trashed, "trashed");
        m.declared(kept, other, later(versions[i], versions.front()));
        m.unite(kept.properties, other.properties, [](const Property& a, const Property& b) { return a == b; });
    }
    return kept;
}

Comment merge(std::vector<Version<Comment>> versions, Diagnostics& diagnostics) {
    canonical(versions);
    Comment kept = versions.front().value;
    const std::string entity = entity_name(kept);
    Merger m(entity, kept.at, diagnostics);
    std::size_t state = 0;  // the version that says it
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const Comment& other = versions[i].value;
        const Weight weight = weigh(versions, i, entity, diagnostics);
        if (weight == Weight::none) continue;
        const CommentStatus before = kept.status;
        state = state_of(versions, state, i);
        kept.status = versions[state].value.status;
        // A removed comment is marked in the legacy export only.
        const auto removal = [](CommentStatus a, CommentStatus b) {
            return a == CommentStatus::removed && b == CommentStatus::approved;
        };
        if (weight == Weight::full && (removal(other.status, before) || removal(before, other.status))) {
            kept.status = CommentStatus::removed;
        } else if (before != other.status && weight == Weight::full) {
            m.conflict("status", std::string(json::to_string(kept.status)),
                       std::string(json::to_string(kept.status == before ? other.status : before)));
        }
        if (weight == Weight::superseded) continue;
        m.text(kept.post, other.post, "post");
        m.optional(kept.parent, other.parent, "parent");
        if (!kept.author)
            kept.author = other.author;
        else if (other.author)
            m.person(*kept.author, *other.author);
        m.comment_body(kept.content, other.content);
        m.address(kept.permalink, other.permalink, "permalink");
        m.time(kept.published, other.published, "published");
        m.last_update(kept.updated, other.updated);
        m.time(kept.created, other.created, "created");
        m.unite(kept.properties, other.properties, [](const Property& a, const Property& b) { return a == b; });
    }
    return kept;
}

}  // namespace blogferry
