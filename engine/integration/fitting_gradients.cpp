#include "engine/integration/fitting_gradients.h"

#include <ATen/ATen.h>
#include <c10/util/Exception.h>

namespace sigscope::integration {

namespace {

/// Nothing where they do not fit.
std::optional<QueuedGradients> tryGradients(const Problem& problem, const at::Tensor& points) {
    try {
        return queueGradients(problem, points);
    } catch (const c10::OutOfMemoryError&) {
        if (points.size(0) == 1) throw;
        return std::nullopt;
    }
}

}  // namespace

QueuedGradients queueFitting(const Problem& problem, const at::Tensor& points,
                             BatchSizer& batches) {
    if (auto all = tryGradients(problem, points)) return *std::move(all);
    batches.outOfMemory(static_cast<int>(points.size(0)));
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& part : points.split(batches.most())) {
        const QueuedGradients here = queueFitting(problem, part, batches);
        values.push_back(here.values);
        gradients.push_back(here.gradients);
    }
    return {at::cat(values), at::cat(gradients)};
}

}  // namespace sigscope::integration
