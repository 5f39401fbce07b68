#pragma once

#include <ATen/ATen.h>

#include <array>
#include <cstdint>
#include <optional>

namespace sigscope::methods {

/// The sums of what samples of even and of odd numbers give: how far their means are apart tells
/// how far the mean of all samples still is from that of infinitely many.
class HalvedSums {
public:
    /// Maps of the samples from number `begin` on: [n, 3, H, W], float64.
    void add(std::int64_t begin, const at::Tensor& maps) {
        for (const int parity : {0, 1}) {
            const std::int64_t first = (begin + parity) % 2;
            if (first >= maps.size(0)) continue;
            const at::Tensor own = maps.slice(0, first, {}, 2).sum({0, 1});
            m_sums[parity] = m_sums[parity].defined() ? m_sums[parity] + own : own;
            m_counts[parity] += (maps.size(0) - first + 1) / 2;
        }
    }

    /// The expected L2 norm of the mean's error, channels summed; nothing before each half has two
    /// samples.
    [[nodiscard]] std::optional<double> error() const {
        if (m_counts[0] < 2 || m_counts[1] < 2) return std::nullopt;
        const auto mean = [this](int parity) {
            return m_sums[parity] / static_cast<double>(m_counts[parity]);
        };
        return (mean(0) - mean(1)).norm().item<double>() / 2;
    }

private:
    std::array<at::Tensor, 2> m_sums;  ///< [H, W]
    std::array<std::int64_t, 2> m_counts{};
};

}  // namespace sigscope::methods
