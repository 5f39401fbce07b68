#pragma once

#include <string>

#include "engine/models/architectures/weight_source.h"
#include "engine/models/layer_graph.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// A network whose representation is the mean of each of its last feature maps, and whose logits
/// are linear in it.
class PooledClassifier : public Network {
public:
    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const final;
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override;
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const final;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const final;
    [[nodiscard]] int classCount() const final;

protected:
    /// Takes the last layer: `name`.weight [K, F] and `name`.bias [K], F as many as `features` and
    /// K as many as `classes`. Throws Error as WeightSource does.
    void takeLinear(const WeightSource& weights, const std::string& name, std::int64_t features,
                    std::int64_t classes = anySide);

    /// The last feature maps [B, F, h, w] of inputs [B, 3, H, W].
    [[nodiscard]] virtual at::Tensor featureMaps(const at::Tensor& inputs) const = 0;

    /// Adds the layers that make the last feature maps, and marks its stages; returns the last.
    virtual LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const = 0;

    /// What features() are of the means: a layer of its own for none but its class.
    [[nodiscard]] virtual double featureFactor() const { return 1; }

private:
    Convolution m_linear;  ///< A linear layer has the same two tensors.
};

}  // namespace sigscope::models
