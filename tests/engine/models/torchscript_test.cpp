// Models that are programs: refused before anything of them runs, and what they compute.

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/jit/serialization/import.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/error.h"
#include "engine/models/classifier.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/preprocessing_parameters.h"
#include "tests/support/golden.h"
#include "tests/support/script_file.h"
#include "tests/support/small_problem.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using Catch::Matchers::Contains;
using sigscope::testing::pooledScript;
using sigscope::testing::relativeError;
using sigscope::testing::writeScript;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// What every program here is given.
ParameterValues allSaid(std::int64_t side = 32) {
    ParameterValues values = valuesOf(Preprocessing());
    values["input-size"] = values["resize"] = side;
    return values;
}

std::shared_ptr<const Classifier> allowed(const fs::path& file,
                                          Precision precision = Precision::Float32) {
    return loadClassifier({file.string(), ModelCode::Allowed, allSaid()}, c10::kCPU, precision);
}

std::string refusal(const ModelChoice& choice) {
    try {
        static_cast<void>(loadClassifier(choice, c10::kCPU, Precision::Float32));
    } catch (const Error& error) {
        const std::string message = error.what();
        CHECK_THAT(message, Contains(fs::path(choice.nameOrFile).filename().string() + ": "));
        CHECK(std::ranges::count(message, '\n') == 0);
        return message;
    }
    return {};
}

std::string refusal(const fs::path& file) {
    return refusal({file.string(), ModelCode::Allowed, allSaid()});
}

/// The error of a program with that source.
std::string refusalOf(const std::string& source) {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", source);
    return refusal(folder.path() / "net.pt");
}

std::string forward(const std::string& body) {
    return "\ndef forward(self, x):\n    " + body + "\n";
}

/// A network of the goldens' tiny architecture as torch.jit.save wrote it.
fs::path goldenProgram() {
    return fs::path(SIGSCOPE_TEST_DATA) / "golden/weights/hostile/torchscript_archive.pt";
}

/// The same network, built by us from its tensors.
std::shared_ptr<const Classifier> goldenNative(Precision precision) {
    StateDict state("native");
    const torch::jit::Module module = torch::jit::load(goldenProgram().string());
    for (const auto& [name, tensor] : module.named_parameters()) state.add(name, tensor.detach());
    return makeClassifier(state, "native", "native", {c10::kCPU, weightTypeOf(precision)});
}

struct Answer {
    at::Tensor logits;
    at::Tensor gradient;
};

Answer answerOf(const Classifier& classifier) {
    const at::AutoGradMode gradients(true);
    const at::Tensor inputs =
        at::arange(3 * 3 * 32 * 32, at::kDouble).sin().view({3, 3, 32, 32}).to(classifier.dtype);
    const at::Tensor leaf = inputs.detach().requires_grad_();
    const at::Tensor logits = classifier.network->logits(leaf);
    return {logits.detach(), torch::autograd::grad({logits.select(1, 7).sum()}, {leaf}).front()};
}

/// A copy of the golden program with the first bytes of an entry overwritten.
fs::path damaged(const std::string& entry, const fs::path& copy) {
    std::ifstream stream(goldenProgram(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const std::string name = "torchscript_archive/" + entry;
    const std::size_t at = bytes.find(name);
    REQUIRE(at != std::string::npos);
    // Between the name and the content lies padding; its length stands before the name.
    const std::size_t padding =
        static_cast<std::uint8_t>(bytes[at - 2]) + 256 * static_cast<std::uint8_t>(bytes[at - 1]);
    bytes.replace(at + name.size() + padding, 3, "xxx");
    std::ofstream(copy, std::ios::binary) << bytes;
    return copy;
}

}  // namespace

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

TEST_CASE("torchscript: nothing of a program is even read unless it is allowed", "[quick]") {
    const TemporaryFolder folder;
    CHECK(holdsModelCode(goldenProgram()));
    const std::string wanted = "is TorchScript, a program that would run with your rights";
    const auto refused = [&](const fs::path& file) {
        const std::string message = refusal(ModelChoice{file.string()});
        CHECK_THAT(message, Contains(wanted) && Contains("--allow-torchscript"));
        // What is known of its preprocessing makes no difference.
        CHECK(refusal({file.string(), ModelCode::Refused, allSaid()}) == message);
    };
    refused(goldenProgram());
    for (const char* part : {"code/__torch__/common.py", "data.pkl", "constants.pkl"}) {
        INFO(part);
        const fs::path file = damaged(part, folder.path() / "damaged.pt");
        CHECK(holdsModelCode(file));
        refused(file);
    }
    // It would never return.
    writeScript(folder.path() / "endless.pt", R"(
def __getstate__(self) -> int:
    return 0
def __setstate__(self, state: int) -> None:
    while True:
        pass
def forward(self, x):
    while True:
        x = x + 1
    return x
)");
    refused(folder.path() / "endless.pt");
    // Allowed, but without its preprocessing: the question comes before it is loaded.
    CHECK_THAT(refusal({(folder.path() / "endless.pt").string(), ModelCode::Allowed}),
               Contains("its preprocessing is unknown"));
}

TEST_CASE("torchscript: weights are none", "[quick]") {
    for (const fs::path& file : golden::files(golden::Kind::Weights))
        CHECK_FALSE(holdsModelCode(file));
    CHECK_FALSE(holdsModelCode("efficientnet-lite0"));
    CHECK_FALSE(holdsModelCode(SIGSCOPE_TEST_DATA));
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
        CHECK(unknown.question().proposal.size() == preprocessingSpecs().size());
    }
    (void)folder.write("net.json", R"({"preprocessing": {"mean": [0.5, 0.5, 0.5]},
                                 "labels": ["ant", "bee", "cat", "dog", "eel"]})");
    const auto classifier =
        loadClassifier({file.string(), ModelCode::Allowed, part}, c10::kCPU, Precision::Float32);
    CHECK(classifier->labels.at(2) == "cat");
    CHECK(withPreprocessing(classifier, part)->preprocessing.mean[0] == 0.5);
    CHECK(withPreprocessing(classifier, part)->preprocessing.inputSize == 32);
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

TEST_CASE("torchscript: what is no classifier is refused in one line", "[quick]") {
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [2, 3]).unsqueeze(2)")),
               Contains("returns [1,3,1] for inputs [1,3,32,32]; logits [1,K] are wanted"));
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [1, 2, 3])")), Contains("returns [1] for"));
    CHECK_THAT(refusalOf(forward("return torch.mean(x, [0, 2, 3]).unsqueeze(1)")),
               Contains("returns [3,1] for"));
    CHECK_THAT(refusalOf(forward("return 'cat'")), Contains("it returns String, a tensor"));
    CHECK_THAT(refusalOf(forward("return {'logits': x}")), Contains("it returns GenericDict"));
    CHECK_THAT(refusalOf(forward("return torch.argmax(x, 1)")), Contains("it returns Tensor"));
    CHECK_THAT(refusalOf(forward("return torch.zeros([1, 5])")), Contains("has no gradient"));
    CHECK_THAT(refusalOf(forward("return torch.linear(x, self.weight)")),
               Contains("its forward failed on inputs [1,3,32,32]: "));
    CHECK_THAT(refusalOf(forward("assert x.size(1) == 4, 'no luck'\n    return x")),
               Contains("no luck"));
    CHECK_THAT(refusalOf("\ndef backward(self, x):\n    return x\n"), Contains("forward"));
}

TEST_CASE("torchscript: another size than it was loaded for is refused by name", "[quick]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "net.pt";
    writeScript(file, forward("return torch.linear(torch.flatten(x, 2).mean(1)[:, :3], "
                              "torch.cat([self.weight] * (x.size(2) // 16)))"));
    const auto classifier = allowed(file);
    CHECK(classifier->network->classCount() == 10);
    CHECK_THROWS_WITH(classifier->network->logits(at::zeros({2, 3, 48, 48})),
                      Contains("net.pt: returns [2,15] for inputs [2,3,48,48]; logits [2,10] are"));
}

TEST_CASE("torchscript: damaged archives are refused in one line", "[quick]") {
    const TemporaryFolder folder;
    const fs::path copy = folder.path() / "damaged.pt";
    for (const char* part : {"code/__torch__/common.py", "data.pkl"}) {
        INFO(part);
        CHECK_THAT(refusal(damaged(part, copy)), Contains("cannot be loaded: "));
    }
    fs::copy_file(goldenProgram(), copy, fs::copy_options::overwrite_existing);
    fs::resize_file(copy, 9000);
    CHECK_THAT(refusal(copy), Contains("damaged or truncated zip archive"));
}

TEST_CASE("torchscript: its representation is not known", "[quick]") {
    const auto program = allowed(goldenProgram());
    CHECK_THROWS_WITH(program->network->features(at::zeros({1, 3, 32, 32})),
                      Contains("representation") && Contains("not known"));
}
