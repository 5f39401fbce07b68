#include "engine/models/architectures/preact_resnet.h"

#include <torch/csrc/autograd/autograd.h>

#include "engine/problem/map_error.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

/// The tensors of the published script's network for ten classes.
std::vector<golden::NamedShape> preActShapes() {
    std::vector<golden::NamedShape> shapes{{"conv1.weight", {64, 3, 3, 3}}};
    const auto norm = [&](const std::string& name, std::int64_t channels) {
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"})
            shapes.push_back({name + part, {channels}});
    };
    std::int64_t inputs = 64;
    for (int stage = 0; stage < 4; ++stage)
        for (int i = 0; i < 2; ++i) {
            const std::int64_t outputs = 64 << stage;
            const std::string name =
                "layer" + std::to_string(stage + 1) + "." + std::to_string(i) + ".";
            norm(name + "bn1", inputs);
            shapes.push_back({name + "conv1.weight", {outputs, inputs, 3, 3}});
            norm(name + "bn2", outputs);
            shapes.push_back({name + "conv2.weight", {outputs, outputs, 3, 3}});
            if (inputs != outputs)
                shapes.push_back({name + "shortcut.0.weight", {outputs, inputs, 1, 1}});
            inputs = outputs;
        }
    shapes.push_back({"linear.weight", {10, 512}});
    shapes.push_back({"linear.bias", {10}});
    return shapes;
}

std::int64_t parametersOf(const models::StateDict& state) {
    std::int64_t count = 0;
    for (const auto& [name, tensor] : state.entries())
        if (name.find("running_") == std::string::npos) count += tensor.numel();
    return count;
}

}  // namespace

TEST_CASE("golden.preact: logits and gradient of the pre-activation ResNet-18") {
    const auto file = golden::folder() / "more" / "preact_resnet18.safetensors";
    if (golden::isReplaced() && !std::filesystem::exists(file)) return;
    const auto arrays = golden::load(file);
    const models::StateDict state = golden::syntheticState(preActShapes());
    CHECK(parametersOf(state) == arrays.at("parameters").item<std::int64_t>());
    for (const models::Form form : {models::Form::Fast, models::Form::Published}) {
        const auto network = models::preActResNet().build(
            models::WeightSource(state, {c10::kCPU, c10::kFloat, form}));
        const at::AutoGradMode gradients(true);
        const at::Tensor input =
            golden::syntheticStream("input", {1, 3, 32, 32}).to(at::kFloat).requires_grad_();
        const at::Tensor logits = network->logits(input)[0];
        const at::Tensor gradient = torch::autograd::grad({logits[7]}, {input}).front().detach()[0];
        // The goldens' own tolerance of float32 networks.
        CHECK(relativeError(logits.detach(), arrays.at("logits")) <= 1e-3);
        CHECK(relativeError(at::adaptive_avg_pool2d(gradient, {8, 8}), arrays.at("grad_8x8")) <=
              1e-3);
        CHECK(gradient.norm().item<double>() ==
              Approx(arrays.at("grad_norm").item<double>()).epsilon(1e-3));
    }
}
