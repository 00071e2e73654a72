/// The terminal: standard output for results, standard error for everything said about them.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace blogferry::cli {

class Console {
public:
    /// @param stop the wish to stop, for the work done on behalf of this console
    explicit Console(std::stop_token stop);

    /// Results. All or nothing as far as a stream can promise it. @throws Error output_failed
    void out(std::string_view text);
    /// To standard error as it is.
    static void write(std::string_view text) noexcept;
    /// Diagnostics, summaries. Never fails: a standard error that is gone must not end a conversion.
    void say(std::string_view text) noexcept;

    const std::stop_token& stop() const { return stop_; }
    /// Standard error is a terminal.
    bool interactive() const { return interactive_; }
    /// Colours are welcome on standard error.
    bool colour() const { return colour_; }
    /// Columns of the terminal now; 80 if unknown.
    std::size_t width() const;

    /// Called before anything is said, to take the progress bar away.
    void set_bar(class ProgressBar* bar) noexcept { bar_ = bar; }

private:
    std::stop_token stop_;
    bool interactive_;
    bool colour_;
    class ProgressBar* bar_ = nullptr;
};

/// An environment variable; "" if unset.
std::string environment(const char* name);

/// Opens /dev/null in place of standard streams that were closed, so that no file we open gets their numbers. Reading
/// a closed standard input and writing to a closed standard output still fail: they are opened the wrong way round.
void keep_standard_streams() noexcept;

}  // namespace blogferry::cli
