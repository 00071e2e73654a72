/// Finds lines in an input of any size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "blogferry/io.hpp"

namespace blogferry::ndjson {

/// A line without its line feed; valid until the next one is asked for.
struct Line {
    std::string_view bytes;
    Location at;
    bool terminated = false;  ///< a line feed followed; false only for the last line of some files
};

/// Reads big chunks and cuts them at line feeds. Holds one chunk, or one line if that is longer.
class Lines {
public:
    /// @param limit bytes a line may have
    Lines(const Input& input, std::uint64_t limit);

    /// The next line that is not blank; false at the end. @throws Error limit_record
    bool next(Line& line);

    /// Where the next line starts; at the end of the input, the end.
    Location here() const { return {.input = input_.number(), .line = number_ + 1, .column = 1, .offset = offset_}; }

private:
    bool next_any(Line& line);
    bool fill();
    void check_length(std::size_t length) const;

    const Input& input_;
    std::uint64_t limit_;
    std::string buffer_;
    std::size_t begin_ = 0;     // of what was not handed out yet, in buffer_
    std::size_t filled_ = 0;    // end of what was read into buffer_
    std::uint64_t offset_ = 0;  // of begin_, in the input
    std::uint64_t number_ = 0;  // lines handed out
};

}  // namespace blogferry::ndjson
