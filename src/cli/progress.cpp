#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "console.hpp"
#include "report/layout.hpp"

namespace blogferry::cli {

ShowProgress progress_from(std::string_view word) {
    if (word == "always") return ShowProgress::always;
    return word == "never" ? ShowProgress::never : ShowProgress::automatic;
}

std::string bar(const Progress& progress, std::size_t width) {
    const std::string done = report::human_size(progress.done);
    if (progress.total == 0) return fmt::format("{}  {}", progress.stage, done).substr(0, width);
    const double part = std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(progress.total));
    const std::string end = fmt::format("{:3.0f} %  {} of {}", part * 100, done, report::human_size(progress.total));
    const std::size_t around = progress.stage.size() + end.size() + 6;
    if (around + 10 > width) return fmt::format("{}  {:3.0f} %", progress.stage, part * 100).substr(0, width);
    const std::size_t length = std::min<std::size_t>(width - around, 40);
    const auto filled = static_cast<std::size_t>(part * static_cast<double>(length));
    return fmt::format("{}  [{:<{}}]  {}", progress.stage, std::string(filled, '='), length, end);
}

ProgressBar::ProgressBar(Console& console, ShowProgress when) : console_(console), when_(when) {
    if (when_ == ShowProgress::automatic && !console_.interactive()) when_ = ShowProgress::never;
    console_.set_bar(this);
}

ProgressBar::~ProgressBar() {
    erase();
    console_.set_bar(nullptr);
}

void ProgressBar::show(const Progress& progress) {
    using namespace std::chrono_literals;
    if (when_ == ShowProgress::never) return;
    const auto now = Clock::now();
    if (now - last_ < 100ms || (when_ == ShowProgress::automatic && now - start_ < 1s)) return;
    last_ = now;
    visible_ = true;
    // One column is left free: some terminals start a new line when the last one is written.
    Console::write("\r\033[K" + bar(progress, console_.width() - 1));
}

void ProgressBar::erase() noexcept {
    if (!visible_) return;
    visible_ = false;
    Console::write("\r\033[K");
}

}  // namespace blogferry::cli
