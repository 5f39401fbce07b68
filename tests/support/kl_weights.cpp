#include "tests/support/kl_weights.h"

#include <ATen/ATen.h>

#include <cmath>
#include <utility>

#include "tests/support/synthetic.h"

namespace sigscope::testing {

namespace {

using Renaming = std::vector<std::pair<std::string, std::string>>;

void addBlock(std::vector<golden::NamedShape>& shapes, const std::string& name, std::int64_t inputs,
              std::int64_t outputs) {
    shapes.push_back({name + ".norm1.weight", {inputs}});
    shapes.push_back({name + ".norm1.bias", {inputs}});
    shapes.push_back({name + ".conv1.weight", {outputs, inputs, 3, 3}});
    shapes.push_back({name + ".conv1.bias", {outputs}});
    shapes.push_back({name + ".norm2.weight", {outputs}});
    shapes.push_back({name + ".norm2.bias", {outputs}});
    shapes.push_back({name + ".conv2.weight", {outputs, outputs, 3, 3}});
    shapes.push_back({name + ".conv2.bias", {outputs}});
    if (inputs == outputs) return;
    shapes.push_back({name + ".nin_shortcut.weight", {outputs, inputs, 1, 1}});
    shapes.push_back({name + ".nin_shortcut.bias", {outputs}});
}

void addLayer(std::vector<golden::NamedShape>& shapes, const std::string& name,
              const std::vector<std::int64_t>& shape) {
    shapes.push_back({name + ".weight", shape});
    shapes.push_back({name + ".bias", {shape[0]}});
}

void addMiddle(std::vector<golden::NamedShape>& shapes, const std::string& half) {
    addBlock(shapes, half + ".mid.block_1", 64, 64);
    addLayer(shapes, half + ".mid.attn_1.norm", {64});
    for (const char* part : {".q", ".k", ".v", ".proj_out"})
        addLayer(shapes, half + ".mid.attn_1" + part, {64, 64, 1, 1});
    addBlock(shapes, half + ".mid.block_2", 64, 64);
}

/// In the original names.
std::vector<golden::NamedShape> shapes() {
    std::vector<golden::NamedShape> all;
    addLayer(all, "encoder.conv_in", {32, 3, 3, 3});
    addBlock(all, "encoder.down.0.block.0", 32, 32);
    addLayer(all, "encoder.down.0.downsample.conv", {32, 32, 3, 3});
    addBlock(all, "encoder.down.1.block.0", 32, 64);
    addMiddle(all, "encoder");
    addLayer(all, "encoder.norm_out", {64});
    addLayer(all, "encoder.conv_out", {8, 64, 3, 3});
    addLayer(all, "quant_conv", {8, 8, 1, 1});
    addLayer(all, "post_quant_conv", {4, 4, 1, 1});
    addLayer(all, "decoder.conv_in", {64, 4, 3, 3});
    addMiddle(all, "decoder");
    addBlock(all, "decoder.up.1.block.0", 64, 64);
    addBlock(all, "decoder.up.1.block.1", 64, 64);
    addLayer(all, "decoder.up.1.upsample.conv", {64, 64, 3, 3});
    addBlock(all, "decoder.up.0.block.0", 64, 32);
    addBlock(all, "decoder.up.0.block.1", 32, 32);
    addLayer(all, "decoder.norm_out", {32});
    addLayer(all, "decoder.conv_out", {3, 32, 3, 3});
    return all;
}

/// What stands in place of what, the first that is found of each word.
const Renaming& renaming(KlLayout layout) {
    static const Renaming common{{"encoder.down.", "encoder.down_blocks."},
                                 // Counted from the coarsest.
                                 {"decoder.up.0.", "decoder.up_blocks.1."},
                                 {"decoder.up.1.", "decoder.up_blocks.0."},
                                 {".block.", ".resnets."},
                                 {".downsample.", ".downsamplers.0."},
                                 {".upsample.", ".upsamplers.0."},
                                 {"nin_shortcut", "conv_shortcut"},
                                 {"norm_out", "conv_norm_out"},
                                 {"mid.block_1", "mid_block.resnets.0"},
                                 {"mid.block_2", "mid_block.resnets.1"},
                                 {"mid.attn_1.norm", "mid_block.attentions.0.group_norm"}};
    static const auto with = [](const Renaming& attention) {
        Renaming all = common;
        for (const auto& [from, to] : attention)
            all.emplace_back("mid.attn_1." + from, "mid_block.attentions.0." + to);
        return all;
    };
    static const Renaming newer =
        with({{"q.", "to_q."}, {"k.", "to_k."}, {"v.", "to_v."}, {"proj_out.", "to_out.0."}});
    static const Renaming older =
        with({{"q.", "query."}, {"k.", "key."}, {"v.", "value."}, {"proj_out.", "proj_attn."}});
    return layout == KlLayout::Diffusers ? newer : older;
}

/// Convolutions and matrices scaled so that values keep their size, norms near 1.
at::Tensor valuesOf(const golden::NamedShape& entry) {
    const at::Tensor stream = golden::syntheticStream(entry.name, entry.shape);
    if (entry.shape.size() == 1)
        return entry.name.find("norm") != std::string::npos && entry.name.ends_with("weight")
                   ? 1 + 0.1 * stream
                   : 0.1 * stream;
    const double inputs = static_cast<double>(stream.numel()) / static_cast<double>(stream.size(0));
    return stream * std::sqrt(3 / inputs);
}

}  // namespace

std::string klName(const std::string& original, KlLayout layout) {
    if (layout == KlLayout::Original) return original;
    if (layout == KlLayout::WholeModel) return "first_stage_model." + original;
    std::string name = original;
    for (const auto& [from, to] : renaming(layout))
        if (const std::size_t at = name.find(from); at != std::string::npos)
            name.replace(at, from.size(), to);
    return name;
}

models::StateDict klWeights(KlLayout layout) {
    const bool matrices = layout == KlLayout::Diffusers || layout == KlLayout::OldDiffusers;
    models::StateDict state("made-up.safetensors");
    // Within a whole model there are other tensors too.
    if (layout == KlLayout::WholeModel)
        state.add("model.diffusion_model.out.2.bias", at::zeros({4}, at::kDouble));
    for (const golden::NamedShape& entry : shapes()) {
        at::Tensor values = valuesOf(entry);
        if (matrices && entry.name.find("attn_1") != std::string::npos && values.dim() == 4)
            values = values.flatten(1);
        state.add(klName(entry.name, layout), values);
    }
    return state;
}

}  // namespace sigscope::testing
