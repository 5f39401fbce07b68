// The autoencoder that comes with the program.

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <cstdlib>

#include "engine/io/image_file.h"
#include "engine/models/autoencoder.h"
#include "engine/models/preprocessing.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

std::filesystem::path resources() {
    return std::getenv("SIGSCOPE_RESOURCES");
}

std::shared_ptr<const models::Autoencoder> compactVae() {
    return models::loadAutoencoder(
        (resources() / "autoencoders" / "compact-vae.safetensors").string(), c10::kCPU,
        c10::kFloat);
}

at::Tensor reconstructed(const models::Autoencoder& autoencoder, const at::Tensor& raw) {
    const at::NoGradGuard noGradients;
    return autoencoder.decode(autoencoder.encode(raw));
}

}  // namespace

TEST_CASE("compact vae: photographs come back, at any size of model input") {
    const auto autoencoder = compactVae();
    CHECK(std::filesystem::file_size(resources() / "autoencoders" / "compact-vae.safetensors") <
          6'000'000);
    for (const char* sample : {"chelsea.png", "coffee.png", "rocket.jpg"})
        for (const int side : {224, 240, 296}) {
            models::Preprocessing preprocessing;
            preprocessing.inputSize = {side, side};
            preprocessing.resize = side * 8 / 7;
            const Image picture = io::readImage(resources() / "samples" / sample);
            const at::Tensor raw =
                models::toRaw(models::resizeAndCrop(picture, preprocessing, "sample").image)
                    .unsqueeze(0);
            const at::Tensor off = reconstructed(*autoencoder, raw) - raw;
            INFO(sample << " at " << side);
            // 28 dB.
            CHECK(off.square().mean().sqrt().item<double>() < 0.04);
        }
}

TEST_CASE("compact vae: baselines of one colour come back too") {
    const auto autoencoder = compactVae();
    for (const double shade : {0.0, 0.5, 1.0}) {
        const at::Tensor raw = at::full({1, 3, 224, 224}, shade);
        INFO(shade);
        CHECK((reconstructed(*autoencoder, raw) - raw).square().mean().sqrt().item<double>() <
              0.02);
    }
}

TEST_CASE("compact vae: a pixel depends on its surroundings alone, not on the picture's size",
          "[quick]") {
    const auto autoencoder = compactVae();
    const at::Tensor large = at::rand({1, 3, 320, 320}, at::detail::createCPUGenerator(3));
    // 160 pixels from either border: far beyond what eleven small convolutions reach.
    const at::Tensor small = large.slice(2, 0, 160).slice(3, 0, 160);
    const at::Tensor fromLarge = reconstructed(*autoencoder, large).slice(2, 0, 8).slice(3, 0, 8);
    const at::Tensor fromSmall = reconstructed(*autoencoder, small).slice(2, 0, 8).slice(3, 0, 8);
    // Rounding: the same sums in another order.
    CHECK((fromLarge - fromSmall).abs().max().item<double>() < 1e-5);
}
