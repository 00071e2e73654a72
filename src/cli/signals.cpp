#include "signals.hpp"

#include <unistd.h>

#include <system_error>

namespace blogferry::cli {

namespace {

// Sent to the watcher to end it, and to the main thread to get it out of a read that blocks. Ignored by default, so
// nobody sends it to mean something.
constexpr int nudge = SIGURG;

void nothing(int) {}

void answer(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;  // and no SA_RESTART: a read that blocks returns
    sigaction(signal, &action, nullptr);
}

[[noreturn]] void die_by(int signal) {
    answer(signal, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    kill(getpid(), signal);
    _exit(128 + signal);
}

bool ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Signals::Signals() : main_(pthread_self()) {
    answer(SIGPIPE, SIG_DFL);
    answer(SIGXFSZ, SIG_IGN);  // writing beyond ulimit -f is then an error like any other
    answer(nudge, nothing);

    sigemptyset(&wanted_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!ignored(signal)) sigaddset(&wanted_, signal);
    }
    sigset_t blocked = wanted_;
    sigaddset(&blocked, nudge);
    pthread_sigmask(SIG_BLOCK, &blocked, &before_);
    try {
        watcher_ = std::thread([this] { watch(); });
    } catch (const std::system_error&) {
        // No thread to be had: the signals then end the process at once, as they do by default.
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        return;
    }
    sigset_t open;
    sigemptyset(&open);
    sigaddset(&open, nudge);
    pthread_sigmask(SIG_UNBLOCK, &open, nullptr);
}

Signals::~Signals() {
    if (!watcher_.joinable()) return;
    over_ = true;
    pthread_kill(watcher_.native_handle(), nudge);
    watcher_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Signals::watch() {
    sigset_t awaited = wanted_;
    sigaddset(&awaited, nudge);
    while (!over_) {
        // Once asked to stop, keep nudging: the main thread may be about to enter a read that blocks.
        const timespec moment{0, 20'000'000};
        const int signal = sigtimedwait(&awaited, nullptr, received_ != 0 ? &moment : nullptr);
        if (signal > 0 && signal != nudge) {
            if (received_ != 0) die_by(signal);
            received_ = signal;
            stop_.request_stop();
        }
        if (received_ != 0 && !over_) pthread_kill(main_, nudge);
    }
}

void Signals::die() {
    const int signal = received_;
    if (signal != 0) die_by(signal);
}

}  // namespace blogferry::cli
