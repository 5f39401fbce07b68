#include "engine/methods/gradcam.h"

#include <ATen/ATen.h>

#include <type_traits>

#include "engine/error.h"
#include "engine/methods/class_activation_map.h"
#include "engine/methods/guided_backprop.h"
#include "engine/methods/point_map.h"

namespace sigscope::methods {

namespace {

/// What of a map is shown.
enum class Evidence {
    Positive,  ///< max(M, 0).
    Signed,    ///< M.
};

struct CamParameters {
    int stage = 0;      ///< 0: the last, where the classes are told apart best.
    int fromStage = 0;  ///< The first stage of a mean over several; 0: `stage` alone.
    Evidence evidence = Evidence::Positive;  ///< As published.
};

struct GuidedCamParameters {
    int stage = 0;
    GuidedRectifiers rectifiers = GuidedRectifiers::All;
};

/// The place of a stage, counted from 1, among the graph's; 0 is the last.
std::size_t placeOfStage(const models::LayerGraph& graph, int stage) {
    const std::vector<models::Stage>& stages = graph.stages();
    if (stage == 0) return stages.size() - 1;
    if (stage <= static_cast<int>(stages.size())) return static_cast<std::size_t>(stage) - 1;
    std::string names;
    for (std::size_t i = 0; i < stages.size(); ++i)
        names += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " (" + stages[i].name + ")";
    throw Error("stage: this model has no stage " + std::to_string(stage) + "; it has " + names);
}

/// The stages whose maps make the result: from `first` to `last`, one or several.
struct CamStages {
    std::size_t first;
    std::size_t last;

    [[nodiscard]] bool areSeveral() const { return first < last; }
    [[nodiscard]] bool has(std::size_t place) const { return first <= place && place <= last; }
};

CamStages camStagesOf(const models::LayerGraph& graph, const CamParameters& parameters) {
    const std::size_t last = placeOfStage(graph, parameters.stage);
    if (parameters.fromStage == 0) return {last, last};
    const std::size_t first = placeOfStage(graph, parameters.fromStage);
    if (first > last)
        throw Error("from-stage: " + std::to_string(parameters.fromStage) +
                    " is behind the stage that the mean ends with, " + std::to_string(last + 1));
    return {first, last};
}

/// Divided by its largest magnitude; a map that is nothing stays so.
at::Tensor scaledToOne(const at::Tensor& map) {
    const double largest = map.abs().max().item<double>();
    return largest > 0 ? map / largest : map;
}

template <CamWeighting weighting>
integration::Attribution runCam(const Problem& problem, const CamParameters& parameters,
                                const integration::RunContext& context) {
    constexpr int channels = 3;
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    const CamStages asked = camStagesOf(graph, parameters);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart, channels);
    const std::vector<models::Stage>& stages = graph.stages();
    const auto isWanted = [&](std::size_t place) {
        return recorder.keepsMoments() || asked.has(place);
    };
    std::vector<models::LayerIndex> layers;
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (isWanted(i)) layers.push_back(stages[i].layer);
    std::vector<at::Tensor> maps;
    const bool done = recorder.inMicroBatches(1, [&](int, int) {
        maps = classActivationMaps(graph, problem.objective, problem.input.unsqueeze(0), layers,
                                   weighting);
    });
    if (!done) return {};
    const int total = static_cast<int>(stages.size()) + (asked.areSeveral() ? 1 : 0);
    at::Tensor result = at::zeros_like(problem.input);
    for (std::size_t i = 0, made = 0; i < stages.size(); ++i) {
        if (!isWanted(i)) continue;
        at::Tensor map = maps[made++];
        if (parameters.evidence == Evidence::Positive) map = map.clamp_min(0);
        map = inPictureSize(map, problem.input.size(1), problem.input.size(2))
                  .expand_as(problem.input);
        context.observer.moment(
            {{MomentKind::Layers, static_cast<int>(i) + 1, total, stages[i].name}, map});
        if (!asked.has(i)) continue;
        result = asked.areSeveral()
                     ? result + scaledToOne(map) / static_cast<double>(asked.last - asked.first + 1)
                     : map;
    }
    if (asked.areSeveral())
        context.observer.moment({{MomentKind::Layers, total, total, "their mean"}, result});
    return pointMap(problem, recorder, result);
}

integration::Attribution runGuided(const Problem& problem, const GuidedCamParameters& parameters,
                                   const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    const models::LayerIndex layer = graph.stages()[placeOfStage(graph, parameters.stage)].layer;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const at::Tensor input = problem.input.unsqueeze(0);
    at::Tensor map;
    at::Tensor guided;
    const bool done = recorder.inMicroBatches(2, [&](int begin, int end) {
        if (begin == 0)
            map = classActivationMap(graph, problem.objective, input, layer, CamWeighting::Mean);
        if (end == 2)
            guided = guidedGradient(graph, problem.objective, input, RectifierRule::Guided,
                                    parameters.rectifiers);
    });
    if (!done) return {};
    const at::Tensor weights =
        inPictureSize(map.clamp_min(0), problem.input.size(1), problem.input.size(2));
    return pointMap(problem, recorder, guided.select(0, 0) * weights);
}

template <typename Parameters>
ResourceEstimate estimateGradcam(const Parameters&, const Extent& extent, std::int64_t) {
    return {.evaluations = std::is_same_v<Parameters, GuidedCamParameters> ? 2 : 1,
            .heldBytes = 8 * extent.inputBytes};
}

const NumberText& stageText() {
    static const NumberText text{
        .name = "stage",
        .symbol = "L",
        .minimum = 0,
        .maximum = 200,
        .unit = {},
        .help =
            "Whose activations the map is made of: 1 is the first stage of the network, with the "
            "finest map, 0 the last one before global pooling. `sigscope models "
            "check` lists those of a model.",
        .equation = "D = ∂f/∂a_L",
        .atMinimum = "the last"};
    return text;
}

ParameterTable<CamParameters> stageTable() {
    ParameterTable<CamParameters> table;
    table.integer(stageText(), [](CamParameters& all) -> int& { return all.stage; });
    table.integer({.name = "from-stage",
                   .symbol = {},
                   .minimum = 0,
                   .maximum = 200,
                   .unit = {},
                   .help = "The mean of the maps of several stages, from this one to that of "
                           "--stage, each divided by its maximum, so without f's unit.",
                   .equation = {},
                   .atMinimum = "that stage alone"},
                  [](CamParameters& all) -> int& { return all.fromStage; });
    return table;
}

ParameterTable<CamParameters> signedTable() {
    static const std::vector<Named<Evidence>> kinds{
        {{"positive", "positive", "As published: what speaks against the class is left out."},
         Evidence::Positive},
        {{"signed", "signed", "Also what speaks against the class."}, Evidence::Signed}};
    ParameterTable<CamParameters> table = stageTable();
    table.choice("evidence", "What of the map is shown.", kinds,
                 [](CamParameters& all) -> Evidence& { return all.evidence; });
    return table;
}

/// Of a class's logit, or what tells two apart: behind a softmax the gradient is of all classes.
std::vector<std::string> logitObjectives() {
    return {"logit", "contrast"};
}

}  // namespace

Method gradCam() {
    return makeMethod(
        {.name = "gradcam",
         .title = "Grad-CAM",
         .summary =
             "Feature maps of a late layer, each weighed by the mean gradient there: where the "
             "class is seen, coarsely. No path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored,
         .objectives = logitObjectives()},
        signedTable(), runCam<CamWeighting::Mean>, estimateGradcam<CamParameters>);
}

Method hiResCam() {
    return makeMethod(
        {.name = "hirescam",
         .title = "HiResCAM",
         .summary =
             "Feature maps of a late layer times the gradient there, element by element: only "
             "places that the class's score depends on. No path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored,
         .objectives = logitObjectives()},
        signedTable(), runCam<CamWeighting::Element>, estimateGradcam<CamParameters>);
}

Method layerCam() {
    return makeMethod(
        {.name = "layercam",
         .title = "LayerCAM",
         .summary =
             "Feature maps of any layer times the positive part of the gradient there: early "
             "stages give fine maps. No path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::None, MapUnit::F},
         .baseline = BaselineUse::Ignored,
         .objectives = logitObjectives()},
        stageTable(), runCam<CamWeighting::Positive>, estimateGradcam<CamParameters>);
}

Method gradCamPlusPlus() {
    return makeMethod(
        {.name = "gradcampp",
         .title = "Grad-CAM++",
         .summary =
             "Grad-CAM whose weights count positive gradients, each by a share of the second "
             "order: finds several objects of one class. No path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::None, MapUnit::F},
         .baseline = BaselineUse::Ignored,
         .objectives = logitObjectives()},
        stageTable(), runCam<CamWeighting::SecondOrder>, estimateGradcam<CamParameters>);
}

Method guidedGradCam() {
    ParameterTable<GuidedCamParameters> table;
    table.integer(stageText(), [](GuidedCamParameters& all) -> int& { return all.stage; });
    table.choice("rectifiers", guidedRectifierHelp(), guidedRectifierTable(),
                 [](GuidedCamParameters& all) -> GuidedRectifiers& { return all.rectifiers; });
    return makeMethod(
        {.name = "guided-gradcam",
         .title = "Guided Grad-CAM",
         .summary = "Guided backpropagation times Grad-CAM: fine edges where the class is seen. No "
                    "path, no baseline.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::None},
         .parity = {{"rectifiers", std::string("relu-only")}},
         .baseline = BaselineUse::Ignored,
         .caution = guidedCaution(),
         .objectives = logitObjectives()},
        table, runGuided, estimateGradcam<GuidedCamParameters>);
}

}  // namespace sigscope::methods
