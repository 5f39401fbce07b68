#pragma once

#include <string>

#include "engine/models/architectures/convolution_unit.h"

namespace sigscope::models {

/// Squeeze and excitation (Hu et al., 2018): every feature map times a number that two layers make
/// of the means of all of them.
class SqueezeExcitation {
public:
    /// What follows the two layers.
    struct Curves {
        Activation squeeze = Activation::Relu;
        Curve gate = Curve::Sigmoid;
    };

    /// Takes the convolutions 1×1 `name`.fc1 and `name`.fc2.
    SqueezeExcitation(const WeightSource& weights, const std::string& name, std::int64_t channels,
                      const Curves& curves);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;

private:
    ConvolutionUnit m_squeeze, m_excite;
    Curve m_gate;
};

}  // namespace sigscope::models
