#include "engine/compute/cost_model.h"

#include <ATen/ATen.h>
#include <c10/util/StringUtil.h>

#include <algorithm>
#include <utility>

#include "engine/compute/cost_file.h"
#include "engine/compute/memory_meter.h"
#include "engine/integration/batch_sizer.h"
#include "engine/problem/gradients.h"

namespace sigscope::compute {

namespace {

constexpr std::int64_t activationBudget = 1LL << 30;

std::int64_t bytesOfGradients(const Problem& problem, int points) {
    return peakTensorBytes([&] {
        const at::Tensor batch = problem.input.unsqueeze(0).expand({points, -1, -1, -1});
        static_cast<void>(evaluateGradients(problem, batch.contiguous()));
    });
}

void countActivations(const Problem& problem, Cost& cost, const schedule::Turn& turn) {
    cost.firstBytes = bytesOfGradients(problem, 1);
    cost.moreBytes = cost.firstBytes;
    // As many might not fit.
    if (4 * cost.firstBytes > activationBudget || turn.isOver()) return;
    // Early layers take two points at a time: what they hold meanwhile grows up to there.
    const std::int64_t ofTwo = bytesOfGradients(problem, 2);
    if (turn.isOver()) return;
    cost.moreBytes = (bytesOfGradients(problem, 4) - ofTwo) / 2;
    cost.firstBytes = ofTwo - cost.moreBytes;
}

}  // namespace

std::int64_t batchBytes(const Cost& cost, const at::Tensor& input, int points) {
    return cost.firstBytes + (points - 1) * cost.moreBytes +
           3 * points * static_cast<std::int64_t>(input.nbytes());
}

int mostPointsOf(const Cost& cost, const at::Tensor& input) {
    // A GPU has nothing better to do with its memory; the rest is for what the network caches.
    constexpr double shareOfFree = 0.8;
    std::int64_t budget = activationBudget;
    if (const auto free = freeBytes(input.device()))
        budget = static_cast<std::int64_t>(shareOfFree * static_cast<double>(*free));
    int points = integration::mostPointsOn(input.device().type());
    while (points > 1 && batchBytes(cost, input, points) > budget) --points;
    return points;
}

Cost* CostModel::costOf(const Problem& problem, const std::string& sha256,
                        const std::optional<AuxiliaryWork>& auxiliary, const schedule::Turn& turn) {
    const models::Classifier& classifier = *problem.classifier;
    std::string key = c10::str(sha256, '\n', problem.input.sizes(), '\n', classifier.device, '\n',
                               static_cast<int>(classifier.precision));
    if (auxiliary) key += '\n' + auxiliary->key;
    if (!m_costs) m_costs = m_file.empty() ? std::map<std::string, Cost>() : readCosts(m_file);
    auto found = m_costs->find(key);
    if (found == m_costs->end()) {
        Cost cost;
        countActivations(problem, cost, turn);
        if (turn.isOver()) return nullptr;
        if (auxiliary) cost.auxiliaryBytes = peakTensorBytes(auxiliary->once);
        found = m_costs->emplace(key, cost).first;
        if (!m_file.empty()) writeCosts(m_file, *m_costs);
    }
    return &found->second;
}

}  // namespace sigscope::compute
