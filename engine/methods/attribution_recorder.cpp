#include "engine/methods/attribution_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/integration/fitting_gradients.h"

namespace sigscope::methods {

AttributionRecorder::AttributionRecorder(const Problem& problem,
                                         const integration::RunContext& context,
                                         integration::Direction direction, int copies)
    : m_problem(problem),
      m_context(context),
      m_direction(direction),
      m_copies(copies),
      m_map(at::zeros_like(problem.input, problem.input.options().dtype(at::kDouble))) {
    m_context.observer.stage(Stage::Integrate);
    m_context.observer.searching(direction, problem.baseline);
}

std::vector<at::Tensor> AttributionRecorder::parts(const at::Tensor& points) const {
    return points.split(m_context.batches.most());
}

Gradients AttributionRecorder::gradients(const at::Tensor& points) {
    Gradients all;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& part : parts(points)) {
        const Stopwatch stopwatch;
        const Gradients here = integration::queueFitting(m_problem, part, m_context.batches).wait();
        evaluated(static_cast<int>(part.size(0)), stopwatch.seconds());
        all.values.insert(all.values.end(), here.values.begin(), here.values.end());
        gradients.push_back(here.gradients);
    }
    all.gradients = gradients.size() == 1 ? gradients.front() : at::cat(gradients);
    return all;
}

std::vector<double> AttributionRecorder::values(const at::Tensor& points) const {
    std::vector<double> all;
    for (const at::Tensor& part : parts(points)) {
        const std::vector<double> here = evaluateValues(m_problem, part);
        all.insert(all.end(), here.begin(), here.end());
    }
    return all;
}

void AttributionRecorder::evaluated(int points, double seconds) {
    m_evaluations += points;
    m_context.batches.measured(points, seconds);
}

void AttributionRecorder::reached(const PathNode& node, const at::Tensor& point, double share) {
    m_nodes.push_back(node);
    const double sum = m_map.sum().item<double>() / m_copies;
    requireFinite(node.f, sum);
    m_context.observer.reached({node, point, m_map, sum, m_evaluations, share});
}

void AttributionRecorder::show(const MomentPlace& place, std::optional<double> error) const {
    const double norm = m_map.sum(0).norm().item<double>();
    if (error && norm > 0)
        error = *error / norm;
    else
        error.reset();
    m_context.observer.moment({place, m_map, error});
}

integration::Attribution AttributionRecorder::result(bool complete,
                                                     std::optional<double> error) const {
    integration::Attribution attribution{{}, m_nodes, complete, m_copies};
    if (m_direction == integration::Direction::FromInput) std::ranges::reverse(attribution.nodes);
    if (m_nodes.size() >= 2) attribution.map = m_map;
    attribution.error = error;
    return attribution;
}

}  // namespace sigscope::methods
