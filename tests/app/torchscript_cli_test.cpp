// Models that are programs, by the program as a process.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

using namespace sigscope::app;
using Json = nlohmann::json;

namespace {

QStringList said() {
    return {"--input-size",    "32",          "--resize",        "36",  "--mean",  "0.5,0.5,0.5",
            "--std",           "0.5,0.5,0.5", "--channel-order", "rgb", "--range", "0..1",
            "--interpolation", "bilinear"};
}

QString tinyWeights() {
    return QString(SIGSCOPE_TEST_DATA) + "/golden/tiny_net.safetensors";
}

/// A folder with the golden network as torch.jit.save wrote it, and a photograph.
class ScriptWorkplace {
public:
    ScriptWorkplace() {
        REQUIRE(QFile::copy(SIGSCOPE_SAMPLES "/chelsea.png", m_folder.filePath("cat.png")));
        REQUIRE(QFile::copy(SIGSCOPE_TEST_DATA "/golden/weights/hostile/torchscript_archive.pt",
                            m_folder.filePath("net.pt")));
    }
    [[nodiscard]] Ended explain(const QStringList& arguments) const {
        return runSigscope(QStringList{"explain"} + arguments, m_folder.path());
    }
    [[nodiscard]] bool contains(const QString& file) const {
        return QFile::exists(m_folder.filePath(file));
    }

private:
    QTemporaryDir m_folder;
};

QStringList onNet() {
    return {"cat.png", "--model", "net.pt", "--method", "ig", "--steps", "9", "--device", "cpu"};
}

}  // namespace

TEST_CASE("torchscript.cli: refused without the flag, in a line that names it") {
    const ScriptWorkplace workplace;
    const Ended refused = workplace.explain(onNet() + said() + QStringList{"-o", "r.npz"});
    CHECK(refused.status == 2);
    CHECK(refused.out.isEmpty());
    CHECK(refused.err.count('\n') == 1);
    CHECK(refused.err.startsWith("sigscope: net.pt: is TorchScript, a program"));
    CHECK(refused.err.contains("--allow-torchscript"));
    CHECK_FALSE(workplace.contains("r.npz"));
}

TEST_CASE("torchscript.cli: with the flag it runs, warns, and wants the preprocessing") {
    const ScriptWorkplace workplace;
    const QStringList allowed = onNet() + QStringList{"--allow-torchscript", "--json"};
    const Ended unsaid = workplace.explain(allowed);
    CHECK(unsaid.status == 2);
    CHECK(unsaid.err.contains("its preprocessing is unknown, because a TorchScript file"));

    const Ended done = workplace.explain(allowed + said());
    INFO(done.err.toStdString());
    REQUIRE(done.status == 0);
    CHECK(done.err.startsWith("sigscope: warning: net.pt is TorchScript: a program"));
    CHECK(done.err.count('\n') == 1);
    CHECK(Json::parse(done.out.toStdString())["evaluations"] == 9);
    // Weights are not warned of.
    const Ended weights = workplace.explain({"cat.png", "--model", tinyWeights(), "--method", "ig",
                                             "--steps", "3", "--allow-torchscript", "--json"});
    CHECK(weights.status == 0);
    CHECK(weights.err.isEmpty());
}

TEST_CASE("torchscript.cli: a recipe never allows it") {
    const ScriptWorkplace workplace;
    const Ended first =
        workplace.explain(onNet() + said() +
                          QStringList{"--allow-torchscript", "-o", "first.npz", "-o", "first.png"});
    INFO(first.err.toStdString());
    REQUIRE(first.status == 0);
    const Ended refused = workplace.explain({"--recipe", "first.npz", "-o", "second.npz"});
    CHECK(refused.status == 2);
    CHECK(refused.err.contains("net.pt: is TorchScript"));
    CHECK_FALSE(workplace.contains("second.npz"));
    const Ended again =
        workplace.explain({"--recipe", "first.png", "--allow-torchscript", "-o", "second.npz"});
    INFO(again.err.toStdString());
    CHECK(again.status == 0);
    CHECK(again.err.startsWith("sigscope: warning: "));
}

TEST_CASE("precision.cli: float64 is taken, said and kept; tf32 wants a GPU") {
    const ScriptWorkplace workplace;
    const QStringList tiny{"cat.png", "--model",  tinyWeights(), "--steps",
                           "5",       "--device", "cpu",         "--precision"};
    const Ended exact = workplace.explain(tiny + QStringList{"float64"});
    INFO(exact.err.toStdString());
    REQUIRE(exact.status == 0);
    CHECK(exact.out.contains("Tiny network on CPU, float64\n"));
    const Ended tf32 = workplace.explain(tiny + QStringList{"tf32"});
    CHECK(tf32.status == 2);
    CHECK(tf32.err == "sigscope: precision: tf32 is a mode of CUDA GPUs; on the CPU use float32\n");
    const Ended unknown = workplace.explain(tiny + QStringList{"float128"});
    CHECK(unknown.status == 2);
    CHECK(unknown.err.contains("'float128' is none of float32, float64, tf32, bf16"));
}
