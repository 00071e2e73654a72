#include "records.hpp"

#include <algorithm>

#include "merge.hpp"

namespace blogferry {

namespace {

constexpr std::size_t most_held = 4 * 1024 * 1024;  // bytes of records

std::string made_up_id(std::string_view bytes, std::size_t before) {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return "no-id-" + std::to_string(hash) + (before > 0 ? "-" + std::to_string(before + 1) : "");
}

Error changed() {
    return Error(Rule::input_changed, "an entry changed while it was read", "run again when nothing else writes to it");
}

}  // namespace

void make_up_ids(Catcher& caught, std::string_view bytes, const MadeUp& made) {
    std::size_t count = 0;
    const auto each = [&](auto& things, const char* what) {
        for (auto& thing : things) {
            if (!thing.id.empty()) continue;
            thing.id = made_up_id(bytes, count++);
            if (made) made(what, thing.id);
        }
    };
    each(caught.posts, "a post");
    each(caught.comments, "a comment");
}

Location Records::place(const Entry& entry) const {
    const std::uint64_t column = entry.column ? entry.column : entry.offset + 1;
    return {readers_[entry.source]->input().number(), entry.line, column, entry.offset};
}

void Records::parse(const Entry& entry, Catcher& into, Diagnostics& diagnostics) {
    const Reader& reader = *readers_[entry.source];
    const std::string_view bytes = store_.read(reader.input(), entry.offset, entry.length);
    if (bytes.size() != entry.length)
        throw Error(Rule::input_changed, "\"" + reader.input().name() + "\" became shorter while it was read",
                    "run again when nothing else writes to it");
    into.clear();
    reader.parse({bytes, place(entry)}, Depth::full, into, diagnostics);
    make_up_ids(into, bytes);
    if (const auto repeated = repeated_.find(entry.source); repeated != repeated_.end())
        for (Comment& comment : into.comments) {
            if (comment.post.empty()) continue;
            for (std::string* const id : {&comment.id, comment.parent ? &*comment.parent : nullptr})
                if (id != nullptr && repeated->second.contains(*id)) *id = qualified(comment.post, *id);
        }
    if (const auto renamed = renamed_posts_.find({entry.source, entry.offset}); renamed != renamed_posts_.end())
        for (Post& post : into.posts) post.id = renamed->second;
    if (renamed_.empty()) return;
    const auto rename = [this](std::string& id) {
        if (const auto found = renamed_.find(id); found != renamed_.end()) id = found->second;
    };
    for (Post& post : into.posts) rename(post.id);
    for (Comment& comment : into.comments) rename(comment.post);
}

Records::Held& Records::hold(const Entry& entry, Diagnostics& diagnostics) {
    held_.remove_if([&](const Held& h) { return h.source == entry.source && h.offset == entry.offset; });
    held_.push_front({entry.source, entry.offset, entry.length, {}, {}, {}});
    Held& held = held_.front();
    parse(entry, held.caught, diagnostics);
    const auto index = [this](const auto& things, auto& places) {
        places.reserve(things.size());
        for (std::size_t i = 0; i < things.size(); ++i)
            if (const auto key = keys_->find(things[i].id)) places.emplace(*key, i);
    };
    index(held.caught.posts, held.posts);
    index(held.caught.comments, held.comments);
    std::size_t bytes = 0;  // the one just read stays, however large it is
    held_.erase(std::find_if(std::next(held_.begin()), held_.end(),
                             [&](const Held& h) { return (bytes += h.bytes) > most_held; }),
                held_.end());
    return held;
}

template <class T>
T Records::take(const Entry& entry, std::vector<T> Catcher::*things,
                std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics) {
    const auto lies_here = [&](const Held& h) {
        return h.source == entry.source && h.offset == entry.offset && (h.*left).contains(entry.key);
    };
    const auto found = entry.inner ? std::find_if(held_.begin(), held_.end(), lies_here) : held_.end();
    Held& held = found != held_.end() ? *found : hold(entry, entry.inner ? silent_ : diagnostics);
    const auto place = (held.*left).find(entry.key);
    if (place == (held.*left).end()) throw changed();
    T taken = std::move((held.caught.*things)[place->second]);
    (held.*left).erase(place);
    if (held.posts.empty() && held.comments.empty()) held_.remove_if([&](const Held& h) { return &h == &held; });
    return taken;
}

template <class T>
T Records::read(const Entry& entry, std::vector<T> Catcher::*things,
                std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics) {
    if (entry.shared) return take(entry, things, left, diagnostics);
    parse(entry, caught_, diagnostics);
    if ((caught_.*things).size() != 1) throw changed();
    return std::move((caught_.*things).front());
}

template <class T>
T Records::merged(const Entries& entries, std::size_t& at, std::vector<T> Catcher::*things,
                  std::unordered_multimap<Key, std::size_t> Held::*left, Diagnostics& diagnostics) {
    std::size_t end = at + 1;
    while (end < entries.size() && entries[end].key == entries[at].key) ++end;
    std::vector<Version<T>> versions;  // of one id there may be thousands
    versions.reserve(end - at);
    for (; at < end; ++at) {
        const Entry& entry = entries[at];
        const Reader& reader = *readers_[entry.source];
        versions.push_back({read(entry, things, left, diagnostics), reader.preference(), reader.site().updated});
    }
    if (versions.size() > 1) share_offsets(versions);
    for (Version<T>& version : versions) clock_.place(version.value, diagnostics);
    return versions.size() == 1 ? std::move(versions.front().value) : merge(std::move(versions), diagnostics);
}

Post Records::post(const Entries& posts, std::size_t& at, Diagnostics& diagnostics) {
    return merged(posts, at, &Catcher::posts, &Held::posts, diagnostics);
}

Comment Records::comment(const Entries& comments, std::size_t& at, Diagnostics& diagnostics) {
    Comment comment = merged(comments, at, &Catcher::comments, &Held::comments, diagnostics);
    if (comment.blog == blog_) comment.blog.clear();
    return comment;
}

Post Records::alone(const Entry& entry) {
    parse(entry, caught_, silent_);
    if (caught_.posts.size() != 1) throw changed();
    return std::move(caught_.posts.front());
}

void Records::check(const Entry& entry) { parse(entry, caught_, silent_); }

std::optional<std::string> Records::path(const Entry& entry) {
    check(entry);
    for (const Post& post : caught_.posts)
        if (keys_->find(post.id) == entry.key) return post.path;
    return std::nullopt;
}

}  // namespace blogferry
