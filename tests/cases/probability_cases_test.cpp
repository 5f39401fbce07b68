// Cases: outputs that are no logits, classes called by numbers, maps that are zero.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cases/case_files.h"

using namespace sigscope::cases;
using sigscope::app::Ended;
using sigscope::app::runSigscope;
using Json = nlohmann::json;

namespace {

/// A program of the case with what it is to be given, but for what its outputs are.
QStringList onProgram(const QString& program) {
    const QString folder = "softmax_in_torchscript";
    return QStringList{"explain",  caseFile(folder, "photo.png"),
                       "--model",  caseFile(folder, program),
                       "--device", "cpu",
                       "--method", "ig",
                       "--steps",  "9",
                       "--json",   "--allow-torchscript"} +
           imageNetPreprocessing(64, 72, "bicubic");
}

Json reportOf(const QStringList& arguments, const QString& folder = {}) {
    const Ended ended = runSigscope(arguments, folder);
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    return Json::parse(ended.out.toStdString());
}

/// The tiny network of ten classes, called `labels`, as net.safetensors in `folder`.
void writeNetwork(const QTemporaryDir& folder, const Json& labels) {
    REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors",
                        folder.filePath("net.safetensors")));
    QFile sidecar(folder.filePath("net.json"));
    REQUIRE(sidecar.open(QIODevice::WriteOnly));
    sidecar.write(QByteArray::fromStdString(Json{{"labels", labels}}.dump()));
}

}  // namespace

TEST_CASE("cases: a softmax within the program is asked for, not applied once more") {
    // The case's README has the probability, to three digits.
    constexpr double truth = 0.868;
    const QTemporaryDir folder;
    const Ended asked = runSigscope(onProgram("softmax.pt"));
    CHECK(asked.status == 2);
    CHECK(asked.err.contains("softmax.pt: its outputs look like probabilities"));
    CHECK(asked.err.contains("add up to 1"));
    CHECK(asked.err.contains("--output probabilities"));
    CHECK(asked.err.contains("--output logits"));
    CHECK(asked.out.isEmpty());

    const Json logits = reportOf(onProgram("logits.pt"));
    CHECK(logits["f_input"].get<double>() == Approx(truth).margin(5e-4));
    CHECK_FALSE(logits.contains("output"));
    const Json probabilities = reportOf(
        onProgram("softmax.pt") + QStringList{"--output", "probabilities", "-o", "first.npz"},
        folder.path());
    CHECK(probabilities["output"] == "probabilities");
    // The same numbers up to the rounding of one float32 exponential.
    CHECK(probabilities["f_input"].get<double>() ==
          Approx(logits["f_input"].get<double>()).epsilon(1e-6));
    CHECK(probabilities["f_baseline"].get<double>() ==
          Approx(logits["f_baseline"].get<double>()).epsilon(1e-6));
    // It is the user's word that counts, wrong or right.
    const Json taken = reportOf(onProgram("softmax.pt") + QStringList{"--output", "logits"});
    // The README's figure is of a crop that was one pixel wider before it was cut.
    CHECK(taken["f_input"].get<double>() == Approx(0.365).margin(1e-3));

    SECTION("and the recipe knows the answer") {
        for (const char* file : {"softmax.pt", "photo.png"})
            REQUIRE(QFile::copy(caseFile("softmax_in_torchscript", file), folder.filePath(file)));
        const Json again = reportOf(
            {"explain", "--recipe", "first.npz", "--allow-torchscript", "--json"}, folder.path());
        CHECK(again["output"] == "probabilities");
        CHECK(again["f_input"] == probabilities["f_input"]);
    }
}

TEST_CASE("cases: of probabilities, f is what can be had exactly, or refused") {
    const QStringList said = onProgram("softmax.pt") + QStringList{"--output", "probabilities"};
    for (const char* f : {"log-probability", "contrast"}) {
        INFO(f);
        const Json ours = reportOf(said + QStringList{"--of", f});
        const Json exact = reportOf(onProgram("logits.pt") + QStringList{"--of", f});
        // ln p of a float32 p, which rounds to 6e-8 of itself.
        CHECK(ours["f_input"].get<double>() ==
              Approx(exact["f_input"].get<double>()).margin(1e-6).epsilon(1e-6));
        CHECK(ours["f_baseline"].get<double>() ==
              Approx(exact["f_baseline"].get<double>()).margin(1e-6).epsilon(1e-6));
    }
    for (const char* f : {"logit", "sigmoid"}) {
        const Ended refused = runSigscope(said + QStringList{"--of", f});
        CHECK(refused.status == 2);
        CHECK(refused.err.contains("sigscope: objective: "));
        CHECK(refused.err.contains("probabilit"));
    }
    const Ended none =
        runSigscope(onProgram("logits.pt") + QStringList{"--output", "probabilities"});
    CHECK(none.status == 2);
    CHECK(none.err.contains("logits.pt: its outputs do not lie between 0 and 1"));
}

TEST_CASE("cases: a number that is an index and another class's name is refused") {
    const QTemporaryDir folder;
    writeNetwork(folder, {"1", "3", "11", "2", "12", "4", "5", "6", "7", "8"});
    const auto explain = [&](const QString& flag, const QString& value) {
        return QStringList{"explain",  SIGSCOPE_SAMPLES "/chelsea.png",
                           "--model",  "net.safetensors",
                           "--method", "ig",
                           "--steps",  "3",
                           "--json",   flag,
                           value};
    };
    checkRefused(runSigscope(explain("--target", "3"), folder.path()),
                 {"index of one class, 3 (2)", "name of another, 1 (3)", "index:3", "label:3"});
    CHECK(reportOf(explain("--target", "index:3"), folder.path())["target"] == 3);
    CHECK(reportOf(explain("--target", "label:3"), folder.path())["target"] == 1);
    // There is no such index, and no such name.
    CHECK(reportOf(explain("--target", "12"), folder.path())["target"] == 4);
    CHECK(reportOf(explain("--target", "0"), folder.path())["target"] == 0);
    const QStringList contrast{"--of", "contrast", "--target", "0"};
    checkRefused(runSigscope(explain("--against", "3") + contrast, folder.path()), {"label:3"});
    const Json against = reportOf(
        explain("--against", "label:3") + contrast + QStringList{"-o", "r.npz"}, folder.path());
    CHECK(against["against"] == 1);
    // A recipe means the classes that were explained, whatever they are called.
    const Json again = reportOf(
        {"explain", SIGSCOPE_SAMPLES "/chelsea.png", "--recipe", "r.npz", "--steps", "4", "--json"},
        folder.path());
    CHECK(again["target"] == 0);
    CHECK(again["against"] == 1);
}

TEST_CASE("cases: the zero map of a flat picture is recognised") {
    const QTemporaryDir folder;
    QImage flat(300, 260, QImage::Format_RGB32);
    flat.fill(QColor(90, 140, 200));
    REQUIRE(flat.save(folder.filePath("flat.png")));
    for (const char* model :
         {"efficientnet-lite0", SIGSCOPE_TEST_DATA "/golden/tiny_net.safetensors"}) {
        INFO(model);
        const Ended ended = runSigscope(
            {"explain", "flat.png", "--model", model, "--method", "big", "--json"}, folder.path());
        REQUIRE(ended.status == 0);
        const Json report = Json::parse(ended.out.toStdString());
        CHECK(report["empty"] == "rounding");
        CHECK_FALSE(report.contains("map_error"));
        // As many as it takes to see that.
        CHECK(report["evaluations"].get<int>() <= 24);
        CHECK(ended.err.startsWith("sigscope: note: the map is zero but for rounding"));
    }
}
