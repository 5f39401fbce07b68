#include "engine/bench/reference/published_diffid.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::bench {

namespace {

/// 1 if the class stays the likeliest where the elements at flat `indices` are filled, else 0.
double staysLikeliest(const Problem& problem, const at::Tensor& indices) {
    constexpr double tiny = 1e-8;
    const at::Tensor flat = problem.input.reshape(-1);
    const at::Tensor kept = at::ones_like(flat).index_fill(0, indices, 0);
    const at::Tensor mean = (flat * kept).sum() / (kept.sum() + tiny);
    const at::Tensor changed = flat.index_fill(0, indices, mean).view(problem.input.sizes());
    const at::Tensor logits = problem.classifier->network->logits(changed.unsqueeze(0));
    return logits.argmax().item<std::int64_t>() == problem.objective.target ? 1 : 0;
}

}  // namespace

double publishedDiffId(const Problem& problem, const at::Tensor& attribution,
                       const std::vector<double>& ratios) {
    const at::NoGradGuard noGradients;
    const at::Tensor magnitudes =
        attribution.abs().to(problem.input.device(), problem.input.scalar_type()).reshape(-1);
    double sum = 0;
    for (const double ratio : ratios) {
        const auto count =
            static_cast<std::int64_t>(ratio * static_cast<double>(magnitudes.numel()));
        for (const auto& [descending, sign] : {std::pair(true, -1), {false, 1}})
            sum += sign * staysLikeliest(problem,
                                         at::argsort(magnitudes, 0, descending).slice(0, 0, count));
    }
    return sum / static_cast<double>(ratios.size());
}

}  // namespace sigscope::bench
