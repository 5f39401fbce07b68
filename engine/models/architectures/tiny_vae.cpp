#include "engine/models/architectures/tiny_vae.h"

#include <ATen/ATen.h>

#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr int patch = 4;  ///< Kernel and stride of the encoder and of its inverse.

class TinyVae final : public Autoencoder {
public:
    explicit TinyVae(const WeightSource& weights)
        : m_encoder(weights.takeConvolution("enc", {4, 3, patch, patch})),
          m_up{weights.take("dec1.weight", {4, 8, patch, patch}), weights.take("dec1.bias", {8})},
          m_out(weights.takeConvolution("dec2", {3, 8, 3, 3})) {}

    at::Tensor encode(const at::Tensor& raw) const override {
        return at::conv2d(raw * 2 - 1, m_encoder.weight, m_encoder.bias, patch);
    }

    at::Tensor decode(const at::Tensor& latent) const override {
        const at::Tensor up = at::tanh(at::conv_transpose2d(latent, m_up.weight, m_up.bias, patch));
        return at::sigmoid(at::conv2d(up, m_out.weight, m_out.bias, 1, 1));
    }

    int factor() const override { return patch; }

private:
    Convolution m_encoder;
    Convolution m_up;  ///< Transposed: [in, out, k, k].
    Convolution m_out;
};

Variant variantOfTinyVae(const StateDict&) {
    Preprocessing preprocessing;
    preprocessing.inputSize = {32, 32};
    preprocessing.resize = 36;
    preprocessing.interpolation = Interpolation::Bicubic;
    return {"Tiny autoencoder", preprocessing};
}

/// Its names are common ones.
bool fitsTinyVae(const StateDict& state) {
    return state.entries().size() <= 6;
}

std::unique_ptr<Autoencoder> buildTinyVae(const WeightSource& weights) {
    return std::make_unique<TinyVae>(weights);
}

}  // namespace

Architecture<Autoencoder> tinyVae() {
    return {.name = "tiny-vae",
            .visibility = Visibility::Hidden,
            .signature = {"enc.weight", "dec1.weight", "dec2.weight"},
            .head = {},
            .fits = fitsTinyVae,
            .variant = variantOfTinyVae,
            .build = buildTinyVae};
}

}  // namespace sigscope::models
