#include "engine/methods/important_direction.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/blur_parameters.h"
#include "engine/methods/integration_parameters.h"
#include "engine/methods/spectral_parameters.h"
#include "engine/paths/straight_path.h"

namespace sigscope::methods {

namespace {

enum class PathKind { Straight, Spectral, Blur };

struct ImportantDirectionParameters {
    PathKind path = PathKind::Straight;  ///< The original paper's first.
    int steps = 129;                     ///< As for the other methods.
    SpectralParameters spectral;
    paths::BlurSettings blur;
};

std::unique_ptr<paths::Path> importantDirectionPath(const Problem& problem,
                                                    const ImportantDirectionParameters& parameters,
                                                    paths::DecompositionCache* cache) {
    paths::BlurSettings blur = parameters.blur;
    blur.steps = parameters.steps - 1;
    switch (parameters.path) {
        case PathKind::Straight:
            break;
        case PathKind::Spectral:
            return makeSpectralPath(problem, parameters.spectral, cache);
        case PathKind::Blur:
            return std::make_unique<paths::BlurPath>(problem.input, blur);
    }
    return std::make_unique<paths::StraightPath>(problem.baseline, problem.input);
}

/// The shares of the elements in a change of f by the gradient [3, H, W] before it.
at::Tensor sharesOf(const at::Tensor& gradient) {
    const at::Tensor squares = gradient.to(at::kDouble).square();
    const double sum = squares.sum().item<double>();
    return sum > 0 ? squares / sum : squares;
}

integration::Attribution runImportantDirection(const Problem& problem,
                                               const ImportantDirectionParameters& parameters,
                                               const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    context.observer.stage(Stage::Decompose);
    if (context.turn.isOver()) return {};
    const auto path = importantDirectionPath(problem, parameters, context.decompositions);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const int steps = parameters.steps;
    at::Tensor shares;
    double f = 0;
    for (int begin = 0; begin < steps;) {
        if (recorder.stopped()) return recorder.result(false);
        const int end = std::min(begin + recorder.batch(), steps);
        std::vector<double> alphas;
        for (int k = begin; k < end; ++k) alphas.push_back(static_cast<double>(k) / (steps - 1));
        const at::Tensor points = path->points(alphas);
        const Gradients here = recorder.gradients(points);
        for (int k = begin; k < end; ++k) {
            const double value = here.values[k - begin];
            if (k > 0) recorder.add((value - f) * shares);
            recorder.reached({alphas[k - begin], value}, points[k - begin], (k + 1.0) / steps);
            shares = sharesOf(here.gradients[k - begin]);
            f = value;
        }
        begin = end;
    }
    return recorder.result(true);
}

ResourceEstimate estimateImportantDirection(const ImportantDirectionParameters& parameters,
                                            const Extent& extent, std::int64_t) {
    return {.evaluations = parameters.steps,
            .heldBytes = 16 * extent.inputBytes,
            .traced = Traced::Waypoints};
}

ParameterTable<ImportantDirectionParameters> importantDirectionTable() {
    static const std::vector<Named<PathKind>> kinds{
        {{"straight", "straight", "That of Integrated Gradients."}, PathKind::Straight},
        {{"spectral", "spectral", "That of Spectral IG."}, PathKind::Spectral},
        {{"blur", "blur", "That of Blur IG."}, PathKind::Blur},
    };
    ParameterTable<ImportantDirectionParameters> table;
    table.choice("path", "Along which path f changes.", kinds,
                 [](ImportantDirectionParameters& all) -> PathKind& { return all.path; });
    table.integer(stepsText(), [](ImportantDirectionParameters& all) -> int& { return all.steps; });
    addSpectral(table, [](ImportantDirectionParameters& all) -> SpectralParameters& {
        return all.spectral;
    });
    addBlur(table,
            [](ImportantDirectionParameters& all) -> paths::BlurSettings& { return all.blur; });
    table.heededBeside({"path", {"spectral"}}, {"decomposition", "overlap", "gate", "order"})
        .heededBeside({"path", {"blur"}}, {"sigma-max", "schedule"});
    return table;
}

}  // namespace

Method importantDirections() {
    return makeMethod(
        {.name = "idgi",
         .title = "IDGI",
         .summary = "Shares out every change of f along a path in proportion to the "
                    "squared gradient: what moves f counts, noise across it does not.",
         .parameters = {},
         .traits = ofPathMethods,
         .withoutBaseline = {{"path", std::string("blur")}}},
        importantDirectionTable(), runImportantDirection, estimateImportantDirection);
}

}  // namespace sigscope::methods
