#include "engine/integration/integrate.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

#include "engine/integration/accumulator.h"
#include "engine/integration/bisected_nodes.h"
#include "engine/integration/fitting_gradients.h"
#include "engine/integration/node_plan.h"
#include "engine/integration/parametrisation.h"
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

std::vector<double> takeFirst(std::vector<double>& waiting, int count) {
    const auto end = waiting.begin() + std::min<std::ptrdiff_t>(count, std::ssize(waiting));
    const std::vector<double> taken(waiting.begin(), end);
    waiting.erase(waiting.begin(), end);
    return taken;
}

class Integration {
public:
    Integration(const Problem& problem, const paths::Path& path,
                const IntegrationParameters& parameters, const RunContext& context)
        : m_problem(problem),
          m_context(context),
          m_capacity(
              capacityOf(static_cast<std::int64_t>(problem.input.nbytes()), context.memoryBudget)),
          m_plan(makeNodePlan(parameters, m_capacity)),
          m_parametrisation(path, problem.baseline, parameters.rule),
          m_accumulator(
              weightsOf(parameters.rule),
              [this](double left, double right) { return m_plan->isFinal(left, right); },
              context.observer) {
        context.observer.stage(Stage::Integrate);
        context.observer.planned(m_plan->ahead(), weightsOf(parameters.rule), m_parametrisation);
    }

    [[nodiscard]] Attribution run();

private:
    [[nodiscard]] std::vector<EvaluatedNode> evaluate(const std::vector<double>& positions);
    /// Evaluates the nodes at `positions` and hands them on.
    void advance(const std::vector<double>& positions);
    [[nodiscard]] Attribution result(bool complete);

    const Problem& m_problem;
    const RunContext& m_context;
    int m_capacity;
    std::unique_ptr<NodePlan> m_plan;
    Parametrisation m_parametrisation;
    Accumulator m_accumulator;
    std::map<double, PathNode> m_nodes;  ///< By position.
};

Attribution Integration::run() {
    BatchSizer& batches = m_context.batches;
    // Nodes are chosen as many at a time as a micro-batch may have, however many it has on a busy
    // machine: the choice must not depend on how busy it is.
    std::vector<double> waiting;
    while (true) {
        if (waiting.empty()) waiting = m_plan->next(m_accumulator, batches.most());
        if (waiting.empty()) return result(true);
        if (m_context.turn.isOver()) return result(false);
        advance(takeFirst(waiting, batches.next()));
        if (!waiting.empty()) continue;
        for (const double left : m_plan->settled(m_accumulator)) m_accumulator.close(left);
    }
}

std::vector<EvaluatedNode> Integration::evaluate(const std::vector<double>& positions) {
    const at::Tensor points = m_parametrisation.points(positions);
    const QueuedGradients queued = queueFitting(m_problem, points, m_context.batches);
    m_accumulator.noteSizes(points, queued.gradients);
    std::vector<EvaluatedNode> nodes;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        // Clones: a view would keep the whole batch alive as long as one of its nodes is open.
        nodes.push_back({positions[i], {}, queued.gradients.select(0, row).clone()});
        m_accumulator.add(positions[i], points.select(0, row).clone(), nodes.back().gradient);
    }
    // Last: a GPU is at the gradients while what is to be done with them is queued.
    const Gradients batch = queued.wait();
    m_accumulator.readSums();
    const double sum = m_accumulator.accumulatedSums().back();
    for (std::size_t i = 0; i < positions.size(); ++i) {
        requireFinite(batch.values[i], sum);
        nodes[i].node = {m_parametrisation.alphaAt(positions[i]), batch.values[i]};
    }
    return nodes;
}

void Integration::advance(const std::vector<double>& positions) {
    BatchSizer& batches = m_context.batches;
    const Stopwatch stopwatch;
    for (const EvaluatedNode& node : evaluate(positions)) {
        m_nodes[node.position] = node.node;
        m_context.observer.evaluated(node);
    }
    batches.measured(static_cast<int>(positions.size()), stopwatch.seconds());
    m_context.observer.advanced(m_accumulator,
                                {m_plan->expected(m_accumulator), batches.secondsPerPoint()});
}

Attribution Integration::result(bool complete) {
    Attribution attribution;
    attribution.complete = complete;
    for (const auto& [position, node] : m_nodes) attribution.nodes.push_back(node);
    if (m_nodes.size() < 2) return attribution;
    if (complete) m_accumulator.closeAll();
    attribution.map = m_accumulator.total();
    attribution.error = m_accumulator.error();
    attribution.rounding = m_accumulator.rounding();
    return attribution;
}

}  // namespace

Attribution integrate(const Problem& problem, const paths::Path& path,
                      const IntegrationParameters& parameters, const RunContext& context) {
    const at::NoGradGuard noGradients;
    return Integration(problem, path, parameters, context).run();
}

IntegrationEstimate estimateOf(const IntegrationParameters& parameters, std::int64_t inputBytes,
                               std::int64_t memoryBudget) {
    const int capacity = capacityOf(inputBytes, memoryBudget);
    const std::optional<int> steps = fixedSteps(parameters);
    if (!steps)
        return {parameters.mostSteps,
                std::min(std::max(capacity, BisectedNodes::fewestHeld), parameters.mostSteps) *
                    nodeBytes(inputBytes)};
    return {*steps,
            peakHeldNodes(makeSchedule(parameters.rule, *steps, capacity)) * nodeBytes(inputBytes)};
}

}  // namespace sigscope::integration
