#include "engine/methods/expected_gradients.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/draw_seed.h"
#include "engine/methods/halved_sums.h"
#include "engine/problem/named_stream.h"

namespace sigscope::methods {

namespace {

struct ExpectedGradientsParameters {
    int samples = 200;  ///< The original paper's.
    std::string references;
    int referenceCount = 100;  ///< As many as may be drawn.
    std::int64_t seed = 1;
};

/// f at the references and at x, the last; empty if the run was stopped meanwhile.
std::vector<double> endValues(const Problem& problem, const at::Tensor& references,
                              AttributionRecorder& recorder) {
    const at::Tensor ends = at::cat({references, problem.input.unsqueeze(0)});
    std::vector<double> f(ends.size(0));
    const auto evaluate = [&](int begin, int end) {
        std::ranges::copy(evaluateValues(problem, ends.slice(0, begin, end)), f.begin() + begin);
    };
    if (!recorder.inMicroBatches(static_cast<int>(ends.size(0)), evaluate)) return {};
    return f;
}

integration::Attribution runExpectedGradients(const Problem& problem,
                                              const ExpectedGradientsParameters& parameters,
                                              const integration::RunContext& context) {
    if (!context.auxiliary) throw Error("expected-gradients: needs reference pictures");
    const at::Tensor references = context.auxiliary->references(
        parameters.references, parameters.referenceCount, parameters.seed, problem);
    return expectedGradientsWith(
        problem, references,
        drawExpectedGradients(parameters.samples, references.size(0), parameters.seed), context);
}

ResourceEstimate estimateExpectedGradients(const ExpectedGradientsParameters& parameters,
                                           const Extent& extent, std::int64_t) {
    // There may be fewer references than asked for.
    return {.evaluations = parameters.samples + parameters.referenceCount + 1,
            .heldBytes = (44 + 2 * parameters.referenceCount) * extent.inputBytes,
            .exact = false};
}

ParameterTable<ExpectedGradientsParameters> expectedGradientsTable() {
    ParameterTable<ExpectedGradientsParameters> table;
    table.integer({.name = "samples",
                   .symbol = "n",
                   .minimum = 1,
                   .maximum = 1'000'000,
                   .unit = {},
                   .help = "How many gradients, each between a reference and the picture.",
                   .equation = "A = 1/n Σ_j (x − r_j) ⊙ g(r_j + α_j (x − r_j))"},
                  [](ExpectedGradientsParameters& all) -> int& { return all.samples; });
    table.folder(
        "references",
        "Pictures to begin at: a folder, or files separated by semicolons. The samples that come "
        "with the program if none are given.",
        [](ExpectedGradientsParameters& all) -> std::string& { return all.references; });
    table.integer({.name = "reference-count",
                   .symbol = "R",
                   .minimum = 1,
                   .maximum = 1000,
                   .unit = {},
                   .help = "How many of the reference pictures, at most.",
                   .equation = {}},
                  [](ExpectedGradientsParameters& all) -> int& { return all.referenceCount; });
    table.integer(drawSeedText(),
                  [](ExpectedGradientsParameters& all) -> std::int64_t& { return all.seed; });
    return table;
}

}  // namespace

ExpectedGradientsDraw drawExpectedGradients(int samples, std::int64_t references,
                                            std::int64_t seed) {
    const std::string name = "expected-gradients/" + std::to_string(seed);
    std::vector<at::Tensor> orders;
    for (std::int64_t drawn = 0; drawn < samples; drawn += references)
        orders.push_back(NamedStream(name + "/references/" + std::to_string(drawn / references))
                             .permutation(references));
    const at::Tensor stratum = NamedStream(name + "/strata").permutation(samples);
    const at::Tensor within = NamedStream(name + "/alpha").uniforms(samples);
    return {at::cat(orders).slice(0, 0, samples), (stratum + within) / samples};
}

integration::Attribution expectedGradientsWith(const Problem& problem, const at::Tensor& references,
                                               const ExpectedGradientsDraw& draw,
                                               const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    if (recorder.stopped()) return {};
    const std::vector<double> f = endValues(problem, references, recorder);
    if (f.empty()) return recorder.result(false);
    const double fStart =
        std::accumulate(f.begin(), f.end() - 1, 0.0) / static_cast<double>(references.size(0));
    recorder.reached({0, fStart}, problem.baseline, 0);
    const at::Tensor which = draw.references.to(problem.input.device());
    const at::Tensor alphas = draw.alphas.to(problem.input.options()).view({-1, 1, 1, 1});
    const std::int64_t samples = which.size(0);
    at::Tensor mean = at::zeros_like(problem.input, problem.input.options().dtype(at::kDouble));
    HalvedSums halves;
    for (std::int64_t done = 0; done < samples;) {
        if (recorder.stopped()) return recorder.result(false, halves.error());
        const std::int64_t end = std::min<std::int64_t>(done + recorder.batch(), samples);
        const at::Tensor starts = references.index_select(0, which.slice(0, done, end));
        const at::Tensor ways = problem.input - starts;
        const Gradients here = recorder.gradients(starts + alphas.slice(0, done, end) * ways);
        const at::Tensor parts = (ways * here.gradients).to(at::kDouble);
        halves.add(done, parts);
        const at::Tensor change = (parts - mean).sum(0) / static_cast<double>(end);
        done = end;
        mean += change;
        recorder.add(change);
        const double share = static_cast<double>(done) / static_cast<double>(samples);
        recorder.reached({share, f.back()}, problem.input, share);
        if (recorder.keepsMoments())
            recorder.show(
                {MomentKind::Gradients, static_cast<int>(done), static_cast<int>(samples)},
                halves.error());
    }
    return recorder.result(true, halves.error());
}

Method expectedGradients() {
    return makeMethod(
        {.name = "expected-gradients",
         .title = "Expected Gradients",
         .summary = "The mean of straight paths from many reference pictures, by gradients at "
                    "random places of them. The chosen baseline is not used.",
         .parameters = {},
         .traits = {PathUse::None, SumGoal::ChangeOfF, SignUse::Both, MapUnit::F},
         .baseline = BaselineUse::Ignored},
        expectedGradientsTable(), runExpectedGradients, estimateExpectedGradients);
}

}  // namespace sigscope::methods
