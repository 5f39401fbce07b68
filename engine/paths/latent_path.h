#pragma once

#include <array>

#include "engine/models/autoencoder.h"
#include "engine/models/preprocessing.h"
#include "engine/paths/path.h"
#include "engine/paths/recorded_points.h"

namespace sigscope::paths {

/// An autoencoder between model space and its latent space: docs/theory/latent-paths.md. Pictures
/// whose sides are no multiples of the autoencoder's factor are continued by reflection on the
/// right and below, and what is decoded is cut to their size.
class LatentSpace {
public:
    /// For pictures of the preprocessing's input size. Throws Error if the autoencoder's factor is
    /// larger than that.
    LatentSpace(std::shared_ptr<const models::Autoencoder> autoencoder,
                models::Preprocessing preprocessing);

    /// The latent points [B, C, h, w] of model-space pictures [B, 3, H, W].
    [[nodiscard]] at::Tensor encode(const at::Tensor& pictures) const;
    /// Model-space pictures of latent points; differentiable.
    [[nodiscard]] at::Tensor decode(const at::Tensor& latents) const;

private:
    std::shared_ptr<const models::Autoencoder> m_autoencoder;
    models::Preprocessing m_preprocessing;
    std::array<std::int64_t, 2> m_padding;  ///< Pixels on the right and below.
};

/// The decoded path through latent points, straight from one to the next. It begins and ends at
/// reconstructions, not at x' and x.
class LatentPath final : public Path {
public:
    /// `latents` [n, C, h, w] lie at α = k/(n−1); at least two. `space` must outlive the path.
    LatentPath(const LatentSpace& space, at::Tensor latents);

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override;
    [[nodiscard]] Beginning beginning() const override { return Beginning::OfItsOwn; }
    /// From points that were decoded anyway, those of a run that follows included.
    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    [[nodiscard]] at::Tensor latentAt(double alpha) const;

    const LatentSpace& m_space;
    at::Tensor m_latents;
    mutable std::shared_ptr<RecordedPoints> m_recorded;  ///< Null until a sampler is wanted.
};

}  // namespace sigscope::paths
