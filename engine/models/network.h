#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>

namespace sigscope::models {

class LayerGraph;

/// A layer of a LayerGraph, by its place in the order of evaluation.
using LayerIndex = std::size_t;

/// How a network computes the same function.
enum class Form {
    Fast,       ///< Batch norm folded into the convolutions, channels last in memory.
    Published,  ///< As the published programs run it: neither. What benchmarks compare with.
};

/// A classifier's function, its parameters frozen (batch norm folded, requires_grad off).
class Network {
public:
    virtual ~Network() = default;

    /// Logits [B, K] of inputs [B, 3, H, W] in model space, on the network's dtype and device;
    /// differentiable with respect to the inputs. Keeps no state; evaluation mode.
    [[nodiscard]] virtual at::Tensor logits(const at::Tensor& inputs) const = 0;

    /// The representation [B, F] of inputs: what the last fully connected layer is given (of a head
    /// of several layers, its first); differentiable. Throws Error where it is not known.
    [[nodiscard]] virtual at::Tensor features(const at::Tensor& inputs) const;

    /// logits(inputs) = classify(features(inputs)).
    [[nodiscard]] virtual at::Tensor classify(const at::Tensor& features) const;

    /// Adds the layers that make logits of what layer `inputs` of `graph` gives; returns the last
    /// of them. The graph computes what logits() does, up to rounding. Throws Error where the
    /// network's structure is not known.
    virtual LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;

    [[nodiscard]] virtual int classCount() const = 0;

    /// The smallest H and W that leave something after all strides and pools.
    [[nodiscard]] virtual std::int64_t smallestInput() const { return 1; }

    /// The only H = W that it takes; 0 if it takes any.
    [[nodiscard]] virtual std::int64_t onlyInput() const { return 0; }
};

}  // namespace sigscope::models
