#include "engine/methods/integrated_gradients.h"

#include "engine/methods/integration_parameters.h"
#include "engine/paths/straight_path.h"

namespace sigscope::methods {

namespace {

using integration::IntegrationParameters;

integration::Attribution runIntegratedGradients(const Problem& problem,
                                                const IntegrationParameters& parameters,
                                                const integration::RunContext& context) {
    const paths::StraightPath path(problem.baseline, problem.input);
    return integration::integrate(problem, path, parameters, context);
}

}  // namespace

Method integratedGradients() {
    ParameterTable<IntegrationParameters> table;
    addIntegration(table, [](IntegrationParameters& all) -> IntegrationParameters& { return all; });
    return makeMethod({.name = "ig",
                       .title = "Integrated Gradients",
                       .summary = "Fades the whole picture in at once, from the baseline to the "
                                  "input along a straight line.",
                       .parameters = {},
                       .traits = ofPathMethods,
                       .parity = publishedIntegration()},
                      table, runIntegratedGradients, estimateIntegration);
}

}  // namespace sigscope::methods
