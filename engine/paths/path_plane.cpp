#include "engine/paths/path_plane.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <functional>

#include "engine/error.h"

namespace sigscope::paths {

namespace {

/// What float32 leaves of a point of the straight line beside it is some 1e-7 of ‖Δ‖.
constexpr double leastBend = 1e-5;

at::Tensor flatNumbers(const at::Tensor& tensor) {
    return tensor.detach().to(at::kCPU, at::kDouble).flatten();
}

double lengthOf(const at::Tensor& flat) {
    return flat.norm().item<double>();
}

/// Calls `visit` with each point of a path, flat; few of them are held at once.
void visitPoints(const Path& path, const std::vector<double>& alphas,
                 const std::function<void(std::size_t, const at::Tensor&)>& visit) {
    constexpr std::size_t atOnce = 8;
    for (std::size_t begin = 0; begin < alphas.size(); begin += atOnce) {
        const std::size_t end = std::min(begin + atOnce, alphas.size());
        const auto first = alphas.begin() + static_cast<std::ptrdiff_t>(begin);
        const at::Tensor points =
            path.points({first, first + static_cast<std::ptrdiff_t>(end - begin)});
        for (std::size_t k = begin; k < end; ++k)
            visit(k, flatNumbers(points[static_cast<std::int64_t>(k - begin)]));
    }
}

at::Tensor columnOf(const std::vector<double>& numbers) {
    return at::tensor(numbers, at::kDouble).unsqueeze(1);
}

}  // namespace

PathPlane::PathPlane(const at::Tensor& baseline, const at::Tensor& input, const Path& path,
                     const std::vector<double>& alphas)
    : m_input(input), m_baseline(flatNumbers(baseline)) {
    const at::NoGradGuard noGradients;
    m_delta = flatNumbers(input) - m_baseline;
    m_length = lengthOf(m_delta);
    if (m_length == 0)
        throw Error("surface: the picture is the baseline, so that there is no plane through them");
    double farthest = 0;
    visitPoints(path, alphas, [&](std::size_t k, const at::Tensor& point) {
        const at::Tensor beside = besideLine(point);
        const double far = lengthOf(beside);
        if (far <= farthest) return;
        farthest = far;
        m_farthestAlpha = alphas[k];
        m_direction = beside / far;
    });
    if (farthest < leastBend * m_length)
        throw Error("surface: the path is the straight line, so that it spans no plane");
}

at::Tensor PathPlane::besideLine(const at::Tensor& point) const {
    const at::Tensor offset = point - m_baseline;
    return offset - m_delta * (offset.dot(m_delta) / (m_length * m_length));
}

PlanePosition PathPlane::position(const at::Tensor& point) const {
    const at::Tensor beside = besideLine(point);
    const at::Tensor aside = beside.dot(m_direction);
    return {(point - m_baseline).dot(m_delta).item<double>() / (m_length * m_length),
            aside.item<double>() / m_length, lengthOf(beside - m_direction * aside) / m_length};
}

std::vector<PlanePosition> PathPlane::positions(const Path& path,
                                                const std::vector<double>& alphas) const {
    const at::NoGradGuard noGradients;
    std::vector<PlanePosition> all(alphas.size());
    visitPoints(path, alphas,
                [&](std::size_t k, const at::Tensor& point) { all[k] = position(point); });
    return all;
}

at::Tensor PathPlane::points(const std::vector<double>& along,
                             const std::vector<double>& aside) const {
    const at::Tensor flat =
        m_baseline + columnOf(along) * m_delta + columnOf(aside) * (m_direction * m_length);
    std::vector<std::int64_t> shape = m_input.sizes().vec();
    shape.insert(shape.begin(), static_cast<std::int64_t>(along.size()));
    return flat.view(shape).to(m_input.options());
}

}  // namespace sigscope::paths
