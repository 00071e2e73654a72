// From the names a user gives to the blogs in them: open, recognise by content, put companions beside their feed, and
// sort the readers by blog.
#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <utility>

#include "blogferry/convert.hpp"
#include "spelling.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry {

namespace {

struct OtherKind {
    std::string_view what, advice;
};

// Files people give by mistake, told apart so that the message can say what to do instead.
std::optional<OtherKind> other_kind(std::string_view head) {
    using namespace std::string_view_literals;
    const std::string_view trimmed = text::trim(head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head);
    const std::string lower = text::lower(trimmed.substr(0, 2048));
    const auto has = [&](std::string_view s) { return head.find(s) != std::string_view::npos; };
    if (head.starts_with("WARC/"))
        return OtherKind{"a web archive (WARC)", "extract its pages and feeds into a folder, and give that"};
    if (has("\"kind\": \"blogger#") || has("\"kind\":\"blogger#"))
        return OtherKind{"an answer of the Blogger API", "export the blog with Google Takeout instead"};
    if (lower.find("<html") != std::string::npos && (has("<data:") || has("<b:include")))
        return OtherKind{"a theme of Blogger", "it holds no posts; give the export, or saved pages of the blog"};
    if (lower.find("<!doctype html") != std::string::npos || lower.find("<html") != std::string::npos)
        return OtherKind{"an HTML page that is not one of a blog, as far as can be told",
                         "if it is, say so with --from blogger-page"};
    if (lower.find("<rdf:rdf") != std::string::npos)
        return OtherKind{"an RSS 1.0 feed", "Atom 1.0 and RSS 2.0 are read; most blogs have one of them, too"};
    if (lower.find("<feed") != std::string::npos && has("http://purl.org/atom/ns#"))
        return OtherKind{"an Atom 0.3 feed", "Atom 1.0 and RSS 2.0 are read; fetch the feed as one of them"};
    if (lower.find("<entry") != std::string::npos && has("http://www.w3.org/2005/Atom"))
        return OtherKind{"one entry of a feed", "give the feed it is in"};
    if (trimmed.starts_with("{") && has("https://jsonfeed.org/version/"))
        return OtherKind{"a JSON Feed", "Atom 1.0 and RSS 2.0 are read; most blogs have one of them, too"};
    if (head.starts_with("SQLite format 3\0"sv))
        return OtherKind{"an SQLite database", "it is an output of this program or of another one, not an export"};
    if (head.starts_with("{\"format\":\"blogferry\""))
        return OtherKind{"Blogferry's own JSON", "convert from NDJSON, which can be read back"};
    if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") || head.starts_with("GIF8"))
        return OtherKind{"a picture", "give the export: blog-….xml, feed.atom or the Takeout archive"};
    if (head.starts_with("%PDF"))
        return OtherKind{"a PDF", "give the export: blog-….xml, feed.atom or the Takeout archive"};
    if (lower.starts_with("blog_")) return OtherKind{"the settings of a Takeout", "give the feed.atom beside it too"};
    return std::nullopt;
}

// A Takeout of 2021 has its title in the settings only.
std::string title_of(const Site& site) {
    const auto name = std::find_if(site.settings.begin(), site.settings.end(),
                                   [](const Setting& s) { return s.name == "BLOG_NAME"; });
    return site.title.empty() && name != site.settings.end() ? name->value : site.title;
}

// Which sources are of one blog. One number is one blog, and so is one address; without both, one title is one.
class Grouping {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// @param site_url the blog's address by the user, for sources that do not say theirs
    explicit Grouping(const std::optional<std::string>& site_url) : given_(site_url ? blog_key(*site_url) : "") {}

    /// The group of a source; a new one if it has none yet and `may_found`.
    std::size_t group_of(const Reader& reader, bool may_found) {
        const Site& site = reader.site();
        const std::string place = site.home ? blog_key(*site.home) : given_;
        std::size_t group = find(reader, place);
        if (group == none) {
            if (!may_found) return none;
            group = size_++;
            places_.emplace_back();
            if (reader.nameless()) nameless_ = group;
            if (!title_of(site).empty()) by_title_[title_of(site)].push_back(group);
        }
        only_comments_ = only_comments_ && reader.account_comments();
        if (!site.id.empty()) by_id_.emplace(site.id, group);
        if (!place.empty()) {
            by_place_.emplace(place, group);
            places_[group] = place;
        }
        return group;
    }
    std::size_t size() const { return size_; }
    bool only_comments() const { return only_comments_; }

private:
    std::size_t find(const Reader& reader, const std::string& place) const {
        const Site& site = reader.site();
        if (reader.nameless() && place.empty()) return nameless_;
        if (!site.id.empty()) return found(by_id_, site.id);
        if (const std::size_t group = place.empty() ? none : found(by_place_, place); group != none) return group;
        const auto titled = by_title_.find(title_of(site));
        if (titled == by_title_.end()) return none;
        // Where several blogs have it, the title tells nothing.
        std::size_t match = none;
        for (const std::size_t group : titled->second) {
            if (!place.empty() && !places_[group].empty()) continue;
            if (match != none) return none;
            match = group;
        }
        return match;
    }
    static std::size_t found(const std::unordered_map<std::string, std::size_t>& groups, const std::string& key) {
        const auto place = groups.find(key);
        return place == groups.end() ? none : place->second;
    }

    std::string given_;
    std::unordered_map<std::string, std::size_t> by_id_, by_place_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_title_;
    std::vector<std::string> places_;  // of groups; empty where none is known
    std::size_t nameless_ = none, size_ = 0;
    bool only_comments_ = true;
};

// What tells a blog from others of its title: its number, else its address, and where none of its sources says one, the
// name of a source.
std::string key_of(const BlogSource& blog) {
    if (!blog.id.empty()) return blog.id;
    for (const std::unique_ptr<Reader>& reader : blog.readers)
        if (const std::optional<std::string>& home = reader->site().home; home && !home->empty()) return *home;
    return blog.sources.front().name;
}

struct Opening {
    std::unique_ptr<Input> input;
    bool in_container = false;
};

// "Blogs/X/feed(1).atom" -> "Blogs/X/" and "(1)": what a feed and its settings.csv have in common.
std::pair<std::string_view, std::string_view> place(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    const std::string_view folder = name.substr(0, slash == std::string_view::npos ? 0 : slash + 1);
    std::string_view file = name.substr(folder.size());
    const std::size_t open = file.rfind('('), close = file.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {folder, {}};
    return {folder, file.substr(open, close - open + 1)};
}

}  // namespace

struct Sources::Impl {
    Impl(OpenOptions o, FormatRegistry r, Context& c) : options(std::move(o)), registry(std::move(r)), context(c) {}

    void open(std::vector<Opening> opened, std::size_t skipped);
    const Format* recognise(const Input& input) const;
    void check_choice(const Format& forced, const Input& input) const;

    OpenOptions options;
    FormatRegistry registry;
    Context& context;
    std::vector<std::unique_ptr<Input>> inputs;
    std::vector<BlogSource> blogs;
    std::vector<std::unique_ptr<Reader>> foreign;  // account comments on blogs that are not here
    std::vector<SourceInfo> foreign_sources;
};

const Format* Sources::Impl::recognise(const Input& input) const {
    const std::string head = input.head();
    const FormatRegistry::Guess guess = registry.detect(input.name(), head);
    if (guess.rival)
        throw Error(Rule::format_ambiguous, {input.number(), 0, 0, 0},
                    "could be " + std::string(guess.format->name) + " or " + std::string(guess.rival->name),
                    "say which with --from " + std::string(guess.format->name));
    return guess.format;
}

// A reader that was chosen wrongly only says that it does not find what it looks for.
void Sources::Impl::check_choice(const Format& forced, const Input& input) const {
    constexpr int clear = 80;
    const std::string head = input.head();
    const FormatRegistry::Guess guess = registry.detect(input.name(), head);
    if (guess.confidence < clear || guess.format == &forced || (forced.probe && forced.probe(head) > 0)) return;
    throw Error(Rule::usage, {input.number(), 0, 0, 0},
                "looks like " + std::string(guess.format->name) + ", not like " + std::string(forced.name),
                "leave out --from: what a file is, is seen from what it holds");
}

void Sources::Impl::open(std::vector<Opening> opened, std::size_t skipped) {
    const Format* forced = nullptr;
    if (options.from) {
        forced = registry.find(*options.from);
        if (!forced || !forced->open) {
            std::vector<std::string_view> names;
            for (const Format& f : registry.all())
                if (f.open) names.push_back(f.name);
            const std::string near = nearest(*options.from, names);
            throw Error(Rule::usage, "no reader is called \"" + *options.from + "\"",
                        near.empty() ? "see: blogferry formats" : "did you mean --from " + near + "?");
        }
    }

    struct Found {
        const Input* input;
        const Format* format;
        bool in_container = false;
    };
    std::vector<Found> found;
    std::vector<Found> companions;
    for (Opening& o : opened) {
        const Input& input = *o.input;
        inputs.push_back(std::move(o.input));
        const std::string head = input.head();
        const Format* format = nullptr;
        const Format* belongs_to = nullptr;
        for (const Format& f : registry.all())
            if (f.companion && f.companion(input.name(), head)) belongs_to = &f;
        if (!(forced && !o.in_container)) format = recognise(input);
        if (!format && belongs_to) {
            companions.push_back({&input, belongs_to});
            continue;
        }
        if (forced && (!o.in_container || format)) format = forced;
        if (format) {
            found.push_back({&input, format, o.in_container});
        } else if (!o.in_container) {
            const Location at{input.number(), 0, 0, 0};
            if (const auto other = other_kind(head))
                throw Error(Rule::format_other, at, "is " + std::string(other->what), std::string(other->advice));
            throw Error(Rule::format_unknown, at, "is no blog export that this program knows",
                        "see what it reads: blogferry formats; if you are sure, name the reader with --from");
        }
    }
    if (found.empty()) {
        const std::string also = companions.empty() ? "" : " (settings alone are not enough: give the feed.atom too)";
        throw Error(
            Rule::no_blog, "no blog found among " + std::to_string(skipped + inputs.size()) + " files" + also,
            "a Takeout of Blogger has Blogger/Blogs/NAME/feed.atom in it; was \"Blogger\" ticked when it was made?");
    }

    struct Ready {
        std::unique_ptr<Reader> reader;
        const Format* format;
        const Input* input;
        bool in_container = false;
        mutable std::string hash;  // made when nothing else tells two inputs apart
    };
    std::vector<Ready> readers;
    std::vector<bool> taken(companions.size());
    for (const Found& f : found) {
        Source source{f.input, {}, options.hints.locale};
        for (std::size_t i = 0; i < companions.size(); ++i) {
            const Found& c = companions[i];
            const bool beside = place(c.input->name()) == place(f.input->name());
            const bool only = found.size() == 1;  // given loose, with one feed: it can only be this one's
            if (c.format != f.format || taken[i] || !(beside || only)) continue;
            source.companions.push_back(c.input);
            taken[i] = true;
        }
        const Settings settings(f.format->read_options, options.read_settings, f.format->name);
        try {
            readers.push_back({f.format->open(source, settings, context), f.format, f.input, f.in_container, {}});
        } catch (const Error& error) {
            if (forced && (error.exit() == Exit::malformed || error.exit() == Exit::unsupported))
                check_choice(*forced, *f.input);
            throw;
        }
        if (forced && readers.back().reader->found_nothing()) check_choice(*forced, *f.input);
    }
    // What holds no blog says so and is none; the rest is one all the same. In a folder of saved pages those that only
    // lead to posts are no loss.
    const bool any_posts = std::any_of(readers.begin(), readers.end(), [](const Ready& r) { return !r.reader->found_nothing(); });
    for (const Ready& r : readers) {
        if (!r.reader->found_nothing()) continue;
        Record none;
        if (any_posts && r.in_container)
            context.diagnostics.report(Rule::member_skipped, {r.input->number(), 0, 0, 0}, {}, {},
                                       "holds no post, other than files beside it; not used");
        else r.reader->next(none);
    }
    std::erase_if(readers, [](const Ready& r) { return r.reader->found_nothing(); });
    if (readers.empty())
        throw Error(Rule::no_blog, "no blog is in what was given",
                    "an output would be empty; what each file lacks is said above");
    for (std::size_t i = 0; i < companions.size(); ++i)
        if (!taken[i])
            context.diagnostics.report(Rule::member_skipped, {companions[i].input->number(), 0, 0, 0}, {}, {},
                                       "belongs to no feed that was given; not used");

    // What the first source says about the blog counts where another one disagrees, so the order is that by which
    // entries are believed: preference, then the later update. Equals go by what they hold, not by how they are given.
    std::stable_sort(readers.begin(), readers.end(), [](const Ready& a, const Ready& b) {
        const auto belief = [](const Ready& r) {
            const std::optional<Timestamp>& updated = r.reader->site().updated;
            return std::pair(r.reader->preference(), updated ? updated->instant : Timestamp{}.instant);
        };
        if (belief(a) != belief(b)) return belief(a) > belief(b);
        const auto facts = [](const Ready& r) { return std::pair(r.reader->account_comments(), r.input->size()); };
        if (facts(a) != facts(b)) return facts(a) < facts(b);
        if (&a == &b) return false;
        const auto hash = [](const Ready& r) {
            if (r.hash.empty()) r.hash = r.input->sha256();
            return std::string_view(r.hash);
        };
        return std::pair(hash(a), std::string_view(a.input->name())) <
               std::pair(hash(b), std::string_view(b.input->name()));
    });

    const auto source_of = [](const Ready& r) {
        const Input* input = r.input;
        return SourceInfo{input->name(), std::string(r.format->name), input->size(),
                          [input] { return input->sha256(); }};
    };
    const auto add = [&](BlogSource& blog, Ready& r) {
        if (blog.id.empty()) blog.id = r.reader->site().id;
        if (blog.title.empty()) blog.title = title_of(r.reader->site());
        blog.sources.push_back(source_of(r));
        blog.readers.push_back(std::move(r.reader));
    };
    // Sources that say the number of their blog tell the blogs apart; then those that do not find theirs; last comes
    // what the account wrote, which goes with any blog unless it is all there is.
    const auto stage_of = [](const Reader& reader) {
        return reader.account_comments() ? 2 : reader.site().id.empty() ? 1 : 0;
    };
    Grouping grouping(options.hints.site_url);
    std::vector<std::size_t> group(readers.size(), Grouping::none);
    for (int stage = 0; stage <= 2; ++stage)
        for (std::size_t i = 0; i < readers.size(); ++i) {
            const Reader& reader = *readers[i].reader;
            if (stage_of(reader) == stage) group[i] = grouping.group_of(reader, stage < 2 || grouping.only_comments());
        }
    blogs.resize(grouping.size());
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (group[i] != Grouping::none) {
            add(blogs[group[i]], readers[i]);
        } else {
            foreign_sources.push_back(source_of(readers[i]));
            foreign.push_back(std::move(readers[i].reader));
        }
    }
    std::sort(blogs.begin(), blogs.end(), [](const BlogSource& a, const BlogSource& b) {
        return std::pair(a.title, key_of(a)) < std::pair(b.title, key_of(b));
    });
}

Sources::Sources(const std::vector<std::string>& paths, const OpenOptions& options, const FormatRegistry& registry,
                 Context& context)
    : impl_(std::make_unique<Impl>(options, registry, context)) {
    std::vector<Opening> opened;
    std::size_t skipped = 0;
    const auto wanted = [&](std::string_view name, std::string_view head) {
        return registry.detect(name, head).confidence > 0 ||
               std::any_of(registry.all().begin(), registry.all().end(),
                           [&](const Format& f) { return f.companion && f.companion(name, head); });
    };
    for (const std::string& path : paths) {
        blogferry::Opened all = open_all(path, wanted, context);
        skipped += all.skipped.size();
        for (const std::string& name : all.skipped)
            context.diagnostics.report(Rule::member_skipped, {}, {}, {},
                                       name + " is no part of the blog's text; not used");
        for (auto& input : all.inputs) opened.push_back({std::move(input), all.container});
    }
    impl_->open(std::move(opened), skipped);
}

Sources::Sources(std::vector<std::unique_ptr<Input>> inputs, const OpenOptions& options, const FormatRegistry& registry,
                 Context& context)
    : impl_(std::make_unique<Impl>(options, registry, context)) {
    std::vector<Opening> opened;
    opened.reserve(inputs.size());
    for (auto& input : inputs) opened.push_back({std::move(input), false});
    impl_->open(std::move(opened), 0);
}

Sources::~Sources() = default;
Sources::Sources(Sources&&) noexcept = default;

std::vector<BlogSource>& Sources::blogs() { return impl_->blogs; }

BlogSource& Sources::one() {
    auto& blogs = impl_->blogs;
    auto chosen = blogs.begin();
    const auto name = [](const BlogSource& b) {
        const std::string key = key_of(b);
        return b.title.empty() ? key : "\"" + text::printable(b.title, 40) + "\" (" + key + ")";
    };
    const bool numbered = std::none_of(blogs.begin(), blogs.end(), [](const BlogSource& b) { return b.id.empty(); });
    const bool titled = std::none_of(blogs.begin(), blogs.end(), [](const BlogSource& b) { return b.title.empty(); });
    const std::string choice = numbered ? "NUMBER or --blog TITLE"
                               : titled ? "and what is in parentheses, or its title"
                                        : "and its name as it is here: number, address, file or title";
    const auto refuse = [&](const std::string& what, const std::string& hint) {
        Error error(Rule::several_blogs, what, hint);
        for (const BlogSource& b : blogs) error.choices.push_back(name(b));
        throw error;
    };
    if (impl_->options.blog) {
        const std::string& wanted = *impl_->options.blog;
        chosen = std::find_if(blogs.begin(), blogs.end(), [&](const BlogSource& b) { return key_of(b) == wanted; });
        if (chosen == blogs.end()) {
            const auto called = [&](const BlogSource& b) { return text::equal_ignoring_case(b.title, wanted); };
            chosen = std::find_if(blogs.begin(), blogs.end(), called);
            if (std::count_if(blogs.begin(), blogs.end(), called) > 1)
                refuse("several blogs have the title \"" + wanted + "\"",
                       numbered ? "choose by number: --blog NUMBER" : "choose by what is in parentheses");
        }
        if (chosen == blogs.end()) refuse("no blog \"" + wanted + "\" is in the inputs", "choose one of these");
    } else if (blogs.size() > 1) {
        refuse("the inputs hold " + std::to_string(blogs.size()) + " blogs",
               "choose one with --blog " + choice + "; each goes into an output of its own");
    }
    for (auto& reader : impl_->foreign) chosen->readers.push_back(std::move(reader));
    for (auto& source : impl_->foreign_sources) chosen->sources.push_back(std::move(source));
    impl_->foreign.clear();
    impl_->foreign_sources.clear();
    return *chosen;
}

void Sources::check_unchanged() const {
    for (const auto& input : impl_->inputs) input->check_unchanged();
}

void Sources::keep_off(const std::vector<std::string>& outputs) const {
    for (const std::string& output : outputs)
        for (const auto& input : impl_->inputs)
            if (input->comes_from(output))
                throw Error(Rule::same_file, output + " is an input as well as an output",
                            "give the output a name of its own; inputs are never written to");
}

}  // namespace blogferry
