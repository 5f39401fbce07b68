#include "engine/methods/integration_form.h"

namespace sigscope::methods {

const NumberText& stepsText() {
    static const NumberText text{
        .name = "steps",
        .symbol = "n",
        .minimum = 2,
        .maximum = 100'000,
        .unit = {},
        .help =
            "Gradients taken along the path, both ends included. More take longer and leave a "
            "smaller integration error; the published figures use 200.",
        .equation = "A = Σ ½(g_k + g_{k+1}) ⊙ (x_{k+1} − x_k), k = 0 … n−2"};
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

Demand integrationDemand(const integration::IntegrationParameters& parameters, const Extent& extent,
                         std::int64_t memoryBudget) {
    return {parameters.steps,
            integration::demandOf(parameters, extent.inputBytes, memoryBudget).heldBytes};
}

ParameterValues publishedIntegration() {
    return {{"steps", std::int64_t{200}}, {"rule", std::string("reference")}};
}

}  // namespace sigscope::methods
