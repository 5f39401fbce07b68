#pragma once

#include "engine/paths/path.h"

namespace sigscope::paths {

/// How σ falls to 0 along a blur path.
enum class BlurSchedule {
    Linear,      ///< σ = (1 − α) σ_max
    SquareRoot,  ///< σ = √((1 − α) σ_max)
};

struct BlurSettings {
    double sigmaMax = 35;  ///< Pixels; the published program's for 224×224.
    BlurSchedule schedule = BlurSchedule::Linear;
    /// α = 1 − i/steps means σ of exactly i·σ_max/steps, as the published program rounds it: the
    /// kernel's size depends on the last bit.
    int steps = 200;

    [[nodiscard]] double sigmaAt(double alpha) const;
};

/// A Gaussian of one dimension over `length` pixels as a matrix [length, length], row-major: of
/// size ⌊6σ+1⌋, odd and at least 3, mirrored at the border without repeating the border pixel.
/// docs/theory/paths.md#blur-path. The identity at σ = 0.
[[nodiscard]] std::vector<double> blurMatrix(std::int64_t length, double sigma);

/// γ(α) = x blurred with σ(α): from a strongly blurred picture to the picture (Xu et al., 2020). It
/// does not begin at x'. Blurring one dimension after the other is a product with a matrix on each
/// side. It commutes with the normalisation, which treats all pixels of a channel alike, so that it
/// is done in model space.
class BlurPath final : public Path {
public:
    BlurPath(at::Tensor input, BlurSettings settings);

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override;
    [[nodiscard]] Beginning beginning() const override { return Beginning::OfItsOwn; }
    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    at::Tensor m_input;
    BlurSettings m_settings;
};

}  // namespace sigscope::paths
