#include "engine/methods/spectral_ig.h"

#include "engine/methods/integration_parameters.h"
#include "engine/methods/spectral_parameters.h"

namespace sigscope::methods {

namespace {

struct Parameters {
    SpectralParameters spectral;
    integration::IntegrationParameters integration;
};

std::unique_ptr<paths::Path> pathOf(const Problem& problem, const Parameters& parameters,
                                    paths::DecompositionCache* cache) {
    return makeSpectralPath(problem, parameters.spectral, cache);
}

integration::Attribution run(const Problem& problem, const Parameters& parameters,
                             const integration::RunContext& context) {
    context.observer.stage(Stage::Decompose);
    if (context.turn.isOver()) return {};
    const auto path = pathOf(problem, parameters, context.decompositions);
    return integration::integrate(problem, *path, parameters.integration, context);
}

ResourceEstimate estimate(const Parameters& parameters, const Extent& extent,
                          std::int64_t memoryBudget) {
    return estimateIntegration(parameters.integration, extent, memoryBudget);
}

ParameterTable<Parameters> parameterTable() {
    ParameterTable<Parameters> table;
    addSpectral(table, [](Parameters& all) -> SpectralParameters& { return all.spectral; });
    addIntegration(table, [](Parameters& all) -> integration::IntegrationParameters& {
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
                      parameterTable(), run, estimate, pathOf);
}

}  // namespace sigscope::methods
