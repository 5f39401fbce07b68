#include "engine/paths/spectral/svd_sampler.h"

#include <Eigen/Core>
#include <utility>
#include <vector>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const Matrix>;

class SvdSampler final : public PathSampler {
public:
    SvdSampler(Array baseline, Array left, Array right, std::vector<double> strengths, Gate gate)
        : m_baseline(std::move(baseline)),
          m_left(std::move(left)),
          m_right(std::move(right)),
          m_strengths(std::move(strengths)),
          m_gate(gate) {}

    [[nodiscard]] Array point(double alpha) const override {
        Array point = m_baseline;
        const int rank = m_left.width;
        for (int channel = 0; channel < point.channels; ++channel) {
            const ConstMap left(m_left.values.data() + channel * m_left.planeSize(), m_left.height,
                                rank);
            const ConstMap right(m_right.values.data() + channel * m_right.planeSize(), rank,
                                 m_right.width);
            // Strengths descend, so the components that are on come first.
            Eigen::VectorXf gates(rank);
            int active = 0;
            for (int i = 0; i < rank; ++i) {
                gates[i] = static_cast<float>(
                    m_gate(alpha, m_strengths[static_cast<std::size_t>(channel) * rank + i]));
                if (gates[i] > 0) active = i + 1;
            }
            Eigen::Map<Matrix> target(point.values.data() + channel * point.planeSize(),
                                      point.height, point.width);
            target.noalias() +=
                (left.leftCols(active) * gates.head(active).asDiagonal()) * right.topRows(active);
        }
        return point;
    }

private:
    Array m_baseline;
    Array m_left;                     ///< [3, H, R]
    Array m_right;                    ///< [3, R, W]
    std::vector<double> m_strengths;  ///< [3, R]
    Gate m_gate;
};

}  // namespace

std::shared_ptr<const PathSampler> makeSvdSampler(const at::Tensor& baseline,
                                                  const SingularComponents& components, Gate gate) {
    const auto* first = components.strengths.const_data_ptr<double>();
    return std::make_shared<SvdSampler>(
        toArray(baseline), toArray(components.left), toArray(components.right),
        std::vector<double>(first, first + components.strengths.numel()), gate);
}

}  // namespace sigscope::paths
