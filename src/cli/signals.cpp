#include "signals.hpp"

#include <unistd.h>

#include <system_error>

#include "blogferry/io.hpp"

namespace blogferry::cli {

namespace {

// Sent to the watcher to end it. Nobody sends it to mean something.
constexpr int wake = SIGURG;
constexpr long patience = 40'000'000;  // nanoseconds for the work to end by itself

void answer(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
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

Signals::Signals() {
    answer(SIGPIPE, SIG_DFL);
    answer(SIGXFSZ, SIG_IGN);  // writing beyond ulimit -f is then an error like any other

    sigemptyset(&wanted_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!ignored(signal)) sigaddset(&wanted_, signal);
    }
    sigset_t blocked = wanted_;
    sigaddset(&blocked, wake);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, &before_);
    try {
        watcher_ = std::thread([this] { watch(); });
    } catch (const std::system_error&) {
        // No thread to be had: the signals then end the process at once, as they do by default.
        pthread_sigmask(SIG_UNBLOCK, &wanted_, nullptr);
    }
}

Signals::~Signals() {
    if (watcher_.joinable()) {
        over_ = true;
        pthread_kill(watcher_.native_handle(), wake);
        watcher_.join();
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);  // a SIGPIPE that was held back ends the process here
}

void Signals::watch() {
    sigset_t awaited = wanted_;
    sigaddset(&awaited, wake);
    int signal = 0;
    do signal = sigwaitinfo(&awaited, nullptr);
    while (!over_ && (signal < 0 || signal == wake));
    if (over_) return;
    received_ = signal;
    stop_.request_stop();
    const timespec moment{0, patience};
    const int again = sigtimedwait(&awaited, nullptr, &moment);
    if (over_) return;
    abandon_outputs();
    die_by(again > 0 && again != wake ? again : signal);
}

void Signals::die() {
    const int signal = received_;
    if (signal != 0) die_by(signal);
}

}  // namespace blogferry::cli
