#pragma once

// Programs for the tests of TorchScript, and what is said of them.

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

namespace sigscope::models {

using Catch::Matchers::Contains;
using sigscope::testing::writeScript;
using sigscope::tests::TemporaryFolder;
namespace fs = std::filesystem;

/// What every program here is given.
inline ParameterValues allSaid(std::int64_t side = 32) {
    ParameterValues values = valuesOf(Preprocessing());
    values["input-size"] = values["resize"] = side;
    return values;
}

inline std::shared_ptr<const Classifier> allowed(const fs::path& file,
                                                 Precision precision = Precision::Float32) {
    return loadClassifier({file.string(), ModelCode::Allowed, allSaid()}, c10::kCPU, precision);
}

inline std::string refusal(const ModelChoice& choice) {
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

inline std::string refusal(const fs::path& file) {
    return refusal({file.string(), ModelCode::Allowed, allSaid()});
}

/// The error of a program with that source.
inline std::string refusalOf(const std::string& source) {
    const TemporaryFolder folder;
    writeScript(folder.path() / "net.pt", source);
    return refusal(folder.path() / "net.pt");
}

inline std::string forward(const std::string& body) {
    return "\ndef forward(self, x):\n    " + body + "\n";
}

/// A network of the goldens' tiny architecture as torch.jit.save wrote it.
inline fs::path goldenProgram() {
    return fs::path(SIGSCOPE_TEST_DATA) / "golden/weights/hostile/torchscript_archive.pt";
}

/// The same network, built by us from its tensors.
inline std::shared_ptr<const Classifier> goldenNative(Precision precision) {
    StateDict state("native");
    const torch::jit::Module module = torch::jit::load(goldenProgram().string());
    for (const auto& [name, tensor] : module.named_parameters()) state.add(name, tensor.detach());
    return makeClassifier(state, {"native"}, "native", {c10::kCPU, weightTypeOf(precision)});
}

struct Answer {
    at::Tensor logits;
    at::Tensor gradient;
};

inline Answer answerOf(const Classifier& classifier) {
    const at::AutoGradMode gradients(true);
    const at::Tensor inputs =
        at::arange(3 * 3 * 32 * 32, at::kDouble).sin().view({3, 3, 32, 32}).to(classifier.dtype);
    const at::Tensor leaf = inputs.detach().requires_grad_();
    const at::Tensor logits = classifier.network->logits(leaf);
    return {logits.detach(), torch::autograd::grad({logits.select(1, 2).sum()}, {leaf}).front()};
}

/// A copy of the golden program with the first bytes of an entry overwritten.
inline fs::path damaged(const std::string& entry, const fs::path& copy) {
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

}  // namespace sigscope::models
