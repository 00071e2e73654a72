/// Comments whose post is not in the source. WXR has no place for them; they go into an NDJSON file beside it.
#pragma once

#include <cstdint>
#include <string>

#include "blogferry/diagnostics.hpp"
#include "blogferry/format.hpp"

namespace blogferry::wxr {

class Orphans {
public:
    Orphans(Output& main, Diagnostics& diagnostics) : main_(main), diagnostics_(diagnostics) {}

    void begin(const Site& site);
    void add(const Comment& comment, OrphanReason reason);
    /// Ends the file, if there is one, and says what became of the orphans.
    void finish();

private:
    void flush_above(std::size_t bytes);

    Output& main_;
    Diagnostics& diagnostics_;
    Output* output_ = nullptr;
    Site site_;
    std::string buffer_;
    std::uint64_t count_ = 0;
};

}  // namespace blogferry::wxr
