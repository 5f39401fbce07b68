#include "engine/problem/gradients.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>

#include "engine/error.h"
#include "engine/problem/array_tensor.h"

namespace sigscope {

Gradients QueuedGradients::wait() const {
    return {toNumbers(values), gradients};
}

QueuedGradients queueGradients(const Problem& problem, const at::Tensor& points) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = points.detach().requires_grad_(true);
    const at::Tensor f = problem.objective.of(problem.classifier->network->logits(leaf));
    // Points are independent: the gradient of the sum holds every point's own gradient.
    const at::Tensor gradient = torch::autograd::grad({f.sum()}, {leaf}).front();
    return {f.detach(), gradient.detach()};
}

Gradients evaluateGradients(const Problem& problem, const at::Tensor& points) {
    return queueGradients(problem, points).wait();
}

std::vector<double> evaluateValues(const Problem& problem, const at::Tensor& points) {
    const at::NoGradGuard noGradients;
    return toNumbers(problem.objective.of(problem.classifier->network->logits(points)));
}

void requireFinite(double f, double attributionSum) {
    if (!std::isfinite(f))
        throw Error(
            "the network's answer is not finite on the way from the baseline to the "
            "picture: its numbers overflow; float64 as precision may help");
    if (!std::isfinite(attributionSum))
        throw Error(
            "the gradient is not finite on the way from the baseline to the picture: its "
            "numbers overflow; float64 as precision may help");
}

}  // namespace sigscope
