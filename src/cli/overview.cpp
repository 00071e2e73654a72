#include "overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "json/fields.hpp"

namespace blogferry::cli {

namespace {

// As its author saw it: in the offset it was written with.
std::chrono::year_month_day day_of(const Timestamp& timestamp) {
    return std::chrono::floor<std::chrono::days>(timestamp.instant + timestamp.offset.value_or(std::chrono::minutes{}));
}

std::string text_of(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string month_text(std::int64_t month) { return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

std::vector<std::pair<std::string, std::uint64_t>> most_first(const Overview::Tally& tally) {
    std::vector<std::pair<std::string, std::uint64_t>> result(tally.begin(), tally.end());
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return result;
}

std::string author_name(const Person& person) {
    if (!person.name.empty()) return person.name;
    return "(no name)";
}

}  // namespace

void Overview::count(Entries& entries, std::string_view status, const std::optional<Timestamp>& published) {
    ++entries.total;
    ++entries.by_status[std::string(status)];
    if (!published) return;
    const std::string day = text_of(day_of(*published));
    if (entries.first.empty() || day < entries.first) entries.first = day;
    entries.last = std::max(entries.last, day);
}

void Overview::count_silence(const Timestamp& published) {
    const auto day = day_of(published);
    const std::int64_t month =
        static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
    if (last_month_ && month - *last_month_ - 1 > (silence_ ? silence_->months : 0)) {
        silence_ = Silence{month - *last_month_ - 1, month_text(*last_month_), month_text(month)};
    }
    last_month_ = month;
}

void Overview::post(const Post& post, Comments& comments) {
    const bool is_post = post.kind == PostKind::post;
    count(is_post ? posts_ : pages_, json::to_string(post.status), post.published);
    if (!post.published) ++undated_;
    if (post.status == PostStatus::published) {
        if (post.title.empty()) ++untitled_;
        if (!post.permalink && !post.path) ++unaddressed_;
        if (is_post && post.published) count_silence(*post.published);
    }
    for (const Person& author : post.authors) ++by_author_[author_name(author)];
    for (const Category& category : post.categories)
        ++by_label_[category.label.empty() ? category.term : category.label];
    if (post.replies_declared) {
        ++declaring_;
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();  // a file may say anything
        const std::int64_t declared = std::max<std::int64_t>(*post.replies_declared, 0);
        declared_ = declared > most - declared_ ? most : declared_ + declared;
    }
    Comment comment;
    std::int64_t all = 0, visible = 0;
    while (comments.next(comment)) {
        ++all;
        count(comments_, json::to_string(comment.status), comment.published);
        if (comment.parent) ++replies_;
        if (is_visible(comment.status)) ++visible;
    }
    const bool left_out = post.replies > all;  // by an earlier conversion
    if (post.replies_declared && *post.replies_declared != visible && !left_out) ++differing_;
}

void Overview::orphan(const Comment& comment, OrphanReason reason) {
    count(comments_, json::to_string(comment.status), comment.published);
    ++(reason == OrphanReason::foreign ? foreign_ : orphans_);
}

void Overview::finish() {
    authors_ = most_first(by_author_);
    labels_ = most_first(by_label_);
}

}  // namespace blogferry::cli
