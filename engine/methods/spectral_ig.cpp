#include "engine/methods/spectral_ig.h"

#include "engine/methods/integration_parameters.h"
#include "engine/methods/spectral_parameters.h"

namespace sigscope::methods {

namespace {

struct SpectralIgParameters {
    SpectralParameters spectral;
    integration::IntegrationParameters integration;
};

std::unique_ptr<paths::Path> spectralIgPath(const Problem& problem,
                                            const SpectralIgParameters& parameters,
                                            paths::DecompositionCache* cache) {
    return makeSpectralPath(problem, parameters.spectral, cache);
}

integration::Attribution runSpectralIg(const Problem& problem,
                                       const SpectralIgParameters& parameters,
                                       const integration::RunContext& context) {
    context.observer.stage(Stage::Decompose);
    if (context.turn.isOver()) return {};
    const auto path = spectralIgPath(problem, parameters, context.decompositions);
    return integration::integrate(problem, *path, parameters.integration, context);
}

ResourceEstimate estimateSpectralIg(const SpectralIgParameters& parameters, const Extent& extent,
                                    std::int64_t memoryBudget) {
    return estimateIntegration(parameters.integration, extent, memoryBudget);
}

ParameterTable<SpectralIgParameters> spectralIgTable() {
    ParameterTable<SpectralIgParameters> table;
    addSpectral(table,
                [](SpectralIgParameters& all) -> SpectralParameters& { return all.spectral; });
    addIntegration(table, [](SpectralIgParameters& all) -> integration::IntegrationParameters& {
        return all.integration;
    });
    return table;
}

ParameterValues publishedSettings() {
    ParameterValues values = publishedIntegration();
    values["order"] = std::string("reference");
    return values;
}

}  // namespace

Method spectralIntegratedGradients() {
    return makeMethod({.name = "sig",
                       .title = "Spectral IG",
                       .summary = "Builds the picture up from coarse structure to fine detail: its "
                                  "components, singular ones by default, are switched on from the "
                                  "largest to the smallest.",
                       .parameters = {},
                       .traits = ofPathMethods,
                       .parity = publishedSettings()},
                      spectralIgTable(), runSpectralIg, estimateSpectralIg, spectralIgPath);
}

}  // namespace sigscope::methods
