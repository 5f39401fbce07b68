#include "engine/compute/over_baselines.h"

#include <ATen/ATen.h>

#include <cmath>

namespace sigscope::compute {

void OverBaselines::add(const integration::Attribution& attribution, double fInput,
                        double fBaseline) {
    m_complete = m_complete && attribution.complete;
    if (!attribution.map.defined() || (!attribution.complete && !m_each.empty())) return;
    m_each.push_back({fInput, fBaseline, attribution.nodes.front().f, attribution.nodes.back().f,
                      attribution.map.sum().item<double>() / attribution.copies});
    m_estimated = m_estimated && attribution.error.has_value();
    m_rounding += attribution.rounding;
    m_squaredErrors += std::pow(attribution.error.value_or(0), 2);
    if (m_each.size() == 1) {
        m_nodes = attribution.nodes;
        m_reconstruction = attribution.reconstruction;
        m_sideNumbers = attribution.sideNumbers;
        m_mean = attribution.map.to(at::kDouble);
        return;
    }
    m_sideNumbers.clear();
    if (!m_squares.defined()) m_squares = at::zeros_like(m_mean);
    const at::Tensor fromOldMean = attribution.map - m_mean;
    // Not in place: the first map is its maker's, too.
    m_mean = m_mean + fromOldMean / static_cast<double>(m_each.size());
    m_squares.addcmul_(fromOldMean, attribution.map - m_mean);
}

at::Tensor OverBaselines::spread() const {
    if (!m_squares.defined()) return {};
    return (m_squares / static_cast<double>(m_each.size() - 1)).sqrt();
}

bool OverBaselines::isZero() const {
    return m_mean.defined() &&
           m_mean.sum(0).norm().item<double>() * static_cast<double>(m_each.size()) <= m_rounding;
}

std::optional<double> OverBaselines::mapError() const {
    if (!m_estimated || !m_mean.defined() || isZero()) return std::nullopt;
    const double error = std::sqrt(m_squaredErrors) / static_cast<double>(m_each.size());
    if (error == 0) return 0;
    return error / m_mean.sum(0).norm().item<double>();
}

Completeness OverBaselines::completeness() const {
    Completeness mean;
    const auto count = static_cast<double>(m_each.size());
    for (const Completeness& one : m_each) {
        mean.fInput += one.fInput / count;
        mean.fBaseline += one.fBaseline / count;
        mean.fPathStart += one.fPathStart / count;
        mean.fPathEnd += one.fPathEnd / count;
        mean.attributionSum += one.attributionSum / count;
    }
    return mean;
}

}  // namespace sigscope::compute
