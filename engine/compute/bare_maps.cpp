#include "engine/compute/bare_maps.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/compute/file_inputs.h"
#include "engine/compute/over_baselines.h"
#include "engine/problem/gradients.h"

namespace sigscope::compute {

namespace {

methods::Extent extentOfInput(const at::Tensor& input) {
    return {static_cast<std::int64_t>(input.nbytes()), input.size(1) * input.size(2)};
}

}  // namespace

at::Tensor BareMaps::explain(const ExplainRequest& request, const Preparation& preparation,
                             const schedule::Turn& turn) const {
    const methods::Method& method = m_registry.find(request.method);
    Problem problem = preparation.problem;
    const Cost* cost =
        m_context.costs().costOf(problem, preparation.modelSha256, std::nullopt, turn);
    if (cost == nullptr) return {};
    const methods::ResourceEstimate estimate =
        method.estimate(request.parameters, extentOfInput(problem.input), request.memoryBudget);
    // How long evaluations took before decides nothing where all is to be rounded alike.
    const double secondsPerPoint = m_pace == integration::BatchPace::Timed
                                       ? cost->secondsPer(estimate.evaluation).value_or(0)
                                       : 0;
    integration::BatchSizer batches(
        std::min({mostPointsOf(*cost, problem.input), estimate.evaluations, estimate.atOnce}),
        secondsPerPoint, m_pace);
    integration::Observer nobody;
    FileInputs auxiliary(m_context, request.image);
    const integration::RunContext context{
        turn, nobody, batches, request.memoryBudget, &auxiliary, &m_context.decompositions()};
    OverBaselines result;
    double fBaseline = preparation.fBaseline;
    for (const ChosenBaseline& baseline : preparation.baselines) {
        if (!result.each().empty()) {
            problem.baseline =
                makeBaseline(baseline, problem.input, *problem.classifier, m_context);
            fBaseline = evaluateValues(problem, problem.baseline.unsqueeze(0)).front();
        }
        result.add(method.run(problem, request.parameters, context), preparation.fInput, fBaseline);
        if (!result.complete()) return {};
        if (!usesBaseline(method.spec, request.parameters)) break;
    }
    return result.mean();
}

}  // namespace sigscope::compute
