#include <cmath>
#include <filesystem>

#include "engine/models/architectures/compact_vae.h"
#include "engine/models/autoencoder.h"
#include "engine/models/weights/safetensors_writer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"
#include "tools/train_vae/trainer.h"

using namespace sigscope;
using namespace sigscope::tools;

namespace {

/// Seconds rather than hours.
TrainingOptions smallTraining() {
    TrainingOptions options;
    options.steps = 40;
    options.warmUp = 1;
    options.batch = 4;
    options.learningRate = 2e-4;
    options.crop = 64;
    options.size = {.latents = 6, .fine = 16, .coarse = 16, .blocksIn = 1, .blocksOut = 1};
    return options;
}

models::StateDict trained(const Photographs& photographs, const TrainingOptions& options) {
    return train(photographs, options, [](int, double, const models::StateDict&) {});
}

at::Tensor reconstructed(const models::Autoencoder& autoencoder, const at::Tensor& photograph) {
    const at::NoGradGuard noGradients;
    const at::Tensor raw = photograph.slice(1, 0, 64).slice(2, 0, 64).to(at::kFloat).div(255);
    return autoencoder.decode(autoencoder.encode(raw.unsqueeze(0)));
}

}  // namespace

TEST_CASE("train_vae: the seed decides every bit, and training improves the reconstruction") {
    const TrainingOptions options = smallTraining();
    const Photographs photographs(SIGSCOPE_SAMPLES, options.crop);
    REQUIRE(photographs.heldOut().size() == 1);
    REQUIRE(photographs.training().size() == 2);
    TrainingOptions untrained = options;
    untrained.learningRate = 0;
    const models::StateDict start = trained(photographs, untrained);
    const models::StateDict first = trained(photographs, options);
    const models::StateDict second = trained(photographs, options);
    for (const models::StateDict::Entry& entry : first.entries()) {
        INFO(entry.name);
        CHECK(at::equal(entry.tensor, *second.find(entry.name)));
        CHECK_FALSE(at::equal(entry.tensor, *start.find(entry.name)));
    }
    CHECK(reconstructionError(first, photographs.training()).rms <
          reconstructionError(start, photographs.training()).rms);
}

TEST_CASE("train_vae: the start is the principal components' reconstruction") {
    const Photographs photographs(SIGSCOPE_SAMPLES, 32);
    TrainingOptions options = smallTraining();
    options.steps = 1;
    options.learningRate = 0;
    models::StateDict start("start");
    const models::StateDict weights = trained(photographs, options);
    for (const auto& [name, tensor] : weights.entries())
        // Without the networks beside the linear maps.
        start.add(name, name.starts_with("encoder.moments") || name.starts_with("decoder.pixels")
                            ? at::zeros_like(tensor)
                            : tensor.detach());
    const at::Tensor patches = photographs.patches(8).to(at::kDouble);
    const at::Tensor centred = patches - patches.mean(0);
    const at::Tensor variances = at::linalg_svdvals(centred).square() / centred.size(0);
    // What the first six leave out, of 192 values.
    const double expected = std::sqrt(variances.slice(0, 6).sum().item<double>() / 192);
    // The photographs' last rows are in no patch of either.
    CHECK(reconstructionError(start, photographs.training()).rms == Approx(expected).epsilon(1e-3));
}

TEST_CASE("train_vae: what it writes is read back, in half precision", "[quick]") {
    const tests::TemporaryFolder folder;
    TrainingOptions options = smallTraining();
    options.steps = 1;
    const Photographs photographs(SIGSCOPE_SAMPLES, options.crop);
    const models::StateDict weights = trained(photographs, options);
    const auto file = folder.path() / "small.safetensors";
    models::writeSafetensors(file, models::inHalfPrecision(weights));
    const auto read = models::loadAutoencoder(file.string(), c10::kCPU, c10::kFloat);
    const models::CompactVae original(models::WeightSource(weights, {}));
    const at::Tensor& photograph = photographs.heldOut().front();
    const at::Tensor ours = reconstructed(original, photograph);
    // Half precision rounds a weight by up to 2⁻¹¹.
    CHECK((reconstructed(*read, photograph) - ours).abs().max().item<double>() < 0.02);
}

TEST_CASE("train_vae: a folder without photographs is an error that names it", "[quick]") {
    const tests::TemporaryFolder folder;
    CHECK_THROWS_WITH(Photographs(folder.path(), 32), Catch::Contains(folder.path().string()));
    CHECK_THROWS_WITH(Photographs(folder.path() / "none", 32), Catch::Contains("none"));
}
