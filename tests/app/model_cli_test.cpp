#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

constexpr const char* fineTuned = SIGSCOPE_TEST_DATA "/models/lean_lite0.safetensors";

QString goldenFolder() {
    const QString replaced = qEnvironmentVariable("SIGSCOPE_GOLDEN");
    return replaced.isEmpty() ? SIGSCOPE_TEST_DATA "/golden" : replaced;
}

/// Runs a command for each file of a folder and says what each process left, and its memory.
const char* const runForEach = R"(
import json, os, subprocess, sys, tempfile
program, arguments, folder = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
def run(*command):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0); err.seek(0)
        return {'status': process.returncode, 'out': out.read().decode(), 'err': err.read().decode(),
                'kibibytes': usage.ru_maxrss}
files = sorted(f for f in os.listdir(folder) if os.path.isfile(os.path.join(folder, f)))
print(json.dumps({'nothing': run(program, 'models'), 'files': {
    f: run(program, *arguments, os.path.join(folder, f)) for f in files}}))
)";

Json checkAll(const QString& folder) {
    const Ended ended = runPython(runForEach, {SIGSCOPE_PROGRAM, R"(["models", "check"])", folder});
    INFO(ended.err.toStdString());
    REQUIRE(ended.status == 0);
    return Json::parse(ended.out.toStdString());
}

}  // namespace

TEST_CASE("weights.cli: models check reads every golden file") {
    const Json all = checkAll(goldenFolder() + "/weights");
    CHECK(!all["files"].empty());
    for (const auto& [name, left] : all["files"].items()) {
        INFO(name << ": " << left.dump());
        CHECK(left["status"] == 0);
        CHECK(left["err"] == "");
        CHECK(left["out"].get<std::string>().find("architecture   Tiny network\n") == 0);
        CHECK(left["out"].get<std::string>().find("classes        10\n") != std::string::npos);
    }
}

TEST_CASE(
    "hostile.cli: models check refuses every hostile file in a line, and takes no memory for it") {
    const Json all = checkAll(goldenFolder() + "/weights/hostile");
    CHECK(!all["files"].empty());
    for (const auto& [name, left] : all["files"].items()) {
        INFO(name << ": " << left.dump());
        CHECK(left["status"] == 2);
        CHECK(left["out"] == "");
        const std::string line = left["err"];
        CHECK(line.starts_with("sigscope: "));
        CHECK(line.find(name + ": ") != std::string::npos);
        CHECK(std::count(line.begin(), line.end(), '\n') == 1);
        // Files of kilobytes that claim more. What the program takes to start is left out.
        constexpr int slack = 32 * 1024;  // Torch's pages that only work with tensors touches.
        CHECK(left["kibibytes"].get<int>() <= all["nothing"]["kibibytes"].get<int>() + slack);
    }
}

TEST_CASE("cli: models check says what is unknown, or why a model cannot be used") {
    const Ended known = runSigscope({"models", "check", "efficientnet-lite0"});
    CHECK(known.status == 0);
    CHECK(known.out.contains("architecture   EfficientNet-Lite0\nclasses        1000\n"));
    CHECK(known.out.contains("preprocessing  --input-size 224 --resize 256 --mean 0.498"));
    const Ended unknown = runSigscope({"models", "check", fineTuned});
    CHECK(unknown.status == 0);
    CHECK(unknown.out.contains("classes        5\n"));
    CHECK(unknown.out.contains("precision      float16\n"));
    CHECK(unknown.out.contains("preprocessing  unknown; as the architecture was published"));
    CHECK(runSigscope({"models", "check", "absent.pth"}).status == 2);
    CHECK(runSigscope({"models", "check"}).status == 2);
}

TEST_CASE("cli: unknown preprocessing is refused with the flags to give, which are then enough") {
    const QStringList explain{"explain",  photograph,         "--model", fineTuned,
                              "--method", "gradient-x-input", "--json"};
    const Ended refused = runSigscope(explain);
    CHECK(refused.status == 2);
    CHECK(refused.err.count('\n') == 1);
    const QString begin = "as published that would be ";
    const QString end = " (or write it";
    const qsizetype from = refused.err.indexOf(begin) + begin.size();
    REQUIRE(from >= begin.size());
    const QString flags = refused.err.mid(from, refused.err.indexOf(end) - from);
    for (const char* flag : {"--input-size", "--resize", "--mean", "--std", "--channel-order",
                             "--range", "--interpolation bicubic", "--fit crop"})
        CHECK(flags.contains(flag));
    const Ended done = runSigscope(explain + flags.split(' '));
    INFO(done.err.toStdString());
    CHECK(done.status == 0);
    const Ended wrong = runSigscope(explain + flags.split(' ') + QStringList{"--std", "1,2"});
    CHECK(wrong.status == 2);
    const Ended range = runSigscope(explain + QStringList{"--mean", "1,2"});
    CHECK(range.err.contains("--mean: '1,2' is not three numbers from 0 to 255"));
}

TEST_CASE("cli: a sidecar beside the weights says what they do not") {
    const QTemporaryDir folder;
    const QString weights = folder.filePath("animals.safetensors");
    REQUIRE(QFile::copy(fineTuned, weights));
    QFile sidecar(folder.filePath("animals.json"));
    REQUIRE(sidecar.open(QIODevice::WriteOnly));
    sidecar.write(R"({"preprocessing": {"input_size": 64, "resize": 72, "mean": [0.5, 0.5, 0.5],
                      "std": [0.5, 0.5, 0.5], "channel_order": "rgb", "range": "0..1",
                      "interpolation": "bilinear"},
                      "labels": ["ant", "bee", "cat", "dog", "eel"]})");
    sidecar.close();
    const Ended done = runSigscope({"explain", photograph, "--model", weights, "--target", "cat",
                                    "--method", "gradient-x-input", "--json"});
    INFO(done.err.toStdString());
    REQUIRE(done.status == 0);
    CHECK(Json::parse(done.out.toStdString())["label"] == "cat");
}
