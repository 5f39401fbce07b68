#include "engine/bench/reference/adversarial.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace sigscope::bench {

namespace {

/// p [K] at a point, and the gradients of two of them there.
struct Look {
    bool reached = false;    ///< The model sees the target.
    at::Tensor ofTarget;     ///< ∂p_t/∂x
    at::Tensor ofExplained;  ///< ∂p_c/∂x
};

Look lookAt(const Problem& problem, const at::Tensor& point, std::int64_t target) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = point.detach().requires_grad_(true);
    const at::Tensor p = problem.classifier->network->logits(leaf).softmax(1).select(0, 0);
    if (p.argmax().item<std::int64_t>() == target) return {true, {}, {}};
    const auto gradientOf = [&](std::int64_t index) {
        return torch::autograd::grad({p[index]}, {leaf}, {}, /*retain_graph=*/true).front();
    };
    return {false, gradientOf(target), gradientOf(problem.objective.target)};
}

}  // namespace

at::Tensor adversarial(const Problem& problem, const AdversarialSettings& settings, Pace& pace) {
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const at::Tensor darkest = models::normalise(at::zeros_like(problem.input), preprocessing);
    const at::Tensor brightest = models::normalise(at::ones_like(problem.input), preprocessing);
    const int classes = problem.classifier->network->classCount();
    const int stride = std::max(1, classes / settings.negatives);
    at::Tensor attribution = at::zeros_like(problem.input);
    for (int target = 0; target < classes - 1; target += stride) {
        if (target == problem.objective.target) continue;
        at::Tensor point = problem.input.unsqueeze(0);
        for (int k = 0; k < settings.iterations && pace.next(); ++k) {
            const Look look = lookAt(problem, point, target);
            if (look.reached) break;
            const at::Tensor stepped = point + settings.stepSize * look.ofTarget.sign();
            const at::Tensor next = at::min(at::max(stepped, darkest), brightest);
            attribution -= (look.ofExplained * (next - point)).squeeze(0);
            point = next;
        }
    }
    return attribution;
}

}  // namespace sigscope::bench
