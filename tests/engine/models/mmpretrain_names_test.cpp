// Networks by the names of OpenMMLab's MMPretrain.

#include "tests/support/torch_catch.h"

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "engine/models/architectures/mmpretrain_names.h"
#include "engine/models/architectures/network_search.h"
#include "tests/support/golden.h"
#include "tests/support/synthetic.h"

namespace golden = sigscope::golden;
namespace models = sigscope::models;
using Catch::Contains;

namespace {

models::StateDict mmResnet() {
    models::StateDict result("mm.pth");
    const models::StateDict state = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    for (const auto& [name, tensor] : state.entries())
        result.add((name.starts_with("fc.") ? "head." : "backbone.") + name, tensor);
    return result;
}

models::StateDict mmTransformer() {
    return golden::renamedState(golden::syntheticState(golden::storedShapes("vit")),
                                {{"class_token", "backbone.cls_token"},
                                 {"encoder.pos_embedding", "backbone.pos_embed"},
                                 {"conv_proj.", "backbone.patch_embed.projection."},
                                 {"encoder.layers.encoder_layer_", "backbone.layers."},
                                 {"encoder.ln.", "backbone.ln1."},
                                 {"ln_1.", "ln1."},
                                 {"ln_2.", "ln2."},
                                 {"self_attention.in_proj_", "attn.qkv."},
                                 {"self_attention.out_proj.", "attn.proj."},
                                 {"mlp.0.", "ffn.layers.0.0."},
                                 {"mlp.3.", "ffn.layers.1."},
                                 {"heads.head.", "head.layers.head."}});
}

at::Tensor mmLogits(const models::StateDict& state, std::int64_t side) {
    const auto located = models::locateNetwork(state);
    const models::Placement placement{c10::kCPU, c10::kDouble, models::Form::Published};
    const at::Tensor input = golden::syntheticStream("input", {1, 3, side, side});
    return models::buildWhole(located, placement).product->logits(input);
}

}  // namespace

TEST_CASE("mmpretrain: a ResNet is the same by its names, and its head is said to be assumed") {
    const models::StateDict own = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    const models::StateDict theirs = mmResnet();
    CHECK(mmLogits(theirs, 64).equal(mmLogits(own, 64)));
    const auto located = models::locateNetwork(theirs);
    const models::Variant variant = located.architecture->variant(located.state);
    CHECK(variant.title == "ResNet-18");
    CHECK_THAT(variant.note, Contains("as MMPretrain calls them"));
}

TEST_CASE("mmpretrain: a ConvNeXt is the same by its names", "[quick]") {
    const models::StateDict own = golden::syntheticState(golden::storedShapes("convnext"));
    const models::StateDict theirs =
        golden::renamedState(own, {{"features.0.", "backbone.downsample_layers.0."},
                                   {"features.1.", "backbone.stages.0."},
                                   {"features.2.", "backbone.downsample_layers.1."},
                                   {"features.3.", "backbone.stages.1."},
                                   {"features.4.", "backbone.downsample_layers.2."},
                                   {"features.5.", "backbone.stages.2."},
                                   {"features.6.", "backbone.downsample_layers.3."},
                                   {"features.7.", "backbone.stages.3."},
                                   {".block.0.", ".depthwise_conv."},
                                   {".block.2.", ".norm."},
                                   {".block.3.", ".pointwise_conv1."},
                                   {".block.5.", ".pointwise_conv2."},
                                   {"layer_scale", "gamma"},
                                   {"classifier.0.", "backbone.norm3."},
                                   {"classifier.2.", "head.fc."}});
    CHECK(theirs.contains("backbone.stages.2.8.gamma"));
    CHECK(mmLogits(theirs, 45).equal(mmLogits(own, 45)));
}

TEST_CASE("mmpretrain: a ViT is the same by its names, and its own small one has 8 heads",
          "[quick]") {
    const models::StateDict own = golden::syntheticState(golden::storedShapes("vit"));
    CHECK(mmLogits(mmTransformer(), 32).equal(mmLogits(own, 32)));

    const auto headsOf = [](int blocks, std::optional<std::int64_t> said) {
        models::StateDict state("small.pth");
        const std::string block = "encoder.layers.encoder_layer_";
        state.add(block + "0.mlp.0.weight", at::zeros(1).expand({2304, 768}));
        for (int i = 0; i < blocks; ++i)
            state.add(block + std::to_string(i) + ".ln_1.weight", at::zeros(768));
        return models::mmpretrainVisionTransformer()
            .conventions(state, {.attentionHeads = said})
            .attentionHeads;
    };
    CHECK(headsOf(8, {}) == 8);
    CHECK(headsOf(8, 16) == 16);
    CHECK_FALSE(headsOf(12, {}));
}

TEST_CASE("mmpretrain: a head of several layers, or more in the backbone, is refused", "[quick]") {
    models::StateDict deeper = mmTransformer();
    deeper.add("head.layers.pre_logits.weight", at::ones({8, 8}));
    CHECK_THROWS_WITH(mmLogits(deeper, 32), Contains("holds head.layers.pre_logits.weight"));
    models::StateDict averaging = mmTransformer();
    averaging.add("backbone.ln2.weight", at::ones(192));
    CHECK_THROWS_WITH(mmLogits(averaging, 32), Contains("holds backbone.ln2.weight"));
    models::StateDict pooling = mmResnet();
    pooling.add("neck.p", at::ones(1));
    CHECK_THROWS_WITH(mmLogits(pooling, 64), Contains("holds neck.p"));
}
