#pragma once

#include <map>
#include <string>

#include "engine/baselines/baseline.h"
#include "engine/integration/integrate.h"
#include "engine/models/classifier.h"
#include "tests/support/golden.h"

namespace sigscope::golden {

using Arrays = std::map<std::string, at::Tensor>;

/// What the entries of a more/tiny2_* file explain: the tiny network in float64, from black.
[[nodiscard]] inline Problem tiny2Problem(const Arrays& arrays, Objective::Kind kind) {
    Problem problem;
    problem.classifier = models::loadClassifier(tinyNetFile().string(), c10::kCPU, c10::kDouble);
    problem.input = arrays.at("input");
    problem.baseline = baselines::makeBaseline(NamedBaseline::Black, problem.input,
                                               problem.classifier->preprocessing);
    problem.objective = {kind, arrays.at("label").item<int>()};
    return problem;
}

/// A run without files that nobody follows, in micro-batches of at most 5: no divisor of what the
/// goldens count.
class QuietRun {
public:
    [[nodiscard]] const integration::RunContext& context() const { return m_context; }

private:
    integration::Observer m_observer;
    integration::BatchSizer m_batches{5};
    integration::RunContext m_context{{}, m_observer, m_batches, 512LL << 20};
};

}  // namespace sigscope::golden
