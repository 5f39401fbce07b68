#include "tests/support/torch_catch.h"

#include <algorithm>

#include "engine/compute/memory_meter.h"
#include "engine/error.h"
#include "engine/models/classifier.h"
#include "engine/models/weights/read_weights.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
namespace golden = sigscope::golden;
using sigscope::models::readWeights;
using sigscope::models::StateDict;

namespace {

/// The largest rounding error of a type relative to the number rounded.
double rounding(c10::ScalarType dtype) {
    switch (dtype) {
        case c10::kHalf:
            return 0x1p-11;
        case c10::kBFloat16:
            return 0x1p-8;
        default:
            return 0x1p-24;
    }
}

fs::path plainFile() {
    const fs::path own = golden::folder() / "weights" / "plain.safetensors";
    return fs::exists(own) ? own
                           : fs::path(SIGSCOPE_TEST_DATA) / "golden/weights/plain.safetensors";
}

/// Halves below 2⁻¹⁴ lose relative precision: half of the distance between two of them.
constexpr double smallestHalf = 0x1p-25;

std::string refusalOfFile(const fs::path& file) {
    try {
        (void)sigscope::models::loadClassifier(file.string(), c10::kCPU, c10::kFloat);
    } catch (const sigscope::Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("weights.golden: every file holds the tiny network", "[quick]") {
    // Its values are those of this file; the tiny network's own file has another last layer.
    const auto reference = golden::load(plainFile());
    for (const fs::path& file : golden::files(golden::Kind::Weights)) {
        INFO(file.filename().string());
        const StateDict state = readWeights(file);
        REQUIRE(state.entries().size() == reference.size());
        const bool otherValues = file.filename().string().starts_with("random");
        for (const auto& [name, tensor] : state.entries()) {
            INFO(name);
            REQUIRE(reference.count(name) == 1);
            const at::Tensor wanted = reference.at(name).to(at::kDouble);
            REQUIRE(tensor.sizes() == wanted.sizes());
            const double tolerance = rounding(tensor.scalar_type());
            const at::Tensor error = (tensor.to(at::kDouble) - wanted).abs();
            const bool close =
                (error <= tolerance * wanted.abs() + smallestHalf).all().item<bool>();
            CHECK(close != otherValues);
        }
    }
}

TEST_CASE("weights.plain: the safetensors reader gives the tiny network's convolutions",
          "[quick]") {
    const auto plain = golden::load(plainFile());
    const auto original = golden::load(golden::tinyNetFile());
    for (const char* name : {"conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"})
        CHECK(at::equal(plain.at(name), original.at(name).to(at::kFloat)));
}

TEST_CASE("weights: one of several parts of a model is refused as what it is", "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    const auto refusalAs = [&folder](const std::string& name) {
        const fs::path file = folder.path() / name;
        fs::copy_file(golden::tinyNetFile(), file);
        try {
            (void)readWeights(file);
        } catch (const sigscope::Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK_THAT(refusalAs("model-00002-of-00003.safetensors"),
               Catch::Contains("model-00002-of-00003.safetensors: is one of the parts of a model "
                               "(00002-of-00003); save it in one file"));
    CHECK(refusalAs("model-00001-of-00001.safetensors").empty());
    CHECK(refusalAs("run-12-of-13.safetensors").empty());
    const fs::path list =
        folder.write("model.safetensors.index.json", std::string(R"({"weight_map": {}})"));
    CHECK_THROWS_WITH(readWeights(list), Catch::Contains("is the list of a model's parts; save"));
}

TEST_CASE("weights.golden: every file is recognised as the tiny network and runs", "[quick]") {
    for (const fs::path& file : golden::files(golden::Kind::Weights)) {
        INFO(file.filename().string());
        const auto classifier =
            sigscope::models::loadClassifier(file.string(), c10::kCPU, c10::kDouble);
        CHECK(classifier->network->classCount() == 10);
        CHECK(classifier->labels.at(7) == "class 7");
        const at::Tensor inputs = at::ones({2, 3, 32, 32}, at::kDouble);
        CHECK(at::isfinite(classifier->network->logits(inputs)).all().item<bool>());
    }
}

TEST_CASE("hostile.golden: every file is refused, by name, in one line, making nothing of it",
          "[quick]") {
    for (const fs::path& file : golden::files(golden::Kind::Hostile)) {
        INFO(file.filename().string());
        std::string message;
        const std::int64_t made =
            sigscope::compute::peakTensorBytes([&] { message = refusalOfFile(file); });
        CHECK(message.find(file.filename().string() + ": ") != std::string::npos);
        CHECK(std::count(message.begin(), message.end(), '\n') == 0);
        // Files of kilobytes, whose headers claim up to exabytes.
        CHECK(made <= 1 << 20);
        CHECK_FALSE(fs::exists("sigscope_was_here"));
    }
}
