#include "tools/train_vae/trainer.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>

#include <cmath>
#include <numbers>

#include "engine/models/architectures/compact_vae.h"

namespace sigscope::tools {

namespace {

using models::CompactVae;

/// The network of `weights`, differentiable with respect to them where they require gradients: what
/// it takes are copies.
CompactVae networkOf(const models::StateDict& weights) {
    return CompactVae(models::WeightSource(weights, {}));
}

/// The tensors themselves, from now on with gradients.
std::vector<at::Tensor> parametersOf(const models::StateDict& weights) {
    std::vector<at::Tensor> parameters;
    for (const models::StateDict::Entry& entry : weights.entries())
        parameters.push_back(entry.tensor);
    for (at::Tensor& parameter : parameters) parameter.requires_grad_(true);
    return parameters;
}

at::Tensor lossOf(const models::StateDict& weights, const at::Tensor& crops,
                  double divergenceWeight, const at::Generator& random) {
    const CompactVae network = networkOf(weights);
    const auto [mean, unbounded] = network.posterior(crops);
    const at::Tensor logVariance = unbounded.clamp(-12, 4);  // Neither noise nor gradients explode.
    const at::Tensor noise = at::randn(mean.sizes(), random, mean.options());
    const at::Tensor reconstruction = network.decode(mean + (logVariance / 2).exp() * noise);
    const at::Tensor divergence = (mean.square() + logVariance.exp() - 1 - logVariance).mean() / 2;
    return at::mse_loss(reconstruction, crops) + divergenceWeight * divergence;
}

double learningRate(int step, const TrainingOptions& options) {
    const double rise = std::min(1.0, (step + 1.0) / options.warmUp);
    const double fall = (1 + std::cos(std::numbers::pi * step / options.steps)) / 2;
    return options.learningRate * rise * fall;
}

}  // namespace

ReconstructionError reconstructionError(const models::StateDict& weights,
                                        const std::vector<at::Tensor>& photographs) {
    constexpr std::int64_t side = CompactVae::patchSide;
    const at::NoGradGuard noGradients;
    const CompactVae network = networkOf(weights);
    ReconstructionError error;
    double squares = 0;
    std::int64_t values = 0;
    for (const at::Tensor& photograph : photographs) {
        const at::Tensor raw = photograph.slice(1, 0, photograph.size(1) / side * side)
                                   .slice(2, 0, photograph.size(2) / side * side)
                                   .unsqueeze(0)
                                   .to(at::kFloat)
                                   .div(255);
        const at::Tensor reconstruction = network.decode(network.encode(raw));
        squares += (reconstruction - raw).square().sum(at::kDouble).item<double>();
        values += raw.numel();
        const at::Tensor shown = reconstruction.clamp(0, 1);
        error.psnr -= 10 * std::log10((shown - raw).square().mean().item<double>());
    }
    error.rms = std::sqrt(squares / static_cast<double>(values));
    error.psnr /= static_cast<double>(photographs.size());
    return error;
}

models::StateDict train(const Photographs& photographs, const TrainingOptions& options,
                        const std::function<void(int, double, const models::StateDict&)>& report) {
    const at::Generator random = at::detail::createCPUGenerator(options.seed);
    models::StateDict weights = startingWeights(options.size, photographs, random);
    const std::vector<at::Tensor> parameters = parametersOf(weights);
    torch::optim::Adam optimiser(
        parameters, torch::optim::AdamOptions(options.learningRate).betas({0.9, 0.99}));
    for (int step = 0; step < options.lastStep(); ++step) {
        static_cast<torch::optim::AdamOptions&>(optimiser.param_groups()[0].options())
            .lr(learningRate(step, options));
        const at::Tensor crops = photographs.draw(options.batch, random);
        optimiser.zero_grad();
        const at::Tensor loss = lossOf(weights, crops, options.divergenceWeight, random);
        loss.backward();
        torch::nn::utils::clip_grad_norm_(parameters, 0.5);
        optimiser.step();
        report(step + 1, loss.item<double>(), weights);
    }
    return weights;
}

}  // namespace sigscope::tools
