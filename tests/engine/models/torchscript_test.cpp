// Models that are programs: what they compute.

#include "tests/engine/models/script_models.h"

using namespace sigscope;
using namespace sigscope::models;
using sigscope::testing::pooledScript;
using sigscope::testing::relativeError;

TEST_CASE("torchscript: a program computes what its weights do natively", "[quick]") {
    struct Case {
        Precision precision;
        double tolerance;
    };
    // In float32 and float64 the order of operations, in bfloat16 its 8 bits are left.
    for (const auto& [precision, tolerance] :
         {Case{Precision::Float32, 1e-6}, {Precision::Float64, 1e-14}, {Precision::Bf16, 2e-2}}) {
        const auto program = allowed(goldenProgram(), precision);
        CHECK(program->network->classCount() == 10);
        CHECK(program->labels.at(7) == "class 7");
        CHECK(program->title == "TorchScript");
        const Answer ours = answerOf(*program);
        const Answer native = answerOf(*goldenNative(precision));
        CHECK(ours.logits.scalar_type() == pointTypeOf(precision));
        CHECK(ours.gradient.scalar_type() == pointTypeOf(precision));
        CHECK(relativeError(ours.logits, native.logits) < tolerance);
        CHECK(relativeError(ours.gradient, native.gradient) < tolerance);
        // Torch optimises programs while they run: that must not change the bits.
        CHECK(at::equal(answerOf(*program).gradient, ours.gradient));
    }
}

TEST_CASE("torchscript: the preprocessing has to be given, by flags or a sidecar", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "net.pt";
    writeScript(file, pooledScript);
    ParameterValues part = allSaid();
    part.erase("mean");
    try {
        static_cast<void>(loadClassifier({file.string(), ModelCode::Allowed, part}, c10::kCPU,
                                         Precision::Float32));
        FAIL("was not asked");
    } catch (const UnknownPreprocessing& unknown) {
        CHECK_THAT(unknown.what(), Contains("net.pt: its preprocessing is unknown, because a "
                                            "TorchScript file does not say it") &&
                                       Contains("--mean 0.485,0.456,0.406 (or") &&
                                       Contains("net.json") && !Contains("--std"));
        // Neither the transform of some architectures nor strides, which are not in doubt.
        CHECK(unknown.question().proposal.size() == preprocessingSpecs().size() - 2);
    }
    (void)folder.write("net.json", R"({"preprocessing": {"mean": [0.5, 0.5, 0.5]},
                                 "labels": ["ant", "bee", "cat", "dog", "eel"]})");
    const auto classifier =
        loadClassifier({file.string(), ModelCode::Allowed, part}, c10::kCPU, Precision::Float32);
    CHECK(classifier->labels.at(2) == "cat");
    CHECK(withPreprocessing(classifier, part)->preprocessing.mean[0] == 0.5);
    CHECK(withPreprocessing(classifier, part)->preprocessing.inputSize == PictureSize{32, 32});
}

TEST_CASE("torchscript: logits may come in a tuple or a list", "[quick]") {
    const TemporaryFolder folder;
    const auto logitsOf = [&](const std::string& body) {
        writeScript(folder.path() / "net.pt", forward(body));
        return answerOf(*allowed(folder.path() / "net.pt")).logits;
    };
    const std::string logits =
        "torch.linear(torch.mean(x, [2, 3]), torch.cat([self.weight, "
        "self.weight]))";
    const at::Tensor plain = logitsOf("return " + logits);
    CHECK(plain.size(1) == 10);
    CHECK(at::equal(logitsOf("return (" + logits + ", x)"), plain));
    CHECK(at::equal(logitsOf("return [" + logits + ", x]"), plain));
}

TEST_CASE("torchscript: its representation is not known", "[quick]") {
    const auto program = allowed(goldenProgram());
    CHECK_THROWS_WITH(program->network->features(at::zeros({1, 3, 32, 32})),
                      Contains("representation") && Contains("not known"));
}
