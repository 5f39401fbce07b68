#include "engine/run/cost_book.h"

#include <ATen/ATen.h>
#include <c10/util/StringUtil.h>

#include "engine/problem/gradients.h"
#include "engine/run/memory_meter.h"

namespace sigscope::run {

Cost& CostBook::costOf(const Problem& problem) {
    const models::Classifier& classifier = *problem.classifier;
    const std::string key =
        c10::str(classifier.weightsFile.string(), '\n', problem.input.sizes(), '\n',
                 classifier.device, '\n', static_cast<int>(classifier.precision));
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
