#include "engine/models/architectures/network_modules.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <set>

#include "engine/metrics/randomised_stages.h"
#include "engine/models/architectures/architecture_registry.h"
#include "engine/models/weights/safetensors_writer.h"
#include "tests/support/synthetic.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

const std::vector<std::string>& patternsOf(const std::string& architecture) {
    const auto& all = models::networkArchitectures();
    return std::ranges::find(all, architecture, &models::Architecture<models::Network>::name)
        ->modules;
}

/// Names alone decide.
models::StateDict stateOf(const std::vector<std::string>& names) {
    models::StateDict state("network");
    for (const std::string& name : names) state.add(name, at::empty({0}));
    return state;
}

std::vector<std::string> namesOf(const std::vector<models::NetworkModule>& modules) {
    std::vector<std::string> names;
    for (const models::NetworkModule& module : modules) names.push_back(module.name);
    return names;
}

std::vector<golden::NamedShape> shapesOfNetwork(const std::string& network) {
    const std::vector<std::string> stored{
        "squeezenet1_1", "mobilenet_v3_small",        "densenet121", "efficientnet_b0",
        "convnext",      "cifar_resnet20_downsample", "vit"};
    return std::ranges::find(stored, network) == stored.end() ? golden::torchvisionShapes(network)
                                                              : golden::storedShapes(network);
}

/// Of the sum of all logits.
at::Tensor gradientOfAll(const models::Network& network, const at::Tensor& input) {
    const at::Tensor point = input.clone().requires_grad_();
    return torch::autograd::grad({network.logits(point).sum()}, {point}).front();
}

/// Torchvision's network, and what the program calls its architecture.
struct KnownNetwork {
    std::string torchvision;
    std::string architecture;
    std::string next;  ///< The module before the head.
};

}  // namespace

TEST_CASE("modules: every layer of torchvision's networks is in one of them, the head first",
          "[quick]") {
    const auto known = GENERATE(KnownNetwork{"resnet18", "resnet", "layer4"},
                                KnownNetwork{"resnet50", "resnet", "layer4"},
                                KnownNetwork{"vgg16", "vgg", "classifier.3"},
                                KnownNetwork{"googlenet", "googlenet", "inception5b"},
                                KnownNetwork{"inception_v3", "inception-v3", "Mixed_7c"},
                                KnownNetwork{"mobilenet_v2", "mobilenet-v2", "features.18"},
                                KnownNetwork{"squeezenet1_1", "squeezenet", "features.12"},
                                KnownNetwork{"mobilenet_v3_small", "mobilenet-v3", "classifier.0"},
                                KnownNetwork{"densenet121", "densenet", "features.norm5"},
                                KnownNetwork{"efficientnet_b0", "efficientnet", "features.8"},
                                KnownNetwork{"convnext", "convnext", "classifier.0"},
                                KnownNetwork{"cifar_resnet20_downsample", "cifar-resnet", "layer3"},
                                KnownNetwork{"vit", "vit", "encoder.ln"});
    INFO(known.torchvision);
    std::vector<std::string> names;
    std::multiset<std::string> layers;
    for (const golden::NamedShape& shape : shapesOfNetwork(known.torchvision)) {
        names.push_back(shape.name);
        const bool isAuxiliary = shape.name.starts_with("aux") || shape.name.starts_with("Aux");
        if (shape.name.ends_with("weight") && !isAuxiliary)
            layers.insert(models::layerOfTensor(shape.name));
    }
    const auto modules = models::modulesFromOutput(stateOf(names), patternsOf(known.architecture));
    std::multiset<std::string> found;
    for (const models::NetworkModule& module : modules)
        found.insert(module.layers.begin(), module.layers.end());
    CHECK((found == layers));
    REQUIRE(modules.size() > 2);
    CHECK(modules[1].name == known.next);
}

TEST_CASE("modules: blocks go by their numbers and not by their digits", "[quick]") {
    std::vector<std::string> names{"_fc.weight", "_conv_stem.weight", "_conv_head.weight"};
    for (const char* block : {"9", "10", "2"})
        names.push_back(std::string("_blocks.") + block + "._project_conv.weight");
    const auto modules = models::modulesFromOutput(stateOf(names), patternsOf("efficientnet-lite"));
    CHECK(namesOf(modules) == std::vector<std::string>{"_fc", "_conv_head", "_blocks.10",
                                                       "_blocks.9", "_blocks.2", "_conv_stem"});
}

TEST_CASE("modules: every architecture has some", "[quick]") {
    for (const auto& architecture : models::networkArchitectures()) {
        INFO(architecture.name);
        CHECK_FALSE(architecture.modules.empty());
    }
}

TEST_CASE("modules: attention's joint projection is a layer of its own", "[quick]") {
    const std::string attention = "encoder.layers.encoder_layer_0.self_attention";
    for (const char* part : {"weight", "bias"}) {
        const std::string tensor = attention + ".in_proj_" + part;
        CHECK(models::layerOfTensor(tensor) == attention + ".in_proj");
        CHECK(models::tensorOfLayer(attention + ".in_proj", part) == tensor);
    }
    CHECK(models::layerOfTensor(attention + ".out_proj.weight") == attention + ".out_proj");
    CHECK(models::tensorOfLayer("bn1", "running_mean") == "bn1.running_mean");
    CHECK(models::layerOfTensor("class_token") == "class_token");
}

TEST_CASE("modules: with each one more that is random the network answers otherwise") {
    const std::string network =
        GENERATE(as<std::string>{}, "squeezenet1_1", "densenet121", "mobilenet_v3_small",
                 "efficientnet_b0", "convnext", "vit");
    INFO(network);
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / (network + ".safetensors");
    models::writeSafetensors(file, golden::syntheticState(golden::storedShapes(network)));
    const auto classifier = models::loadClassifier(file.string(), c10::kCPU, c10::kFloat);
    const std::int64_t side = network == "vit" ? 32 : 64;
    const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side}).to(at::kFloat);
    const auto stages = metrics::randomisedStages(classifier);
    REQUIRE(stages.size() >= 4);
    // Born layers pass on so little that logits would hide it beside the biases.
    at::Tensor before = gradientOfAll(*classifier->network, input);
    for (const metrics::RandomisedStage& stage : stages) {
        INFO(stage.name);
        const at::Tensor gradient = gradientOfAll(*stage.classifier()->network, input);
        CHECK(gradient.isfinite().all().item<bool>());
        CHECK_FALSE(at::equal(gradient, before));
        before = gradient;
    }
}
