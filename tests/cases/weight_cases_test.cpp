// Cases: weights of networks that are not quite what their names say.
#include <QFile>
#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "tests/cases/case_files.h"

using namespace sigscope::app;
using namespace sigscope::cases;

namespace {

/// `sigscope explain` of a case's photo.png with its weights.safetensors.
Ended explain(const QString& folder, const QStringList& arguments) {
    return runSigscope(QStringList{"explain", caseFile(folder, "photo.png"), "--model",
                                   caseFile(folder, "weights.safetensors")} +
                       arguments);
}

Ended check(const QString& folder, const QString& name) {
    return runSigscope({"models", "check", caseFile(folder, name)});
}

}  // namespace

TEST_CASE("cases: tensors that the network does not compute with are refused by the first one") {
    checkRefused(check("extra_tensors_ignored", "weights.safetensors"),
                 {"weights.safetensors: holds layer1.0.se.fc1.", "31 more tensors", "ResNet-18"});
    // Before anything is asked.
    checkRefused(explain("extra_tensors_ignored", {}), {"holds layer1.0.se.fc1."});
}

TEST_CASE("cases: a first convolution that is not 7×7 is asked for its strides") {
    const QStringList asked =
        QStringList{"--method", "ig", "--steps", "9", "--of", "logit", "--target", "1"} +
        imageNetPreprocessing(32, 32);
    checkRefused(explain("cifar_stem", asked),
                 {"weights.safetensors: which of its first layers halve the picture is unknown",
                  "conv1.weight is 3×3", "--strides published|neither|second|first|caffe"});
    const Ended checked = check("cifar_stem", "weights.safetensors");
    CHECK(checked.status == 0);
    CHECK(checked.out.contains("strides        unknown: its conv1.weight is 3×3"));

    const QTemporaryDir folder;
    const QString map = folder.filePath("map.npz");
    const Ended done =
        explain("cifar_stem", asked + QStringList{"--strides", "neither", "-o", map});
    INFO(done.err.toStdString());
    REQUIRE(done.status == 0);
    // Both in float32, with their sums in other orders.
    const QString error = compared(
        "logits = np.abs(ours['logits'] - expected['logits']).max()\n"
        "map = np.linalg.norm(ours['attribution'] - expected['attribution'])\n"
        "print(max(logits, map / np.linalg.norm(expected['attribution'])))",
        map, caseFile("cifar_stem", "expected.npz"));
    CHECK(error.toDouble() < 1e-4);

    // The recipe has the answer.
    const Ended again =
        runSigscope({"explain", caseFile("cifar_stem", "photo.png"), "--recipe", map, "--model",
                     caseFile("cifar_stem", "weights.safetensors"), "--json"});
    CHECK(again.status == 0);
}

TEST_CASE("cases: checkpoints of many layouts hold a ResNet-18") {
    for (const char* file :
         {"args_namespace.pth", "averaged_model.pth", "backbone.ckpt", "head_sequential.pth",
          "lightning_criterion.ckpt", "numpy_scalar.pth", "robustness.ckpt", "torch_size.pth"}) {
        const Ended ended = check("checkpoint_layouts", file);
        INFO(file << ": " << ended.err.toStdString());
        CHECK(ended.status == 0);
        CHECK(ended.out.startsWith("architecture   ResNet-18\nclasses        5\n"));
        CHECK(ended.err.isEmpty());
    }
    CHECK(check("checkpoint_layouts", "lightning_criterion.ckpt")
              .out.contains("left out       leaves out criterion.weight: a loss\n"));
    CHECK(check("checkpoint_layouts", "robustness.ckpt")
              .out.contains("which is left out: it has --mean 0,0,0 --std 1,1,1\n"));
}

TEST_CASE("cases: a file that only has a sidecar's name is left alone, with a note") {
    const Ended checked = check("unrelated_json", "run.safetensors");
    INFO(checked.err.toStdString());
    CHECK(checked.status == 0);
    const QString note =
        "run.json beside run.safetensors speaks neither of preprocessing nor of labels";
    CHECK(checked.out.contains("note           " + note));
    const Ended done =
        runSigscope(QStringList{"explain", SIGSCOPE_SAMPLES "/chelsea.png", "--model",
                                caseFile("unrelated_json", "run.safetensors"), "--method",
                                "gradient-x-input", "--json"} +
                    imageNetPreprocessing(64, 72));
    CHECK(done.status == 0);
    CHECK(done.err.contains("sigscope: note: " + note));
}

TEST_CASE("cases: an input that is too small is refused with the smallest size that works") {
    const QStringList method{"--method", "gradient-x-input"};
    checkRefused(explain("vgg_small_input", method + imageNetPreprocessing(16, 16)),
                 {"weights.safetensors: VGG-11 takes inputs of at least 32 pixels", "is 16",
                  "--input-size 32"});
    const Ended done = explain("vgg_small_input", method + imageNetPreprocessing(32, 32));
    INFO(done.err.toStdString());
    CHECK(done.status == 0);
}
