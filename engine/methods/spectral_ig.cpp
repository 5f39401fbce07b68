#include "engine/methods/spectral_ig.h"

#include "engine/methods/integration_form.h"
#include "engine/paths/spectral/spectral_path.h"

namespace sigscope::methods {

namespace {

struct SpectralParameters {
    double overlap = 0.4;  ///< The paper's choice.
    integration::IntegrationParameters integration;
};

integration::Attribution run(const Problem& problem, const SpectralParameters& parameters,
                             const integration::RunContext& context) {
    context.observer.stage(Stage::Decompose);
    if (context.stop.stop_requested()) return {};
    const paths::SpectralPath path(problem.baseline, problem.input,
                                   paths::decompose(problem.delta()), parameters.overlap);
    return integration::integrate(problem, path, parameters.integration, context);
}

Demand demand(const SpectralParameters& parameters, std::int64_t inputBytes,
              std::int64_t memoryBudget) {
    return integrationDemand(parameters.integration, inputBytes, memoryBudget);
}

ParameterTable<SpectralParameters> parameterTable() {
    ParameterTable<SpectralParameters> table;
    table.real({.name = "overlap",
                .symbol = "λ",
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "How much the switching-on of the components overlaps: at 0 one after the "
                        "other, at 1 all together, which is Integrated Gradients.",
                .equation = "s_i(α) = clamp((α − (1−λ)(1−σ_i/σ_1)) / λ, 0, 1)"},
               [](SpectralParameters& all) -> double& { return all.overlap; });
    addIntegration(table, [](SpectralParameters& all) -> integration::IntegrationParameters& {
        return all.integration;
    });
    return table;
}

}  // namespace

Method spectralIntegratedGradients() {
    return makeMethod({.name = "sig",
                       .title = "Spectral IG",
                       .summary = "Builds the picture up from coarse structure to fine detail: its "
                                  "singular components are switched on from the largest to the "
                                  "smallest.",
                       .parameters = {}},
                      parameterTable(), run, demand);
}

}  // namespace sigscope::methods
