#include "engine/paths/spectral/svd_sampler.h"

#include <Eigen/Core>
#include <array>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const Matrix>;

ConstMap planeOf(const Array& array, int channel) {
    return {array.values.data() + channel * array.planeSize(), array.height, array.width};
}

class SvdSampler final : public PathSampler {
public:
    SvdSampler(Array baseline, Array left, Array right,
               std::shared_ptr<const PathComponents> components)
        : m_baseline(std::move(baseline)),
          m_left(std::move(left)),
          m_right(std::move(right)),
          m_components(std::move(components)) {}

    [[nodiscard]] Array point(double alpha) const override {
        Array point = m_baseline;
        const int rank = m_left.width;
        for (int channel = 0; channel < point.channels; ++channel) {
            const ConstMap left = planeOf(m_left, channel);
            const ConstMap right = planeOf(m_right, channel);
            // Strengths descend, so the components that are on come first.
            Eigen::VectorXf gates(rank);
            int active = 0;
            for (int i = 0; i < rank; ++i) {
                gates[i] = static_cast<float>(
                    m_components->gate(alpha, m_components->groups[channel].strengths[i]));
                if (gates[i] > 0) active = i + 1;
            }
            Eigen::Map<Matrix> target(point.values.data() + channel * point.planeSize(),
                                      point.height, point.width);
            target.noalias() +=
                (left.leftCols(active) * gates.head(active).asDiagonal()) * right.topRows(active);
        }
        return point;
    }

    [[nodiscard]] std::shared_ptr<const PathComponents> components() const override {
        return m_components;
    }

    [[nodiscard]] std::vector<std::vector<double>> project(const Array& weights) const override {
        std::vector<std::vector<double>> products;
        for (int channel = 0; channel < weights.channels; ++channel) {
            // ⟨W, l_i r_iᵀ⟩ = l_iᵀ W r_i for all i by one product.
            const Matrix right = planeOf(weights, channel) * planeOf(m_right, channel).transpose();
            const Eigen::VectorXd sums = planeOf(m_left, channel)
                                             .cwiseProduct(right)
                                             .colwise()
                                             .sum()
                                             .transpose()
                                             .cast<double>();
            products.emplace_back(sums.begin(), sums.end());
        }
        return products;
    }

    [[nodiscard]] Array combine(ComponentBand band,
                                const std::vector<std::vector<double>>& amounts) const override {
        Array sum(m_baseline.channels, m_baseline.height, m_baseline.width);
        for (int channel = 0; channel < sum.channels; ++channel) {
            const Eigen::VectorXf factors =
                Eigen::Map<const Eigen::VectorXd>(
                    amounts[channel].data(), static_cast<Eigen::Index>(amounts[channel].size()))
                    .cast<float>();
            if (factors.isZero(0)) continue;
            Eigen::Map<Matrix> target(sum.values.data() + channel * sum.planeSize(), sum.height,
                                      sum.width);
            target.noalias() =
                (planeOf(m_left, channel).middleCols(band.first - 1, factors.size()) *
                 factors.asDiagonal()) *
                planeOf(m_right, channel).middleRows(band.first - 1, factors.size());
        }
        return sum;
    }

private:
    Array m_baseline;
    Array m_left;   ///< [3, H, R]
    Array m_right;  ///< [3, R, W]
    std::shared_ptr<const PathComponents> m_components;
};

std::shared_ptr<const PathComponents> describe(const SingularComponents& components, Gate gate) {
    static constexpr std::array titles{"red", "green", "blue"};
    const auto channels = components.strengths.size(0);
    const auto rank = components.strengths.size(1);
    const auto* strength = components.strengths.const_data_ptr<double>();
    const auto* largest = components.largest.const_data_ptr<double>();
    auto described = std::make_shared<PathComponents>();
    for (std::int64_t channel = 0; channel < channels; ++channel, strength += rank)
        described->groups.push_back(
            {titles.at(channel), largest[channel], {strength, strength + rank}});
    described->gate = gate;
    return described;
}

}  // namespace

std::shared_ptr<const PathSampler> makeSvdSampler(const at::Tensor& baseline,
                                                  const SingularComponents& components, Gate gate) {
    return std::make_shared<SvdSampler>(toArray(baseline), toArray(components.left),
                                        toArray(components.right), describe(components, gate));
}

}  // namespace sigscope::paths
