#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

#include "engine/models/architectures/frozen_convolution.h"

namespace sigscope::models {

/// Whether the inputs are added to what a chain gives.
enum class Residual { None, Added };

/// Frozen convolutions one after the other.
using ConvolutionChain = std::vector<std::shared_ptr<const FrozenConvolution>>;

/// Applies them to `inputs` [B, C, H, W], channels last in memory; differentiable once with respect
/// to these. One node of the graph: what lies between is used by nothing else, so that its
/// gradients can be worked on where they are.
[[nodiscard]] at::Tensor applyChain(const at::Tensor& inputs, const ConvolutionChain& chain,
                                    Residual residual);

}  // namespace sigscope::models
