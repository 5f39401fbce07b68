// Architectures that are known by their weights, against PyTorch's answers in float64.

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/known_preprocessing.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
namespace golden = sigscope::golden;
namespace models = sigscope::models;
using sigscope::relativeError;

namespace {

const fs::path architectureGoldens = fs::path(SIGSCOPE_TEST_DATA) / "architectures";

/// The synthetic weights of a golden network.
models::StateDict goldenState(const std::string& name) {
    std::vector<golden::NamedShape> shapes;
    const auto json = nlohmann::json::parse(std::ifstream(architectureGoldens / (name + ".json")));
    for (const auto& [key, shape] : json.at("shapes").items())
        shapes.push_back({key, shape.get<std::vector<std::int64_t>>()});
    return golden::syntheticState(shapes);
}

struct GoldenAnswer {
    at::Tensor logits;    ///< [K]
    at::Tensor gradient;  ///< [3, S, S], of logit 7 or the last.
};

GoldenAnswer answerTo(const models::StateDict& state, std::int64_t side, models::Form form) {
    const auto network =
        models::buildWhole(models::locateNetwork(state), {c10::kCPU, c10::kDouble, form}).product;
    const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side})
                                 .to(at::kFloat)
                                 .to(at::kDouble)
                                 .requires_grad_();
    const at::Tensor logits = network->logits(input);
    const std::int64_t explained = std::min<std::int64_t>(7, logits.size(1) - 1);
    const at::Tensor gradient = torch::autograd::grad({logits[0][explained]}, {input}).front();
    return {logits[0].detach(), gradient[0]};
}

/// The same tensors by other names.
models::StateDict renamedState(const models::StateDict& state,
                               const std::vector<std::pair<std::string, std::string>>& renamings) {
    models::StateDict result("renamed");
    for (const auto& [name, tensor] : state.entries()) {
        std::string other = name;
        for (const auto& [ours, theirs] : renamings)
            if (const std::size_t at = other.find(ours); at != std::string::npos)
                other.replace(at, ours.size(), theirs);
        result.add(other, tensor);
    }
    return result;
}

}  // namespace

TEST_CASE("golden.architectures: networks known by their weights answer as PyTorch's", "[quick]") {
    for (const auto& entry : fs::directory_iterator(architectureGoldens)) {
        if (entry.path().extension() != ".json") continue;
        const std::string name = entry.path().stem().string();
        INFO(name);
        const auto arrays = golden::load(architectureGoldens / (name + ".safetensors"));
        const std::int64_t side = arrays.at("gradient").size(2);
        for (const models::Form form : {models::Form::Published, models::Form::Fast}) {
            const GoldenAnswer answer = answerTo(goldenState(name), side, form);
            // Both in float64: what is left is the order of operations.
            CHECK(relativeError(answer.logits, arrays.at("logits")) < 1e-10);
            CHECK(relativeError(answer.gradient, arrays.at("gradient")) < 1e-9);
        }
    }
}

TEST_CASE("architectures: a ViT is the same by timm's names and by Hugging Face's", "[quick]") {
    const models::StateDict state = goldenState("vit");
    const GoldenAnswer own = answerTo(state, 32, models::Form::Fast);
    const models::StateDict timm =
        renamedState(state, {{"class_token", "cls_token"},
                             {"encoder.pos_embedding", "pos_embed"},
                             {"conv_proj.", "patch_embed.proj."},
                             {"encoder.layers.encoder_layer_", "blocks."},
                             {"ln_1.", "norm1."},
                             {"ln_2.", "norm2."},
                             {"self_attention.in_proj_", "attn.qkv."},
                             {"self_attention.out_proj.", "attn.proj."},
                             {"mlp.0.", "mlp.fc1."},
                             {"mlp.3.", "mlp.fc2."},
                             {"encoder.ln.", "norm."},
                             {"heads.head.", "head."}});
    CHECK(timm.contains("blocks.1.attn.qkv.bias"));
    CHECK(answerTo(timm, 32, models::Form::Fast).gradient.equal(own.gradient));

    // One linear layer there is three here.
    models::StateDict parted("parted");
    for (const auto& [name, tensor] : state.entries()) {
        const std::string joined = "self_attention.in_proj_";
        const std::size_t at = name.find(joined);
        if (at == std::string::npos) {
            parted.add(name, tensor);
            continue;
        }
        const std::vector<at::Tensor> parts = tensor.chunk(3);
        for (std::size_t i = 0; const char* part : {"query.", "key.", "value."})
            parted.add(name.substr(0, at) + "attention.attention." + part +
                           name.substr(at + joined.size()),
                       parts[i++]);
    }
    const models::StateDict theirs =
        renamedState(parted, {{"class_token", "vit.embeddings.cls_token"},
                              {"encoder.pos_embedding", "vit.embeddings.position_embeddings"},
                              {"conv_proj.", "vit.embeddings.patch_embeddings.projection."},
                              {"encoder.layers.encoder_layer_", "vit.encoder.layer."},
                              {"ln_1.", "layernorm_before."},
                              {"ln_2.", "layernorm_after."},
                              {"self_attention.out_proj.", "attention.output.dense."},
                              {"mlp.0.", "intermediate.dense."},
                              {"mlp.3.", "output.dense."},
                              {"encoder.ln.", "vit.layernorm."},
                              {"heads.head.", "classifier."}});
    // Their layer norms have another ε: 1e-12 for 1e-6.
    CHECK(relativeError(answerTo(theirs, 32, models::Form::Fast).gradient, own.gradient) < 1e-3);
}

TEST_CASE("architectures: a ResNet is the same by Hugging Face's names") {
    const models::StateDict state = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    const models::StateDict theirs =
        renamedState(state, {{"layer1.", "resnet.encoder.stages.0.layers."},
                             {"layer2.", "resnet.encoder.stages.1.layers."},
                             {"layer3.", "resnet.encoder.stages.2.layers."},
                             {"layer4.", "resnet.encoder.stages.3.layers."},
                             {"downsample.0.", "shortcut.convolution."},
                             {"downsample.1.", "shortcut.normalization."},
                             {".conv1.", ".layer.0.convolution."},
                             {".bn1.", ".layer.0.normalization."},
                             {".conv2.", ".layer.1.convolution."},
                             {".bn2.", ".layer.1.normalization."},
                             {"conv1.", "resnet.embedder.embedder.convolution."},
                             {"bn1.", "resnet.embedder.embedder.normalization."},
                             {"fc.", "classifier.1."}});
    CHECK(theirs.contains("resnet.encoder.stages.1.layers.0.shortcut.convolution.weight"));
    const auto located = models::locateNetwork(theirs);
    CHECK(located.architecture->variant(located.state).title == "ResNet-18");
    constexpr std::int64_t side = 64;
    CHECK(answerTo(theirs, side, models::Form::Published)
              .gradient.equal(answerTo(state, side, models::Form::Published).gradient));
}

TEST_CASE("architectures: a ViT says what it is and takes its own input size alone", "[quick]") {
    const models::StateDict state = goldenState("vit");
    const auto located = models::locateNetwork(state);
    const models::Variant variant = located.architecture->variant(located.state);
    CHECK(variant.title == "ViT-Ti/8");
    CHECK(variant.preprocessing.inputSize == models::PictureSize{32, 32});
    const auto network = models::buildWhole(located, {}).product;
    CHECK(network->onlyInput() == 32);
    CHECK_THROWS_AS(network->logits(at::zeros({1, 3, 64, 64})), sigscope::Error);

    models::Classifier classifier;
    classifier.network = models::buildWhole(located, {}).product;
    classifier.title = variant.title;
    classifier.weightsFile = "vit.pth";
    classifier.preprocessing = variant.preprocessing;
    CHECK_THROWS_WITH(
        models::withPreprocessing(std::make_shared<models::Classifier>(classifier),
                                  {{"input-size", std::int64_t{64}}, {"resize", std::int64_t{64}}}),
        "vit.pth: ViT-Ti/8 takes inputs of 32 pixels alone, input-size is 64: give --input-size "
        "32");
}

TEST_CASE("architectures: a ViT of a width that tells no number of heads is refused", "[quick]") {
    models::StateDict odd("odd.pth");
    const std::vector<golden::NamedShape> shapes{{"class_token", {1, 1, 100}},
                                                 {"conv_proj.weight", {100, 3, 8, 8}},
                                                 {"encoder.pos_embedding", {1, 17, 100}},
                                                 {"encoder.ln.weight", {100}},
                                                 {"heads.head.weight", {10, 100}}};
    for (const auto& [name, shape] : shapes) odd.add(name, at::ones(shape));
    CHECK_THROWS_WITH(
        models::buildWhole(models::locateNetwork(odd), {}),
        Catch::StartsWith("odd.pth: is like a ViT, but its width is 100, and weights do not tell"));
}
