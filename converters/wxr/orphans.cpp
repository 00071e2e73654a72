#include "orphans.hpp"

#include <fmt/format.h>

#include "json/entities.hpp"

namespace blogferry::wxr {
namespace {

constexpr std::size_t buffer_size = 64 * 1024;

}  // namespace

void Orphans::begin(const Site& site) { site_ = site; }

void Orphans::add(const Comment& comment, OrphanReason reason) {
    if (count_++ == 0) {
        output_ = main_.beside(".orphans.ndjson");
        json::append_header(buffer_, site_);
    }
    if (!output_) return;
    json::append_orphan(buffer_, comment, reason);
    flush_above(buffer_size);
}

void Orphans::finish() {
    if (count_ == 0) return;
    if (output_) {
        Counts counts;
        counts.orphans = count_;
        json::append_end(buffer_, counts);
        flush_above(0);
    }
    const std::string what = count_ == 1 ? "1 comment whose post is not in the source" :
                                           fmt::format("{} comments whose posts are not in the source", count_);
    diagnostics_.report(Rule::wxr_orphans, {}, {}, {},
                        output_ ? fmt::format("{}: kept in {}", what, output_->name())
                                : fmt::format("{}: not in this output; -o FILE keeps them in a file beside it", what));
}

void Orphans::flush_above(std::size_t bytes) {
    if (buffer_.size() <= bytes) return;
    output_->write(buffer_);
    buffer_.clear();
}

}  // namespace blogferry::wxr
