// ViTs by the names of other libraries than torchvision.

#include <array>
#include <string>

#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/vision_transformer.h"

namespace sigscope::models {

namespace {

std::string transformerFromTimm(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"cls_token", "class_token"},
                                 {"dist_token", "distillation_token"},
                                 {"pos_embed", "encoder.pos_embedding"},
                                 {"patch_embed.proj.", "conv_proj."},
                                 {"blocks.", "encoder.layers.encoder_layer_"},
                                 {".norm1.", ".ln_1."},
                                 {".norm2.", ".ln_2."},
                                 {".attn.qkv.", ".self_attention.in_proj_"},
                                 {".attn.proj.", ".self_attention.out_proj."},
                                 {".mlp.fc1.", ".mlp.0."},
                                 {".mlp.fc2.", ".mlp.3."},
                                 {"norm.", "encoder.ln."},
                                 {"head_dist.", "heads.head_dist."},
                                 {"head.", "heads.head."}});
    return renamed(name, names);
}

/// As in published files, and as its networks have them in memory since transformers 5.
std::string transformerFromHuggingFace(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"deit.", "vit."},
                                 {"vit.embeddings.cls_token", "class_token"},
                                 {"vit.embeddings.distillation_token", "distillation_token"},
                                 {"vit.embeddings.position_embeddings", "encoder.pos_embedding"},
                                 {"vit.embeddings.patch_embeddings.projection.", "conv_proj."},
                                 {"vit.encoder.layer.", "encoder.layers.encoder_layer_"},
                                 {"vit.layers.", "encoder.layers.encoder_layer_"},
                                 {".layernorm_before.", ".ln_1."},
                                 {".layernorm_after.", ".ln_2."},
                                 {".attention.attention.", ".self_attention."},
                                 {".attention.output.dense.", ".self_attention.out_proj."},
                                 {".attention.q_proj.", ".self_attention.query."},
                                 {".attention.k_proj.", ".self_attention.key."},
                                 {".attention.v_proj.", ".self_attention.value."},
                                 {".attention.o_proj.", ".self_attention.out_proj."},
                                 {".intermediate.dense.", ".mlp.0."},
                                 {".output.dense.", ".mlp.3."},
                                 {".mlp.fc1.", ".mlp.0."},
                                 {".mlp.fc2.", ".mlp.3."},
                                 {"vit.layernorm.", "encoder.ln."},
                                 {"distillation_classifier.", "heads.head_dist."},
                                 {"cls_classifier.", "heads.head."},
                                 {"classifier.", "heads.head."}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> timmVisionTransformer() {
    return underOtherNames(visionTransformer(),
                           {"cls_token", "pos_embed", "patch_embed.proj.weight",
                            "blocks.0.attn.qkv.weight", "norm.weight"},
                           {"head", "head"}, transformerFromTimm);
}

Architecture<Network> huggingFaceVisionTransformer() {
    return underOtherNames(
        visionTransformer(),
        {"vit.embeddings.cls_token", "vit.embeddings.position_embeddings",
         "vit.embeddings.patch_embeddings.projection.weight", "vit.layernorm.weight"},
        {"classifier", "classifier"}, transformerFromHuggingFace);
}

Architecture<Network> huggingFaceDeit() {
    return underOtherNames(
        visionTransformer(),
        {"deit.embeddings.cls_token", "deit.embeddings.distillation_token",
         "deit.embeddings.position_embeddings",
         "deit.embeddings.patch_embeddings.projection.weight", "deit.layernorm.weight"},
        {"classifier", "classifier"}, transformerFromHuggingFace);
}

Architecture<Network> huggingFaceDistilledDeit() {
    Architecture<Network> theirs = huggingFaceDeit();
    theirs.signature.emplace_back("distillation_classifier.weight");
    theirs.head = {"cls_classifier", "cls_classifier"};
    return theirs;
}

}  // namespace sigscope::models
