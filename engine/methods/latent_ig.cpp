#include "engine/methods/latent_ig.h"

#include <ATen/ATen.h>

#include "engine/methods/geodesic.h"
#include "engine/methods/integration_form.h"

namespace sigscope::methods {

namespace {

struct Parameters {
    std::string autoencoder;
    GeodesicSettings geodesic;  ///< Of MIG; its points are the steps.
    integration::IntegrationParameters integration;
};

paths::LatentSpace latentSpaceOf(const Problem& problem, const Parameters& parameters,
                                 const integration::RunContext& context) {
    if (parameters.autoencoder.empty() || !context.supplies)
        throw Error("vae: needs the weights file of an autoencoder (--vae FILE)");
    return {context.supplies->autoencoder(parameters.autoencoder, problem),
            problem.classifier->preprocessing};
}

/// enc(x') and enc(x): [2, C, h, w].
at::Tensor endsOf(const Problem& problem, const paths::LatentSpace& space) {
    const at::NoGradGuard noGradients;
    return space.encode(at::stack({problem.baseline, problem.input}));
}

integration::Attribution runStraight(const Problem& problem, const Parameters& parameters,
                                     const integration::RunContext& context) {
    context.observer.stage(Stage::Search);
    const paths::LatentSpace space = latentSpaceOf(problem, parameters, context);
    if (context.stop.stop_requested()) return {};
    const paths::LatentPath path(space, endsOf(problem, space));
    return integration::integrate(problem, path, parameters.integration, context);
}

integration::Attribution runGeodesic(const Problem& problem, const Parameters& parameters,
                                     const integration::RunContext& context) {
    context.observer.stage(Stage::Search);
    const paths::LatentSpace space = latentSpaceOf(problem, parameters, context);
    const at::Tensor ends = endsOf(problem, space);
    GeodesicSettings settings = parameters.geodesic;
    settings.points = parameters.integration.steps;
    const at::Tensor latents =
        geodesic(space, ends[0], ends[1], settings, [&] { return context.stop.stop_requested(); });
    if (!latents.defined()) return {};
    const paths::LatentPath path(space, latents);
    return integration::integrate(problem, path, parameters.integration, context);
}

Demand demand(const Parameters& parameters, const Extent& extent, std::int64_t memoryBudget) {
    return integrationDemand(parameters.integration, extent, memoryBudget);
}

ParameterTable<Parameters> commonTable() {
    ParameterTable<Parameters> table;
    table.file("vae", "The autoencoder's weights (a file), in whose latent space the path lies.",
               [](Parameters& all) -> std::string& { return all.autoencoder; });
    addIntegration(table, [](Parameters& all) -> integration::IntegrationParameters& {
        return all.integration;
    });
    return table;
}

ParameterTable<Parameters> geodesicTable() {
    ParameterTable<Parameters> table = commonTable();
    table.integer({.name = "sweeps",
                   .symbol = {},
                   .minimum = 0,
                   .maximum = 10'000,
                   .unit = {},
                   .help = "How often every point of the path is moved, at most.",
                   .equation = "z_i ← z_i − lr·η_i"},
                  [](Parameters& all) -> int& { return all.geodesic.sweeps; });
    table.real({.name = "learning-rate",
                .symbol = "lr",
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "How far a point moves against the energy's gradient.",
                .equation = "η_i = −Jᵀ(z_i)·(dec(z_{i+1}) − 2dec(z_i) + dec(z_{i−1}))/dt"},
               [](Parameters& all) -> double& { return all.geodesic.learningRate; });
    table.real({.name = "energy-tolerance",
                .symbol = "ε",
                .minimum = 0,
                .maximum = 1e6,
                .unit = {},
                .help = "The path counts as a geodesic once the energy's gradient is below this.",
                .equation = "Σ‖η_i‖² < ε"},
               [](Parameters& all) -> double& { return all.geodesic.energyTolerance; });
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
         .parity = publishedIntegration()},
        commonTable(), runStraight, demand);
}

Method manifoldIntegratedGradients() {
    return makeMethod(
        {.name = "mig",
         .title = "Manifold IG",
         .summary = "Follows a shortest way between the two pictures among those that "
                    "an autoencoder can draw. It begins and ends at reconstructions.",
         .parameters = {},
         .parity = publishedIntegration()},
        geodesicTable(), runGeodesic, demand);
}

}  // namespace sigscope::methods
