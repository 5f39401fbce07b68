#include "app/explain_command.h"

#include <signal.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "app/compare_report.h"
#include "app/explain_report.h"
#include "engine/store/memory_results.h"
#include "tests/app/small_catalogue.h"
#include "tests/app/small_explanation.h"

using namespace sigscope;
using namespace sigscope::app;
using Catch::Contains;

namespace {

/// Does what the test says when a run is submitted, and when it is cancelled.
class ScriptedEngine final : public Engine {
public:
    using Script = std::function<void(RunObserver&)>;

    explicit ScriptedEngine(Script onSubmit, Script onCancel = {})
        : m_onSubmit(std::move(onSubmit)), m_onCancel(std::move(onCancel)) {}

    const Catalogue& catalogue() const override { return m_catalogue; }
    RunId submit(ExplainRequest, std::shared_ptr<RunObserver> observer, Lane) override {
        ++submissions;
        m_observer = std::move(observer);
        m_onSubmit(*m_observer);
        return 1;
    }
    RunId computeSurface(SurfaceRequest, std::shared_ptr<SurfaceObserver>) override { return 0; }
    RunId submit(MapEvaluationRequest, std::shared_ptr<MapEvaluationObserver>) override {
        return 0;
    }
    ResultStore& results() override { return m_results; }
    void cancel(RunId) override {
        if (m_onCancel) m_onCancel(*m_observer);
    }
    void pause(RunId) override {}
    void resume(RunId) override {}
    void prefer(RunId) override {}

    int submissions = 0;

private:
    Catalogue m_catalogue = smallCatalogue();
    store::MemoryResults m_results{m_catalogue, 0};
    Script m_onSubmit;
    Script m_onCancel;
    std::shared_ptr<RunObserver> m_observer;
};

/// What was written to std::cout and std::cerr while this lived.
class Capture {
public:
    Capture() : m_out(std::cout.rdbuf(out.rdbuf())), m_err(std::cerr.rdbuf(err.rdbuf())) {}
    ~Capture() {
        std::cout.rdbuf(m_out);
        std::cerr.rdbuf(m_err);
    }
    std::ostringstream out;
    std::ostringstream err;

private:
    std::streambuf* m_out;
    std::streambuf* m_err;
};

ExplainOptions optionsFor(const std::string& image) {
    ExplainOptions options;
    options.request.image = image;
    return options;
}

constexpr const char* chelsea = SIGSCOPE_SAMPLES "/chelsea.png";

void start(RunObserver& observer) {
    observer.started(1, {}, smallExplanation().scene);
}

std::shared_ptr<const Explanation> result(bool partial) {
    Explanation explanation = smallExplanation();
    explanation.partial = partial;
    return std::make_shared<Explanation>(std::move(explanation));
}

using Handler = void (*)(int);

Handler interruptHandler() {
    struct sigaction current {};
    sigaction(SIGINT, nullptr, &current);
    return current.sa_handler;
}

/// Sends the Ctrl+C of an impatient user, as soon as the command has a handler for it instead of
/// `previous` (which is the test framework's).
void interruptOnceHandled(Handler previous) {
    while (interruptHandler() == previous) std::this_thread::yield();
    kill(getpid(), SIGINT);
}

}  // namespace

TEST_CASE("explain: one JSON object with exactly the promised keys", "[quick]") {
    ScriptedEngine engine([](RunObserver& observer) {
        start(observer);
        observer.completed(1, result(false));
    });
    ExplainOptions options = optionsFor(chelsea);
    options.report = Report::Json;
    const Capture capture;
    CHECK(runExplain(engine, options) == ExitStatus::Done);
    CHECK(nlohmann::json::parse(capture.out.str()) == nlohmann::json({{"target", 7},
                                                                      {"label", "tabby"},
                                                                      {"f_input", 0.625},
                                                                      {"f_baseline", 0.125},
                                                                      {"gap", 0.125},
                                                                      {"integration_error", 0.0625},
                                                                      {"evaluations", 2},
                                                                      {"seconds", 0.5},
                                                                      {"device", "CPU"},
                                                                      {"partial", false}}));
    CHECK(capture.err.str().empty());
}

TEST_CASE("explain: where A is not meant to be a change of f no gap is reported", "[quick]") {
    Explanation explanation = smallExplanation();
    auto scene = std::make_shared<Scene>(*explanation.scene);
    scene->baselines = {"black", "blur"};
    explanation.scene = scene;
    explanation.perBaseline.assign(2, explanation.completeness);
    const ExplainRequest request;
    const auto report = [&] {
        return nlohmann::json(jsonReport(explanation, request, smallCatalogue()));
    };
    CHECK(report().at("baselines").at(0).at("gap") == 0.125);
    CHECK_THAT(summaryReport(explanation, request, smallCatalogue()), Contains("path gap"));
    explanation.traits = {PathUse::None, SumGoal::Nothing};
    for (const auto& json : {report(), report().at("baselines").at(0)}) {
        CHECK_FALSE(json.contains("gap"));
        CHECK_FALSE(json.contains("integration_error"));
    }
    CHECK_THAT(summaryReport(explanation, request, smallCatalogue()),
               !Contains("path gap") && !Contains("integration error"));
}

TEST_CASE("explain: the reconstruction gap of a latent path is reported", "[quick]") {
    Explanation explanation = smallExplanation();
    CHECK_THAT(summaryReport(explanation, {}, smallCatalogue()), !Contains("reconstruction"));
    explanation.reconstruction = ReconstructionError{.baseline = 0.0025, .input = 0.03125};
    const auto report = nlohmann::json(jsonReport(explanation, {}, smallCatalogue()));
    CHECK(report.at("reconstruction_input") == 0.03125);
    CHECK(report.at("reconstruction_baseline") == 0.0025);
    CHECK_THAT(summaryReport(explanation, {}, smallCatalogue()),
               Contains("reconstruction     off by 0.031 from x, 0.0025 from x'"));
}

TEST_CASE("explain: a number whose title is longer than the column is reported", "[quick]") {
    Explanation explanation = smallExplanation();
    explanation.sideNumbers = {{"lrp_score", "Relevance at the output", {34.5}},
                               {"spread", "Größe der Streuung λ", {0.5}}};
    CHECK_THAT(summaryReport(explanation, {}, smallCatalogue()),
               Contains("\nRelevance at the output 34.5\n") &&
                   Contains("\nGröße der Streuung λ 0.5\n") &&
                   Contains("\nevaluations        2\n"));
}

TEST_CASE("compare: what the precision costs is in the summary where it is known", "[quick]") {
    const auto explanation = std::make_shared<Explanation>(smallExplanation());
    ComparisonColumn column;
    column.title = "ig";
    column.explanation = explanation;
    const auto summary = [&] { return compareSummary(comparisonOf({column})); };
    CHECK_THAT(summary(), !Contains("precision error"));
    explanation->precisionError = 0.9325;
    CHECK_THAT(summary(), Contains("precision error\n") && Contains(" 93.25 %\n"));
}

TEST_CASE("explain: the second class of a contrast is reported", "[quick]") {
    Explanation explanation = smallExplanation();
    auto scene = std::make_shared<Scene>(*explanation.scene);
    scene->against = RankedClass{9, "lynx", 0.25, 2.5};
    explanation.scene = scene;
    CHECK(nlohmann::json(jsonReport(explanation, {}, smallCatalogue())).at("against") == 9);
    ExplainRequest request;
    request.objective = "contrast";
    CHECK_THAT(summaryReport(explanation, request, smallCatalogue()),
               Contains("contrast against lynx (9) from black"));
}

TEST_CASE("explain: the summary names the class, the method with all parameters and both gaps",
          "[quick]") {
    ScriptedEngine engine([](RunObserver& observer) { observer.completed(1, result(false)); });
    ExplainOptions options = optionsFor(chelsea);
    options.request.parameters["overlap"] = 0.1;
    const Capture capture;
    CHECK(runExplain(engine, options) == ExitStatus::Done);
    CHECK_THAT(capture.out.str(), Contains("tabby (7)") &&
                                      Contains("sig, overlap 0.1, steps 129, rule trapezoid") &&
                                      Contains("0.0625 (12.5 %)") && Contains("0.125 (25.0 %)"));
}

TEST_CASE("explain: the exit status tells whose fault a failure is, whenever it comes", "[quick]") {
    ScriptedEngine refusing([](RunObserver& observer) {
        start(observer);
        observer.failed(1, {"x.pth: is empty"});
    });
    ScriptedEngine failing([](RunObserver& observer) {
        observer.failed(1, {"out of memory", FailureCause::Running});
    });
    const Capture capture;
    CHECK(runExplain(refusing, optionsFor(chelsea)) == ExitStatus::BadInput);
    CHECK(runExplain(failing, optionsFor(chelsea)) == ExitStatus::Failed);
    CHECK(capture.err.str() == "sigscope: x.pth: is empty\nsigscope: out of memory\n");
    CHECK(capture.out.str().empty());
}

TEST_CASE("explain: Ctrl+C cancels the run and writes what there is", "[quick]") {
    std::jthread user;
    const auto startAndInterrupt = [&user, previous = interruptHandler()](RunObserver& observer) {
        start(observer);
        user = std::jthread(interruptOnceHandled, previous);
    };
    ExplainOptions options = optionsFor(chelsea);
    const Capture capture;

    SECTION("a partial result") {
        ScriptedEngine engine(startAndInterrupt,
                              [](RunObserver& observer) { observer.cancelled(1, result(true)); });
        options.report = Report::Json;
        CHECK(runExplain(engine, options) == ExitStatus::Interrupted);
        CHECK(nlohmann::json::parse(capture.out.str()).at("partial") == true);
    }
    SECTION("too late: the result was there") {
        ScriptedEngine engine(startAndInterrupt,
                              [](RunObserver& observer) { observer.completed(1, result(false)); });
        CHECK(runExplain(engine, options) == ExitStatus::Done);
        CHECK(capture.err.str().empty());
    }
    SECTION("too early for one") {
        ScriptedEngine engine(startAndInterrupt,
                              [](RunObserver& observer) { observer.cancelled(1, nullptr); });
        CHECK(runExplain(engine, options) == ExitStatus::Interrupted);
        CHECK(capture.out.str().empty());
        CHECK_THAT(capture.err.str(), Contains("interrupted before there was a result"));
    }
}

TEST_CASE("explain: what cannot work is refused before anything is submitted", "[quick]") {
    ScriptedEngine engine([](RunObserver&) {});
    const QTemporaryDir folder;
    const std::string inside = folder.path().toStdString();
    std::ofstream(inside + "/empty.png").close();
    ExplainOptions options = optionsFor(chelsea);
    std::string reason;
    SECTION("no such picture") {
        options.request.image = inside + "/none.png";
        reason = "none.png: there is no such file";
    }
    SECTION("a folder without pictures") {
        std::filesystem::remove(inside + "/empty.png");
        options.request.image = inside;
        reason = "there are no pictures in this folder";
    }
    SECTION("one output of several pictures") {
        options.moreImages = {inside + "/empty.png"};
        options.outputs = {inside + "/good.npz"};
        reason = "good.npz: each of several pictures needs a file of its own; write {name}";
    }
    SECTION("an empty picture") {
        options.request.image = inside + "/empty.png";
        reason = "empty.png: is empty";
    }
    SECTION("an unknown ending") {
        options.outputs = {inside + "/map.tiff"};
        reason = "map.tiff: unknown ending; .npz, .png, .svg, .pdf and .csv can be written";
    }
    SECTION("no folder to write into") {
        options.outputs = {inside + "/good.npz", inside + "/no/map.npz"};
        reason = "map.npz: there is no folder";
    }
    SECTION("a folder for an output") {
        std::filesystem::create_directory(inside + "/folder.png");
        options.outputs = {inside + "/folder.png"};
        reason = "folder.png: is a folder";
    }
    SECTION("a file system that takes no files") {
        options.outputs = {"/proc/map.npz"};
        reason = "/proc/map.npz: cannot write into /proc";
    }
    SECTION("the picture itself as output") {
        options.outputs = {chelsea};
        reason = "is the picture to explain";
    }
    const Capture capture;
    CHECK(runExplain(engine, options) == ExitStatus::BadInput);
    CHECK_THAT(capture.err.str(), Contains(reason));
    CHECK(std::ranges::count(capture.err.str(), '\n') == 1);
    CHECK(engine.submissions == 0);
    CHECK(!std::filesystem::exists(inside + "/good.npz"));
}
