#include "engine/paths/spectral/dct_path.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

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

DctPath::DctPath(const at::Tensor& baseline, const at::Tensor& input, Gate gate)
    : GatedPath(baseline, input, gate),
      m_rows(dctMatrix(input.size(1), input.options())),
      m_columns(dctMatrix(input.size(2), input.options())),
      m_coefficients(m_rows.matmul(input - baseline).matmul(m_columns.t())),
      m_strengths(at::empty({input.size(1), input.size(2)}, at::kDouble)) {
    auto* next = m_strengths.mutable_data_ptr<double>();
    for (std::int64_t u = 0; u < input.size(1); ++u)
        for (std::int64_t v = 0; v < input.size(2); ++v)
            *next++ = dctStrength(u, v, input.size(1), input.size(2));
}

at::Tensor DctPath::sums(const std::vector<double>& alphas) const {
    const auto count = static_cast<std::int64_t>(alphas.size());
    at::Tensor gates = at::empty({count, 1, input().size(1), input().size(2)}, at::kDouble);
    auto* next = gates.mutable_data_ptr<double>();
    const auto* strengths = m_strengths.const_data_ptr<double>();
    for (const double alpha : alphas)
        for (std::int64_t i = 0; i < m_strengths.numel(); ++i)
            *next++ = gate()(alpha, strengths[i]);
    const at::Tensor scaled = m_coefficients * gates.to(m_coefficients.options());
    return m_rows.t().matmul(scaled).matmul(m_columns).add_(baseline());
}

std::shared_ptr<const PathSampler> DctPath::sampler() const {
    return makeDctSampler(baseline(), m_coefficients, m_rows, m_columns, gate());
}

}  // namespace sigscope::paths
