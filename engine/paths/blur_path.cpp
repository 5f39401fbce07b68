#include "engine/paths/blur_path.h"

#include <ATen/ATen.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The pixel that lies at `index` when the picture is mirrored at its borders again and again.
std::int64_t mirrored(std::int64_t index, std::int64_t length) {
    if (length == 1) return 0;
    const std::int64_t period = 2 * (length - 1);
    const std::int64_t place = ((index % period) + period) % period;
    return std::min(place, period - place);
}

std::vector<double> gaussian(double sigma) {
    auto size = std::max<std::int64_t>(static_cast<std::int64_t>(6 * sigma + 1), 3);
    if (size % 2 == 0) ++size;
    std::vector<double> kernel;
    double sum = 0;
    for (std::int64_t i = 0; i < size; ++i) {
        const double t = static_cast<double>(i - size / 2) / sigma;
        kernel.push_back(std::exp(-0.5 * t * t));
        sum += kernel.back();
    }
    for (double& weight : kernel) weight /= sum;
    return kernel;
}

Matrix singleMatrix(std::int64_t length, double sigma) {
    const std::vector<double> values = blurMatrix(length, sigma);
    return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
               values.data(), length, length)
        .cast<float>();
}

class BlurSampler final : public PathSampler {
public:
    BlurSampler(Array input, BlurSettings settings)
        : m_input(std::move(input)), m_settings(settings) {}

    [[nodiscard]] Array point(double alpha) const override {
        const double sigma = m_settings.sigmaAt(alpha);
        if (sigma == 0) return m_input;
        Array point = m_input;
        const Matrix rows = singleMatrix(point.height, sigma);
        const Matrix columns = singleMatrix(point.width, sigma);
        for (int channel = 0; channel < point.channels; ++channel) {
            Eigen::Map<Matrix> plane(point.values.data() + channel * point.planeSize(),
                                     point.height, point.width);
            const Matrix tall = rows * plane;
            plane.noalias() = tall * columns.transpose();
        }
        return point;
    }

private:
    Array m_input;
    BlurSettings m_settings;
};

}  // namespace

double BlurSettings::sigmaAt(double alpha) const {
    constexpr double rounding = 1e-9;
    const double exact = (1 - alpha) * steps;
    const double step = std::abs(exact - std::round(exact)) < rounding ? std::round(exact) : exact;
    const double sigma = step * sigmaMax / steps;
    return schedule == BlurSchedule::Linear ? sigma : std::sqrt(sigma);
}

std::vector<double> blurMatrix(std::int64_t length, double sigma) {
    std::vector<double> matrix(static_cast<std::size_t>(length * length));
    const std::vector<double> kernel = sigma == 0 ? std::vector<double>{1} : gaussian(sigma);
    const auto radius = static_cast<std::int64_t>(kernel.size() / 2);
    for (std::int64_t row = 0; row < length; ++row)
        for (std::int64_t t = -radius; t <= radius; ++t)
            matrix[row * length + mirrored(row + t, length)] += kernel[t + radius];
    return matrix;
}

BlurPath::BlurPath(at::Tensor input, BlurSettings settings)
    : m_input(std::move(input)), m_settings(settings) {}

at::Tensor BlurPath::points(const std::vector<double>& alphas) const {
    const auto matrixFor = [this](std::int64_t length, double sigma) {
        std::vector<double> values = blurMatrix(length, sigma);
        return at::from_blob(values.data(), {length, length}, at::kDouble)
            .to(m_input.options(), /*non_blocking=*/false, /*copy=*/true);
    };
    std::vector<at::Tensor> points;
    for (const double alpha : alphas) {
        const double sigma = m_settings.sigmaAt(alpha);
        if (sigma == 0) {
            points.push_back(m_input);
            continue;
        }
        const at::Tensor tall = matrixFor(m_input.size(1), sigma).matmul(m_input);
        points.push_back(tall.matmul(matrixFor(m_input.size(2), sigma).t()));
    }
    return at::stack(points);
}

std::shared_ptr<const PathSampler> BlurPath::sampler() const {
    return std::make_shared<BlurSampler>(toArray(m_input), m_settings);
}

}  // namespace sigscope::paths
