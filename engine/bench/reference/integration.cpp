#include "engine/bench/reference/integration.h"

#include <ATen/ATen.h>

#include "engine/problem/gradients.h"

namespace sigscope::bench {

at::Tensor gradientAt(const Problem& problem, const at::Tensor& point) {
    return evaluateGradients(problem, point).gradients;
}

std::vector<at::Tensor> pointsOf(const paths::Path& path, int count) {
    std::vector<at::Tensor> points;
    for (int k = 0; k < count; ++k)
        points.push_back(path.points({static_cast<double>(k) / (count - 1)}));
    return points;
}

at::Tensor integrateAlong(const Problem& problem, const std::vector<at::Tensor>& points,
                          Pace& pace) {
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& point : points)
        if (pace.next()) gradients.push_back(gradientAt(problem, point));
    at::Tensor attribution = at::zeros_like(problem.input);
    for (std::size_t k = 0; k < gradients.size() && k + 1 < points.size(); ++k)
        attribution += (gradients[k] * (points[k + 1] - points[k])).squeeze(0);
    return attribution;
}

}  // namespace sigscope::bench
