#include "engine/integration/integrate.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

#include "engine/integration/accumulator.h"
#include "engine/integration/course.h"
#include "engine/integration/fitting_gradients.h"
#include "engine/integration/node_plan.h"
#include "engine/integration/schedule.h"
#include "engine/stopwatch.h"

namespace sigscope::integration {

namespace {

/// Bytes that a node takes while one of its intervals is open: its point, its gradient, and what
/// its refinement changed, which is as large as one channel.
std::int64_t nodeBytes(std::int64_t inputBytes) {
    return 2 * inputBytes + inputBytes / 3;
}

int capacityOf(std::int64_t inputBytes, std::int64_t memoryBudget) {
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    return static_cast<int>(
        std::clamp<std::int64_t>(memoryBudget / nodeBytes(inputBytes), 2, most));
}

/// Over the capacity, what matters least. Not while nodes wait that are to split intervals.
void closeLeast(int capacity, Accumulator& accumulator) {
    std::vector<OpenInterval> open = accumulator.openIntervals();
    std::ranges::stable_sort(open, {}, &OpenInterval::localError);
    for (const OpenInterval& interval : open) {
        if (accumulator.heldCount() <= capacity) return;
        accumulator.close(interval.left);
    }
}

std::vector<double> takeFirst(std::vector<double>& waiting, int count) {
    const auto end = waiting.begin() + std::min<std::ptrdiff_t>(count, std::ssize(waiting));
    const std::vector<double> taken(waiting.begin(), end);
    waiting.erase(waiting.begin(), end);
    return taken;
}

/// Evaluates the nodes at `positions` and hands them on.
void evaluateBatch(const Problem& problem, const Course& course,
                   const std::vector<double>& positions, const RunContext& context,
                   const NodePlan& plan, Accumulator& accumulator) {
    const Stopwatch stopwatch;
    const at::Tensor points = course.points(positions);
    const Gradients batch = evaluateFitting(problem, points, context.batches);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        // Clones: a view would keep the whole batch alive as long as one of its nodes is open.
        const EvaluatedNode node{positions[i],
                                 {course.alphaAt(positions[i]), batch.values[i]},
                                 batch.gradients.select(0, row).clone()};
        context.observer.evaluated(node);
        accumulator.add(node, points.select(0, row).clone());
    }
    context.batches.measured(static_cast<int>(positions.size()), stopwatch.seconds());
    context.observer.advanced(accumulator,
                              {plan.expected(accumulator), context.batches.secondsPerPoint()});
}

}  // namespace

Attribution integrate(const Problem& problem, const paths::Path& path,
                      const IntegrationParameters& parameters, const RunContext& context) {
    const at::NoGradGuard noGradients;
    const int capacity =
        capacityOf(static_cast<std::int64_t>(problem.input.nbytes()), context.memoryBudget);
    const auto plan = makeNodePlan(parameters, capacity);
    const RuleWeights weights = weightsOf(parameters.rule);
    const Course course(path, problem.baseline, parameters.rule);
    Accumulator accumulator(
        weights, [&plan](double left, double right) { return plan->isFinal(left, right); },
        context.observer);
    context.observer.stage(Stage::Integrate);
    context.observer.planned(plan->ahead(), weights, course);

    Attribution attribution;
    // Nodes are chosen as many at a time as a micro-batch may have, however many it has on a busy
    // machine: the choice must not depend on how busy it is.
    std::vector<double> waiting;
    while (!attribution.complete) {
        if (waiting.empty()) waiting = plan->next(accumulator, context.batches.most());
        attribution.complete = waiting.empty();
        if (attribution.complete || context.stop.stop_requested()) break;
        evaluateBatch(problem, course, takeFirst(waiting, context.batches.next()), context, *plan,
                      accumulator);
        // The order of even nodes keeps to the capacity by itself.
        const int roomForNext = std::max(capacity - context.batches.most(), 2);
        if (waiting.empty() && !plan->ahead().exact) closeLeast(roomForNext, accumulator);
    }
    attribution.nodes = accumulator.nodes();
    if (accumulator.nodeCount() < 2) return attribution;
    if (attribution.complete) accumulator.closeAll();
    attribution.map = accumulator.total();
    attribution.error = accumulator.error();
    return attribution;
}

IntegrationDemand demandOf(const IntegrationParameters& parameters, std::int64_t inputBytes,
                           std::int64_t memoryBudget) {
    const int capacity = capacityOf(inputBytes, memoryBudget);
    const std::optional<int> steps = fixedSteps(parameters);
    if (!steps)
        return {parameters.mostSteps,
                std::min(capacity, parameters.mostSteps) * nodeBytes(inputBytes)};
    return {*steps,
            peakHeldNodes(makeSchedule(parameters.rule, *steps, capacity)) * nodeBytes(inputBytes)};
}

}  // namespace sigscope::integration
