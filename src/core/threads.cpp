#include "threads.hpp"

#include <algorithm>

namespace blogferry {

Threads::Threads(const std::vector<Reply>& replies) : cut_(replies.size()) {
    for (std::size_t i = 0; i < replies.size(); ++i) places_.emplace(replies[i].comment, i);

    const std::size_t none = replies.size();
    std::vector<std::size_t> parents(replies.size(), none);
    for (std::size_t i = 0; i < replies.size(); ++i) {
        const auto found = places_.find(replies[i].parent);
        if (found != places_.end()) parents[i] = found->second;
    }

    enum class State : std::uint8_t { fresh, on_this_walk, done };
    std::vector<State> states(replies.size(), State::fresh);
    std::vector<std::size_t> walk;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        walk.clear();
        std::size_t k = i;
        for (; k != none && states[k] == State::fresh; k = parents[k]) {
            states[k] = State::on_this_walk;
            walk.push_back(k);
        }
        if (k != none && states[k] == State::on_this_walk) {
            const std::size_t first = *std::min_element(std::find(walk.begin(), walk.end(), k), walk.end());
            parents[first] = none;
            cut_[first] = true;
        }
        for (const std::size_t w : walk) states[w] = State::done;
    }
}

}  // namespace blogferry
