#include "engine/methods/blur_ig.h"

#include "engine/methods/blur_parameters.h"
#include "engine/methods/integration_parameters.h"

namespace sigscope::methods {

namespace {

struct Parameters {
    paths::BlurSettings blur;
    integration::IntegrationParameters integration;
};

/// The published program counts intervals here, not nodes.
integration::IntegrationParameters nodesOf(const Parameters& parameters) {
    integration::IntegrationParameters integration = parameters.integration;
    if (integration.rule == integration::Rule::Reference)
        integration.steps = integration::fixedSteps(integration).value() + 1;
    return integration;
}

std::unique_ptr<paths::Path> pathOf(const Problem& problem, const Parameters& parameters,
                                    paths::DecompositionCache*) {
    paths::BlurSettings blur = parameters.blur;
    if (const auto steps = integration::fixedSteps(parameters.integration)) blur.steps = *steps;
    return std::make_unique<paths::BlurPath>(problem.input, blur);
}

integration::Attribution run(const Problem& problem, const Parameters& parameters,
                             const integration::RunContext& context) {
    const auto path = pathOf(problem, parameters, context.decompositions);
    return integration::integrate(problem, *path, nodesOf(parameters), context);
}

ResourceEstimate estimate(const Parameters& parameters, const Extent& extent,
                          std::int64_t memoryBudget) {
    return estimateIntegration(nodesOf(parameters), extent, memoryBudget);
}

}  // namespace

Method blurIntegratedGradients() {
    ParameterTable<Parameters> table;
    addBlur(table, [](Parameters& all) -> paths::BlurSettings& { return all.blur; });
    addIntegration(table, [](Parameters& all) -> integration::IntegrationParameters& {
        return all.integration;
    });
    return makeMethod(
        {.name = "big",
         .title = "Blur IG",
         .summary = "Sharpens the picture from a strong blur to what it is. It begins "
                    "at the blurred picture, not at the baseline.",
         .parameters = {},
         .traits = ofPathMethods,
         .parity = publishedIntegration(),
         .baseline = BaselineUse::Ignored},
        table, run, estimate, pathOf);
}

}  // namespace sigscope::methods
