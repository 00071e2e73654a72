/// One blog in several files, each of which WordPress imports on its own, in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "blogferry/diagnostics.hpp"
#include "blogferry/io.hpp"
#include "entity.hpp"

namespace blogferry::wxr {

/// Takes what one file would get, and gives every part the whole head (authors and labels) and as many items as there
/// is room for. An item is never split: it waits in memory until it is known to fit, and goes to a new part once it
/// does not; so no more than one part is kept.
class Parts final : public Output {
public:
    /// @throws Error usage if `target` cannot have parts; output_exists
    Parts(Output& target, std::uint64_t size);

    void write(std::string_view bytes) override;
    void end_head();
    /// @param entity for the note about one that has to have more room
    void end_item(Entity& entity);
    void finish();

    void commit() override {}
    Output* beside(const std::string& /*suffix*/) override { return nullptr; }
    std::string name() const override { return part_->name(); }

private:
    void put(std::string_view bytes);
    void start_part();

    Output& target_;
    std::uint64_t size_;
    Output* part_;
    bool in_head_ = true;
    std::string head_;
    std::string waiting_;      // of the item that may still fit
    std::uint64_t used_ = 0;   // of this part
    unsigned number_ = 1;      // of this part
    std::uint64_t items_ = 0;  // in this part, complete
};

}  // namespace blogferry::wxr
