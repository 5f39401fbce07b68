#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <vector>

#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// Zeros before and after a side of a convolution's inputs.
struct SidePadding {
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// Those of all sides.
struct BorderZeros {
    SidePadding rows;
    SidePadding columns;

    /// As many on opposite sides.
    [[nodiscard]] bool areEven() const {
        return rows.before == rows.after && columns.before == columns.after;
    }
    /// `inputs` [B, C, H, W] with these zeros around them.
    [[nodiscard]] at::Tensor around(const at::Tensor& inputs) const;
};

/// Those of a convolution with `weight` [out, in / groups, k, k], for borders that are not Padded.
[[nodiscard]] BorderZeros borderZeros(Borders borders, const at::Tensor& inputs,
                                      const at::Tensor& weight,
                                      const std::array<std::int64_t, 2>& stride);

/// What a layer gives for `inputs`; an InputLayer is none of those that compute.
[[nodiscard]] at::Tensor outputOf(const LayerFunction& function,
                                  const std::vector<at::Tensor>& inputs);

/// The curve of each of `values`; differentiable.
[[nodiscard]] at::Tensor curveOf(Curve curve, const at::Tensor& values);

/// W x of a layer, without its bias and with `weight` in place of its own.
[[nodiscard]] at::Tensor applied(const ConvolutionLayer& layer, const at::Tensor& weight,
                                 const at::Tensor& inputs);
[[nodiscard]] at::Tensor applied(const LinearLayer& layer, const at::Tensor& weight,
                                 const at::Tensor& inputs);

/// Wᵀ s of a layer, with `weight` in place of its own: `signal` s in the shape of the outputs, what
/// is returned in that of `inputs`, whose values do not matter.
[[nodiscard]] at::Tensor transposed(const ConvolutionLayer& layer, const at::Tensor& weight,
                                    const at::Tensor& inputs, const at::Tensor& signal);
[[nodiscard]] at::Tensor transposed(const LinearLayer& layer, const at::Tensor& weight,
                                    const at::Tensor& inputs, const at::Tensor& signal);

/// The bias, broadcast over the layer's outputs.
[[nodiscard]] at::Tensor broadcastBias(const ConvolutionLayer& layer);
[[nodiscard]] at::Tensor broadcastBias(const LinearLayer& layer);

/// The backward pass that is the gradient's: for each of `inputs` what it gets of `signal`, in the
/// shape of the outputs.
[[nodiscard]] std::vector<at::Tensor> gradientOf(const LayerFunction& function,
                                                 const std::vector<at::Tensor>& inputs,
                                                 const at::Tensor& signal);

/// Where the maxima of a pool's windows come from, of several equal ones the first: [B, C, h, w].
[[nodiscard]] at::Tensor maximaOf(const MaxPoolLayer& layer, const at::Tensor& inputs);

/// Adds `signal` [B, C, h, w] at the places of `indices`: in the shape of `inputs`.
[[nodiscard]] at::Tensor scattered(const MaxPoolLayer& layer, const at::Tensor& inputs,
                                   const at::Tensor& indices, const at::Tensor& signal);

}  // namespace sigscope::models
