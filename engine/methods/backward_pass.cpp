#include "engine/methods/backward_pass.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/models/layer_functions.h"

namespace sigscope::methods {

std::vector<at::Tensor> gradientRule(const LayerPass& pass) {
    return models::gradientOf(pass.function, pass.inputs, pass.signal);
}

at::Tensor passBack(const models::LayerGraph& graph, const std::vector<at::Tensor>& values,
                    const at::Tensor& atLogits, models::LayerIndex until,
                    const BackwardRule& rule) {
    const std::vector<models::Layer>& layers = graph.layers();
    std::vector<at::Tensor> signals(layers.size());
    signals[graph.output()] = atLogits;
    // All layers that take a layer's output come after it.
    for (models::LayerIndex i = graph.output(); i > until; --i) {
        LayerPass pass{layers[i].function, i, {}, values[i], std::move(signals[i])};
        for (const models::LayerIndex input : layers[i].inputs)
            pass.inputs.push_back(values[input]);
        const std::vector<at::Tensor> handed = rule(pass);
        for (std::size_t k = 0; k < handed.size(); ++k) {
            at::Tensor& signal = signals[layers[i].inputs[k]];
            signal = signal.defined() ? signal + handed[k] : handed[k];
        }
    }
    return signals[until];
}

at::Tensor logitGradient(const Objective& objective, const at::Tensor& logits) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = logits.detach().requires_grad_(true);
    const at::Tensor f = objective.of(leaf);
    return torch::autograd::grad({f.sum()}, {leaf}).front().detach();
}

}  // namespace sigscope::methods
