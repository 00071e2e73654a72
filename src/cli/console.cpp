#include "console.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include "blogferry/io.hpp"
#include "progress.hpp"
#include "report/layout.hpp"
#include "text/strings.hpp"

namespace blogferry::cli {

namespace {

// SIGPIPE is held back (see Signals). Of standard output it stays pending, and ends the process when all is cleaned up.
bool reader_gone() noexcept {
    sigset_t pending{};
    return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
}

// A reader of standard error that went away ("2>&1 | head") must not end anything.
void forget_reader() noexcept {
    sigset_t pipe{};
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    const timespec now{};
    while (sigtimedwait(&pipe, nullptr, &now) > 0) continue;
}

}  // namespace

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it
    return value == nullptr ? std::string() : std::string(value);
}

Console::Console(std::stop_token stop)
    : stop_(std::move(stop)),
      interactive_(isatty(STDERR_FILENO) == 1),
      colour_(interactive_ && environment("NO_COLOR").empty()) {}

void Console::out(std::string_view text) {
    const auto output = Output::standard();
    output->write(text);
    output->commit();
}

void Console::write(std::string_view text) noexcept {
    if (reader_gone()) return;  // to die of it is all there is to say
    while (!text.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
        if (count > 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (count == 0 || errno != EINTR) {
            return forget_reader();
        }
    }
}

void Console::say(std::string_view text) noexcept {
    if (bar_ != nullptr) bar_->erase();
    write(text);
}

std::size_t Console::width() const {
    winsize size{};
    if (interactive_ && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    const auto columns = text::integer(environment("COLUMNS"));
    return columns && *columns > 0 && *columns < 10000 ? static_cast<std::size_t>(*columns) : report::page_width;
}

void keep_standard_streams() noexcept {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one: the ones below are open.
        if (open("/dev/null", (stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_NOCTTY) == -1) return;
    }
}

}  // namespace blogferry::cli
