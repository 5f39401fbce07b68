#include "engine/methods/latent_ig.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/methods/autoencoder_parameter.h"
#include "engine/methods/geodesic.h"
#include "engine/methods/integration_parameters.h"

namespace sigscope::methods {

namespace {

struct LatentIgParameters {
    std::string autoencoder;
    GeodesicSettings geodesic;  ///< Of MIG; its points are the steps, where their number is fixed.
    integration::IntegrationParameters integration;
};

/// enc(x') and enc(x): [2, C, h, w]; undefined if the run was stopped on the way.
at::Tensor endsOf(const Problem& problem, const paths::LatentSpace& space,
                  const schedule::Turn& turn) {
    const at::NoGradGuard noGradients;
    std::vector<at::Tensor> ends;
    for (const at::Tensor& picture : {problem.baseline, problem.input}) {
        if (turn.isOver()) return {};
        ends.push_back(space.encode(picture.unsqueeze(0)));
    }
    return at::cat(ends);
}

/// How far dec(enc(x')) and dec(enc(x)) are from x' and x.
ReconstructionError reconstructionError(const Problem& problem, const paths::LatentSpace& space,
                                        const at::Tensor& ends) {
    const at::NoGradGuard noGradients;
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const auto error = [&](const at::Tensor& latent, const at::Tensor& picture) {
        const at::Tensor decoded = space.decode(latent.unsqueeze(0))[0];
        const at::Tensor raw = models::denormalise(decoded, preprocessing) -
                               models::denormalise(picture, preprocessing);
        return std::sqrt(raw.to(at::kDouble).square().mean().item<double>());
    };
    return {error(ends[0], problem.baseline), error(ends[1], problem.input)};
}

/// Integrates along the path through `latentsBetween(space, ends)`, which are undefined if the run
/// was stopped.
template <typename LatentsBetween>
integration::Attribution runThrough(const Problem& problem, const LatentIgParameters& parameters,
                                    const integration::RunContext& context,
                                    LatentsBetween latentsBetween) {
    context.observer.stage(Stage::Search);
    const paths::LatentSpace space = latentSpaceOf(parameters.autoencoder, problem, context);
    const at::Tensor ends = endsOf(problem, space, context.turn);
    if (!ends.defined()) return {};
    const ReconstructionError error = reconstructionError(problem, space, ends);
    const at::Tensor latents = latentsBetween(space, ends);
    if (!latents.defined()) return {};
    const paths::LatentPath path(space, latents);
    integration::Attribution attribution =
        integration::integrate(problem, path, parameters.integration, context);
    attribution.reconstruction = error;
    return attribution;
}

integration::Attribution runStraight(const Problem& problem, const LatentIgParameters& parameters,
                                     const integration::RunContext& context) {
    return runThrough(problem, parameters, context,
                      [](const paths::LatentSpace&, const at::Tensor& ends) { return ends; });
}

integration::Attribution runGeodesic(const Problem& problem, const LatentIgParameters& parameters,
                                     const integration::RunContext& context) {
    GeodesicSettings settings = parameters.geodesic;
    if (const auto steps = integration::fixedSteps(parameters.integration))
        settings.points = *steps;
    const auto proceed = [&context](int step, int total) {
        context.observer.searched(step, total);
        return !context.turn.isOver();
    };
    return runThrough(problem, parameters, context,
                      [&](const paths::LatentSpace& space, const at::Tensor& ends) {
                          return geodesic(space, ends[0], ends[1], settings, proceed);
                      });
}

ResourceEstimate estimateStraight(const LatentIgParameters& parameters, const Extent& extent,
                                  std::int64_t memoryBudget) {
    ResourceEstimate estimate = estimateIntegration(parameters.integration, extent, memoryBudget);
    estimate.autoencoderUse = AutoencoderUse::Decode;
    estimate.autoencoder = parameters.autoencoder;
    return estimate;
}

ResourceEstimate estimateGeodesic(const LatentIgParameters& parameters, const Extent& extent,
                                  std::int64_t memoryBudget) {
    ResourceEstimate estimate = estimateStraight(parameters, extent, memoryBudget);
    if (parameters.geodesic.sweeps > 0) estimate.autoencoderUse = AutoencoderUse::Differentiate;
    return estimate;
}

ParameterTable<LatentIgParameters> commonTable() {
    ParameterTable<LatentIgParameters> table;
    addAutoencoder(table, [](LatentIgParameters& all) -> std::string& { return all.autoencoder; });
    addIntegration(table, [](LatentIgParameters& all) -> integration::IntegrationParameters& {
        return all.integration;
    });
    return table;
}

ParameterTable<LatentIgParameters> geodesicTable() {
    ParameterTable<LatentIgParameters> table = commonTable();
    table.integer({.name = "sweeps",
                   .symbol = {},
                   .minimum = 0,
                   .maximum = 10'000,
                   .unit = {},
                   .help = "How often every point of the path is moved, at most.",
                   .equation = "z_i ← z_i − lr·η_i"},
                  [](LatentIgParameters& all) -> int& { return all.geodesic.sweeps; });
    table.real({.name = "learning-rate",
                .symbol = "lr",
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "How far a point moves against the energy's gradient.",
                .equation = "η_i = −Jᵀ(z_i)·(dec(z_{i+1}) − 2dec(z_i) + dec(z_{i−1}))/dt"},
               [](LatentIgParameters& all) -> double& { return all.geodesic.learningRate; });
    table.real({.name = "energy-tolerance",
                .symbol = "ε",
                .minimum = 0,
                .maximum = 1e6,
                .unit = {},
                .help = "The path counts as a geodesic once the energy's gradient is below this.",
                .equation = "Σ‖η_i‖² < ε"},
               [](LatentIgParameters& all) -> double& { return all.geodesic.energyTolerance; });
    return table;
}

}  // namespace

Method enhancedIntegratedGradients() {
    return makeMethod(
        {.name = "eig",
         .title = "Latent IG (EIG)",
         .summary = "Follows the straight line between the two pictures' codes in an "
                    "autoencoder, decoded: every point of it looks like a picture. It "
                    "begins and ends at reconstructions.",
         .parameters = {},
         .traits = ofPathMethods,
         .parity = publishedIntegration()},
        commonTable(), runStraight, estimateStraight);
}

Method manifoldIntegratedGradients() {
    return makeMethod(
        {.name = "mig",
         .title = "Manifold IG",
         .summary = "Follows a shortest way between the two pictures among those that "
                    "an autoencoder can draw. It begins and ends at reconstructions.",
         .parameters = {},
         .traits = ofPathMethods,
         .parity = publishedIntegration()},
        geodesicTable(), runGeodesic, estimateGeodesic);
}

}  // namespace sigscope::methods
