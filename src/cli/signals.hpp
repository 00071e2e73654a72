/// SIGINT, SIGTERM and SIGHUP as a wish to stop, and SIGPIPE as the end of it.
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace blogferry::cli {

/// While it lives, one of these signals asks the work to stop; the caller then cleans up and calls die(). Work that is
/// not gone after a moment, since it waits for somebody or does something long, and work that is sent a second signal,
/// is ended at once, and what it has staged is removed. A signal that was ignored when the program started (nohup)
/// stays ignored. SIGPIPE is held back until all is cleaned up, and then ends the process.
///
/// A thread waits for the signals with sigwait, so that nothing runs in a signal handler: asking a stop_source to stop
/// is not async-signal-safe.
class Signals {
public:
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    std::stop_token token() const { return stop_.get_token(); }
    /// If a signal asked to stop: ends the process by that signal. Otherwise returns.
    void die();

private:
    void watch();

    std::stop_source stop_;
    std::atomic<int> received_{0};
    std::atomic<bool> over_{false};
    sigset_t wanted_{};
    sigset_t before_{};
    std::thread watcher_;
};

}  // namespace blogferry::cli
