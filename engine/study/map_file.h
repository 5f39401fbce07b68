#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>

namespace sigscope::study {

/// The map in a file: the array attribution, map or arr_0 of an .npz (a result has the first), or
/// an .npy; float or double, [H, W], [1, H, W] or [3, H, W]. Gives [3, H, W], float64, one value
/// for a pixel in each channel. Throws Error naming the file and the reason.
[[nodiscard]] at::Tensor readMap(const std::filesystem::path& file);

}  // namespace sigscope::study
