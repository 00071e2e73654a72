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
    ~DiscardedFile() override;
    DiscardedFile(const DiscardedFile&) = delete;
    DiscardedFile& operator=(const DiscardedFile&) = delete;

    void write(std::string_view bytes) override { written_ += bytes.size(); }
    void commit() override;
    std::string staging_path() const override { return path_; }
    Output* beside(const std::string& suffix) override;
    std::string name() const override { return "nothing"; }

private:
    std::string path_;
    std::unique_ptr<Output> neighbours_ = Output::none();
};

}  // namespace blogferry::cli
