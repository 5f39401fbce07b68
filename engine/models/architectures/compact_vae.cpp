#include "engine/models/architectures/compact_vae.h"

#include <ATen/ATen.h>

namespace sigscope::models {

namespace {

constexpr int coarser = CompactVae::patchSide / CompactVae::stemSide;

at::Tensor convolvedInCompactVae(const at::Tensor& values, const Convolution& convolution) {
    return at::conv2d(values, convolution.weight, convolution.bias, 1,
                      convolution.weight.size(2) / 2);
}

Variant variantOfCompactVae(const StateDict&) {
    return {"Compact autoencoder", {}};
}

std::unique_ptr<Autoencoder> buildCompactVae(const WeightSource& weights) {
    return std::make_unique<CompactVae>(weights);
}

}  // namespace

CompactVae::CompactVae(const WeightSource& weights)
    : m_patch(weights.takeBiased("patch", {anySide, 3, patchSide, patchSide})),
      m_stem(weights.takeBiased("encoder.stem", {anySide, 3, stemSide, stemSide})) {
    const std::int64_t latents = m_patch.bias.size(0);
    const std::int64_t fine = m_stem.bias.size(0);
    m_fineIn = takeBlocks(weights, "encoder.fine", fine);
    m_down = weights.takeBiased("encoder.down", {anySide, fine, 4, 4});
    const std::int64_t coarse = m_down.bias.size(0);
    m_coarseIn = takeBlocks(weights, "encoder.coarse", coarse);
    m_moments = weights.takeBiased("encoder.moments", {2 * latents, coarse, 3, 3});

    m_paint = weights.takeBiased("paint", {3 * patchSide * patchSide, latents, 1, 1});
    m_latents = weights.takeBiased("decoder.latents", {coarse, latents, 3, 3});
    m_coarseOut = takeBlocks(weights, "decoder.coarse", coarse);
    m_up = weights.takeBiased("decoder.up", {coarser * coarser * fine, coarse, 3, 3});
    m_fineOut = takeBlocks(weights, "decoder.fine", fine);
    m_pixels = weights.takeBiased("decoder.pixels", {3 * stemSide * stemSide, fine, 3, 3});
}

CompactVae::Posterior CompactVae::posterior(const at::Tensor& raw) const {
    const at::Tensor pixels = raw * 2 - 1;
    const at::Tensor stem = at::conv2d(pixels, m_stem.weight, m_stem.bias, stemSide);
    const at::Tensor fine = at::silu(through(m_fineIn, stem));
    const at::Tensor down = at::conv2d(fine, m_down.weight, m_down.bias, coarser, 1);
    const at::Tensor coarse = at::silu(through(m_coarseIn, down));
    const std::vector<at::Tensor> moments = convolvedInCompactVae(coarse, m_moments).chunk(2, 1);
    return {moments[0] + at::conv2d(pixels, m_patch.weight, m_patch.bias, patchSide), moments[1]};
}

at::Tensor CompactVae::encode(const at::Tensor& raw) const {
    return posterior(raw).mean;
}

at::Tensor CompactVae::decode(const at::Tensor& latent) const {
    const at::Tensor coarse =
        at::silu(through(m_coarseOut, convolvedInCompactVae(latent, m_latents)));
    const at::Tensor up = at::pixel_shuffle(convolvedInCompactVae(coarse, m_up), coarser);
    const at::Tensor fine = at::silu(through(m_fineOut, up));
    const at::Tensor detail = at::pixel_shuffle(convolvedInCompactVae(fine, m_pixels), stemSide);
    const at::Tensor painted = at::pixel_shuffle(convolvedInCompactVae(latent, m_paint), patchSide);
    return (painted + detail + 1) / 2;
}

std::vector<CompactVae::Block> CompactVae::takeBlocks(const WeightSource& weights,
                                                      const std::string& name,
                                                      std::int64_t channels) {
    std::vector<Block> blocks;
    const std::vector<std::int64_t> shape{channels, channels, 3, 3};
    for (;;) {
        const std::string block = name + "." + std::to_string(blocks.size());
        if (!weights.contains(block + ".first.weight")) return blocks;
        blocks.push_back({weights.takeBiased(block + ".first", shape),
                          weights.takeBiased(block + ".second", shape)});
    }
}

at::Tensor CompactVae::through(const std::vector<Block>& blocks, at::Tensor values) {
    for (const Block& block : blocks)
        values = values +
                 convolvedInCompactVae(
                     at::silu(convolvedInCompactVae(at::silu(values), block.first)), block.second);
    return values;
}

Architecture<Autoencoder> compactVae() {
    return {.name = "compact-vae",
            .signature = {"patch.weight", "paint.weight", "encoder.moments.weight"},
            .head = {},
            .variant = variantOfCompactVae,
            .build = buildCompactVae};
}

}  // namespace sigscope::models
