#include "engine/metrics/diffid.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/baselines/impulse_blur.h"
#include "engine/metrics/scores.h"

namespace sigscope::metrics {

namespace {

constexpr double tiny = 1e-8;  ///< Of the published program, against division by zero.

/// What replaces elements: nothing is known of their mean before it is known which they are.
at::Tensor fillOf(const at::Tensor& input, Fill fill) {
    switch (fill) {
        case Fill::Zero:
            return at::zeros_like(input);
        case Fill::Blur:
            return baselines::impulseBlur(input);
        case Fill::KeptMean:
            break;
    }
    return {};
}

/// `input` with the elements of flat `indices` replaced: by those of `fill`, else by the mean of
/// the others.
at::Tensor withoutElements(const at::Tensor& input, const at::Tensor& indices,
                           const at::Tensor& fill) {
    at::Tensor kept = at::ones_like(input).flatten();
    kept.index_fill_(0, indices, 0);
    const at::Tensor values = input.flatten();
    const at::Tensor others =
        fill.defined() ? fill.flatten() : (values * kept).sum() / (kept.sum() + tiny);
    return at::where(kept.to(at::kBool), values, others).view(input.sizes());
}

double softened(double probability, double whole) {
    return std::min(1.0, probability / (whole + tiny));
}

/// Of the picture itself, and then for each ratio without the least and without the most.
Scores changedScores(const Problem& problem, const at::Tensor& attribution,
                     const std::vector<double>& ratios, Fill fill, const schedule::Turn& turn) {
    const at::NoGradGuard noGradients;
    const at::Tensor& input = problem.input;
    const at::Tensor order =
        descendingOrder(attribution.abs().expand(input.sizes()).reshape(-1)).to(input.device());
    const auto count = static_cast<double>(order.numel());
    const at::Tensor others = fillOf(input, fill);
    const auto picture = [&](std::int64_t index) {
        if (index == 0) return input;
        const auto replaced =
            static_cast<std::int64_t>(ratios[static_cast<std::size_t>(index - 1) / 2] * count);
        const at::Tensor gone =
            index % 2 == 1 ? order.slice(0, order.numel() - replaced) : order.slice(0, 0, replaced);
        return withoutElements(input, gone, others);
    };
    const auto pictures = [&](std::int64_t begin, std::int64_t end) {
        std::vector<at::Tensor> batch;
        for (std::int64_t i = begin; i < end; ++i) batch.push_back(picture(i));
        return at::stack(batch);
    };
    return scoresOf(*problem.classifier, problem.objective.target,
                    1 + 2 * static_cast<std::int64_t>(ratios.size()), pictures, turn);
}

DiffId diffIdOf(const Scores& scores, Score score) {
    const auto scoreAt = [&](std::size_t index) {
        return score == Score::Binary
                   ? scores.accuracy[index]
                   : softened(scores.probability[index], scores.probability.front());
    };
    DiffId result;
    for (std::size_t index = 1; index < scores.accuracy.size(); index += 2) {
        result.insertion.push_back(scoreAt(index));
        result.deletion.push_back(scoreAt(index + 1));
    }
    return result;
}

MetricResult runDiffId(const MetricContext& context) {
    Problem problem = context.problem;
    problem.objective.target = context.label;
    const std::vector<double>& ratios = context.options.ratios;
    const Scores scores =
        changedScores(problem, context.attribution, ratios, Fill::KeptMean, context.turn);
    const DiffId binary = diffIdOf(scores, Score::Binary);
    const DiffId soft = diffIdOf(scores, Score::Soft);
    MetricResult result{.value = binary.difference()};
    result.parts = {{"soft", soft.difference()}};
    result.curves = {{"insertion", "share replaced", "accuracy", ratios, binary.insertion},
                     {"deletion", "share replaced", "accuracy", ratios, binary.deletion},
                     {"insertion, soft", "share replaced", "share of p", ratios, soft.insertion},
                     {"deletion, soft", "share replaced", "share of p", ratios, soft.deletion}};
    return result;
}

}  // namespace

double DiffId::difference() const {
    double sum = 0;
    for (std::size_t i = 0; i < insertion.size(); ++i) sum += insertion[i] - deletion[i];
    return sum / static_cast<double>(insertion.size());
}

DiffId diffId(const Problem& problem, const at::Tensor& attribution, Score score,
              const std::vector<double>& ratios, Fill fill, const schedule::Turn& turn) {
    return diffIdOf(changedScores(problem, attribution, ratios, fill, turn), score);
}

Metric diffIdMetric() {
    return {{"diffid", "DiffID",
             "Whether the class stays the likeliest where the least important elements are "
             "replaced, less whether it stays where the most important are: the mean over how many "
             "they are.",
             Better::Higher},
            runDiffId};
}

}  // namespace sigscope::metrics
