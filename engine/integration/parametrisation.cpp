#include "engine/integration/parametrisation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::integration {

namespace {

constexpr double entryShare = 0.5;

ParametrisationShape shapeOf(const paths::Path& path, const at::Tensor& start,
                             const at::Tensor& baseline, Rule rule) {
    if (rule == Rule::Reference) return {};
    const bool jumpsAtOnce =
        path.beginning() == paths::Beginning::AtBaseline && !at::equal(start, baseline);
    return {jumpsAtOnce, path.continuity() == paths::Continuity::Jumping};
}

/// to the share `share` of the way from `point` to `end`, in place.
void moveTowards(Array& point, const Array& end, double share) {
    const auto weight = static_cast<float>(share);
    for (std::size_t i = 0; i < point.values.size(); ++i)
        point.values[i] += weight * (end.values[i] - point.values[i]);
}

}  // namespace

ParametrisationPoint ParametrisationMap::at(double position) const {
    if (m_shape.entered && position < entryShare) return {0, 0, position / entryShare, true};
    const double alpha = m_shape.entered ? (position - entryShare) / (1 - entryShare) : position;
    if (!m_shape.chorded) return {alpha, alpha, 0, false};
    constexpr double step = paths::shortestStep;
    const double from = std::floor(alpha / step) * step;
    return {from, std::min(from + step, 1.0), (alpha - from) / step, false};
}

double ParametrisationMap::positionOf(double alpha) const {
    return m_shape.entered ? entryShare + alpha * (1 - entryShare) : alpha;
}

ParametrisationSampler::ParametrisationSampler(ParametrisationMap map,
                                               std::shared_ptr<const paths::PathSampler> path,
                                               Array baseline)
    : m_map(map), m_path(std::move(path)), m_baseline(std::move(baseline)) {}

Array ParametrisationSampler::point(double position) const {
    const ParametrisationPoint where = m_map.at(position);
    Array point = where.entry ? m_baseline : m_path->point(where.from);
    if (where.share > 0) moveTowards(point, m_path->point(where.to), where.share);
    return point;
}

double ParametrisationSampler::switchedOn(const PathComponents& components, double strength,
                                          double position) const {
    const ParametrisationPoint where = m_map.at(position);
    const double from = where.entry ? 0 : components.gate(where.from, strength);
    if (where.share <= 0) return from;
    return from + where.share * (components.gate(where.to, strength) - from);
}

Array ParametrisationSampler::bandChange(ComponentBand band, std::optional<double> from,
                                         double to) const {
    const auto components = m_path->components();
    std::vector<std::vector<double>> amounts;
    for (const ComponentGroup& group : components->groups) {
        std::vector<double>& ofGroup = amounts.emplace_back();
        for (int i = band.first - 1; i < band.last; ++i) {
            const double strength = group.strengths[static_cast<std::size_t>(i)];
            const double before = from ? switchedOn(*components, strength, *from) : 0;
            ofGroup.push_back(switchedOn(*components, strength, to) - before);
        }
    }
    return m_path->combine(band, amounts);
}

Parametrisation::Parametrisation(const paths::Path& path, const at::Tensor& baseline, Rule rule)
    : m_path(path),
      m_baseline(baseline),
      m_start(path.points({0}).select(0, 0)),
      m_map(shapeOf(path, m_start, baseline, rule)) {}

at::Tensor Parametrisation::points(const std::vector<double>& positions) const {
    std::vector<double> from;
    for (const double position : positions) from.push_back(m_map.at(position).from);
    at::Tensor points = m_path.points(from);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const ParametrisationPoint where = m_map.at(positions[i]);
        at::Tensor point = points.select(0, static_cast<std::int64_t>(i));
        if (where.entry) {
            point.copy_(m_baseline + where.share * (m_start - m_baseline));
        } else if (where.share > 0) {
            const at::Tensor end = m_path.points({where.to}).select(0, 0);
            point.add_(where.share * (end - point));
        }
    }
    return points;
}

std::shared_ptr<const ParametrisationSampler> Parametrisation::sampler() const {
    return std::make_shared<ParametrisationSampler>(m_map, m_path.sampler(), toArray(m_baseline));
}

}  // namespace sigscope::integration
