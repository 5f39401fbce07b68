#include "engine/paths/spectral/dct_path.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/paths/spectral/dct_sampler.h"

namespace sigscope::paths {

at::Tensor dctMatrix(std::int64_t length, const at::TensorOptions& options) {
    at::Tensor matrix = at::empty({length, length}, at::kDouble);
    auto* next = matrix.mutable_data_ptr<double>();
    const auto n = static_cast<double>(length);
    for (std::int64_t u = 0; u < length; ++u)
        for (std::int64_t x = 0; x < length; ++x)
            *next++ = std::sqrt((u == 0 ? 1 : 2) / n) *
                      std::cos(std::numbers::pi * (2 * static_cast<double>(x) + 1) *
                               static_cast<double>(u) / (2 * n));
    return matrix.to(options);
}

double dctStrength(std::int64_t u, std::int64_t v, std::int64_t height, std::int64_t width) {
    const auto share = [](std::int64_t index, std::int64_t length) {
        return static_cast<double>(index) /
               static_cast<double>(std::max<std::int64_t>(length - 1, 1));
    };
    const double a = share(u, height);
    const double b = share(v, width);
    return 1 - std::sqrt(a * a + b * b) / std::numbers::sqrt2;
}

DctPath::DctPath(at::Tensor baseline, at::Tensor input, Gate gate)
    : m_baseline(std::move(baseline)),
      m_input(std::move(input)),
      m_gate(gate),
      m_rows(dctMatrix(m_input.size(1), m_input.options())),
      m_columns(dctMatrix(m_input.size(2), m_input.options())),
      m_coefficients(m_rows.matmul(m_input - m_baseline).matmul(m_columns.t())),
      m_strengths(at::empty({m_input.size(1), m_input.size(2)}, at::kDouble)) {
    auto* next = m_strengths.mutable_data_ptr<double>();
    for (std::int64_t u = 0; u < m_input.size(1); ++u)
        for (std::int64_t v = 0; v < m_input.size(2); ++v)
            *next++ = dctStrength(u, v, m_input.size(1), m_input.size(2));
}

at::Tensor DctPath::points(const std::vector<double>& alphas) const {
    const auto count = static_cast<std::int64_t>(alphas.size());
    at::Tensor gates = at::empty({count, 1, m_input.size(1), m_input.size(2)}, at::kDouble);
    auto* next = gates.mutable_data_ptr<double>();
    const auto* strengths = m_strengths.const_data_ptr<double>();
    for (const double alpha : alphas)
        for (std::int64_t i = 0; i < m_strengths.numel(); ++i)
            *next++ = m_gate(alpha, strengths[i]);
    const at::Tensor scaled = m_coefficients * gates.to(m_coefficients.options());
    at::Tensor points = m_rows.t().matmul(scaled).matmul(m_columns).add_(m_baseline);
    // All frequencies together are Δ up to rounding; the path's end is x itself.
    for (std::int64_t i = 0; i < count; ++i)
        if (alphas[i] == 1) points.select(0, i).copy_(m_input);
    return points;
}

Continuity DctPath::continuity() const {
    return m_gate.jumps() ? Continuity::Jumping : Continuity::Continuous;
}

std::shared_ptr<const PathSampler> DctPath::sampler() const {
    return makeDctSampler(m_baseline, m_coefficients, m_rows, m_columns, m_gate);
}

}  // namespace sigscope::paths
