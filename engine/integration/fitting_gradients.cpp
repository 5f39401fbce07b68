#include "engine/integration/fitting_gradients.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

namespace sigscope::integration {

namespace {

/// Nothing where they do not fit.
std::optional<Gradients> tryGradients(const Problem& problem, const at::Tensor& points) {
    try {
        return evaluateGradients(problem, points);
    } catch (const c10::OutOfMemoryError&) {
        if (points.size(0) == 1) throw;
        return std::nullopt;
    }
}

}  // namespace

Gradients evaluateFitting(const Problem& problem, const at::Tensor& points, BatchSizer& batches) {
    if (auto all = tryGradients(problem, points)) return *std::move(all);
    batches.outOfMemory(static_cast<int>(points.size(0)));
    Gradients all;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& part : points.split(batches.most())) {
        const Gradients here = evaluateFitting(problem, part, batches);
        all.values.insert(all.values.end(), here.values.begin(), here.values.end());
        gradients.push_back(here.gradients);
    }
    all.gradients = at::cat(gradients);
    return all;
}

}  // namespace sigscope::integration
