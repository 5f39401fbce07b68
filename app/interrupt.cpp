#include "app/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <system_error>

#include "app/exit_status.h"

namespace sigscope::app {

namespace {

// A handler may do next to nothing: it writes one byte, and the listener does the rest.
constexpr char interruptByte = 'i';
constexpr char quitByte = 'q';

int wakePipe[2] = {-1, -1};
std::atomic<std::int64_t> firstInterrupt{0};  ///< When it came, in ms; 0 before.
std::atomic<std::int64_t> sameInterrupt{0};   ///< For how many ms others are the same one.
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "used in a signal handler");
constexpr int signals[]{SIGINT, SIGTERM};
struct sigaction previousActions[std::size(signals)];

void send(char byte) {
    // A full pipe already holds what wakes the listener.
    [[maybe_unused]] const auto written = write(wakePipe[1], &byte, 1);
}

std::int64_t monotonicMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void endAtOnce() {
    constexpr std::string_view word = "sigscope: ended at once\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, word.data(), word.size());
    _exit(static_cast<int>(ExitStatus::Interrupted));
}

void handle(int) {
    const int error = errno;
    const std::int64_t now = monotonicMilliseconds();
    std::int64_t first = 0;
    if (firstInterrupt.compare_exchange_strong(first, now))
        send(interruptByte);
    else if (now - first >= sameInterrupt)
        endAtOnce();
    errno = error;
}

void endWithAWord(int) {
    constexpr std::string_view word = "sigscope: interrupted\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, word.data(), word.size());
    _exit(static_cast<int>(ExitStatus::Interrupted));
}

}  // namespace

void endOnInterrupt() {
    struct sigaction action {};
    action.sa_handler = endWithAWord;
    sigset_t answered;
    sigemptyset(&answered);
    for (const int signal : signals) {
        sigaction(signal, &action, nullptr);
        sigaddset(&answered, signal);
    }
    sigprocmask(SIG_UNBLOCK, &answered, nullptr);
}

Interrupt::Interrupt(std::function<void()> onFirst, std::chrono::milliseconds together)
    : m_onFirst(std::move(onFirst)) {
    if (pipe2(wakePipe, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot open a pipe");
    firstInterrupt = 0;
    sameInterrupt = together.count();
    m_listener = std::thread([this] { listen(); });
    struct sigaction action {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < std::size(signals); ++i)
        sigaction(signals[i], &action, &previousActions[i]);
}

Interrupt::~Interrupt() {
    for (std::size_t i = 0; i < std::size(signals); ++i)
        sigaction(signals[i], &previousActions[i], nullptr);
    send(quitByte);
    m_listener.join();
    close(wakePipe[0]);
    close(wakePipe[1]);
}

bool Interrupt::raised() const {
    return firstInterrupt > 0;
}

void Interrupt::listen() {
    char byte = 0;
    while (byte != quitByte) {
        const auto count = read(wakePipe[0], &byte, 1);
        if (count == 1 && byte == interruptByte) m_onFirst();
        if (count <= 0 && errno != EINTR) return;
    }
}

}  // namespace sigscope::app
