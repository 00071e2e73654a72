/// Between the assembler and a writer: what readers of a blog never saw does not pass.
#pragma once

#include "blogferry/convert.hpp"

namespace blogferry {

/// Passes a blog on as Filter::public_only says. Which posts and comments there are was for the index to decide.
class PublicCopy final : public Writer {
public:
    /// @param to who writes; @param omitted where what does not pass is counted. Both outlive this.
    PublicCopy(Writer& to, Omitted& omitted) : to_(to), omitted_(omitted) {}

    void begin(const Manifest& manifest) override;
    void post(const Post& post, Comments& comments) override;
    void orphan(const Comment& comment, OrphanReason reason) override;
    void finish() override { to_.finish(); }

private:
    Writer& to_;
    Omitted& omitted_;
};

}  // namespace blogferry
