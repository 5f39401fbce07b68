#include "engine/models/architectures/pooled_classifier.h"

#include <ATen/ATen.h>

namespace sigscope::models {

at::Tensor PooledClassifier::logits(const at::Tensor& inputs) const {
    return classify(features(inputs));
}

at::Tensor PooledClassifier::features(const at::Tensor& inputs) const {
    return featureMaps(inputs).mean({2, 3});
}

at::Tensor PooledClassifier::classify(const at::Tensor& features) const {
    return at::linear(features, m_linear.weight, m_linear.bias);
}

LayerIndex PooledClassifier::describe(LayerGraph& graph, LayerIndex inputs) const {
    const LayerIndex means = graph.add(GlobalMeanLayer{}, {describeMaps(graph, inputs)});
    return graph.add(LinearLayer{m_linear.weight * featureFactor(), m_linear.bias}, {means});
}

int PooledClassifier::classCount() const {
    return static_cast<int>(m_linear.bias.size(0));
}

void PooledClassifier::takeLinear(const WeightSource& weights, const std::string& name,
                                  std::int64_t features, std::int64_t classes) {
    m_linear = weights.takeConvolution(name, {classes, features});
}

}  // namespace sigscope::models
