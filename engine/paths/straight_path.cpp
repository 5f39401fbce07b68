#include "engine/paths/straight_path.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

class StraightSampler final : public PathSampler {
public:
    StraightSampler(Array baseline, Array input)
        : m_baseline(std::move(baseline)), m_input(std::move(input)) {}

    [[nodiscard]] Array point(double alpha) const override {
        Array point = m_baseline;
        const auto share = static_cast<float>(alpha);
        for (std::size_t i = 0; i < point.values.size(); ++i)
            point.values[i] += share * (m_input.values[i] - m_baseline.values[i]);
        return point;
    }

private:
    Array m_baseline;
    Array m_input;
};

}  // namespace

StraightPath::StraightPath(at::Tensor baseline, at::Tensor input)
    : m_baseline(std::move(baseline)), m_input(std::move(input)) {}

at::Tensor StraightPath::points(const std::vector<double>& alphas) const {
    const at::Tensor delta = m_input - m_baseline;
    std::vector<at::Tensor> points;
    for (const double alpha : alphas)
        points.push_back(alpha == 1 ? m_input : m_baseline + alpha * delta);
    return at::stack(points);
}

std::shared_ptr<const PathSampler> StraightPath::sampler() const {
    return std::make_shared<StraightSampler>(toArray(m_baseline), toArray(m_input));
}

}  // namespace sigscope::paths
