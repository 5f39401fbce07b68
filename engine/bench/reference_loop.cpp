#include "engine/bench/reference_loop.h"

#include <ATen/ATen.h>

#include <vector>

#include "engine/problem/gradients.h"

namespace sigscope::bench {

at::Tensor referenceLoop(const Problem& problem, const paths::Path& path, int steps) {
    const at::NoGradGuard noGradients;
    std::vector<at::Tensor> points;
    for (int k = 0; k < steps; ++k)
        points.push_back(path.points({static_cast<double>(k) / (steps - 1)}));
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& point : points)
        gradients.push_back(evaluateGradients(problem, point).gradients);
    at::Tensor attribution = at::zeros_like(problem.input);
    for (int k = 0; k + 1 < steps; ++k)
        attribution += (gradients[k] * (points[k + 1] - points[k])).squeeze(0);
    return attribution;
}

}  // namespace sigscope::bench
