// Torch's threads wait for each other thousands of times a second, and OpenMP lets them do so in a
// loop. On a machine that is busy otherwise each then burns the share of the processor that the one
// it waits for needs: beside two other computing programs a run took ten times as long. Threads
// that sleep instead cost a quiet machine next to nothing.
//
// libgomp reads from the environment how to wait when it is loaded, which is before main. So the
// program begins anew with that said, before anything but the loader has run: a few milliseconds.

#include <alloca.h>
#include <unistd.h>

#include <cstddef>

namespace {

constexpr char name[] = "OMP_WAIT_POLICY=";
constexpr std::size_t nameLength = sizeof name - 1;

/// Neither the C library nor a sanitizer is ready: nothing of theirs may be called.
#define BEFORE_ANY_LIBRARY __attribute__((no_sanitize("address", "thread", "undefined")))

BEFORE_ANY_LIBRARY bool saysHowToWait(const char* variable) {
    for (std::size_t i = 0; i < nameLength; ++i)
        if (variable[i] != name[i]) return false;
    return true;
}

BEFORE_ANY_LIBRARY void beginWaitingPassively(int /*count*/, char** arguments, char** environment) {
    static char passive[] = "OMP_WAIT_POLICY=passive";
    std::size_t size = 0;
    for (; environment[size] != nullptr; ++size)
        if (saysHowToWait(environment[size])) return;  // By the user, or by us.
    auto** const changed = static_cast<char**>(alloca((size + 2) * sizeof(char*)));
    for (std::size_t i = 0; i < size; ++i) changed[i] = environment[i];
    changed[size] = passive;
    changed[size + 1] = nullptr;
    execve("/proc/self/exe", arguments, changed);
    // Where that cannot be, the program goes on as it is.
}

}  // namespace

__attribute__((section(".preinit_array"),
               used)) static void (*const beforeLibraries)(int, char**,
                                                           char**) = beginWaitingPassively;
