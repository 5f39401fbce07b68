#include "engine/methods/blur_ig.h"

#include "engine/methods/blur_parameters.h"
#include "engine/methods/integration_parameters.h"

namespace sigscope::methods {

namespace {

struct BlurIgParameters {
    paths::BlurSettings blur;
    integration::IntegrationParameters integration;
};

/// The published program counts intervals here, not nodes.
integration::IntegrationParameters nodesOf(const BlurIgParameters& parameters) {
    integration::IntegrationParameters integration = parameters.integration;
    if (integration.rule == integration::Rule::Reference)
        integration.steps = integration::fixedSteps(integration).value() + 1;
    return integration;
}

std::unique_ptr<paths::Path> blurIgPath(const Problem& problem, const BlurIgParameters& parameters,
                                        paths::DecompositionCache*) {
    paths::BlurSettings blur = parameters.blur;
    if (const auto steps = integration::fixedSteps(parameters.integration)) blur.steps = *steps;
    return std::make_unique<paths::BlurPath>(problem.input, blur);
}

integration::Attribution runBlurIg(const Problem& problem, const BlurIgParameters& parameters,
                                   const integration::RunContext& context) {
    const auto path = blurIgPath(problem, parameters, context.decompositions);
    return integration::integrate(problem, *path, nodesOf(parameters), context);
}

ResourceEstimate estimateBlurIg(const BlurIgParameters& parameters, const Extent& extent,
                                std::int64_t memoryBudget) {
    return estimateIntegration(nodesOf(parameters), extent, memoryBudget);
}

}  // namespace

Method blurIntegratedGradients() {
    ParameterTable<BlurIgParameters> table;
    addBlur(table, [](BlurIgParameters& all) -> paths::BlurSettings& { return all.blur; });
    addIntegration(table, [](BlurIgParameters& all) -> integration::IntegrationParameters& {
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
        table, runBlurIg, estimateBlurIg, blurIgPath);
}

}  // namespace sigscope::methods
