#include "engine/methods/samp.h"

#include <ATen/ATen.h>

#include <array>

#include "engine/baselines/impulse_blur.h"
#include "engine/methods/attribution_recorder.h"
#include "engine/methods/colour_channels.h"
#include "engine/methods/samp_pass.h"

namespace sigscope::methods {

namespace {

using SampParameters = SampSettings;

integration::Attribution runSamp(const Problem& problem, const SampParameters& parameters,
                                 const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const at::Tensor black =
        models::normalise(at::zeros_like(problem.input), problem.classifier->preprocessing);
    const at::Tensor blur = baselines::impulseBlur(problem.input);
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart,
                                 colourChannels);
    if (recorder.stopped()) return {};
    const std::vector<double> f = recorder.values(at::stack({problem.input, black, blur}));
    struct Strand {
        SampPass pass;
        double f;     ///< At the pass's point.
        double fEnd;  ///< At its end.
    };
    std::array strands{
        Strand{{SampPass::Kind::Deletion, problem.input, black, parameters}, f[0], f[1]},
        Strand{{SampPass::Kind::Insertion, blur, problem.input, parameters}, f[2], f[0]}};
    auto& [deletion, insertion] = strands;
    const auto reached = [&] {
        const double share = (deletion.pass.share() + insertion.pass.share()) / 2;
        recorder.reached({share, insertion.f + f[0] - deletion.f}, insertion.pass.point(), share);
    };
    while (!deletion.pass.arrived() || !insertion.pass.arrived()) {
        if (recorder.stopped()) return recorder.result(false);
        std::vector<Strand*> open;
        std::vector<at::Tensor> points;
        for (Strand& strand : strands) {
            if (strand.pass.arrived()) continue;
            open.push_back(&strand);
            points.push_back(strand.pass.point());
        }
        const Gradients here = recorder.gradients(at::stack(points));
        for (std::size_t i = 0; i < open.size(); ++i) open[i]->f = here.values[i];
        reached();
        for (std::size_t i = 0; i < open.size(); ++i) {
            const at::Tensor gradient = here.gradients.select(0, static_cast<std::int64_t>(i));
            recorder.add(open[i]->pass.step(gradient).unsqueeze(0));
            if (open[i]->pass.arrived()) open[i]->f = open[i]->fEnd;
        }
    }
    reached();
    return recorder.result(true);
}

ResourceEstimate estimateSamp(const SampParameters& parameters, const Extent& extent,
                              std::int64_t) {
    const std::int64_t steps = extent.pixels / parameters.pixelsPerStep + parameters.fragments + 1;
    // Each step moves at least so many pixels; most move more.
    return {.evaluations = static_cast<int>(2 * steps),
            .heldBytes = 16 * extent.inputBytes,
            .exact = false,
            .traced = Traced::Waypoints,
            .atOnce = 2};
}

ParameterTable<SampParameters> sampTable() {
    ParameterTable<SampParameters> table;
    table.integer({.name = "pixels-per-step",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 1'000'000,
                   .unit = "px",
                   .help = "How many pixels move in a step, at least. More take fewer evaluations, "
                           "of which a picture of 224×224 needs about 2000.",
                   .equation = "q = pixels-per-step / (H·W)"},
                  [](SampParameters& all) -> int& { return all.pixelsPerStep; });
    table.integer({.name = "fragments",
                   .symbol = {},
                   .minimum = 1,
                   .maximum = 10'000,
                   .unit = {},
                   .help = "No step goes further than the whole way divided by this.",
                   .equation = "‖x_{k+1} − x_k‖₁ ≤ D / fragments"},
                  [](SampParameters& all) -> int& { return all.fragments; });
    return table;
}

}  // namespace

Method samp() {
    return makeMethod({.name = "samp",
                       .title = "SAMP",
                       .summary = "Deletes the picture towards black and inserts it into its blur, "
                                  "the pixels that matter most first, and adds both up. The chosen "
                                  "baseline is not used.",
                       .parameters = {},
                       .traits = ofPathMethods,
                       .baseline = BaselineUse::Ignored},
                      sampTable(), runSamp, estimateSamp);
}

}  // namespace sigscope::methods
