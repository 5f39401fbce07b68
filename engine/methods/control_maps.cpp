#include "engine/methods/control_maps.h"

#include <ATen/ATen.h>
#include <c10/util/accumulate.h>

#include <string>

#include "engine/methods/draw_seed.h"
#include "engine/methods/point_map.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

struct NoControlMapsParameters {};

struct RandomParameters {
    std::int64_t seed = 1;
};

integration::Attribution runRandom(const Problem& problem, const RandomParameters& parameters,
                                   const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    if (recorder.stopped()) return {};
    const at::Tensor map = randomNumbers(problem.input.sizes(), parameters.seed);
    return pointMap(problem, recorder, map.to(problem.input.device()));
}

/// ‖(S_x, S_y)‖ of the raw picture, channel by channel, border pixels repeated.
at::Tensor sobel(const at::Tensor& raw) {
    const at::Tensor smooth = at::tensor({1.0, 2.0, 1.0}).to(raw.options()) / 4;
    const at::Tensor slope = at::tensor({-1.0, 0.0, 1.0}).to(raw.options()) / 2;
    const at::Tensor padded = at::replication_pad2d(raw, {1, 1, 1, 1}).unsqueeze(1);
    const auto along = [&padded](const at::Tensor& rows, const at::Tensor& columns) {
        return at::conv2d(at::conv2d(padded, rows.view({1, 1, -1, 1})), columns.view({1, 1, 1, -1}))
            .squeeze(1);
    };
    return (along(smooth, slope).square() + along(slope, smooth).square()).sqrt();
}

integration::Attribution runEdges(const Problem& problem, const NoControlMapsParameters&,
                                  const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    if (recorder.stopped()) return {};
    const at::Tensor raw = models::denormalise(problem.input, problem.classifier->preprocessing);
    return pointMap(problem, recorder, sobel(raw));
}

/// One evaluation stands for the values of f that are shown.
template <typename Parameters>
ResourceEstimate estimateControlMaps(const Parameters&, const Extent& extent, std::int64_t) {
    return {.evaluations = 1, .heldBytes = 8 * extent.inputBytes};
}

}  // namespace

at::Tensor randomNumbers(at::IntArrayRef shape, std::int64_t seed) {
    return NamedStream("random/" + std::to_string(seed) + "/map/0")
        .normals(c10::multiply_integers(shape))
        .view(shape);
}

Method randomMap() {
    ParameterTable<RandomParameters> table;
    table.integer(drawSeedText(), [](RandomParameters& all) -> std::int64_t& { return all.seed; });
    return makeMethod(
        {.name = "random",
         .title = "Random map",
         .summary = "A control: normal random numbers, which know neither the picture "
                    "nor the model. A method must do better.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::Both, MapUnit::None},
         .baseline = BaselineUse::Ignored},
        table, runRandom, estimateControlMaps<RandomParameters>);
}

Method edgeMap() {
    return makeMethod(
        {.name = "edges",
         .title = "Edge map",
         .summary = "A control: the edges of the picture (Sobel), without the model. A "
                    "map that looks like this one says little about the model.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::Nothing, SignUse::None, MapUnit::Picture},
         .baseline = BaselineUse::Ignored},
        ParameterTable<NoControlMapsParameters>(), runEdges,
        estimateControlMaps<NoControlMapsParameters>);
}

}  // namespace sigscope::methods
