#include "engine/bench/reference/ig_squared.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

#include "engine/bench/reference/integration.h"

namespace sigscope::bench {

namespace {

/// ∂(−MSE)/∂x at a point [1, 3, H, W], the mean being one over all `references`; of unit L2 norm.
at::Tensor towards(const Problem& problem, const at::Tensor& point, const at::Tensor& target,
                   std::int64_t references) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = point.detach().requires_grad_(true);
    const at::Tensor features = problem.classifier->network->features(leaf);
    const at::Tensor likeness =
        -(features - target).square().mean() / static_cast<double>(references);
    const at::Tensor gradient = torch::autograd::grad({likeness}, {leaf}).front();
    return gradient / gradient.norm().clamp_min(1e-10);
}

}  // namespace

at::Tensor igSquared(const Problem& problem, const at::Tensor& references,
                     const WalkSettings& settings, Pace& pace) {
    const std::int64_t count = references.size(0);
    at::Tensor attribution = at::zeros_like(problem.input);
    for (const at::Tensor& reference : references.split(1)) {
        const at::Tensor target = problem.classifier->network->features(reference);
        std::vector<at::Tensor> points{problem.input.unsqueeze(0)};
        for (int k = 0; k < settings.updates && pace.next(); ++k)
            points.push_back(points.back() +
                             settings.updateSize * towards(problem, points.back(), target, count));
        for (std::size_t k = 0; k + 1 < points.size(); ++k)
            attribution +=
                ((points[k] - points[k + 1]) * gradientAt(problem, points[k])).squeeze(0);
    }
    return attribution / static_cast<double>(count);
}

}  // namespace sigscope::bench
