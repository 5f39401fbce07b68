// bin/sigscope: it settles what has to be settled before the program's libraries are loaded, which
// takes a tenth of a second, and becomes the program beside it. It has no libraries of its own.
//
// Torch's threads wait for each other thousands of times a second, and OpenMP lets them do so in a
// loop. On a machine that is busy otherwise each then burns the share of the processor that the one
// it waits for needs: beside two other computing programs a run took ten times as long. Threads
// that sleep at once can cost a quiet machine a tenth; what is waited for mostly comes within some
// microseconds, so they loop for that long and sleep then. libgomp reads how to wait when it is
// loaded.
//
// And a Ctrl+C that comes while libraries are loaded would end the program without a word: it waits
// until there is one (app/interrupt.h).

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int badInput = 2;  ///< As of ExitStatus (app/exit_status.h), which has libraries.

}  // namespace

int main(int /*count*/, char** arguments) {
    sigset_t early;
    sigemptyset(&early);
    sigaddset(&early, SIGINT);
    sigaddset(&early, SIGTERM);
    sigprocmask(SIG_BLOCK, &early, nullptr);
    if (!std::getenv("OMP_WAIT_POLICY")) {
        setenv("OMP_WAIT_POLICY", "passive", /*replace=*/1);
        setenv("GOMP_SPINCOUNT", "2000", /*replace=*/0);  // 50 to 100 microseconds.
    }

    constexpr char suffix[] = "-program";
    char program[PATH_MAX + sizeof suffix];
    // Torch's libraries would end the program with a word of their own about something else.
    if (!getcwd(program, PATH_MAX) && errno == ENOENT) {
        std::fputs("sigscope: the current folder is no longer there; change to another one\n",
                   stderr);
        return badInput;
    }
    const ssize_t length = readlink("/proc/self/exe", program, PATH_MAX);
    if (length > 0) {
        std::memcpy(program + length, suffix, sizeof suffix);
        execv(program, arguments);
    }
    std::fprintf(stderr, "sigscope: %s: %s\n",
                 length > 0 ? "the program beside this one cannot be started"
                            : "/proc/self/exe, which says where the program is, cannot be read",
                 std::strerror(errno));
    return EXIT_FAILURE;
}
