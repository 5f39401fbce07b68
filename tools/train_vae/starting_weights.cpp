#include "tools/train_vae/starting_weights.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/models/architectures/compact_vae.h"

namespace sigscope::tools {

namespace {

using models::CompactVae;

/// Random layers, uniform within ±gain/√(values that each output sees).
class Layers {
public:
    Layers(models::StateDict& state, const at::Generator& random)
        : m_state(state), m_random(random) {}

    void add(const std::string& name, at::IntArrayRef shape, double gain = 1) {
        const double inputs = static_cast<double>(shape[1] * shape[2] * shape[3]);
        m_state.add(name + ".weight",
                    (at::rand(shape, m_random) * 2 - 1) * (gain / std::sqrt(inputs)));
        m_state.add(name + ".bias", at::zeros({shape[0]}));
    }

    void addBlocks(const std::string& name, int count, std::int64_t channels) {
        for (int i = 0; i < count; ++i) {
            const std::string block = name + "." + std::to_string(i);
            add(block + ".first", {channels, channels, 3, 3});
            add(block + ".second", {channels, channels, 3, 3}, quiet);
        }
    }

    /// What is added to something good begins small.
    static constexpr double quiet = 0.1;

private:
    models::StateDict& m_state;
    const at::Generator& m_random;
};

void addLinearMaps(models::StateDict& state, const at::Tensor& patches, int latents) {
    constexpr int side = CompactVae::patchSide;
    const at::Tensor values = (patches * 2 - 1).to(at::kDouble);
    const at::Tensor mean = values.mean(0);
    const at::Tensor centred = values - mean;
    const at::Tensor covariance = at::mm(centred.t(), centred) / values.size(0);
    const auto [variances, components] = at::linalg_eigh(covariance);  // Ascending.
    // A tiny variance must not become a huge factor.
    const at::Tensor deviations = variances.flip(0).slice(0, 0, latents).clamp_min(1e-8).sqrt();
    const at::Tensor largest = components.flip(1).slice(1, 0, latents);
    const at::Tensor forth = (largest / deviations).t();
    const at::Tensor back = largest * deviations;
    state.add("patch.weight", forth.reshape({latents, 3, side, side}).to(at::kFloat));
    state.add("patch.bias", at::mv(forth, -mean).to(at::kFloat));
    state.add("paint.weight", back.unsqueeze(2).unsqueeze(3).to(at::kFloat));
    state.add("paint.bias", mean.to(at::kFloat));
}

}  // namespace

models::StateDict startingWeights(const VaeSize& size, const Photographs& photographs,
                                  const at::Generator& random) {
    constexpr std::int64_t stem = CompactVae::stemSide;
    models::StateDict state("starting weights");
    addLinearMaps(state, photographs.patches(CompactVae::patchSide), size.latents);
    Layers layers(state, random);
    layers.add("encoder.stem", {size.fine, 3, stem, stem});
    layers.addBlocks("encoder.fine", 1, size.fine);
    layers.add("encoder.down", {size.coarse, size.fine, 4, 4});
    layers.addBlocks("encoder.coarse", size.blocksIn, size.coarse);
    layers.add("encoder.moments", {2 * size.latents, size.coarse, 3, 3}, Layers::quiet);
    layers.add("decoder.latents", {size.coarse, size.latents, 3, 3});
    layers.addBlocks("decoder.coarse", size.blocksOut, size.coarse);
    layers.add("decoder.up", {4 * size.fine, size.coarse, 3, 3});
    layers.addBlocks("decoder.fine", 1, size.fine);
    layers.add("decoder.pixels", {3 * stem * stem, size.fine, 3, 3}, Layers::quiet);
    // The latent noise begins with a standard deviation of 0.1: the components have 1.
    at::Tensor moments = *state.find("encoder.moments.bias");
    moments.slice(0, size.latents).fill_(2 * std::log(0.1));
    return state;
}

}  // namespace sigscope::tools
