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
    int stage = 0;  ///< 0: the last, where the classes are told apart best.
    Evidence evidence = Evidence::Positive;  ///< As published.
};

struct GuidedCamParameters {
    int stage = 0;
    GuidedRectifiers rectifiers = GuidedRectifiers::All;
};

/// The layer of a stage, counted from 1; 0 is the last.
models::LayerIndex layerOfStage(const models::LayerGraph& graph, int stage) {
    const std::vector<models::Stage>& stages = graph.stages();
    if (stage == 0) return stages.back().layer;
    if (stage <= static_cast<int>(stages.size())) return stages[stage - 1].layer;
    std::string names;
    for (std::size_t i = 0; i < stages.size(); ++i)
        names += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " (" + stages[i].name + ")";
    throw Error("stage: this model has no stage " + std::to_string(stage) + "; it has " + names);
}

std::vector<models::LayerIndex> layersOf(const std::vector<models::Stage>& stages) {
    std::vector<models::LayerIndex> layers;
    for (const models::Stage& stage : stages) layers.push_back(stage.layer);
    return layers;
}

template <CamWeighting weighting>
integration::Attribution runCam(const Problem& problem, const CamParameters& parameters,
                                const integration::RunContext& context) {
    constexpr int channels = 3;
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    const models::LayerIndex layer = layerOfStage(graph, parameters.stage);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart, channels);
    const std::vector<models::Stage> stages =
        recorder.keepsMoments() ? graph.stages() : std::vector{models::Stage{{}, layer}};
    std::vector<at::Tensor> maps;
    const bool done = recorder.inMicroBatches(1, [&](int, int) {
        maps = classActivationMaps(graph, problem.objective, problem.input.unsqueeze(0),
                                   layersOf(stages), weighting);
    });
    if (!done) return {};
    at::Tensor result;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (parameters.evidence == Evidence::Positive) maps[i] = maps[i].clamp_min(0);
        const at::Tensor map = inPictureSize(maps[i], problem.input.size(1), problem.input.size(2))
                                   .expand_as(problem.input);
        if (stages[i].layer == layer) result = map;
        context.observer.moment({{MomentKind::Layers, static_cast<int>(i) + 1,
                                  static_cast<int>(stages.size()), stages[i].name},
                                 map});
    }
    return pointMap(problem, recorder, result);
}

integration::Attribution runGuided(const Problem& problem, const GuidedCamParameters& parameters,
                                   const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    const models::LayerIndex layer = layerOfStage(graph, parameters.stage);
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
