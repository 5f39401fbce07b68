#include "engine/models/architectures/tiny_denoiser.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr std::int64_t waves = 8;  ///< Frequencies of the timestep's embedding.

class TinyDenoiser final : public Denoiser {
public:
    explicit TinyDenoiser(const WeightSource& weights)
        : m_first(weights.takeConvolution("conv1", {8, 3, 3, 3})),
          m_time(weights.takeConvolution("time", {8, 2 * waves})),
          m_second(weights.takeConvolution("conv2", {6, 8, 3, 3})) {}

    NoisePrediction predict(const at::Tensor& pictures, int timestep, int) const override {
        const at::Tensor order = at::arange(waves, at::kDouble) / static_cast<double>(waves);
        const at::Tensor angles = timestep * (-std::log(10000.0) * order).exp();
        const at::Tensor embedding = at::cat({angles.cos(), angles.sin()}).to(pictures.options());
        const at::Tensor shift = at::linear(embedding, m_time.weight, m_time.bias);
        const at::Tensor hidden = at::tanh(
            at::conv2d(pictures, m_first.weight, m_first.bias, 1, 1) + shift.view({1, -1, 1, 1}));
        const auto parts = at::conv2d(hidden, m_second.weight, m_second.bias, 1, 1).chunk(2, 1);
        return {parts[0], parts[1]};
    }

    NoiseSchedule schedule() const override { return NoiseSchedule::Linear; }
    int factor() const override { return 1; }
    int classCount() const override { return 0; }

private:
    Convolution m_first;
    Convolution m_time;  ///< A matrix [8, 16].
    Convolution m_second;
};

Variant tinyDenoiserVariant(const StateDict&) {
    return {"Tiny diffusion model", {}};
}

/// Its names are common ones.
bool fitsTinyDenoiser(const StateDict& state) {
    return state.entries().size() == 6;
}

std::unique_ptr<Denoiser> buildTinyDenoiser(const WeightSource& weights) {
    return std::make_unique<TinyDenoiser>(weights);
}

}  // namespace

Architecture<Denoiser> tinyDenoiser() {
    return {.name = "tiny-denoiser",
            .visibility = Visibility::Hidden,
            .signature = {"conv1.weight", "time.weight", "conv2.weight"},
            .head = {},
            .fits = fitsTinyDenoiser,
            .variant = tinyDenoiserVariant,
            .build = buildTinyDenoiser};
}

}  // namespace sigscope::models
