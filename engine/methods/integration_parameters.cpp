#include "engine/methods/integration_parameters.h"

namespace sigscope::methods {

namespace {

constexpr double mostStepsOfAll = 100'000;

}  // namespace

const NumberText& toleranceText() {
    static const NumberText text{
        .name = "tolerance",
        .symbol = {},
        .minimum = 0.1,
        .maximum = 20,
        .unit = "%",
        .help =
            "Gradients are taken where the map changes most, until its estimated error is this "
            "small: the expected difference from the map of infinitely many, as a share of the "
            "map (L2, channels summed). What 200 gradients leave in the published program is "
            "2 to 4 %.",
        .equation = "‖A − A_∞‖ ≤ tolerance · ‖A‖"};
    return text;
}

const NumberText& stepsText() {
    static const NumberText text{
        .name = "steps",
        .symbol = "n",
        .minimum = 2,
        .maximum = mostStepsOfAll,
        .unit = {},
        .help =
            "Gradients taken along the path, both ends included. More take longer and leave a "
            "smaller integration error; the published figures use 200.",
        .equation = "A = Σ ½(g_k + g_{k+1}) ⊙ (x_{k+1} − x_k), k = 0 … n−2"};
    return text;
}

const NumberText& stepsOrToleranceText() {
    static const NumberText text = [] {
        NumberText made = stepsText();
        made.minimum = 0;
        made.atMinimum = "as needed";
        made.help =
            "Gradients taken along the path, both ends included, evenly spread. 0: as many as the "
            "tolerance needs, where they are needed (the reference rule: 200).";
        return made;
    }();
    return text;
}

const NumberText& mostStepsText() {
    static const NumberText text{
        .name = "max-steps",
        .symbol = {},
        .minimum = 2,
        .maximum = mostStepsOfAll,
        .unit = {},
        .help = "Gradients taken at most for the tolerance; the error that is left then is stated.",
        .equation = {}};
    return text;
}

const std::vector<Named<integration::Rule>>& ruleTable() {
    using integration::Rule;
    static const std::vector<Named<Rule>> table{
        {{"trapezoid", "trapezoid",
          "Mean of the gradients at an interval's two ends; the whole path is estimated from the "
          "first moment."},
         Rule::Trapezoid},
        {{"reference", "reference",
          "Gradient at an interval's start on uniform nodes, as the published program does."},
         Rule::Reference},
    };
    return table;
}

const std::string& ruleHelp() {
    static const std::string help = "How gradients between two nodes are combined.";
    return help;
}

ResourceEstimate estimateIntegration(const integration::IntegrationParameters& parameters,
                                     const Extent& extent, std::int64_t memoryBudget) {
    const integration::IntegrationEstimate estimate =
        integration::estimateOf(parameters, extent.inputBytes, memoryBudget);
    return {.evaluations = estimate.evaluations,
            .heldBytes = estimate.heldBytes,
            .exact = integration::fixedSteps(parameters).has_value()};
}

ParameterValues publishedIntegration() {
    return {{"steps", std::int64_t{integration::publishedSteps}},
            {"rule", std::string("reference")}};
}

}  // namespace sigscope::methods
