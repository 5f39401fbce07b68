#include "engine/models/architectures/adm_unet.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace sigscope::models {

namespace {

std::string inputName(std::int64_t index) {
    return "input_blocks." + std::to_string(index);
}

std::string outputName(std::int64_t index) {
    return "output_blocks." + std::to_string(index);
}

bool hasAttention(const StateDict& state, const std::string& stage) {
    return state.contains(stage + ".1.qkv.weight");
}

/// The module of an output stage that doubles the resolution; empty if it has none.
std::string upwardName(const StateDict& state, std::int64_t index) {
    const std::string name =
        outputName(index) + (hasAttention(state, outputName(index)) ? ".2" : ".1");
    return state.contains(name + ".in_layers.0.weight") ? name : std::string();
}

/// How many resolutions there are, and how many blocks at each on the way down.
struct AdmLayout {
    std::int64_t levels = 1;
    std::int64_t blocks = 0;

    /// The first stage of a level, whose blocks and change of resolution follow.
    [[nodiscard]] std::int64_t firstOf(std::int64_t level) const {
        return 1 + level * (blocks + 1);
    }
};

/// On the way up each level but the last ends in a block that doubles the resolution, and has one
/// block more than on the way down. Throws Error if that does not come out even.
AdmLayout layoutOfAdmUnet(const WeightSource& weights) {
    const StateDict& state = weights.state();
    std::int64_t stages = 0;
    AdmLayout layout;
    while (state.contains(outputName(stages) + ".0.in_layers.0.weight")) {
        if (!upwardName(state, stages).empty()) ++layout.levels;
        ++stages;
    }
    layout.blocks = stages / layout.levels - 1;
    if (layout.blocks < 1 || stages % layout.levels != 0)
        weights.refuse("has " + std::to_string(stages) + " stages on its way up for " +
                       std::to_string(layout.levels) +
                       " resolutions, which no ADM U-Net with resampling blocks has");
    return layout;
}

/// A block with attention behind it where the file has it.
class AdmStage {
public:
    AdmStage(const WeightSource& weights, const std::string& name, std::int64_t inputs,
             std::int64_t embedding, const AttentionHeads& heads)
        : m_block(weights, name + ".0", inputs, embedding, Resampling::None) {
        if (hasAttention(weights.state(), name))
            m_attention.emplace(weights, name + ".1", m_block.outputs(), heads);
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values,
                                        const at::Tensor& embedding) const {
        const at::Tensor made = m_block(values, embedding);
        return m_attention ? (*m_attention)(made) : made;
    }
    [[nodiscard]] std::int64_t outputs() const { return m_block.outputs(); }

private:
    AdmBlock m_block;
    std::optional<AdmAttention> m_attention;
};

/// The stages of one resolution and the block that leads to the next one.
struct AdmLevel {
    std::vector<AdmStage> stages{};
    std::optional<AdmBlock> resampling{};
};

/// cos and sin of t·10000^(−i/h), i < h: [2·h], float64.
at::Tensor timestepWaves(int timestep, std::int64_t length) {
    const std::int64_t half = length / 2;
    const at::Tensor order = at::arange(half, at::kDouble) / static_cast<double>(half);
    const at::Tensor angles = timestep * (-std::log(10000.0) * order).exp();
    return at::cat({angles.cos(), angles.sin()});
}

class AdmUnet final : public Denoiser {
public:
    AdmUnet(const WeightSource& weights, const AdmConventions& conventions)
        : m_first(weights.takeConvolution("time_embed.0", {anySide, anySide})),
          m_second(weights.takeConvolution("time_embed.2", {length(), length()})),
          m_input(weights.takeBiased("input_blocks.0.0", {anySide, 3, 3, 3})),
          m_schedule(conventions.schedule) {
        if (weights.contains("label_emb.weight"))
            m_classes = weights.take("label_emb.weight", {anySide, length()});
        const AdmLayout layout = layoutOfAdmUnet(weights);
        std::vector<std::int64_t> kept{m_input.bias.size(0)};  // Channels of what is handed over.
        takeDown(weights, layout, conventions.heads, kept);
        const std::int64_t deepest = kept.back();
        m_middle.emplace(weights, "middle_block", deepest, length(), conventions.heads);
        m_middleSecond.emplace(weights, "middle_block.2", deepest, length(), Resampling::None);
        const std::int64_t last = takeUp(weights, layout, conventions.heads, kept);
        m_norm.emplace(weights, "out.0", last);
        // ε and v.
        m_output = weights.takeBiased("out.2", {6, last, 3, 3});
    }

    NoisePrediction predict(const at::Tensor& pictures, int timestep, int target) const override {
        const at::Tensor embedding = embeddingOf(timestep, target, pictures);
        at::Tensor values = convolution(pictures, m_input);
        std::vector<at::Tensor> kept{values};
        for (const AdmLevel& level : m_down) {
            for (const AdmStage& stage : level.stages) {
                values = stage(values, embedding);
                kept.push_back(values);
            }
            if (!level.resampling) continue;
            values = (*level.resampling)(values, embedding);
            kept.push_back(values);
        }
        values = (*m_middleSecond)((*m_middle)(values, embedding), embedding);
        for (const AdmLevel& level : m_up) {
            for (const AdmStage& stage : level.stages) {
                values = stage(at::cat({values, kept.back()}, 1), embedding);
                kept.pop_back();
            }
            if (level.resampling) values = (*level.resampling)(values, embedding);
        }
        const std::vector<at::Tensor> parts =
            convolution(at::silu((*m_norm)(values)), m_output).chunk(2, 1);
        return {parts[0], parts[1]};
    }

    NoiseSchedule schedule() const override { return m_schedule; }
    int factor() const override { return 1 << (m_down.size() - 1); }
    int classCount() const override {
        return m_classes.defined() ? static_cast<int>(m_classes.size(0)) : 0;
    }

private:
    /// Of the timestep's embedding.
    [[nodiscard]] std::int64_t length() const { return m_first.bias.size(0); }

    static at::Tensor convolution(const at::Tensor& values, const Convolution& layer) {
        return at::conv2d(values, layer.weight, layer.bias, 1, 1);
    }

    [[nodiscard]] at::Tensor embeddingOf(int timestep, int target,
                                         const at::Tensor& pictures) const {
        const at::Tensor waves =
            timestepWaves(timestep, m_first.weight.size(1)).to(pictures.options()).unsqueeze(0);
        const at::Tensor hidden = at::silu(at::linear(waves, m_first.weight, m_first.bias));
        const at::Tensor embedding = at::linear(hidden, m_second.weight, m_second.bias);
        return m_classes.defined() ? embedding + m_classes[target] : embedding;
    }

    void takeDown(const WeightSource& weights, const AdmLayout& layout, const AttentionHeads& heads,
                  std::vector<std::int64_t>& kept) {
        for (std::int64_t level = 0; level < layout.levels; ++level) {
            AdmLevel& here = m_down.emplace_back();
            std::int64_t index = layout.firstOf(level);
            for (std::int64_t i = 0; i < layout.blocks; ++i, ++index) {
                here.stages.emplace_back(weights, inputName(index), kept.back(), length(), heads);
                kept.push_back(here.stages.back().outputs());
            }
            if (level + 1 == layout.levels) continue;
            here.resampling.emplace(weights, inputName(index) + ".0", kept.back(), length(),
                                    Resampling::Down);
            kept.push_back(here.resampling->outputs());
        }
    }

    /// Each stage is also given what the last one on the way down kept. Returns the last channels.
    std::int64_t takeUp(const WeightSource& weights, const AdmLayout& layout,
                        const AttentionHeads& heads, std::vector<std::int64_t> kept) {
        std::int64_t channels = kept.back();
        std::int64_t index = 0;
        for (std::int64_t level = 0; level < layout.levels; ++level) {
            AdmLevel& here = m_up.emplace_back();
            for (std::int64_t i = 0; i <= layout.blocks; ++i, ++index) {
                here.stages.emplace_back(weights, outputName(index), channels + kept.back(),
                                         length(), heads);
                channels = here.stages.back().outputs();
                kept.pop_back();
            }
            if (level + 1 == layout.levels) continue;
            const std::string up = upwardName(weights.state(), index - 1);
            if (up.empty())
                weights.refuse("does not change its resolution at " + outputName(index - 1) +
                               ", where an ADM U-Net does");
            here.resampling.emplace(weights, up, channels, length(), Resampling::Up);
            channels = here.resampling->outputs();
        }
        return channels;
    }

    Convolution m_first, m_second;  ///< Matrices [E, C], [E, E].
    at::Tensor m_classes;           ///< [K, E]; undefined if it knows none.
    Convolution m_input;
    std::vector<AdmLevel> m_down;  ///< From the finest.
    std::optional<AdmStage> m_middle;
    std::optional<AdmBlock> m_middleSecond;
    std::vector<AdmLevel> m_up;  ///< From the coarsest.
    std::optional<AdmNorm> m_norm;
    Convolution m_output;
    NoiseSchedule m_schedule;
};

/// A published model, known by the channels of its levels.
struct PublishedAdm {
    int side;  ///< Of the pictures that it was trained on.
    std::vector<std::int64_t> channels;
    std::int64_t blocks;
    AdmConventions conventions;
};

const std::vector<PublishedAdm>& publishedAdms() {
    using Order = AttentionHeads::Order;
    static const std::vector<PublishedAdm> all{
        {64, {192, 384, 576, 768}, 3, {{0, 64, Order::PartsFirst}, NoiseSchedule::Cosine}},
        {128, {256, 256, 512, 768, 1024}, 2, {{4, 0, Order::HeadsFirst}, NoiseSchedule::Linear}},
        {256, {256, 256, 512, 512, 1024, 1024}, 2, {}},
        {512, {128, 256, 256, 512, 512, 1024, 1024}, 2, {}},
    };
    return all;
}

/// Of each level, as far as the file tells.
std::vector<std::int64_t> channelsOf(const StateDict& state, const AdmLayout& layout) {
    std::vector<std::int64_t> channels;
    for (std::int64_t level = 0; level < layout.levels; ++level) {
        const at::Tensor* bias =
            state.find(inputName(layout.firstOf(level)) + ".0.in_layers.2.bias");
        channels.push_back(bias != nullptr ? bias->numel() : 0);
    }
    return channels;
}

std::unique_ptr<Denoiser> buildPublished(const WeightSource& weights) {
    const AdmLayout layout = layoutOfAdmUnet(weights);
    const std::vector<std::int64_t> channels = channelsOf(weights.state(), layout);
    const auto& all = publishedAdms();
    const auto known = std::ranges::find_if(all, [&](const PublishedAdm& one) {
        return one.channels == channels && one.blocks == layout.blocks;
    });
    if (known != all.end()) return makeAdmUnet(weights, known->conventions);
    std::string text;
    for (const std::int64_t count : channels)
        text += (text.empty() ? "" : ", ") + std::to_string(count);
    std::string sides;
    for (const PublishedAdm& one : all)
        sides += (sides.empty() ? "" : ", ") + std::to_string(one.side);
    weights.refuse("is an ADM U-Net with " + text + " channels and " +
                   std::to_string(layout.blocks) +
                   " blocks a level, none of those that were published (for pictures of " + sides +
                   " pixels): how its attention is divided and its noise scheduled stands in no "
                   "tensor");
}

Variant admVariant(const StateDict&) {
    return {"ADM U-Net", {}};
}

}  // namespace

std::unique_ptr<Denoiser> makeAdmUnet(const WeightSource& weights,
                                      const AdmConventions& conventions) {
    return std::make_unique<AdmUnet>(weights, conventions);
}

Architecture<Denoiser> admUnet() {
    return {
        .name = "adm-unet",
        .signature = {"time_embed.0.weight", "input_blocks.0.0.weight", "middle_block.1.qkv.weight",
                      "output_blocks.0.0.in_layers.0.weight", "out.2.weight"},
        .head = {},
        .variant = admVariant,
        .build = buildPublished};
}

}  // namespace sigscope::models
