#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"
#include "tests/app/terminal.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

/// Reads an .npz as anyone would and says what is in it.
const char* const describeNpz = R"(
import json, sys, numpy as np
with np.load(sys.argv[1], allow_pickle=False) as z:
    print(json.dumps({
        'arrays': {k: [str(z[k].dtype), list(z[k].shape)]
                   for k in z.files if k not in ('recipe', 'facts')},
        'facts': json.loads(z['facts'].item()),
        'recipe': json.loads(z['recipe'].item()), 'recipe_dimensions': z['recipe'].ndim,
        'sum': float(z['attribution'].astype(np.float64).sum()),
        'finite': bool(np.isfinite(z['attribution']).all()),
        'alphas': z['alphas'].tolist(), 'f': z['f'].tolist()}))
)";

Json npzContent(const QString& file) {
    const Ended ended = runPython(describeNpz, {file});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    return Json::parse(ended.out.toStdString());
}

Json parsed(const Ended& ended) {
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    return Json::parse(ended.out.toStdString());
}

/// A refusal: status 2, one line that contains `reason`, nothing on standard output, no new file.
void checkRefused(const QTemporaryDir& folder, const QStringList& arguments,
                  const QString& reason) {
    const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    const QStringList before = QDir(folder.path()).entryList(all);
    const Ended ended = runSigscope(QStringList{"explain"} + arguments, folder.path());
    INFO(arguments.join(' ').toStdString() << "\n" << ended.err.toStdString());
    CHECK(ended.status == 2);
    CHECK(ended.err.contains(reason));
    CHECK(ended.err.startsWith("sigscope: "));
    CHECK(ended.err.count('\n') == 1);
    CHECK(ended.out.isEmpty());
    CHECK(QDir(folder.path()).entryList(all) == before);
}

void write(const QString& file, const QByteArray& bytes) {
    std::ofstream(file.toStdString(), std::ios::binary) << bytes.toStdString();
}

}  // namespace

TEST_CASE("cli: models, methods and version need no display and no Qt application") {
    const Ended models = runSigscope({"models"});
    CHECK(models.status == 0);
    CHECK(models.out.contains("efficientnet-lite0"));
    const Ended methods = runSigscope({"methods"});
    CHECK(methods.status == 0);
    CHECK(methods.out.contains("--overlap"));
    const Ended version = runSigscope({"--version"});
    CHECK(version.status == 0);
    CHECK(version.out.startsWith("sigscope "));
    CHECK((models.err + methods.err + version.err).isEmpty());
}

TEST_CASE("cli: Torch's threads soon sleep while they wait unless the user says otherwise") {
    // libgomp says itself what it was told.
    const auto policyUnder = [](const QString& environment) {
        const Ended ended = runShell(
            "env " + environment + " OMP_DISPLAY_ENV=verbose \"$0\" --version", {SIGSCOPE_PROGRAM});
        CHECK(ended.status == 0);
        CHECK(ended.out.startsWith("sigscope "));
        QStringList policy;
        for (const QString& line : ended.err.split('\n'))
            if (line.contains("OMP_WAIT_POLICY") || line.contains("GOMP_SPINCOUNT"))
                policy << line.section('\'', 1, 1);
        return policy.join(' ');
    };
    const QString unset = "-u OMP_WAIT_POLICY -u GOMP_SPINCOUNT";
    CHECK(policyUnder(unset) == "PASSIVE 2000");
    CHECK(policyUnder("-i") == "PASSIVE 2000");
    CHECK(policyUnder(unset + " GOMP_SPINCOUNT=7") == "PASSIVE 7");
    CHECK(policyUnder("-u GOMP_SPINCOUNT OMP_WAIT_POLICY=active").startsWith("ACTIVE "));
}

TEST_CASE("cli: Ctrl+C at any moment from the start on is answered with a word and status 130") {
    // Held back by whoever starts it, the signal is there before the program's first instruction.
    const Ended ended = runPython(R"(
import os, signal, subprocess, sys
def pending():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    os.kill(os.getpid(), signal.SIGINT)
run = subprocess.run([sys.argv[1], 'explain', sys.argv[2]], preexec_fn=pending,
                     stderr=subprocess.PIPE, text=True)
print(run.returncode, run.stderr, end='')
)",
                                  {SIGSCOPE_PROGRAM, photograph});
    CHECK(ended.status == 0);
    CHECK(ended.out == "130 sigscope: interrupted\n");
}

TEST_CASE("cli: explain writes arrays that NumPy reads and that agree with the JSON") {
    const QTemporaryDir folder;
    const Json report = parsed(runSigscope(
        {"explain", photograph, "--method", "sig", "--steps", "5", "--json", "-o", "map.npz"},
        folder.path()));
    CHECK(report.size() == 11);
    for (const char* key : {"target", "label", "f_input", "f_baseline", "gap", "integration_error",
                            "evaluations", "seconds", "device", "partial", "map_error"})
        CHECK(report.contains(key));
    CHECK(report["partial"] == false);
    CHECK(report["evaluations"] == 5);

    const Json arrays = npzContent(folder.filePath("map.npz"));
    const Json picture = {"float32", {3, 224, 224}};
    CHECK(arrays["arrays"] == Json{{"attribution", picture},
                                   {"input", picture},
                                   {"baseline", picture},
                                   {"alphas", {"float64", {5}}},
                                   {"f", {"float64", {5}}},
                                   {"accumulated_sums", {"float64", {5}}},
                                   {"seen", {"uint8", {224, 224, 3}}},
                                   {"logits", {"float32", {1000}}},
                                   {"map_error", {"float64", {1}}}});
    CHECK(arrays["finite"] == true);
    CHECK(arrays["facts"]["evaluations"] == 5);
    CHECK(arrays["recipe_dimensions"] == 0);
    CHECK(arrays["recipe"]["method"] == "sig");
    const std::vector<double> alphas = arrays["alphas"];
    CHECK(alphas == std::vector<double>{0, 0.25, 0.5, 0.75, 1});
    // Of the numbers in the report only ΣA is missing; float32 elements add up to 1e-6 of it.
    const double reported = report["f_input"].get<double>() - report["f_baseline"].get<double>() -
                            report["gap"].get<double>() - report["integration_error"].get<double>();
    CHECK(arrays["sum"].get<double>() == Approx(reported).margin(1e-6));
    CHECK(arrays["f"].back().get<double>() == Approx(report["f_input"].get<double>()).margin(1e-6));
}

TEST_CASE("cli: --keep-path keeps maps along the path beside the curves") {
    const QTemporaryDir folder;
    const Ended ended = runSigscope(
        {"explain", photograph, "--method", "sig", "--steps", "5", "--keep-path", "-o", "map.npz"},
        folder.path());
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    const Json arrays = npzContent(folder.filePath("map.npz"))["arrays"];
    const Json maps = arrays["path_maps"];
    CHECK(maps[0] == "float16");
    REQUIRE(maps[1].size() == 4);
    const int count = maps[1][0];
    CHECK(count >= 1);
    CHECK(count <= 3);  // Of five nodes neither the first nor the last.
    CHECK(maps[1] == Json{count, 3, 224, 224});
    for (const char* name : {"path_map_alphas", "path_map_scales"})
        CHECK(arrays[name] == Json{"float64", {count}});
}

TEST_CASE("cli: explain draws a figure without a display") {
    const QTemporaryDir folder;
    const Ended ended = runSigscope(
        {"explain", photograph, "--method", "gradient-x-input", "-o", "map.png", "-o", "map.npz"},
        folder.path());
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.err.isEmpty());
    CHECK(ended.out == "map.png\nmap.npz\n");
    const QImage figure(folder.filePath("map.png"));
    REQUIRE(!figure.isNull());
    const Json recipe = Json::parse(figure.text("recipe").toStdString());
    CHECK(recipe == npzContent(folder.filePath("map.npz"))["recipe"]);
}

TEST_CASE("cli: classes are found by index and by name") {
    const Json byName = parsed(runSigscope({"explain", photograph, "--method", "gradient-x-input",
                                            "--target", "tiger cat", "--of", "logit", "--json"}));
    CHECK(byName["target"] == 282);
    const Json byIndex = parsed(runSigscope({"explain", photograph, "--method", "gradient-x-input",
                                             "--target", "282", "--of", "logit", "--json"}));
    CHECK(byIndex["label"] == byName["label"]);
    CHECK(byIndex["f_input"] == byName["f_input"]);
}

TEST_CASE("cli: pictures that are none are refused") {
    const QTemporaryDir folder;
    write(folder.filePath("empty.png"), "");
    write(folder.filePath("text.png"), "This is no picture, whatever its name says.\n");
    write(folder.filePath("truncated.png"), bytesOf(photograph).left(40'000));
    checkRefused(folder, {"missing.png", "-o", "map.npz"}, "missing.png: there is no such file");
    checkRefused(folder, {"empty.png", "-o", "map.npz"}, "empty.png: is empty");
    checkRefused(folder, {"text.png", "-o", "map.npz"}, "text.png");
    checkRefused(folder, {"truncated.png", "-o", "map.npz"}, "truncated.png");
    checkRefused(folder, {"/proc/self/fdinfo", "-o", "{name}.npz"}, "there are no pictures");
}

TEST_CASE("cli: impossible arguments are refused") {
    const QTemporaryDir folder;
    write(folder.filePath("text.pth"), "no weights");
    const auto check = [&folder](const QStringList& arguments, const QString& reason) {
        checkRefused(folder, QStringList{photograph, "-o", "map.npz"} + arguments, reason);
    };
    check({"--method", "magic"}, "'magic' is none of");
    check({"--overlap", "1.5"}, "--overlap: '1.5' is not a number from 0 to 1");
    check({"--steps", "1"}, "steps: one gradient makes no path");
    check({"--method", "gradient-x-input", "--overlap", "0.4"},
          "--overlap: gradient-x-input has no overlap; sig, idgi have");
    check({"--target", "no such animal"}, "no such animal");
    check({"--target", "1000"}, "1000");
    check({"--model", "text.pth"}, "text.pth");
    check({"--model", "missing.pth"}, "missing.pth");
    check({"--nonsense"}, "--nonsense");
}

TEST_CASE("cli: places that cannot be written to are refused before the work") {
    const QTemporaryDir folder;
    checkRefused(folder, {photograph, "-o", "map.tiff"}, "map.tiff: unknown ending");
    checkRefused(folder, {photograph, "-o", "good.npz", "-o", "no/such/map.png"},
                 "no/such/map.png: there is no folder no/such");
    checkRefused(folder, {photograph, "-o", "/proc/map.npz"}, "/proc/map.npz: cannot write");
}

TEST_CASE("cli: a font that is not on this machine is refused before the work") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("figure.svg");
    const Ended ended =
        runSigscope({"figure", "strips", photograph, "-o", file, "--font", "No such family"});
    CHECK(ended.status == 2);
    CHECK(ended.err ==
          QStringLiteral("sigscope: --font: there is no font “No such family” on this machine\n"));
    CHECK_FALSE(QFile::exists(file));
}

TEST_CASE("cli: --json to a full device is a failure") {
    const Ended ended =
        runShell("\"$0\" explain \"$1\" --method gradient-x-input --json > /dev/full",
                 {SIGSCOPE_PROGRAM, photograph});
    CHECK(ended.status == 1);
    CHECK(ended.err.contains("cannot write to standard output"));
}

TEST_CASE("cli: a current folder that is gone is said") {
    const QTemporaryDir folder;
    const Ended ended = runShell(
        "mkdir \"$2/gone\" && cd \"$2/gone\" && rmdir \"$2/gone\" && \"$0\" explain \"$1\"",
        {SIGSCOPE_PROGRAM, photograph, folder.path()});
    CHECK(ended.status == 2);
    CHECK(ended.err == "sigscope: the current folder is no longer there; change to another one\n");
}

TEST_CASE("cli: it is said of a map in a figure that it is zero") {
    const QTemporaryDir folder;
    const Ended ended = runSigscope({"figure", "grid", photograph, "--method", "gradient-x-input",
                                     "--baseline", photograph, "-o", folder.filePath("f.svg")});
    INFO(ended.err.toStdString());
    CHECK(ended.status == 0);
    CHECK(ended.err.contains("gradient-x-input: the map is zero but for rounding"));
}

TEST_CASE("cli: the window says when there is no display") {
    const Ended ended = runShell("unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM; \"$0\" \"$1\"",
                                 {SIGSCOPE_PROGRAM, photograph});
    CHECK(ended.status == 2);
    CHECK(ended.err.contains("no display"));
    CHECK(ended.err.contains("sigscope explain"));
    CHECK(ended.err.count('\n') == 1);
}

TEST_CASE("cli: Ctrl+C or a request to terminate stops the run and writes what there is") {
    void (Terminal::*stop)() = GENERATE(&Terminal::interrupt, &Terminal::terminate);
    const QTemporaryDir folder;
    const QString file = folder.filePath("partial.npz");
    Terminal terminal(SIGSCOPE_PROGRAM, {"explain", photograph, "--steps", "100000", "--json", "-o",
                                         file.toStdString()});
    // Once ten gradients are there, the map has its two nodes.
    REQUIRE(terminal.waitFor("Integrating [^\\d]*[1-9][0-9]+/100000"));
    (terminal.*stop)();
    CHECK(terminal.wait() == 130);
    CHECK(terminal.text().find("\"partial\":true") != std::string::npos);
    CHECK(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden) == QStringList{"partial.npz"});

    const Json arrays = npzContent(file);
    const std::vector<double> alphas = arrays["alphas"];
    CHECK(alphas.size() >= 2);
    CHECK(alphas.size() < 100000);
    CHECK(std::ranges::is_sorted(alphas));
    CHECK(alphas.front() >= 0);
    CHECK(alphas.back() <= 1);
    CHECK(arrays["finite"] == true);
}

TEST_CASE("cli: without a terminal there is no progress bar") {
    const Ended ended = runSigscope({"explain", photograph, "--steps", "3"});
    CHECK(ended.status == 0);
    CHECK(ended.err.isEmpty());
    CHECK(ended.out.contains("integration error"));
    CHECK(ended.out.contains(
        "sig, decomposition svd, overlap 0.4, gate linear, order natural, tolerance 2, steps 3"));
}
