#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// What a superpixel that is left out shows.
enum class LimeFill {
    OwnMean,   ///< Its own mean colour.
    Baseline,  ///< The baseline x'.
};

/// What a weighted ridge regression makes of samples.
struct LimeFit {
    at::Tensor weights;          ///< β, float64 [d].
    double intercept = 0;        ///< b
    double localPrediction = 0;  ///< b + Σβ, to be compared with f(x).
    double r2 = 0;               ///< Weighted R²: 1 for a perfect fit.
};

/// Of samples [n, d] of 0 and 1, the first of which are all 1, and f there, [n].
/// docs/theory/perturbation.md#lime.
[[nodiscard]] LimeFit fitLime(const at::Tensor& samples, const at::Tensor& f);

/// n samples of d superpixels: row i from the stream lime/SEED/row/i, row 0 all ones.
[[nodiscard]] at::Tensor drawLime(int samples, std::int64_t superpixels, std::int64_t seed);

/// The picture of the problem with superpixels left out.
class LimePictures {
public:
    /// `labels`: 0 … d − 1, int64 [H, W].
    LimePictures(const Problem& problem, const at::Tensor& labels, LimeFill fill);

    /// Of samples [B, d]: [B, 3, H, W].
    [[nodiscard]] at::Tensor of(const at::Tensor& samples) const;
    /// One number for each superpixel, [d], as a map [H, W].
    [[nodiscard]] at::Tensor map(const at::Tensor& weights) const;

private:
    at::Tensor m_input;
    at::Tensor m_hidden;  ///< [3, H, W]: what is seen where a superpixel is left out.
    at::Tensor m_labels;  ///< [H·W]
};

/// LIME with superpixels and samples [n, d] that are handed in.
[[nodiscard]] integration::Attribution limeWith(const Problem& problem,
                                                const LimePictures& pictures,
                                                const at::Tensor& samples,
                                                const integration::RunContext& context);

/// LIME (Ribeiro et al., 2016): a linear model of f in superpixels that are there or not.
/// docs/theory/perturbation.md#lime.
[[nodiscard]] Method lime();

}  // namespace sigscope::methods
