/// A dry run of a format whose library writes a file itself.
#pragma once

#include <string>
#include <string_view>

#include "blogferry/io.hpp"

namespace blogferry::cli {

/// A file that is made, counted and removed.
class DiscardedFile final : public Output {
public:
    /// @throws Error output_failed
    explicit DiscardedFile(const std::string& folder);

    void write(std::string_view bytes) override { written_ += bytes.size(); }
    void commit() override;
    std::string staging_path() const override { return file_->staging_path(); }
    Output* beside(const std::string& suffix) override { return neighbours_->beside(suffix); }
    std::string name() const override { return "nothing"; }

private:
    std::unique_ptr<Output> file_;  // staged, and never committed
    std::unique_ptr<Output> neighbours_ = Output::none();
};

}  // namespace blogferry::cli
