#pragma once

#include <vector>

#include "engine/models/architectures/architecture.h"
#include "engine/models/architectures/weight_source.h"
#include "engine/models/autoencoder.h"

namespace sigscope::models {

/// The autoencoder that comes with the program (trained by tools/train_vae). A latent point covers
/// 8 × 8 pixels. Encoder and decoder are linear maps of such patches, each with a residual network
/// beside it that sees the neighbourhood too:
///
///     mean(x) = patch(2x − 1) + encoder(2x − 1),  dec(z) = (paint(z) + decoder(z) + 1) / 2
///
/// Nothing is normalised over the picture: what a pixel becomes depends on its surroundings alone,
/// so that pictures of any size are treated alike. The result is not clamped to [0, 1], where its
/// gradient would vanish. Channel counts and numbers of blocks follow from the tensors.
class CompactVae final : public Autoencoder {
public:
    explicit CompactVae(const WeightSource& weights);

    /// Of each latent value, [B, C, h, w].
    struct Posterior {
        at::Tensor mean;
        at::Tensor logVariance;
    };
    [[nodiscard]] Posterior posterior(const at::Tensor& raw) const;

    [[nodiscard]] at::Tensor encode(const at::Tensor& raw) const override;
    [[nodiscard]] at::Tensor decode(const at::Tensor& latent) const override;
    [[nodiscard]] int factor() const override { return patchSide; }

    static constexpr int patchSide = 8;
    static constexpr int stemSide = 4;  ///< Pixels of a side at the networks' finer resolution.

private:
    /// x + second(silu(first(silu(x)))), both 3 × 3.
    struct Block {
        Convolution first;
        Convolution second;
    };
    static std::vector<Block> takeBlocks(const WeightSource& weights, const std::string& name,
                                         std::int64_t channels);
    static at::Tensor through(const std::vector<Block>& blocks, at::Tensor values);

    Convolution m_patch;
    Convolution m_stem;
    std::vector<Block> m_fineIn;
    Convolution m_down;
    std::vector<Block> m_coarseIn;
    Convolution m_moments;  ///< Mean and logarithm of the variance.
    Convolution m_paint;
    Convolution m_latents;
    std::vector<Block> m_coarseOut;
    Convolution m_up;
    std::vector<Block> m_fineOut;
    Convolution m_pixels;
};

[[nodiscard]] Architecture<Autoencoder> compactVae();

}  // namespace sigscope::models
