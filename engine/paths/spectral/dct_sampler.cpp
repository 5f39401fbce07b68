#include "engine/paths/spectral/dct_sampler.h"

#include <Eigen/Core>
#include <utility>

#include "engine/paths/spectral/dct_path.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMap = Eigen::Map<const Matrix>;

class DctSampler final : public PathSampler {
public:
    DctSampler(Array baseline, Array coefficients, Array rows, Array columns, Gate gate)
        : m_baseline(std::move(baseline)),
          m_coefficients(std::move(coefficients)),
          m_rows(std::move(rows)),
          m_columns(std::move(columns)),
          m_gate(gate) {}

    [[nodiscard]] Array point(double alpha) const override {
        Array point = m_baseline;
        const int height = point.height;
        const int width = point.width;
        Matrix gates(height, width);
        for (int u = 0; u < height; ++u)
            for (int v = 0; v < width; ++v)
                gates(u, v) = static_cast<float>(m_gate(alpha, dctStrength(u, v, height, width)));
        const ConstMap rows(m_rows.values.data(), height, height);
        const ConstMap columns(m_columns.values.data(), width, width);
        for (int channel = 0; channel < point.channels; ++channel) {
            const ConstMap coefficients(m_coefficients.values.data() + channel * point.planeSize(),
                                        height, width);
            const Matrix scaled = coefficients.cwiseProduct(gates);
            const Matrix wide = scaled * columns;
            Eigen::Map<Matrix> target(point.values.data() + channel * point.planeSize(), height,
                                      width);
            target.noalias() += rows.transpose() * wide;
        }
        return point;
    }

private:
    Array m_baseline;
    Array m_coefficients;  ///< [3, H, W]
    Array m_rows;          ///< [1, H, H]
    Array m_columns;       ///< [1, W, W]
    Gate m_gate;
};

}  // namespace

std::shared_ptr<const PathSampler> makeDctSampler(const at::Tensor& baseline,
                                                  const at::Tensor& coefficients,
                                                  const at::Tensor& rows, const at::Tensor& columns,
                                                  Gate gate) {
    return std::make_shared<DctSampler>(toArray(baseline), toArray(coefficients),
                                        toArray(rows.unsqueeze(0)), toArray(columns.unsqueeze(0)),
                                        gate);
}

}  // namespace sigscope::paths
