#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/models/layer_graph.h"
#include "engine/models/network.h"
#include "engine/models/preprocessing.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// What networks of the same tensors compute in different ways.
struct Conventions {
    Borders borders = Borders::Padded;  ///< Of convolutions whose stride is not 1.
    double batchNormEpsilon = 1e-5;
    /// Blocks, counted from 0, that are padded evenly whatever `borders` says.
    std::vector<std::size_t> evenBlocks{};
    std::optional<std::int64_t> attentionHeads{};  ///< Nothing: as published for the width.
    /// Of a ViT; of a ConvNeXt that of the means. Nothing: the architecture's own.
    std::optional<double> layerNormEpsilon{};
};

/// Where and how a network computes.
struct Placement {
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;
    Form form = Form::Fast;
    Strides strides = Strides::Published;
    std::optional<Conventions> conventions{};  ///< Nothing: the architecture's own.
};

/// A batch norm in evaluation mode, [out] each.
struct BatchNorm {
    at::Tensor weight;
    at::Tensor bias;
    at::Tensor mean;
    at::Tensor variance;
    double epsilon = 0;
};

/// A convolution ready for at::convolution.
struct Convolution {
    at::Tensor weight;                ///< [out, in / groups, k, k]
    at::Tensor bias;                  ///< [out]; undefined if there is none.
    std::optional<BatchNorm> norm{};  ///< Only in the published form.

    /// What follows the convolution itself.
    [[nodiscard]] at::Tensor normed(const at::Tensor& outputs) const;

    /// The one convolution that computes both, in double: w·γ/√(σ²+ε) and β + (b − μ)·γ/√(σ²+ε).
    /// A bias that there is not is 0.
    [[nodiscard]] Convolution folded() const;
};

/// The side of a shape that may have any length.
constexpr std::int64_t anySide = -1;

/// Takes tensors out of a state dict for a network, checked: present, of the shape wanted,
/// floating, finite. Every error names the file, the tensor by
/// the file's name for it, and what is wanted. What it gives is
/// the network's own copy, differentiable with respect to what was copied.
class WeightSource {
public:
    WeightSource(const StateDict& state, const Placement& placement)
        : m_state(state), m_placement(placement) {}

    [[nodiscard]] const StateDict& state() const { return m_state; }
    [[nodiscard]] Strides strides() const { return m_placement.strides; }
    [[nodiscard]] const std::optional<Conventions>& conventions() const {
        return m_placement.conventions;
    }
    /// Of the tensors that it gives.
    [[nodiscard]] at::TensorOptions options() const {
        return at::TensorOptions(m_placement.device).dtype(m_placement.dtype);
    }
    [[nodiscard]] bool contains(const std::string& name) const { return m_state.contains(name); }

    /// Whether the tensor was taken: what was not is no part of the network that was built.
    [[nodiscard]] bool took(const std::string& name) const { return m_taken.contains(name); }

    /// Throws Error with the file's name before `reason`.
    [[noreturn]] void refuse(const std::string& reason) const;

    /// The tensor, contiguous, on the network's device and dtype.
    [[nodiscard]] at::Tensor take(const std::string& name,
                                  const std::vector<std::int64_t>& shape) const;

    /// `name`.weight and `name`.bias.
    [[nodiscard]] Convolution takeConvolution(const std::string& name,
                                              const std::vector<std::int64_t>& shape) const;

    /// The linear layer `name`, [out, inputs]: as such, or as a convolution of as many weights over
    /// all of its inputs.
    [[nodiscard]] Convolution takeLinear(const std::string& name, std::int64_t inputs) const;

    /// The same of a convolution; in the fast form channels last in memory.
    [[nodiscard]] Convolution takeBiased(const std::string& name,
                                         const std::vector<std::int64_t>& shape) const;

    /// The convolution `name` (its bias b is 0 if it has none) with the batch norm `norm` that
    /// follows it. In the fast form folded in, channels last in memory.
    [[nodiscard]] Convolution takeNormed(const std::string& name, const std::string& norm,
                                         const std::vector<std::int64_t>& shape,
                                         double epsilon) const;

private:
    [[nodiscard]] at::Tensor checked(const std::string& name,
                                     const std::vector<std::int64_t>& shape) const;
    [[nodiscard]] at::Tensor place(const at::Tensor& tensor) const;

    const StateDict& m_state;
    Placement m_placement;
    mutable std::set<std::string> m_taken;  ///< What is taken is no less there.
};

}  // namespace sigscope::models
