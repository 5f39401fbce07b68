// Architectures that are known by their weights, against PyTorch's answers in float64.

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <filesystem>

#include "engine/error.h"
#include "engine/metrics/randomised_stages.h"
#include "engine/models/architectures/network_search.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/layer_graph.h"
#include "engine/models/weights/safetensors_writer.h"
#include "engine/problem/map_error.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
namespace golden = sigscope::golden;
namespace models = sigscope::models;
using sigscope::relativeError;

namespace {

fs::path architectureGoldens() {
    return SIGSCOPE_TEST_DATA "/architectures";
}

/// The synthetic weights of a golden network.
models::StateDict goldenState(const std::string& name) {
    return golden::syntheticState(golden::storedShapes(name));
}

/// Those that the goldens were made with.
models::Strides goldenStrides(const std::string& name) {
    return name == "resnet18_linear" ? models::Strides::Neither : models::Strides::Published;
}

/// What its publisher says of a golden network beside its weights.
models::Publication goldenPublication(const std::string& name) {
    constexpr std::string_view timm = "timm_";
    if (name.starts_with(timm)) return {.timmName = name.substr(timm.size())};
    // Beside the one that the input's lengths are odd before: as make.py asks for.
    if (name == "transformers_efficientnet") return {.evenlyPadded = {{11}}};
    return {};
}

struct GoldenAnswer {
    at::Tensor logits;    ///< [K]
    at::Tensor gradient;  ///< [3, S, S], of logit 7 or the last.
};

std::unique_ptr<models::Network> networkOfState(const models::StateDict& state, models::Form form,
                                                models::Strides strides,
                                                const models::Publication& publication) {
    const auto located = models::locateNetwork(state);
    models::Placement placement{c10::kCPU, c10::kDouble, form, strides};
    if (located.architecture->conventions)
        placement.conventions = located.architecture->conventions(located.state, publication);
    return models::buildWhole(located, placement).product;
}

GoldenAnswer answerTo(const models::StateDict& state, std::int64_t side, models::Form form,
                      models::Strides strides = models::Strides::Published,
                      const models::Publication& publication = {}) {
    const auto network = networkOfState(state, form, strides, publication);
    const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side})
                                 .to(at::kFloat)
                                 .to(at::kDouble)
                                 .requires_grad_();
    const at::Tensor logits = network->logits(input);
    const std::int64_t explained = std::min<std::int64_t>(7, logits.size(1) - 1);
    const at::Tensor gradient = torch::autograd::grad({logits[0][explained]}, {input}).front();
    return {logits[0].detach(), gradient[0]};
}

std::string titleOfState(const models::StateDict& state) {
    const auto located = models::locateNetwork(state);
    return located.architecture->variant(located.state).title;
}

/// The golden network without the tensors whose names begin with `part`.
models::StateDict goldenWithout(const std::string& network, const std::string& part) {
    const models::StateDict whole = goldenState(network);
    models::StateDict fewer(network + ".pth");
    for (const auto& [name, tensor] : whole.entries())
        if (!name.starts_with(part)) fewer.add(name, tensor);
    return fewer;
}

/// What the tensors of an EfficientNet tell of its shape, by torchvision's names.
models::StateDict efficientnetOf(const std::vector<int>& depths, std::int64_t lastChannels) {
    models::StateDict state("efficientnet.pth");
    for (std::size_t stage = 0; stage < depths.size(); ++stage)
        for (int block = 0; block < depths[stage]; ++block)
            state.add("features." + std::to_string(stage + 1) + "." + std::to_string(block) +
                          ".block.0.0.weight",
                      at::empty({0}));
    state.add("features.8.0.weight", at::empty({1, lastChannels, 1, 1}));
    return state;
}

}  // namespace

TEST_CASE("golden.architectures: networks known by their weights answer as PyTorch's") {
    for (const auto& entry : fs::directory_iterator(architectureGoldens())) {
        if (entry.path().extension() != ".json") continue;
        const std::string name = entry.path().stem().string();
        INFO(name);
        const auto arrays = golden::load(architectureGoldens() / (name + ".safetensors"));
        const std::int64_t side = arrays.at("gradient").size(2);
        for (const models::Form form : {models::Form::Published, models::Form::Fast}) {
            const GoldenAnswer answer = answerTo(goldenState(name), side, form, goldenStrides(name),
                                                 goldenPublication(name));
            // Both in float64: what is left is the order of operations.
            CHECK(relativeError(answer.logits, arrays.at("logits")) < 1e-10);
            CHECK(relativeError(answer.gradient, arrays.at("gradient")) < 1e-9);
        }
    }
}

TEST_CASE("architectures: each variant is told by its tensors", "[quick]") {
    CHECK(titleOfState(goldenState("squeezenet1_0")) == "SqueezeNet 1.0");
    CHECK(titleOfState(goldenState("squeezenet1_1")) == "SqueezeNet 1.1");
    CHECK(titleOfState(goldenState("mobilenet_v3_small")) == "MobileNet v3 small");
    CHECK(titleOfState(goldenState("mobilenet_v3_large")) == "MobileNet v3 large");
    CHECK(titleOfState(goldenState("densenet121")) == "DenseNet-121");
    CHECK(titleOfState(goldenState("efficientnet_b0")) == "EfficientNet-B0");
    CHECK(titleOfState(goldenState("efficientnet_v2_s")) == "EfficientNet v2 S");
    CHECK(titleOfState(goldenState("convnext")) == "ConvNeXt 3-3-9-3 of width 12");
    for (const char* name :
         {"cifar_resnet20_a", "cifar_resnet20_downsample", "cifar_resnet20_shortcut"})
        CHECK(titleOfState(goldenState(name)) == "CIFAR ResNet-20");
    CHECK(titleOfState(goldenState("resnet18_linear")) == "ResNet-18");
    CHECK(titleOfState(goldenState("timm_efficientnet_b0")) == "EfficientNet-B0");
    CHECK(titleOfState(goldenState("timm_convnext_atto")) == "ConvNeXt 2-2-6-2 of width 12");
    CHECK(titleOfState(goldenState("timm_efficientnet_lite0")) == "EfficientNet-Lite0");
    CHECK(titleOfState(goldenState("timm_tf_efficientnetv2_b0")) == "EfficientNet v2 of 21 blocks");
    CHECK(titleOfState(goldenState("transformers_efficientnet")) == "EfficientNet of 16 blocks");
    CHECK(titleOfState(goldenState("transformers_mobilenet_v2")) == "MobileNet v2");
    CHECK(titleOfState(goldenState("timm_mobilenetv2_050")) == "MobileNet v2");
    CHECK(titleOfState(goldenState("timm_mobilenetv3_large_075")) == "MobileNet v3 large");
    CHECK(titleOfState(goldenState("timm_mobilenetv3_small_050")) == "MobileNet v3 small");
    CHECK(titleOfState(goldenState("transformers_deit_distilled")) == "ViT-Ti/8, distilled");
    CHECK(titleOfState(goldenState("transformers_convnext")) == "ConvNeXt 3-3-9-3 of width 12");
    CHECK(titleOfState(goldenState("transformers_resnet")) == "ResNet-18");
    CHECK_THROWS_WITH(titleOfState(goldenWithout("squeezenet1_1", "features.7.")),
                      Catch::StartsWith("squeezenet1_1.pth: is neither SqueezeNet 1.0 nor 1.1"));
    CHECK_THROWS_WITH(titleOfState(goldenWithout("mobilenet_v3_small", "features.11.")),
                      Catch::StartsWith("mobilenet_v3_small.pth: is neither MobileNet v3 small nor "
                                        "large: it has 10 blocks"));
    CHECK_THROWS_WITH(
        titleOfState(goldenWithout("densenet121", "features.denseblock4.denselayer16.")),
        Catch::EndsWith("its blocks have 6, 12, 24, 15 layers"));
}

TEST_CASE("architectures: a CIFAR ResNet is refused where its tensors leave something open",
          "[quick]") {
    CHECK_THROWS_WITH(titleOfState(goldenWithout("cifar_resnet20_a", "layer3.2.")),
                      "cifar_resnet20_a.pth: is like a ResNet of 6n + 2 layers for pictures of 32 "
                      "pixels, but its "
                      "stages have 3, 3, 2 blocks");
    // Where other programs have the zeros of their shortcuts is not told.
    const models::StateDict called =
        golden::renamedState(goldenState("cifar_resnet20_a"), {{"linear.", "fc."}});
    CHECK_THROWS_WITH(
        models::buildWhole(models::locateNetwork(called), {}),
        Catch::EndsWith("lacks layer2.0.downsample.0.weight, which this model wants"));
    const auto with = [](const std::string& replaced, const std::vector<std::int64_t>& shape) {
        models::StateDict state("other.pth");
        const models::StateDict golden = goldenState("cifar_resnet20_a");
        for (const auto& [name, tensor] : golden.entries())
            if (name != replaced) state.add(name, tensor);
        state.add(replaced, at::ones(shape));
        return state;
    };
    CHECK_THROWS_WITH(titleOfState(with("conv1.weight", {16, 3, 7, 7})),
                      Catch::EndsWith("its conv1.weight is [16,3,7,7] and not of 3×3"));
    CHECK_THROWS_WITH(titleOfState(with("layer1.0.conv3.weight", {16, 16, 1, 1})),
                      Catch::Contains("but it has layer1.0.conv3.weight: which convolution of a "
                                      "bottleneck has the stride is not known"));
}

TEST_CASE("architectures: a shortcut without tensors is a layer of the graph", "[quick]") {
    const auto network = models::buildWhole(models::locateNetwork(goldenState("cifar_resnet20_a")),
                                            {c10::kCPU, c10::kDouble})
                             .product;
    const at::Tensor input = golden::syntheticStream("input", {1, 3, 21, 21});
    const models::LayerGraph graph = models::structureOf(*network);
    CHECK(graph.stages().back().name == "layer3");
    // Both in float64: what is left is the order of operations.
    CHECK(relativeError(graph.values(input).back(), network->logits(input)) < 1e-10);
}

TEST_CASE("architectures: TensorFlow's padding is the graph's too, of even and of odd lengths",
          "[quick]") {
    for (const char* name : {"timm_tf_mobilenetv3_small_075", "transformers_mobilenet_v2"}) {
        INFO(name);
        const auto network = networkOfState(goldenState(name), models::Form::Fast,
                                            models::Strides::Published, goldenPublication(name));
        const models::LayerGraph graph = models::structureOf(*network);
        for (const std::int64_t side : {44, 45}) {
            const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side});
            // Both in float64: what is left is the order of operations.
            CHECK(relativeError(graph.values(input).back(), network->logits(input)) < 1e-10);
        }
    }
}

TEST_CASE("architectures: Hugging Face's EfficientNets pad as the published input wants it",
          "[quick]") {
    // Of the published depths and last channels; the other tensors do not matter.
    const auto evenBlocks = [](const std::vector<int>& depths, std::int64_t lastChannels) {
        const models::StateDict state = efficientnetOf(depths, lastChannels);
        const auto located = models::locateNetwork(goldenState("transformers_efficientnet"));
        return located.architecture->conventions(state, {}).evenBlocks;
    };
    // As in the published config.json of B0, B1, B2, B3, B4, B5, B6 and B7.
    using Blocks = std::vector<std::size_t>;
    CHECK((evenBlocks({1, 2, 2, 3, 3, 4, 1}, 320) == Blocks{}));
    CHECK((evenBlocks({2, 3, 3, 4, 4, 5, 2}, 320) == Blocks{16}));
    CHECK((evenBlocks({2, 3, 3, 4, 4, 5, 2}, 352) == Blocks{5, 8, 16}));
    CHECK((evenBlocks({2, 3, 3, 5, 5, 6, 2}, 384) == Blocks{5, 18}));
    CHECK((evenBlocks({2, 4, 4, 6, 6, 8, 2}, 448) == Blocks{6}));
    CHECK((evenBlocks({3, 5, 5, 7, 7, 9, 3}, 512) == Blocks{13, 27}));
    CHECK((evenBlocks({3, 6, 6, 8, 8, 11, 3}, 576) == Blocks{31}));
    CHECK((evenBlocks({4, 7, 7, 10, 10, 13, 4}, 640) == Blocks{18}));
}

TEST_CASE("architectures: a cascade of random layers leaves a network by others' names what it is",
          "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    const fs::path file = folder.path() / "net.safetensors";
    models::writeSafetensors(file, goldenState("cifar_resnet20_a"));
    const auto classifier = models::loadClassifier(file.string(), c10::kCPU, c10::kFloat);
    const auto stages = sigscope::metrics::randomisedStages(classifier);
    REQUIRE(stages.size() == 6);
    CHECK(stages.front().name == "fc");
    const at::Tensor input = at::ones({1, 3, 32, 32});
    const at::Tensor before = classifier->network->features(input);
    // Of a head born anew nothing but the head is another.
    CHECK(stages.front().classifier()->network->features(input).equal(before));
    CHECK_FALSE(stages.back().classifier()->network->features(input).equal(before));
}

TEST_CASE("architectures: an EfficientNet is told by its blocks and their last channels",
          "[quick]") {
    struct Published {
        std::string title;
        std::vector<int> depths;
        std::int64_t lastChannels;
        int side;
    };
    const auto [title, depths, lastChannels, side] =
        GENERATE(Published{"EfficientNet-B1", {2, 3, 3, 4, 4, 5, 2}, 320, 240},
                 Published{"EfficientNet-B2", {2, 3, 3, 4, 4, 5, 2}, 352, 288},
                 Published{"EfficientNet-B3", {2, 3, 3, 5, 5, 6, 2}, 384, 300},
                 Published{"EfficientNet-B4", {2, 4, 4, 6, 6, 8, 2}, 448, 380},
                 Published{"EfficientNet-B5", {3, 5, 5, 7, 7, 9, 3}, 512, 456},
                 Published{"EfficientNet-B6", {3, 6, 6, 8, 8, 11, 3}, 576, 528},
                 Published{"EfficientNet-B7", {4, 7, 7, 10, 10, 13, 4}, 640, 600},
                 Published{"EfficientNet v2 M", {3, 5, 5, 7, 14, 18, 5}, 512, 480},
                 Published{"EfficientNet v2 L", {4, 7, 7, 10, 19, 25, 7}, 640, 480});
    // Names alone decide, but for the last channels.
    models::StateDict state = efficientnetOf(depths, lastChannels);
    state.add("features.0.0.weight", at::empty({0}));
    state.add("classifier.1.weight", at::empty({0}));
    const models::Variant variant = models::locateNetwork(state).architecture->variant(state);
    CHECK(variant.title == title);
    CHECK(variant.preprocessing.inputSize == models::PictureSize{side, side});
    CHECK(variant.preprocessing.mean[0] == (title == "EfficientNet v2 L" ? 0.5 : 0.485));
}

TEST_CASE("architectures: the smallest input that a network takes, and none smaller", "[quick]") {
    const std::vector<std::pair<std::string, std::int64_t>> smallest{
        {"squeezenet1_0", 21}, {"squeezenet1_1", 17}, {"densenet121", 29}};
    for (const auto& [name, side] : smallest) {
        INFO(name);
        const auto network =
            models::buildWhole(models::locateNetwork(goldenState(name)), {}).product;
        CHECK(network->smallestInput() == side);
        CHECK(network->logits(at::zeros({1, 3, side, side})).isfinite().all().item<bool>());
        CHECK_THROWS(network->logits(at::zeros({1, 3, side - 1, side - 1})));
    }
    const auto dense = models::locateNetwork(goldenState("densenet121"));
    for (const auto& [strides, side] :
         {std::pair(models::Strides::OnlyFirst, 15), std::pair(models::Strides::OnlySecond, 15),
          std::pair(models::Strides::Neither, 8)}) {
        const auto network =
            models::buildWhole(dense, {c10::kCPU, c10::kFloat, models::Form::Fast, strides})
                .product;
        CHECK(network->smallestInput() == side);
        CHECK(network->logits(at::zeros({1, 3, side, side})).size(1) == 10);
        CHECK_THROWS(network->logits(at::zeros({1, 3, side - 1, side - 1})));
    }
}

TEST_CASE("architectures: a DenseNet is the same by the names in torchvision's files", "[quick]") {
    const models::StateDict state = goldenState("densenet121");
    models::StateDict published("densenet121.pth");
    for (const auto& [name, tensor] : state.entries()) {
        std::string other = name;
        for (const char* part : {"norm1.", "norm2.", "conv1.", "conv2."})
            if (const std::size_t at = name.find(part); at != std::string::npos)
                other.insert(at + 4, ".");
        published.add(other, tensor);
    }
    CHECK(published.contains("features.denseblock1.denselayer1.norm.1.weight"));
    CHECK(answerTo(published, 45, models::Form::Fast)
              .gradient.equal(answerTo(state, 45, models::Form::Fast).gradient));
}

TEST_CASE("architectures: a ViT is the same by timm's names and by Hugging Face's", "[quick]") {
    const models::StateDict state = goldenState("vit");
    const GoldenAnswer own = answerTo(state, 32, models::Form::Fast);
    const models::StateDict timm =
        golden::renamedState(state, {{"class_token", "cls_token"},
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
    const models::StateDict theirs = golden::renamedState(
        parted, {{"class_token", "vit.embeddings.cls_token"},
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
    const auto errorWith = [&](std::optional<double> epsilon) {
        return relativeError(answerTo(theirs, 32, models::Form::Fast, models::Strides::Published,
                                      {.layerNormEpsilon = epsilon})
                                 .gradient,
                             own.gradient);
    };
    // Their layer norms have another ε, 1e-12 for 1e-6, unless config.json says which.
    CHECK(errorWith({}) < 1e-3);
    // In float64 the order of operations alone makes some 1e-14.
    CHECK(errorWith(1e-6) < 1e-12);
    CHECK(errorWith(0.5) > 1e-6);
}

TEST_CASE("architectures: a ConvNeXt by Hugging Face's names has the means' ε that is said",
          "[quick]") {
    const models::StateDict theirs = goldenState("transformers_convnext");
    // By the family's names, whose ε is 1e-6 throughout.
    const models::StateDict own = models::locateNetwork(theirs).state;
    const at::Tensor logits = answerTo(own, 45, models::Form::Fast).logits;
    const auto errorWith = [&](std::optional<double> epsilon) {
        return relativeError(answerTo(theirs, 45, models::Form::Fast, models::Strides::Published,
                                      {.layerNormEpsilon = epsilon})
                                 .logits,
                             logits);
    };
    CHECK(errorWith(1e-6) < 1e-12);
    CHECK(errorWith(0.5) > 1e-6);
    CHECK(errorWith(1e-12) == errorWith({}));
}

TEST_CASE("architectures: a VGG is the same by timm's names, for inputs of 224 pixels", "[quick]") {
    // A few channels wide.
    std::vector<golden::NamedShape> shapes = golden::torchvisionShapes("vgg16");
    for (auto& [name, shape] : shapes)
        for (std::int64_t& side : shape) side = side >= 64 ? side / 32 : side;
    const models::StateDict state = golden::syntheticState(shapes);
    const models::StateDict named =
        golden::renamedState(state, {{"classifier.0.", "pre_logits.fc1."},
                                     {"classifier.3.", "pre_logits.fc2."},
                                     {"classifier.6.", "head.fc."}});
    models::StateDict timm("timm");
    for (const auto& [name, tensor] : named.entries()) {
        const bool first = name == "pre_logits.fc1.weight";
        const bool second = name == "pre_logits.fc2.weight";
        timm.add(name, first    ? tensor.view({tensor.size(0), -1, 7, 7})
                       : second ? tensor.view({tensor.size(0), -1, 1, 1})
                                : tensor);
    }
    CHECK(answerTo(timm, 64, models::Form::Fast)
              .gradient.equal(answerTo(state, 64, models::Form::Fast).gradient));
    CHECK(models::buildWhole(models::locateNetwork(timm), {}).product->onlyInput() == 224);
    CHECK(models::buildWhole(models::locateNetwork(state), {}).product->onlyInput() == 0);
}

TEST_CASE("architectures: a VGG with other layers than pools between convolutions is refused",
          "[quick]") {
    // VGG-11 with a dropout behind the third convolution: all later numbers are one more.
    std::vector<golden::NamedShape> shapes{
        {"classifier.0.weight", {8, 98}},  // Two channels of 7 × 7.
        {"classifier.3.weight", {8, 8}},
        {"classifier.6.weight", {3, 8}}};
    const auto titleWith = [&shapes](const std::vector<int>& convolutions) {
        models::StateDict state("vgg.pth");
        for (const auto& [name, shape] : shapes) state.add(name, at::ones(shape));
        for (const int index : convolutions) {
            const std::string layer = "features." + std::to_string(index);
            state.add(layer + ".weight", at::ones({2, index == 0 ? 3 : 2, 3, 3}));
            state.add(layer + ".bias", at::ones(2));
        }
        return titleOfState(state);
    };
    CHECK(titleWith({0, 3, 6, 8, 11, 13, 16, 18}) == "VGG-11");
    CHECK_THROWS_WITH(
        titleWith({0, 3, 6, 9, 12, 14, 17, 19}),
        Catch::StartsWith("vgg.pth: has the convolutions of VGG-11 in groups of 1, 1, "
                          "1, 1, 2, 2 and not of 1, 1, 2, 2, 2"));
    CHECK_THROWS_WITH(titleWith({0, 3, 6, 8, 12, 14, 17, 19}), Catch::Contains("1, 1, 2, 0, 2, 2"));
    CHECK_THROWS_WITH(titleWith({0, 3, 6}), Catch::Contains("is no VGG of 11, 13, 16 or 19"));
}

TEST_CASE("architectures: a ConvNeXt is the same by timm's names", "[quick]") {
    const models::StateDict state = goldenState("convnext");
    const models::StateDict named =
        golden::renamedState(state, {{"features.0.", "stem."},
                                     {"features.1.", "stages.0.blocks."},
                                     {"features.2.", "stages.1.downsample."},
                                     {"features.3.", "stages.1.blocks."},
                                     {"features.4.", "stages.2.downsample."},
                                     {"features.5.", "stages.2.blocks."},
                                     {"features.6.", "stages.3.downsample."},
                                     {"features.7.", "stages.3.blocks."},
                                     {".block.0.", ".conv_dw."},
                                     {".block.2.", ".norm."},
                                     {".block.3.", ".mlp.fc1."},
                                     {".block.5.", ".mlp.fc2."},
                                     {"layer_scale", "gamma"},
                                     {"classifier.0.", "head.norm."},
                                     {"classifier.2.", "head.fc."}});
    models::StateDict timm("timm");
    for (const auto& [name, tensor] : named.entries())
        timm.add(name, name.ends_with(".gamma") ? tensor.flatten() : tensor);
    CHECK(timm.contains("stages.2.blocks.8.gamma"));
    CHECK(answerTo(timm, 45, models::Form::Fast)
              .gradient.equal(answerTo(state, 45, models::Form::Fast).gradient));
}

TEST_CASE("architectures: a ResNet is the same by Hugging Face's names") {
    const models::StateDict state = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    const models::StateDict theirs =
        golden::renamedState(state, {{"layer1.", "resnet.encoder.stages.0.layers."},
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

TEST_CASE("architectures: a ResNet may have any number of blocks") {
    // A block whose last batch norm gives zeros hands on what it is given.
    const models::StateDict whole = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    models::StateDict idle("idle.pth");
    models::StateDict shallow("shallow.pth");
    for (const auto& [name, tensor] : whole.entries()) {
        const bool second = name.starts_with("layer") && name.find(".1.") == 6;
        const bool last = name.find(".bn2.weight") != std::string::npos ||
                          name.find(".bn2.bias") != std::string::npos;
        idle.add(name, second && last ? at::zeros_like(tensor) : tensor);
        if (!second) shallow.add(name, tensor);
    }
    CHECK(titleOfState(whole) == "ResNet-18");
    CHECK(titleOfState(shallow) == "ResNet of 1-1-1-1 blocks");
    CHECK(relativeError(answerTo(shallow, 33, models::Form::Published).logits,
                        answerTo(idle, 33, models::Form::Published).logits) < 1e-12);

    models::StateDict without("without.pth");
    for (const auto& [name, tensor] : whole.entries())
        if (!name.starts_with("layer2.")) without.add(name, tensor);
    CHECK_THROWS_WITH(titleOfState(without),
                      "without.pth: is like a ResNet, but has a stage of no blocks");
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

TEST_CASE("architectures: a ViT has the heads that its publisher says", "[quick]") {
    const models::StateDict state = goldenState("vit");
    const auto gradientWith = [&state](std::optional<std::int64_t> heads) {
        return answerTo(state, 32, models::Form::Fast, models::Strides::Published,
                        {.attentionHeads = heads})
            .gradient;
    };
    const at::Tensor usual = gradientWith({});
    CHECK(gradientWith(3).equal(usual));
    // Another network: in float64 the order of operations alone would make some 1e-12.
    CHECK(relativeError(gradientWith(12), usual) > 1e-6);
    CHECK_THROWS_WITH(gradientWith(5),
                      Catch::Contains("a width of 192 has no 5 heads of one size"));
    // Fewer blocks than the published ones have: their heads may be others too.
    const auto located = models::locateNetwork(state);
    CHECK_THAT(located.architecture->variant(located.state).note,
               Catch::Contains("its number of heads, which no tensor tells, is that of the "
                               "published ViTs of its width, 3"));
}

TEST_CASE("architectures: a ViT of a width that tells no number of heads is refused", "[quick]") {
    models::StateDict odd("odd.pth");
    const std::vector<golden::NamedShape> shapes{
        {"class_token", {1, 1, 100}}, {"conv_proj.weight", {100, 3, 8, 8}},
        {"conv_proj.bias", {100}},    {"encoder.pos_embedding", {1, 17, 100}},
        {"encoder.ln.weight", {100}}, {"heads.head.weight", {10, 100}}};
    for (const auto& [name, shape] : shapes) odd.add(name, at::ones(shape));
    CHECK_THROWS_WITH(
        models::buildWhole(models::locateNetwork(odd), {}),
        Catch::StartsWith("odd.pth: is like a ViT, but its width is 100, and weights do not tell"));
    // Said, it is no longer what is missing.
    CHECK_THROWS_WITH(
        networkOfState(odd, models::Form::Fast, models::Strides::Published, {.attentionHeads = 4}),
        Catch::StartsWith("odd.pth: lacks encoder.layers.encoder_layer_0."));
}
