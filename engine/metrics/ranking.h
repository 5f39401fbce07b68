#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace sigscope::metrics {

/// How the channels of an attribution become the one value per pixel that ranks it.
enum class Summary {
    SumOfMagnitudes,  ///< Σ_c |A_c|
    MagnitudeOfSum,   ///< |Σ_c A_c|
    SignedSum,        ///< Σ_c A_c: evidence against the class comes last.
};

/// Whether A [C, H, W] says the same of all channels of each pixel, as maps of regions, of grids
/// and of layers do.
[[nodiscard]] bool hasOneValuePerPixel(const at::Tensor& attribution);

/// A [C, H, W] as what each element has, float64 on the CPU: the one value of a pixel is shared out
/// among its channels, so that ΣA counts it once.
[[nodiscard]] at::Tensor sharedOut(const at::Tensor& attribution);

/// S [H, W] of an attribution [C, H, W], float64 on the CPU. Of a map with one value for each pixel
/// it is that value with its sign, unless magnitudes of sums are asked for.
/// docs/theory/metrics.md#ranking-pixels.
[[nodiscard]] at::Tensor summarise(const at::Tensor& attribution, Summary summary);

/// The pixels of a map [H, W] by descending value, of equal ones the lower number first: i = y·W +
/// x, int64, [H·W].
[[nodiscard]] at::Tensor descendingOrder(const at::Tensor& map);

/// The ranks of numbers [N], from 1 (the smallest), float64; equal ones share the mean of theirs.
[[nodiscard]] at::Tensor meanRanks(const at::Tensor& numbers);

/// ⌊share · count⌋ of the double product, whatever its rounding: 0.7 of 1024 are 716.
[[nodiscard]] std::int64_t countOf(double share, std::int64_t count);

}  // namespace sigscope::metrics
