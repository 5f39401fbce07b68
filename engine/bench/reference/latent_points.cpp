#include "engine/bench/reference/latent_points.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace sigscope::bench {

namespace {

/// z_k [1, C, h, w] on the line between the codes of x' and x.
std::vector<at::Tensor> line(const Problem& problem, const paths::LatentSpace& space, int count) {
    const at::Tensor from = space.encode(problem.baseline.unsqueeze(0));
    const at::Tensor to = space.encode(problem.input.unsqueeze(0));
    std::vector<at::Tensor> latents;
    for (int k = 0; k < count; ++k)
        latents.push_back(from + (static_cast<double>(k) / (count - 1)) * (to - from));
    return latents;
}

std::vector<at::Tensor> decoded(const paths::LatentSpace& space,
                                const std::vector<at::Tensor>& latents, const Pace& pace) {
    std::vector<at::Tensor> points;
    for (const at::Tensor& latent : latents)
        if (pace.goesOn()) points.push_back(space.decode(latent));
    return points;
}

/// η_i
at::Tensor slopeAt(const paths::LatentSpace& space, const std::vector<at::Tensor>& latents,
                   std::size_t i) {
    const double interval = 1.0 / static_cast<double>(latents.size() - 1);
    const at::Tensor before = space.decode(latents[i - 1]);
    const at::Tensor after = space.decode(latents[i + 1]);
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = latents[i].detach().requires_grad_(true);
    const at::Tensor here = space.decode(leaf);
    const at::Tensor bend = ((after - 2 * here + before) / interval).detach();
    return -torch::autograd::grad({here}, {leaf}, {bend}).front();
}

}  // namespace

std::vector<at::Tensor> straightLatentPoints(const Problem& problem,
                                             const paths::LatentSpace& space, int count,
                                             const Pace& pace) {
    return decoded(space, line(problem, space, count), pace);
}

std::vector<at::Tensor> geodesicPoints(const Problem& problem, const paths::LatentSpace& space,
                                       const methods::GeodesicSettings& settings,
                                       const Pace& pace) {
    std::vector<at::Tensor> latents = line(problem, space, settings.points);
    for (int sweep = 0; sweep < settings.sweeps && pace.goesOn(); ++sweep) {
        double energy = 0;
        for (std::size_t i = 1; i + 1 < latents.size() && pace.goesOn(); ++i)
            energy += slopeAt(space, latents, i).square().sum().item<double>();
        if (energy < settings.energyTolerance) break;
        for (std::size_t i = 1; i + 1 < latents.size() && pace.goesOn(); ++i)
            latents[i] = latents[i] - settings.learningRate * slopeAt(space, latents, i);
    }
    return decoded(space, latents, pace);
}

}  // namespace sigscope::bench
