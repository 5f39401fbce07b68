#include "engine/problem/gradients.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/problem/array_tensor.h"

namespace sigscope {

Gradients evaluateGradients(const Problem& problem, const at::Tensor& points) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = points.detach().requires_grad_(true);
    const at::Tensor f = problem.objective.of(problem.classifier->network->logits(leaf));
    // Points are independent: the gradient of the sum holds every point's own gradient.
    const at::Tensor gradient = torch::autograd::grad({f.sum()}, {leaf}).front();
    return {toNumbers(f), gradient.detach()};
}

std::vector<double> evaluateValues(const Problem& problem, const at::Tensor& points) {
    const at::NoGradGuard noGradients;
    return toNumbers(problem.objective.of(problem.classifier->network->logits(points)));
}

}  // namespace sigscope
