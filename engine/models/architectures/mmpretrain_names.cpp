#include "engine/models/architectures/mmpretrain_names.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <string>
#include <utility>

#include "engine/models/architectures/convnext.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/resnet.h"
#include "engine/models/architectures/vision_transformer.h"

namespace sigscope::models {

namespace {

Variant noted(Variant variant) {
    variant.note += (variant.note.empty() ? "" : "; ") +
                    std::string(
                        "its tensors are called as MMPretrain calls them: it is taken for "
                        "a network of that library, with nothing but a pool or the class "
                        "token between the backbone and its head");
    return variant;
}

Variant variantOfMmpretrainResnet(const StateDict& state) {
    return noted(resNet().variant(state));
}

Variant variantOfMmpretrainConvnext(const StateDict& state) {
    return noted(convNeXt().variant(state));
}

Variant variantOfMmpretrainTransformer(const StateDict& state) {
    return noted(visionTransformer().variant(state));
}

std::string resnetFromMmpretrain(const std::string& name) {
    static constexpr auto names = std::to_array<Renaming>({{"backbone.", ""}, {"head.fc.", "fc."}});
    return renamed(name, names);
}

std::string convnextFromMmpretrain(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"backbone.downsample_layers.0.", "features.0."},
                                 {"backbone.downsample_layers.1.", "features.2."},
                                 {"backbone.downsample_layers.2.", "features.4."},
                                 {"backbone.downsample_layers.3.", "features.6."},
                                 {"backbone.stages.0.", "features.1."},
                                 {"backbone.stages.1.", "features.3."},
                                 {"backbone.stages.2.", "features.5."},
                                 {"backbone.stages.3.", "features.7."},
                                 {"backbone.norm3.", "classifier.0."},
                                 {"head.fc.", "classifier.2."},
                                 {".depthwise_conv.", ".block.0."},
                                 {".norm.", ".block.2."},
                                 {".pointwise_conv1.", ".block.3."},
                                 {".pointwise_conv2.", ".block.5."},
                                 {".gamma", ".layer_scale"}});
    return renamed(name, names);
}

std::string transformerFromMmpretrain(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"backbone.cls_token", "class_token"},
                                 {"backbone.pos_embed", "encoder.pos_embedding"},
                                 {"backbone.patch_embed.projection.", "conv_proj."},
                                 {"backbone.layers.", "encoder.layers.encoder_layer_"},
                                 {"backbone.ln1.", "encoder.ln."},
                                 {".ln1.", ".ln_1."},
                                 {".ln2.", ".ln_2."},
                                 {".attn.qkv.", ".self_attention.in_proj_"},
                                 {".attn.proj.", ".self_attention.out_proj."},
                                 {".ffn.layers.0.0.", ".mlp.0."},
                                 {".ffn.layers.1.", ".mlp.3."},
                                 {"head.layers.head.", "heads.head."}});
    return renamed(name, names);
}

/// The library's own "small", which no paper has.
bool isMmpretrainSmall(const StateDict& state) {
    const std::string block = "encoder.layers.encoder_layer_";
    const at::Tensor* const expanding = state.find(block + "0.mlp.0.weight");
    return expanding && expanding->sizes() == at::IntArrayRef({2304, 768}) &&
           state.contains(block + "7.ln_1.weight") && !state.contains(block + "8.ln_1.weight");
}

Conventions mmpretrainConventions(const StateDict& state, const Publication& publication) {
    constexpr std::int64_t headsOfSmall = 8;
    Conventions conventions = visionTransformer().conventions(state, publication);
    if (!conventions.attentionHeads && isMmpretrainSmall(state))
        conventions.attentionHeads = headsOfSmall;
    return conventions;
}

}  // namespace

Architecture<Network> mmpretrainResNet() {
    Architecture<Network> theirs =
        underOtherNames(resNet(),
                        {"backbone.conv1.weight", "backbone.layer1.0.conv1.weight",
                         "backbone.layer4.0.conv1.weight"},
                        {"head", "head.fc"}, resnetFromMmpretrain);
    theirs.variant = variantOfMmpretrainResnet;
    return theirs;
}

Architecture<Network> mmpretrainConvNeXt() {
    Architecture<Network> theirs = underOtherNames(
        convNeXt(),
        {"backbone.downsample_layers.0.0.weight", "backbone.stages.0.0.depthwise_conv.weight",
         "backbone.stages.0.0.gamma", "backbone.stages.3.0.gamma", "backbone.norm3.weight"},
        {"head", "head.fc"}, convnextFromMmpretrain);
    theirs.variant = variantOfMmpretrainConvnext;
    return theirs;
}

Architecture<Network> mmpretrainVisionTransformer() {
    Architecture<Network> theirs = underOtherNames(
        visionTransformer(),
        {"backbone.cls_token", "backbone.pos_embed", "backbone.patch_embed.projection.weight",
         "backbone.layers.0.attn.qkv.weight", "backbone.layers.0.ffn.layers.0.0.weight",
         "backbone.ln1.weight"},
        {"head", "head.layers.head"}, transformerFromMmpretrain);
    theirs.variant = variantOfMmpretrainTransformer;
    theirs.conventions = mmpretrainConventions;
    return theirs;
}

}  // namespace sigscope::models
