#include "engine/run/cost_book.h"

#include <ATen/ATen.h>
#include <c10/util/StringUtil.h>

#include <algorithm>

#include "engine/integration/batch_sizer.h"
#include "engine/problem/gradients.h"
#include "engine/run/memory_meter.h"

namespace sigscope::run {

std::int64_t bytesPerPointOf(const Cost& cost, const at::Tensor& input) {
    return cost.bytesPerPoint + 3 * static_cast<std::int64_t>(input.nbytes());
}

int mostPointsOf(const Cost& cost, const at::Tensor& input) {
    constexpr std::int64_t activationBudget = 1LL << 30;
    const std::int64_t most = integration::mostPointsOn(input.device().type());
    return static_cast<int>(
        std::clamp<std::int64_t>(activationBudget / bytesPerPointOf(cost, input), 1, most));
}

Cost& CostBook::costOf(const Problem& problem) {
    const models::Classifier& classifier = *problem.classifier;
    const std::string key = c10::str(classifier.weightsFile.string(), '\n', problem.input.sizes(),
                                     '\n', classifier.device, '\n', classifier.dtype);
    auto found = m_costs.find(key);
    if (found == m_costs.end()) {
        Cost cost;
        cost.bytesPerPoint = peakTensorBytes([&problem] {
            static_cast<void>(evaluateGradients(problem, problem.input.unsqueeze(0)));
        });
        found = m_costs.emplace(key, cost).first;
    }
    return found->second;
}

}  // namespace sigscope::run
