#include "engine/paths/latent_path.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

LatentSpace::LatentSpace(std::shared_ptr<const models::Autoencoder> autoencoder,
                         models::Preprocessing preprocessing)
    : m_autoencoder(std::move(autoencoder)), m_preprocessing(preprocessing) {}

at::Tensor LatentSpace::encode(const at::Tensor& pictures) const {
    return m_autoencoder->encode(models::denormalise(pictures, m_preprocessing));
}

at::Tensor LatentSpace::decode(const at::Tensor& latents) const {
    return models::normalise(m_autoencoder->decode(latents), m_preprocessing);
}

LatentPath::LatentPath(const LatentSpace& space, at::Tensor latents)
    : m_space(space), m_latents(std::move(latents)) {}

at::Tensor LatentPath::latentAt(double alpha) const {
    const auto intervals = m_latents.size(0) - 1;
    const double place = alpha * static_cast<double>(intervals);
    // The nodes themselves, not what an interpolation rounds them to.
    constexpr double rounding = 1e-9;
    if (std::abs(place - std::round(place)) < rounding)
        return m_latents[static_cast<std::int64_t>(std::round(place))];
    const auto left = static_cast<std::int64_t>(place);
    const double share = place - static_cast<double>(left);
    return m_latents[left] + share * (m_latents[left + 1] - m_latents[left]);
}

at::Tensor LatentPath::points(const std::vector<double>& alphas) const {
    std::vector<at::Tensor> latents;
    for (const double alpha : alphas) latents.push_back(latentAt(alpha));
    const at::Tensor points = m_space.decode(at::stack(latents));
    if (m_recorded)
        for (std::size_t i = 0; i < alphas.size(); ++i)
            if (m_recorded->wants(alphas[i]))
                m_recorded->add(alphas[i], toArray(points[static_cast<std::int64_t>(i)]));
    return points;
}

std::shared_ptr<const PathSampler> LatentPath::sampler() const {
    if (!m_recorded) {
        m_recorded = std::make_shared<RecordedPoints>();
        static_cast<void>(points({0, 1}));
    }
    return m_recorded;
}

}  // namespace sigscope::paths
