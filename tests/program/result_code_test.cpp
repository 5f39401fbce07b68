// What is copied as a command or as Python does what it says.

#include "engine/api/result_code.h"

#include <QProcess>
#include <QStringList>
#include <catch2/catch.hpp>

#include "app/command_line.h"
#include "engine/api/engine.h"
#include "engine/api/request_field.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

constexpr int longestProcess = 900'000;  // ms; for what hangs.

/// The words that a shell makes of a command.
std::vector<std::string> wordsOf(const std::string& command) {
    QProcess shell;
    shell.start("/bin/sh", {"-c", QString::fromStdString("printf '%s\\0' " + command)});
    REQUIRE(shell.waitForFinished(longestProcess));
    std::vector<std::string> words;
    for (const QByteArray& word : shell.readAllStandardOutput().split('\0'))
        words.push_back(word.toStdString());
    words.pop_back();  // Behind the last end.
    return words;
}

ExplainRequest requestOfCommand(const std::string& command, const Catalogue& catalogue) {
    std::vector<std::string> words = wordsOf(command);
    REQUIRE(words.size() > 2);
    REQUIRE(words.front() == "sigscope");
    words.erase(words.begin());
    const auto parsed = app::parseCommandLine(catalogue, "", words);
    if (const auto* answer = std::get_if<app::Answer>(&parsed)) FAIL(answer->text);
    return std::get<app::CommandLine>(parsed).explain.request;
}

/// Stands in for matplotlib where it is not installed; with it, nothing is shown on a display.
const char* const plotting = R"(
import sys
try:
    import matplotlib
    matplotlib.use("Agg")
except ImportError:
    from unittest.mock import MagicMock
    stub = MagicMock()
    stub.pyplot.subplots.return_value = (MagicMock(), (MagicMock(), MagicMock(), MagicMock()))
    sys.modules["matplotlib"] = stub
    sys.modules["matplotlib.pyplot"] = stub.pyplot
)";

}  // namespace

TEST_CASE("copy: a command asks what the window asked, whatever its words hold", "[quick]") {
    const Catalogue catalogue = makeEngine()->catalogue();
    ExplainRequest request = tinyRequest();
    request.method = "ig";
    request.objective = contrastObjective;
    request.against = "index:3";
    request.target = "label:it's a \"cat\" $HOME";
    request.baselines = {NamedBaseline::Noise, ColourBaseline{{255, 128, 0}}};
    request.seed = 7;
    request.parameters = {{"steps", std::int64_t{17}}};
    const ExplainRequest parsed =
        requestOfCommand(commandText(request, catalogue, "a map.npz"), catalogue);
    CHECK(changeOf(requestFields(catalogue), request, parsed).empty());
    CHECK(parsed.parameters.at("steps") == request.parameters.at("steps"));
    // What changes nothing beside the rest is left out: with it the command would be refused.
    request.parameters["tolerance"] = 1.0;
    CHECK(requestOfCommand(commandText(request, catalogue, {}), catalogue).parameters ==
          parsed.parameters);
    ExplainRequest dashed;
    dashed.image = "-cat.png";
    CHECK(commandText(dashed, catalogue) == "sigscope explain ./-cat.png");
}

TEST_CASE("copy: the Python text reads the export and plots it") {
    QProcess probe;
    probe.start(SIGSCOPE_PYTHON, {"-c", "import numpy"});
    if (!probe.waitForFinished(longestProcess) || probe.exitCode() != 0) {
        WARN("there is no Python with NumPy: not tested");
        return;
    }
    const tests::TemporaryFolder folder;
    const auto engine = makeEngine();
    for (const char* method : {"ig", "saliency"}) {  // One without a path has empty curves.
        ExplainRequest request = tinyRequest();
        request.method = method;
        request.parameters.clear();
        const RunStory story = runToEnd(*engine, request);
        REQUIRE(story.end.explanation);
        const auto npz = folder.path() / "a \"map\".npz";
        REQUIRE(writeNpz(npz, *story.end.explanation).ok());
        const std::string snippet =
            pythonText(request, engine->catalogue(), npz, Reduction::Signed);
        const std::string ending = "print(heat.shape[0], len(alphas), recipe[\"method\"])\n";
        QProcess python;
        python.start(SIGSCOPE_PYTHON, {"-c", QString::fromStdString(plotting + snippet + ending)});
        REQUIRE(python.waitForFinished(longestProcess));
        INFO(python.readAllStandardError().toStdString());
        REQUIRE(python.exitCode() == 0);
        const Explanation& result = *story.end.explanation;
        CHECK(python.readAllStandardOutput().toStdString() ==
              std::to_string(result.attribution.height) + " " +
                  std::to_string(result.alphas.size()) + " " + method + "\n");
    }
}
