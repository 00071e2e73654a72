/// A progress bar on standard error.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "blogferry/context.hpp"

namespace blogferry::cli {

class Console;

/// When a bar is shown: on a terminal and for work of over a second; always; never.
enum class ShowProgress : std::uint8_t { automatic, always, never };
/// "auto", "always" or "never".
ShowProgress progress_from(std::string_view word);

/// Shown while it lives; taken away before anything else is said, and at the end.
class ProgressBar {
public:
    ProgressBar(Console& console, ShowProgress when);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const Progress& progress);
    void erase() noexcept;

private:
    using Clock = std::chrono::steady_clock;

    Console& console_;
    ShowProgress when_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_{};
    bool visible_ = false;
};

/// "reading  [=====>    ]  50 %  1.0 of 2.0 MB", at most `width` characters.
std::string bar(const Progress& progress, std::size_t width);

}  // namespace blogferry::cli
