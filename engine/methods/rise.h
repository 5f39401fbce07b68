#pragma once

#include <functional>

#include "engine/methods/method.h"

namespace sigscope::methods {

/// What RISE makes of f at masked pictures.
enum class RiseEstimate {
    Mean,   ///< Σ f m / (N p): the original paper's, on an offset of f's mean.
    Slope,  ///< Of the regression of f on a pixel's mask: centred at 0.
};

struct RiseSettings {
    int samples = 4000;        ///< The original paper's for VGG.
    int cells = 7;             ///< s, the original paper's.
    double probability = 0.5;  ///< p, the original paper's.
    RiseEstimate estimate = RiseEstimate::Mean;
};

/// What is drawn at random for some masks.
struct RiseDraw {
    at::Tensor grids;   ///< 0 or 1, [n, s, s].
    at::Tensor shifts;  ///< (dy, dx), int64 [n, 2], each below the side of a cell.
};

/// The masks of samples begin … end − 1, from the streams rise/SEED/grid/i and rise/SEED/shift/i.
[[nodiscard]] RiseDraw drawRise(const RiseSettings& settings, std::int64_t seed,
                                models::PictureSize size, int begin, int end);

/// The masks in [0, 1] of grids and shifts: float64 [n, H, W].
/// docs/theory/perturbation.md#rise.
[[nodiscard]] at::Tensor riseMasks(const RiseDraw& draw, models::PictureSize size);

/// RISE with the masks that `draw(begin, end)` hands in.
[[nodiscard]] integration::Attribution riseWith(
    const Problem& problem, const RiseSettings& settings,
    const std::function<RiseDraw(int begin, int end)>& draw,
    const integration::RunContext& context);

/// RISE (Petsiuk et al., 2018): the mean of f over random masks, where each pixel is seen.
/// docs/theory/perturbation.md#rise.
[[nodiscard]] Method rise();

}  // namespace sigscope::methods
