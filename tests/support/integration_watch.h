#pragma once

#include <algorithm>
#include <vector>

#include "engine/integration/accumulator.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

namespace sigscope::testing {

inline double normOf(const at::Tensor& map) {
    return map.sum(0).norm().item<double>();
}

/// ‖a − b‖ / ‖b‖ of maps summed over channels.
inline double mapError(const at::Tensor& map, const at::Tensor& exact) {
    return normOf(map - exact) / normOf(exact);
}

inline ParameterValues tolerance(double percent) {
    return {{"tolerance", percent}};
}

/// What of a run is seen from outside.
class Watch final : public integration::Observer {
public:
    void evaluated(const integration::EvaluatedNode& node) override {
        positions.push_back(node.position);
    }
    void intervalClosed(double left, const at::Tensor& contribution) override {
        closedSum = closedSum.defined() ? closedSum + contribution : contribution.to(at::kDouble);
        CHECK(std::ranges::find(closed, left) == closed.end());
        closed.push_back(left);
    }
    void advanced(const integration::Accumulator& accumulator,
                  const integration::Remaining& remaining) override {
        mostHeld = std::max(mostHeld, accumulator.heldCount());
        errors.push_back(*accumulator.relativeError());
        if (!remaining.expectedNodes) return;
        CHECK(*remaining.expectedNodes >= static_cast<int>(positions.size()));
        expected.push_back(*remaining.expectedNodes);
    }

    std::vector<double> positions;
    std::vector<double> closed;
    at::Tensor closedSum;  ///< Of their contributions, [3, H, W].
    std::vector<double> errors;
    std::vector<int> expected;  ///< Nodes in the end, where they were told.
    int mostHeld = 0;
};

inline integration::Attribution run(const Problem& problem, const ParameterValues& values,
                                    integration::Observer& observer,
                                    integration::BatchSizer& batches,
                                    std::int64_t memoryBudget = 512LL << 20) {
    return methods::builtInMethods().find("sig").run(problem, values,
                                                     {{}, observer, batches, memoryBudget});
}

}  // namespace sigscope::testing
