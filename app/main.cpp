#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>

#include "app/bench_command.h"
#include "app/bench_integration.h"
#include "app/bench_window.h"
#include "app/catalogue_report.h"
#include "app/command_line.h"
#include "app/complain.h"
#include "app/explain_command.h"
#include "app/method_reference.h"
#include "app/model_check_command.h"
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

ExitStatus print(const std::string& text) {
    std::cout << text;
    if (!std::cout.flush()) return complain(ExitStatus::Failed, "cannot write to standard output");
    return ExitStatus::Done;
}

ExitStatus dispatch(Arguments arguments) {
    const std::filesystem::path resources = resourceFolder();
    setResourceFolder(resources);
    auto engine = makeEngine();
    const Catalogue& catalogue = engine->catalogue();
    const auto parsed = parseCommandLine(
        catalogue, versionLine(), {arguments.values + 1, arguments.values + arguments.count});
    if (const auto* answer = std::get_if<Answer>(&parsed))
        return answer->status == ExitStatus::Done ? print(answer->text)
                                                  : complain(answer->status, answer->text);
    const CommandLine& line = std::get<CommandLine>(parsed);
    switch (line.command) {
        case CommandLine::Command::Explain:
            return runExplain(*engine, line.explain);
        case CommandLine::Command::Models:
            return print(modelsReport(catalogue));
        case CommandLine::Command::ModelsCheck: {
            const std::vector<ParameterSpec> preprocessing = catalogue.preprocessing;
            engine.reset();  // The check is to be the only user of Torch.
            return runModelCheck(line.model, preprocessing);
        }
        case CommandLine::Command::Methods:
            return print(methodsReport(catalogue));
        case CommandLine::Command::MethodReference:
            return print(methodReference(catalogue));
        case CommandLine::Command::BenchMethods:
            engine.reset();  // The benchmark is to be the only user of Torch.
            return benchMethods(line.benchmark, resources / "samples");
        case CommandLine::Command::BenchIntegration:
            engine.reset();
            return benchIntegration(line.integration, resources / "samples");
        case CommandLine::Command::BenchWindow:
            return benchWindow(
                *engine, line.image.empty() ? resources / "samples" / "chelsea.png" : line.image);
        case CommandLine::Command::Window:
            break;
    }
    return runWindow(*engine, line.image, resources / "samples", arguments);
}

/// A stream that the caller closed stays closed: the next file that is opened must not get its
/// number, and be taken for it.
void keepClosed() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

}  // namespace

}  // namespace sigscope::app

int main(int argc, char** argv) {
    using namespace sigscope::app;
    keepClosed();
    try {
        return static_cast<int>(dispatch({argc, argv}));
    } catch (const std::exception& error) {
        return static_cast<int>(complain(ExitStatus::Failed, error.what()));
    }
}
