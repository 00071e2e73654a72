#include "records.hpp"

#include "merge.hpp"

namespace blogferry {

std::string made_up_id(std::string_view bytes) {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return "no-id-" + std::to_string(hash);
}

void Records::parse(const Entry& entry, Diagnostics& diagnostics) {
    const Reader& reader = *readers_[entry.source];
    const std::string_view bytes = store_.read(reader.input(), entry.offset, entry.length);
    if (bytes.size() != entry.length)
        throw Error(Rule::input_changed, "\"" + reader.input().name() + "\" became shorter while it was read", "run again when nothing else writes to it");
    const std::uint64_t column = entry.column ? entry.column : entry.offset + 1;
    const std::size_t posts_before = caught_.posts.size(), comments_before = caught_.comments.size();
    reader.parse({bytes, {reader.input().number(), entry.line, column, entry.offset}}, Depth::full, caught_, diagnostics);
    // Only what this record gave: of one id there may be thousands of versions.
    for (std::size_t i = posts_before; i < caught_.posts.size(); ++i)
        if (caught_.posts[i].id.empty()) caught_.posts[i].id = made_up_id(bytes);
    for (std::size_t i = comments_before; i < caught_.comments.size(); ++i)
        if (caught_.comments[i].id.empty()) caught_.comments[i].id = made_up_id(bytes);
}

template <class T>
T Records::merged(const Entries& entries, std::size_t& at, std::vector<T>& versions, Diagnostics& diagnostics) {
    caught_.clear();
    const std::size_t begin = at;
    do parse(entries[at++], diagnostics);
    while (at < entries.size() && entries[at].key == entries[begin].key);
    if (versions.size() != at - begin) throw Error(Rule::input_changed, "an entry changed while it was read", "run again when nothing else writes to it");
    for (T& version : versions) clock_.place(version, diagnostics);
    if (versions.size() == 1) return std::move(versions.front());
    std::vector<Version<T>> ranked;
    for (std::size_t i = begin; i < at; ++i) ranked.push_back({std::move(versions[i - begin]), readers_[entries[i].source]->preference()});
    return merge(std::move(ranked), diagnostics);
}

Post Records::post(const Entries& posts, std::size_t& at, Diagnostics& diagnostics) { return merged(posts, at, caught_.posts, diagnostics); }

Comment Records::comment(const Entries& comments, std::size_t& at, Diagnostics& diagnostics) {
    Comment comment = merged(comments, at, caught_.comments, diagnostics);
    if (comment.blog == blog_) comment.blog.clear();
    return comment;
}

void Records::check(const Entry& entry) {
    caught_.clear();
    parse(entry, silent_);
}

}  // namespace blogferry
