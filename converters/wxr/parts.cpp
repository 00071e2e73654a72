#include "parts.hpp"

#include <fmt/format.h>

namespace blogferry::wxr {
namespace {

constexpr std::string_view tail = "</channel>\n</rss>\n";

}  // namespace

Parts::Parts(Output& target, std::uint64_t size) : target_(target), size_(size), part_(target.next_part()) {
    if (part_ == nullptr) {
        throw Error(Rule::usage, fmt::format("-O split-size makes several files, and {} is one", target.name()),
                    "name a file with -o, or leave split-size out");
    }
}

void Parts::write(std::string_view bytes) {
    if (in_head_) {
        head_ += bytes;
        return;
    }
    const bool fits = used_ + waiting_.size() + bytes.size() + tail.size() <= size_;
    if (items_ > 0 && !fits) start_part();
    if (items_ > 0) {
        waiting_ += bytes;
    } else {  // the first item of a part has to go into it
        put(waiting_);
        waiting_.clear();
        put(bytes);
    }
}

void Parts::end_head() {
    in_head_ = false;
    put(head_);
}

void Parts::end_item(Entity& entity) {
    put(waiting_);
    waiting_.clear();
    if (used_ + tail.size() > size_) {
        entity.report(
            Rule::wxr_part_too_large, {},
            fmt::format(
                "takes {} bytes with its comments and the head of a file, more than split-size: it is alone in part {}",
                used_ + tail.size(), number_));
    }
    ++items_;
}

void Parts::finish() { put(tail); }

void Parts::put(std::string_view bytes) {
    part_->write(bytes);
    used_ += bytes.size();
}

void Parts::start_part() {
    if (number_ == most_parts) {
        throw Error(Rule::usage, fmt::format("with this -O split-size there would be more than {} parts", most_parts),
                    "choose a larger one, such as 10M");
    }
    put(tail);
    part_ = target_.next_part();
    ++number_;
    used_ = items_ = 0;
    put(head_);
}

}  // namespace blogferry::wxr
