#include "engine/models/architectures/autoencoder_kl.h"

#include <ATen/ATen.h>

#include <vector>

#include "engine/models/architectures/autoencoder_kl_blocks.h"

namespace sigscope::models {

namespace {

at::Tensor convolvedInAutoencoderKl(const at::Tensor& values, const Convolution& convolution) {
    return at::conv2d(values, convolution.weight, convolution.bias, 1,
                      convolution.weight.size(2) / 2);
}

/// The blocks of one resolution, each with attention behind it where the file has it, and the
/// convolution of the change to the next resolution.
class Level {
public:
    Level(const WeightSource& weights, const KlNames& names, KlHalf half, int level,
          std::int64_t inputs) {
        for (int i = 0; i < names.blocks(half, level); ++i) {
            m_blocks.emplace_back(weights, names, names.block(half, level, i), inputs);
            inputs = m_blocks.back().outputs();
            const std::string attention = names.blockAttention(half, level, i);
            m_attentions.emplace_back();
            if (weights.contains(names.attentionNorm(attention) + ".weight"))
                m_attentions.back().emplace(weights, names, attention, inputs);
        }
        m_outputs = inputs;
        const bool last = half == KlHalf::Encoder ? level + 1 == names.levels(half) : level == 0;
        if (!last)
            m_resampling =
                weights.takeBiased(names.resampling(half, level), {inputs, inputs, 3, 3});
    }

    [[nodiscard]] at::Tensor blocks(at::Tensor values) const {
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            values = m_blocks[i](values);
            if (m_attentions[i]) values = (*m_attentions[i])(values);
        }
        return values;
    }
    /// Undefined on the last level.
    [[nodiscard]] const std::optional<Convolution>& resampling() const { return m_resampling; }
    [[nodiscard]] std::int64_t outputs() const { return m_outputs; }

private:
    std::vector<KlBlock> m_blocks;
    std::vector<std::optional<KlAttention>> m_attentions;
    std::optional<Convolution> m_resampling;
    std::int64_t m_outputs = 0;
};

class Encoder {
public:
    Encoder(const WeightSource& weights, const KlNames& names)
        : m_input(weights.takeBiased(names.of(half, "conv_in"), {anySide, 3, 3, 3})),
          m_levels(levelsOf(weights, names, m_input.bias.size(0))),
          m_middle(weights, names, half, m_levels.back().outputs()),
          m_norm(weights, names.outputNorm(half), m_middle.outputs()),
          m_output(
              weights.takeBiased(names.of(half, "conv_out"), {anySide, m_middle.outputs(), 3, 3})) {
        const std::int64_t moments = m_output.bias.size(0);
        if (weights.contains(names.latentConvolution(half) + ".weight"))
            m_moments = weights.takeBiased(names.latentConvolution(half), {anySide, moments, 1, 1});
        if (momentCount() % 2 != 0)
            weights.refuse(names.of(half, "conv_out") + ".bias has " +
                           std::to_string(momentCount()) +
                           " values, which are no means and variances");
    }

    /// Mean and logarithm of the variance.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const {
        at::Tensor values = convolvedInAutoencoderKl(pixels, m_input);
        for (const Level& level : m_levels) {
            values = level.blocks(values);
            if (!level.resampling()) continue;
            // Zeros on the right and below only, as these networks were trained.
            const at::Tensor padded = at::constant_pad_nd(values, {0, 1, 0, 1});
            values = at::conv2d(padded, level.resampling()->weight, level.resampling()->bias, 2);
        }
        const at::Tensor moments =
            convolvedInAutoencoderKl(at::silu(m_norm(m_middle(values))), m_output);
        return m_moments ? convolvedInAutoencoderKl(moments, *m_moments) : moments;
    }

    [[nodiscard]] std::int64_t latents() const { return momentCount() / 2; }
    [[nodiscard]] std::size_t levels() const { return m_levels.size(); }

private:
    static constexpr KlHalf half = KlHalf::Encoder;

    static std::vector<Level> levelsOf(const WeightSource& weights, const KlNames& names,
                                       std::int64_t inputs) {
        std::vector<Level> levels;
        for (int i = 0; i < names.levels(half); ++i) {
            levels.emplace_back(weights, names, half, i, inputs);
            inputs = levels.back().outputs();
        }
        return levels;
    }
    [[nodiscard]] std::int64_t momentCount() const {
        return (m_moments ? *m_moments : m_output).bias.size(0);
    }

    Convolution m_input;
    std::vector<Level> m_levels;  ///< From the finest.
    KlMiddle m_middle;
    KlNorm m_norm;
    Convolution m_output;
    std::optional<Convolution> m_moments;
};

class Decoder {
public:
    Decoder(const WeightSource& weights, const KlNames& names, std::int64_t latents)
        : m_latents(takeLatents(weights, names, latents)),
          m_input(
              weights.takeBiased(names.of(half, "conv_in"),
                                 {anySide, m_latents ? m_latents->bias.size(0) : latents, 3, 3})),
          m_middle(weights, names, half, m_input.bias.size(0)),
          m_levels(levelsOf(weights, names, m_middle.outputs())),
          m_norm(weights, names.outputNorm(half), m_levels.back().outputs()),
          m_output(weights.takeBiased(names.of(half, "conv_out"),
                                      {3, m_levels.back().outputs(), 3, 3})) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& latents) const {
        at::Tensor values = m_latents ? convolvedInAutoencoderKl(latents, *m_latents) : latents;
        values = m_middle(convolvedInAutoencoderKl(values, m_input));
        for (const Level& level : m_levels) {
            values = level.blocks(values);
            if (!level.resampling()) continue;
            const std::vector<std::int64_t> doubled{2 * values.size(2), 2 * values.size(3)};
            values = convolvedInAutoencoderKl(at::upsample_nearest2d(values, doubled),
                                              *level.resampling());
        }
        return convolvedInAutoencoderKl(at::silu(m_norm(values)), m_output);
    }

    [[nodiscard]] std::size_t levels() const { return m_levels.size(); }

private:
    static constexpr KlHalf half = KlHalf::Decoder;

    static std::optional<Convolution> takeLatents(const WeightSource& weights, const KlNames& names,
                                                  std::int64_t latents) {
        const std::string name = names.latentConvolution(half);
        if (!weights.contains(name + ".weight")) return std::nullopt;
        return weights.takeBiased(name, {anySide, latents, 1, 1});
    }
    static std::vector<Level> levelsOf(const WeightSource& weights, const KlNames& names,
                                       std::int64_t inputs) {
        std::vector<Level> levels;
        for (int i = names.levels(half) - 1; i >= 0; --i) {
            levels.emplace_back(weights, names, half, i, inputs);
            inputs = levels.back().outputs();
        }
        if (levels.empty()) weights.refuse("lacks " + names.block(half, 0, 0) + ".norm1.weight");
        return levels;
    }

    std::optional<Convolution> m_latents;
    Convolution m_input;
    KlMiddle m_middle;
    std::vector<Level> m_levels;  ///< From the coarsest.
    KlNorm m_norm;
    Convolution m_output;
};

class AutoencoderKl final : public Autoencoder {
public:
    AutoencoderKl(const WeightSource& weights, const KlNames& names)
        : m_encoder(weights, names), m_decoder(weights, names, m_encoder.latents()) {
        if (m_encoder.levels() != m_decoder.levels())
            weights.refuse("its encoder has " + std::to_string(m_encoder.levels()) +
                           " levels, its decoder " + std::to_string(m_decoder.levels()));
    }

    at::Tensor encode(const at::Tensor& raw) const override {
        return m_encoder(raw * 2 - 1).slice(1, 0, m_encoder.latents());
    }
    at::Tensor decode(const at::Tensor& latent) const override {
        return (m_decoder(latent) + 1) / 2;
    }
    int factor() const override { return 1 << (m_encoder.levels() - 1); }

private:
    Encoder m_encoder;
    Decoder m_decoder;
};

Variant variantOfAutoencoderKl(const StateDict&) {
    return {"AutoencoderKL", {}};
}

std::unique_ptr<Autoencoder> buildAutoencoderKl(const WeightSource& weights) {
    return std::make_unique<AutoencoderKl>(weights, KlNames(weights.state()));
}

}  // namespace

Architecture<Autoencoder> autoencoderKl() {
    return {.name = "autoencoder-kl",
            .signature = {},
            .head = {},
            .fits = KlNames::fit,
            .variant = variantOfAutoencoderKl,
            .build = buildAutoencoderKl};
}

}  // namespace sigscope::models
