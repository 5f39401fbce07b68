#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>

namespace sigscope::study {

/// The map in a file: the array attribution, map or arr_0 of an .npz (a result has the first),
/// times its number `scale` if it has one, the same of a figure (.png, .svg, .pdf) that carries a
/// result, or an .npy; half, float or double, [H, W], [1, H, W] or
/// [3, H, W]. Gives [3, H, W], float64, one value
/// for a pixel in each channel. Throws Error naming the file and the reason.
[[nodiscard]] at::Tensor readMap(const std::filesystem::path& file);

/// What a result that can be read says of a run that was stopped: "interrupted after 8
/// evaluations"; empty of a whole one, and of anybody's arrays.
[[nodiscard]] std::string interruptionOf(const std::filesystem::path& file);

/// An .npz of A [3, H, W] in half precision: `scale`, the largest magnitude, and `attribution`,
/// A / scale. A value is off by at most 2⁻¹¹ of itself, or 2⁻²⁵ of the largest.
[[nodiscard]] std::string mapNpz(const at::Tensor& attribution);

}  // namespace sigscope::study
