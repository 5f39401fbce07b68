#include "engine/paths/latent_path.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/error.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

/// What continues `side` pixels to a multiple of the autoencoder's factor.
std::int64_t paddingOf(int side, int factor) {
    const int padding = (factor - side % factor) % factor;
    if (padding >= side)
        throw Error("vae: a latent point of this autoencoder covers " + std::to_string(factor) +
                    " pixels a side, the model's input has only " + std::to_string(side));
    return padding;
}

}  // namespace

LatentSpace::LatentSpace(std::shared_ptr<const models::Autoencoder> autoencoder,
                         models::Preprocessing preprocessing)
    : m_autoencoder(std::move(autoencoder)),
      m_preprocessing(preprocessing),
      m_padding{paddingOf(preprocessing.inputSize.width, m_autoencoder->factor()),
                paddingOf(preprocessing.inputSize.height, m_autoencoder->factor())} {}

at::Tensor LatentSpace::encode(const at::Tensor& pictures) const {
    const at::Tensor raw = models::denormalise(pictures, m_preprocessing);
    const auto [right, below] = m_padding;
    return m_autoencoder->encode(
        right == 0 && below == 0 ? raw : at::reflection_pad2d(raw, {0, right, 0, below}));
}

at::Tensor LatentSpace::decode(const at::Tensor& latents) const {
    const models::PictureSize& size = m_preprocessing.inputSize;
    const at::Tensor raw = m_autoencoder->decode(latents);
    return models::normalise(raw.slice(2, 0, size.height).slice(3, 0, size.width), m_preprocessing);
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
    // One after the other: a large autoencoder's activations take many times the classifier's.
    std::vector<at::Tensor> decoded;
    for (const double alpha : alphas)
        decoded.push_back(m_space.decode(latentAt(alpha).unsqueeze(0)));
    const at::Tensor points = at::cat(decoded);
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
