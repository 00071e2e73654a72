#include "threads.hpp"

#include <algorithm>
#include <unordered_set>

namespace blogferry::wxr {

bool ParentsFirst::next(Numbered& result) {
    while (ready_.empty() && more_) {
        more_ = source_.next(result.comment);
        if (!more_) break;
        if (!waits(result.comment)) {
            number(result);
            return true;
        }
        const std::uint64_t arrival = waiting_.empty() ? 0 : waiting_.rbegin()->first + 1;
        replies_to_.emplace(*result.comment.parent, arrival);
        waiting_.emplace(arrival, std::move(result.comment));
        result.comment = {};
    }
    if (ready_.empty()) release_rest();
    if (ready_.empty()) return false;
    result.comment = std::move(ready_.back());
    ready_.pop_back();
    number(result);
    return true;
}

bool ParentsFirst::waits(const Comment& comment) const {
    return comment.parent && *comment.parent != comment.id && !numbers_.contains(*comment.parent);
}

void ParentsFirst::number(Numbered& result) {
    result.number = ++last_number_;
    const auto parent = result.comment.parent ? numbers_.find(*result.comment.parent) : numbers_.end();
    result.parent = parent == numbers_.end() ? 0 : parent->second;
    if (result.comment.id.empty()) return;
    numbers_.emplace(result.comment.id, result.number);
    if (!waiting_.empty()) release_replies(result.comment.id);
}

void ParentsFirst::release_replies(const std::string& id) {
    const auto [first, last] = replies_to_.equal_range(id);
    std::vector<std::uint64_t> arrivals;
    for (auto reply = first; reply != last; ++reply) arrivals.push_back(reply->second);
    replies_to_.erase(first, last);
    std::sort(arrivals.rbegin(), arrivals.rend());
    for (const std::uint64_t arrival : arrivals) {
        const auto reply = waiting_.find(arrival);
        if (reply == waiting_.end()) continue;
        ready_.push_back(std::move(reply->second));
        waiting_.erase(reply);
    }
}

// What still waits at the end replies to comments that are not on this post, directly or through others; or in a
// circle, which is then cut at its first comment.
void ParentsFirst::release_rest() {
    std::unordered_set<std::string_view> ids;
    for (const auto& [arrival, comment] : waiting_) ids.insert(comment.id);
    std::vector<std::uint64_t> roots;
    for (const auto& [arrival, comment] : waiting_) {
        if (!ids.contains(*comment.parent)) roots.push_back(arrival);
    }
    if (roots.empty() && !waiting_.empty()) roots.push_back(waiting_.begin()->first);
    for (; !roots.empty(); roots.pop_back()) {
        ready_.push_back(std::move(waiting_.at(roots.back())));
        waiting_.erase(roots.back());
    }
}

}  // namespace blogferry::wxr
