#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

#include "app/animate_command.h"
#include "app/bench_command.h"
#include "app/bench_integration.h"
#include "app/bench_metrics.h"
#include "app/bench_start.h"
#include "app/bench_window.h"
#include "app/catalogue_report.h"
#include "app/command_line.h"
#include "app/compare_command.h"
#include "app/complain.h"
#include "app/console.h"
#include "app/evaluate_command.h"
#include "app/explain_command.h"
#include "app/figure_command.h"
#include "app/interrupt.h"
#include "app/method_reference.h"
#include "app/model_check_command.h"
#include "app/start_probe.h"
#include "app/study_command.h"
#include "app/user_folders.h"
#include "app/window_command.h"
#include "engine/api/engine.h"

namespace sigscope::app {

namespace {

/// share/sigscope beside the program's folder, in the build tree as in an installation.
std::filesystem::path resourceFolder() {
    if (const char* folder = std::getenv("SIGSCOPE_RESOURCES"); folder && *folder) return folder;
    const auto program = std::filesystem::read_symlink("/proc/self/exe");
    return program.parent_path().parent_path() / "share" / "sigscope";
}

/// What a user starts: bin/sigscope, which became this program.
std::filesystem::path launcher() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "sigscope";
}

/// Of results that the window shows again without computing them: dozens at 224².
constexpr std::int64_t rememberedBytes = 1LL << 30;

ExitStatus answer(const std::string& text) {
    print(text);
    return printed();
}

/// What commands are given beside their own part of the line.
struct Surroundings {
    const Catalogue& catalogue;
    std::filesystem::path samples;
    Arguments arguments;
    StartMoments moments;
};

ExitStatus runCommand(const CommandLine& line, std::unique_ptr<Engine> engine,
                      const Surroundings& here) {
    switch (line.command) {
        case CommandLine::Command::Explain:
            return runExplain(*engine, line.explain);
        case CommandLine::Command::Compare:
            return runCompare(*engine, line.compare);
        case CommandLine::Command::Animate:
            return runAnimate(*engine, line.animate);
        case CommandLine::Command::Figure:
            return runFigure(*engine, line.figure);
        case CommandLine::Command::Evaluate:
            engine.reset();  // It is to be the only user of Torch; likewise below.
            return runEvaluate(line.evaluate, here.catalogue);
        case CommandLine::Command::Study:
            engine.reset();
            return runStudyCommand(line.study, here.catalogue, launcher());
        case CommandLine::Command::Models:
            return answer(modelsReport(here.catalogue, cachedModels()));
        case CommandLine::Command::ModelsCheck:
            engine.reset();  // The check is to be the only user of Torch.
            return runModelCheck(line.model, here.catalogue.preprocessing);
        case CommandLine::Command::Methods:
            return answer(methodsReport(here.catalogue));
        case CommandLine::Command::MethodReference:
            return answer(methodReference(here.catalogue, requestFields(here.catalogue)));
        case CommandLine::Command::BenchMethods:
            engine.reset();  // The benchmark is to be the only user of Torch.
            return benchMethods(line.benchmark, here.samples);
        case CommandLine::Command::BenchIntegration:
            engine.reset();
            return benchIntegration(line.integration, here.samples);
        case CommandLine::Command::BenchMetrics:
            engine.reset();
            return benchMetrics(line.metrics, here.samples);
        case CommandLine::Command::BenchStart:
            if (line.start.launched) return probeStart(*engine, line.start, here.moments);
            engine.reset();  // Its threads would be beside those of the starts.
            return benchStart(line.start, here.samples);
        case CommandLine::Command::BenchWindow:
            return benchWindow(*engine,
                               line.image.empty() ? here.samples / "chelsea.png" : line.image,
                               std::chrono::minutes(line.minutes));
        case CommandLine::Command::Window:
            break;
    }
    leaveWindow(runWindow(*engine, line.image, here.samples, here.arguments));
}

ExitStatus dispatch(Arguments arguments) {
    StartMoments moments{std::chrono::steady_clock::now(), {}};
    const std::filesystem::path resources = resourceFolder();
    setResourceFolder(resources);
    auto engine = makeEngine({.resultBudget = rememberedBytes, .cacheFolder = cacheFolder()});
    moments.engineMade = std::chrono::steady_clock::now();
    const Catalogue catalogue = engine->catalogue();  // Outlives the engine.
    const auto parsed = parseCommandLine(
        catalogue, versionLine(), {arguments.values + 1, arguments.values + arguments.count});
    if (const auto* said = std::get_if<Answer>(&parsed))
        return said->status == ExitStatus::Done ? answer(said->text)
                                                : complain(said->status, said->text);
    return runCommand(std::get<CommandLine>(parsed), std::move(engine),
                      {catalogue, resources / "samples", arguments, moments});
}

/// A stream that the caller closed stays closed: the next file that is opened must not get its
/// number, and be taken for it.
void keepClosed() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

std::terminate_handler usualEnd = nullptr;

/// Where memory runs out in the libraries' own initialisation, or where nobody catches it.
[[noreturn]] void endWithoutMemory() {
    try {
        if (const std::exception_ptr thrown = std::current_exception())
            std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
        constexpr std::string_view words = "sigscope: there is not enough memory\n";
        [[maybe_unused]] const auto written = write(STDERR_FILENO, words.data(), words.size());
        _exit(static_cast<int>(ExitStatus::Failed));
    } catch (...) {
        usualEnd();
    }
    std::abort();
}

void prepareForTheWorst() {
    endOnInterrupt();
    usualEnd = std::set_terminate(&endWithoutMemory);
    // A file beyond the limit (ulimit -f) is an error of writing it, not the end of the program.
    signal(SIGXFSZ, SIG_IGN);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/// Sanitizers are not ready for it before.
[[gnu::constructor]] void beforeMain() {
    prepareForTheWorst();
}
#else
/// Torch's libraries initialise themselves before main, which takes a while: what is in this
/// section runs before they do.
[[gnu::section(".preinit_array"), gnu::used]] void (*const beforeLibraries)() = &prepareForTheWorst;
#endif

}  // namespace

}  // namespace sigscope::app

int main(int argc, char** argv) {
    using namespace sigscope::app;
    keepClosed();
    try {
        return static_cast<int>(dispatch({argc, argv}));
    } catch (const std::bad_alloc&) {
        return static_cast<int>(complain(ExitStatus::Failed, "there is not enough memory"));
    } catch (const std::exception& error) {
        return static_cast<int>(complain(ExitStatus::Failed, error.what()));
    }
}
