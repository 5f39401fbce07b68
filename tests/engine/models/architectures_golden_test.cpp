#include "tests/support/torch_catch.h"

#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/classifier.h"
#include "engine/models/weights/read_weights.h"
#include "tests/support/golden.h"

namespace golden = sigscope::golden;
namespace models = sigscope::models;
using Catch::Matchers::Contains;

TEST_CASE("golden.tiny logits: the tiny network answers as the reference", "[quick]") {
    const auto files = golden::files(golden::Kind::Tiny);
    for (const auto& file : files) {
        INFO(file.filename().string());
        const auto arrays = golden::load(file);
        const auto classifier =
            models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU, c10::kDouble);
        const at::Tensor input = arrays.at("input");
        const at::Tensor logits = classifier->network->logits(input.unsqueeze(0))[0];
        // Both in double; the order of summation may differ.
        CHECK((logits - arrays.at("logits")).abs().max().item<double>() < 1e-12);
        CHECK(models::resolveTarget(*classifier, logits, "top") ==
              arrays.at("label").item<std::int64_t>());
        const at::Tensor normalised =
            models::normalise(arrays.at("raw"), classifier->preprocessing);
        CHECK((normalised - input).abs().max().item<double>() < 1e-12);
        CHECK((models::denormalise(input, classifier->preprocessing) - arrays.at("raw"))
                  .abs()
                  .max()
                  .item<double>() < 1e-12);
    }
}

TEST_CASE("golden.lite0 logits: EfficientNet-Lite0 answers as the published weights", "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Lite0)) {
        INFO(file.filename().string());
        const auto arrays = golden::load(file);
        const auto classifier =
            models::loadClassifier("efficientnet-lite0", c10::kCPU, c10::kFloat);
        const at::NoGradGuard noGrad;
        const at::Tensor logits = classifier->network->logits(arrays.at("input").unsqueeze(0))[0];
        // The tolerance of the goldens: float32, batch norm folded.
        CHECK((logits - arrays.at("logits")).abs().max().item<double>() < 1e-3);
        CHECK(models::resolveTarget(*classifier, logits, "top") ==
              arrays.at("label").item<std::int64_t>());
    }
}

TEST_CASE("architectures: the fast form computes what the published one does") {
    const at::Tensor input = at::linspace(-1, 1, 3 * 224 * 224).view({1, 3, 224, 224});
    const at::NoGradGuard noGrad;
    const auto logits = [&](models::Form form) {
        return models::loadClassifier("efficientnet-lite0", c10::kCPU, c10::kDouble, form)
            ->network->logits(input.to(at::kDouble));
    };
    // In double: what is left is the order of operations.
    const at::Tensor published = logits(models::Form::Published);
    const at::Tensor error = (logits(models::Form::Fast) - published).abs();
    CHECK(error.max().item<double>() < 1e-10 * published.abs().max().item<double>());
}

TEST_CASE("architectures: gradients reach the input, none the frozen weights", "[quick]") {
    const auto classifier =
        models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU, c10::kDouble);
    const at::Tensor input = at::rand({2, 3, 32, 32}, at::kDouble).requires_grad_();
    const at::Tensor logits = classifier->network->logits(input);
    REQUIRE(logits.sizes() == at::IntArrayRef{2, 10});
    logits.sum().backward();
    CHECK(input.grad().abs().sum().item<double>() > 0);
    // A weight that asked for a gradient would make a graph of its own, without the input.
    CHECK_FALSE(classifier->network->logits(input.detach()).requires_grad());
}

TEST_CASE("architectures: the tiny autoencoder keeps the shape and the range", "[quick]") {
    const models::StateDict state = models::readWeights(golden::tinyVaeFile());
    const auto autoencoder =
        models::buildWhole(models::locateAutoencoder(state), {c10::kCPU, c10::kDouble}).product;
    const at::Tensor raw = at::rand({2, 3, 32, 32}, at::kDouble);
    const at::Tensor latent = autoencoder->encode(raw);
    CHECK(latent.sizes() == at::IntArrayRef{2, 4, 8, 8});
    const at::Tensor decoded = autoencoder->decode(latent);
    CHECK(decoded.sizes() == raw.sizes());
    CHECK(decoded.min().item<double>() >= 0);
    CHECK(decoded.max().item<double>() <= 1);
}

TEST_CASE("architectures: what does not fit is named with what is wanted", "[quick]") {
    const auto load = [](const std::string& file) {
        (void)models::loadClassifier(file, c10::kCPU, c10::kFloat);
    };
    const auto hostile = std::filesystem::path(SIGSCOPE_TEST_DATA) / "golden/weights/hostile";
    CHECK_THROWS_WITH(load((hostile / "wrong_shape.safetensors").string()),
                      Contains("fc.weight is [10,17], this model wants [10,16]"));
    CHECK_THROWS_WITH(load((hostile / "missing_fc_bias.safetensors").string()),
                      Contains("lacks fc.bias"));
    CHECK_THROWS_WITH(load((hostile / "not_a_number.safetensors").string()),
                      Contains("not finite"));
    CHECK_THROWS_WITH(load((hostile / "torchscript_archive.pt").string()), Contains("TorchScript"));
    CHECK_THROWS_WITH(load((hostile / "os_system.pth").string()),
                      Contains("refuses 'posix.system'"));
    CHECK_THROWS_WITH(load((hostile / "empty.pth").string()), Contains("is empty"));
    CHECK_THROWS_WITH(load(golden::tinyVaeFile().string()), Contains("autoencoder"));
    CHECK_THROWS_WITH(load("no-such-model"), Contains("efficientnet-lite0"));
}
