#include "tests/fuzz/crash_saver.h"

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <sanitizer/common_interface_defs.h>
#define SIGSCOPE_SANITIZED
#endif

namespace sigscope::fuzz {

namespace {

// Of the one reading that goes on; a signal's handler has nothing else to go by.
std::string savedTo;
const Bytes* watched = nullptr;
std::uint64_t watchedNumber = 0;

void dieOf(int signal) {
    CrashSaver::save();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

}  // namespace

CrashSaver::CrashSaver(std::string file) {
    savedTo = std::move(file);
    std::signal(SIGABRT, dieOf);
    std::signal(SIGPROF, dieOf);
#ifdef SIGSCOPE_SANITIZED
    __sanitizer_set_death_callback(save);
#else
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, dieOf);
#endif
}

void CrashSaver::watch(const Bytes& input, std::uint64_t number) {
    watched = &input;
    watchedNumber = number;
    // Of the processor's time: a process that is stopped or waits for others is no finding.
    const itimerval limit{{0, 0}, {patience, 0}};
    setitimer(ITIMER_PROF, &limit, nullptr);
}

void CrashSaver::release() {
    watched = nullptr;
}

void CrashSaver::save() {
    if (!watched) return;
    const int file = open(savedTo.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const bool saved = file >= 0 && write(file, watched->data(), watched->size()) ==
                                        static_cast<ssize_t>(watched->size());
    std::fprintf(stderr, "FINDING: --seed %llu --iterations 1 makes this input again; %s %s\n",
                 static_cast<unsigned long long>(watchedNumber),
                 saved ? "it is saved as" : "it could not be saved as", savedTo.c_str());
    watched = nullptr;
}

}  // namespace sigscope::fuzz
