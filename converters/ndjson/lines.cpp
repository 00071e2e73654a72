#include "lines.hpp"

#include <algorithm>
#include <cstring>

#include "text/strings.hpp"

namespace blogferry::ndjson {

namespace {

constexpr std::size_t chunk = 256 * 1024;

}  // namespace

Lines::Lines(const Input& input, std::uint64_t limit) : input_(input), limit_(limit), buffer_(chunk, '\0') {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    while (filled_ < byte_order_mark.size() && fill()) continue;
    if (!std::string_view(buffer_.data(), filled_).starts_with(byte_order_mark)) return;
    begin_ = byte_order_mark.size();
    offset_ = byte_order_mark.size();
}

bool Lines::next(Line& line) {
    while (next_any(line)) {
        if (!text::trim(line.bytes).empty()) return true;
    }
    return false;
}

bool Lines::next_any(Line& line) {
    std::size_t searched = 0;  // bytes from begin_ that are known to hold no line feed
    for (;;) {
        const char* const start = buffer_.data() + begin_;
        const std::size_t length = filled_ - begin_;
        const void* const found = std::memchr(start + searched, '\n', length - searched);
        const std::size_t size = found ? static_cast<std::size_t>(static_cast<const char*>(found) - start) : length;
        check_length(size);
        if (!found) {
            searched = length;
            if (fill()) continue;
            if (length == 0) return false;
        }
        // Not `start`: filling up may have moved the bytes, even if there were no more.
        line = Line{.bytes = {buffer_.data() + begin_, size}, .at = here(), .terminated = found != nullptr};
        const std::size_t taken = size + (found ? 1 : 0);
        begin_ += taken;
        offset_ += taken;
        ++number_;
        return true;
    }
}

/// Reads on behind what is there, moving it to the front and making room as needed. False at the end.
bool Lines::fill() {
    const std::size_t kept = filled_ - begin_;
    std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
    begin_ = 0;
    filled_ = kept;
    if (buffer_.size() - kept < chunk) buffer_.resize(std::max(2 * buffer_.size(), kept + chunk));
    const std::size_t read = input_.read_at(offset_ + kept, {buffer_.data() + kept, buffer_.size() - kept});
    filled_ += read;
    return read > 0;
}

void Lines::check_length(std::size_t length) const {
    if (length <= limit_) return;
    throw Error(Rule::limit_record, here(), "a line is longer than " + std::to_string(limit_) + " bytes",
                "if the file can be trusted, raise the limit with --limit record=N");
}

}  // namespace blogferry::ndjson
