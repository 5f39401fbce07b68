#include "engine/methods/guided_backprop.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/methods/backward_pass.h"
#include "engine/methods/point_map.h"
#include "engine/models/layer_functions.h"

namespace sigscope::methods {

namespace {

struct GuidedBackpropParameters {
    /// The rule's paper knows no other rectifier than ReLU, and says nothing against them.
    GuidedRectifiers rectifiers = GuidedRectifiers::All;
};

template <RectifierRule rule>
integration::Attribution runGuidedBackprop(const Problem& problem,
                                           const GuidedBackpropParameters& parameters,
                                           const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    at::Tensor map;
    const bool done = recorder.inMicroBatches(1, [&](int, int) {
        map = guidedGradient(graph, problem.objective, problem.input.unsqueeze(0), rule,
                             parameters.rectifiers);
    });
    return done ? pointMap(problem, recorder, map.select(0, 0)) : integration::Attribution{};
}

ResourceEstimate estimateGuidedBackprop(const GuidedBackpropParameters&, const Extent& extent,
                                        std::int64_t) {
    return {.evaluations = 1, .heldBytes = 6 * extent.inputBytes};
}

ParameterTable<GuidedBackpropParameters> guidedBackpropTable() {
    ParameterTable<GuidedBackpropParameters> table;
    table.choice("rectifiers", guidedRectifierHelp(), guidedRectifierTable(),
                 [](GuidedBackpropParameters& all) -> GuidedRectifiers& { return all.rectifiers; });
    return table;
}

}  // namespace

at::Tensor guidedGradient(const models::LayerGraph& graph, const Objective& objective,
                          const at::Tensor& input, RectifierRule rule,
                          GuidedRectifiers rectifiers) {
    const std::vector<at::Tensor> values = graph.values(input);
    const auto guided = [=](const LayerPass& pass) -> std::vector<at::Tensor> {
        const auto* rectifier = std::get_if<models::RectifierLayer>(&pass.function);
        const bool byRule = rectifier != nullptr &&
                            (rectifiers == GuidedRectifiers::All || std::isinf(rectifier->ceiling));
        if (!byRule) return gradientRule(pass);
        const at::Tensor positive = pass.signal.clamp_min(0);
        if (rule == RectifierRule::Deconvolved) return {positive};
        return models::gradientOf(pass.function, pass.inputs, positive);
    };
    return passBack(graph, values, logitGradient(objective, values.back()), 0, guided);
}

const std::vector<Named<GuidedRectifiers>>& guidedRectifierTable() {
    static const std::vector<Named<GuidedRectifiers>> all{
        {{"all", "all", "ReLU and ReLU6."}, GuidedRectifiers::All},
        {{"relu-only", "ReLU only",
          "As the published programs: on networks of ReLU6 (MobileNet, EfficientNet-Lite) the map "
          "is the plain gradient then."},
         GuidedRectifiers::ReluOnly}};
    return all;
}

const std::string& guidedRectifierHelp() {
    static const std::string help =
        "Which rectifiers let only positive signals back; at the others it is the gradient.";
    return help;
}

const std::string& guidedCaution() {
    static const std::string caution =
        "It hardly depends on the class or on the network's upper layers (Adebayo et al., 2018; "
        "Nie et al., 2018): a sharp map shows the picture's edges, not why the network decides so.";
    return caution;
}

Method guidedBackpropagation() {
    return makeMethod(
        {.name = "guided-backprop",
         .title = "Guided backpropagation",
         .summary = "The gradient at the picture, of which each rectifier lets back only what is "
                    "positive where it was active: no path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::FPerInput},
         .parity = {{"rectifiers", std::string("relu-only")}},
         .baseline = BaselineUse::Ignored,
         .caution = guidedCaution()},
        guidedBackpropTable(), runGuidedBackprop<RectifierRule::Guided>, estimateGuidedBackprop);
}

Method deconvnet() {
    return makeMethod(
        {.name = "deconvnet",
         .title = "Deconvnet",
         .summary = "The gradient at the picture, of which each rectifier lets back what is "
                    "positive, whether it was active or not: no path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::FPerInput},
         .parity = {{"rectifiers", std::string("relu-only")}},
         .baseline = BaselineUse::Ignored,
         .caution = guidedCaution()},
        guidedBackpropTable(), runGuidedBackprop<RectifierRule::Deconvolved>,
        estimateGuidedBackprop);
}

}  // namespace sigscope::methods
