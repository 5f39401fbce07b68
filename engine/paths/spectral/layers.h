#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::paths {

/// In which order the details of a picture's layers come after its coarsest layer.
enum class LayerOrder {
    Natural,    ///< From coarse to fine.
    Reference,  ///< From fine to coarse, as the published program has them.
};

/// The Haar wavelet's layers of Δ [3, H, W], each alone at the picture's size: [K, 3, H, W]. First
/// the coarsest LL, then of each level LH, HL and HH. Up to four levels, fewer where a side is odd
/// or below 2. They sum to Δ. docs/theory/spectral-paths.md#layers.
[[nodiscard]] at::Tensor waveletLayers(const at::Tensor& delta, LayerOrder order);

/// The Laplacian pyramid's layers of Δ [3, H, W], each alone at the picture's size: [K, 3, H, W].
/// First the coarsest mean, then the residual of each level. Up to four levels, fewer where a side
/// is below 2. They sum to Δ.
[[nodiscard]] at::Tensor laplacianLayers(const at::Tensor& delta, LayerOrder order);

}  // namespace sigscope::paths
