#include "engine/integration/integrate.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>

#include "engine/integration/accumulator.h"
#include "engine/integration/course.h"
#include "engine/problem/gradients.h"

namespace sigscope::integration {

namespace {

std::vector<double> select(const std::vector<double>& positions, const int* first, int count) {
    std::vector<double> selected;
    for (int i = 0; i < count; ++i) selected.push_back(positions[first[i]]);
    return selected;
}

/// Evaluates the nodes `indices[0..count)` and hands them on.
void evaluateBatch(const Problem& problem, const Course& course, const Schedule& schedule,
                   const int* indices, int count, const RunContext& context,
                   Accumulator& accumulator) {
    const auto begin = std::chrono::steady_clock::now();
    const at::Tensor points = course.points(select(schedule.positions, indices, count));
    const Gradients batch = evaluateGradients(problem, points);
    for (int i = 0; i < count; ++i) {
        const double alpha = course.alphaAt(schedule.positions[indices[i]]);
        // Clones: a view would keep the whole batch alive as long as one of its nodes is open.
        const EvaluatedNode node{
            indices[i], {alpha, batch.values[i]}, batch.gradients.select(0, i).clone()};
        context.observer.evaluated(node);
        accumulator.add(node, points.select(0, i).clone());
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    context.batches.measured(count, took.count());
    context.observer.advanced(accumulator, context.batches.secondsPerPoint());
}

}  // namespace

Attribution integrate(const Problem& problem, const paths::Path& path,
                      const IntegrationParameters& parameters, const RunContext& context) {
    const at::NoGradGuard noGradients;
    const auto inputBytes = static_cast<std::int64_t>(problem.input.nbytes());
    const Schedule schedule = demandOf(parameters, inputBytes, context.memoryBudget).schedule;
    const RuleWeights weights = weightsOf(parameters.rule);
    const Course course(path, problem.baseline, parameters.rule);
    Accumulator accumulator(schedule.positions.size(), weights, context.observer);
    context.observer.stage(Stage::Integrate);
    context.observer.planned(schedule, weights, course);

    const int total = static_cast<int>(schedule.order.size());
    int done = 0;
    while (done < total && !context.stop.stop_requested()) {
        const int count = std::min(context.batches.next(), total - done);
        evaluateBatch(problem, course, schedule, schedule.order.data() + done, count, context,
                      accumulator);
        done += count;
    }
    Attribution attribution{{}, accumulator.nodes(), done == total};
    if (accumulator.nodeCount() >= 2) attribution.map = accumulator.total();
    return attribution;
}

IntegrationDemand demandOf(const IntegrationParameters& parameters, std::int64_t inputBytes,
                           std::int64_t memoryBudget) {
    const std::int64_t nodeBytes = heldValuesPerElement * inputBytes;
    const auto capacity = std::clamp<std::int64_t>(memoryBudget / nodeBytes, 2, parameters.steps);
    IntegrationDemand demand{makeSchedule(parameters, static_cast<int>(capacity)), 0};
    demand.heldBytes = peakHeldNodes(demand.schedule) * nodeBytes;
    return demand;
}

}  // namespace sigscope::integration
