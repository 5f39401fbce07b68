#include "engine/metrics/diffid.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/baselines/impulse_blur.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/scores.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::metrics {

namespace {

constexpr double tiny = 1e-8;  ///< Of the published program, against division by zero.

/// Whether the picture itself is one of those that are scored.
enum class WholePicture { NotAsked, Scored };

/// What replaces elements; undefined for a mean, which depends on what they are.
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

/// A picture, any number of whose elements can be replaced from either end of their order: sorted
/// once, and what remains is summed once for all of its numbers.
class Replacement {
public:
    /// `attribution` [C, H, W] ranks the elements of `input` [3, H, W] by |A|.
    Replacement(const at::Tensor& input, const at::Tensor& attribution, Fill fill)
        : m_input(input),
          m_elements(input.flatten()),
          m_order(descendingOrder(attribution.abs().expand(input.sizes())).to(input.device())) {
        if (const at::Tensor other = fillOf(input, fill); other.defined())
            m_fill = other.flatten().index_select(0, m_order);
        const at::Tensor values = m_elements.index_select(0, m_order).to(at::kCPU, at::kDouble);
        m_sums = toNumbers(at::constant_pad_nd(values.cumsum(0), {1, 0}));
    }

    [[nodiscard]] std::int64_t count() const { return m_elements.numel(); }

    [[nodiscard]] at::Tensor withoutFirst(std::int64_t replaced) const {
        return without(0, replaced, m_sums.back() - m_sums[replaced]);
    }

    [[nodiscard]] at::Tensor withoutLast(std::int64_t replaced) const {
        return without(count() - replaced, count(), m_sums[count() - replaced]);
    }

private:
    /// The picture without the elements from `begin` to `end` of the order; the others add up to
    /// `sum`.
    [[nodiscard]] at::Tensor without(std::int64_t begin, std::int64_t end, double sum) const {
        const at::Tensor replaced = m_order.slice(0, begin, end);
        if (m_fill.defined())
            return m_elements.index_copy(0, replaced, m_fill.slice(0, begin, end))
                .view(m_input.sizes());
        const auto kept = static_cast<double>(count() - (end - begin));
        return m_elements.index_fill(0, replaced, sum / (kept + tiny)).view(m_input.sizes());
    }

    at::Tensor m_input;
    at::Tensor m_elements;  ///< Of the picture, [3HW].
    at::Tensor m_order;     ///< Of the elements, most important first.
    at::Tensor m_fill;      ///< What replaces each, in this order; undefined where it is a mean.
    std::vector<double> m_sums;  ///< Of the first 0 … 3HW elements of the order.
};

double softened(double probability, double whole) {
    return std::min(1.0, probability / (whole + tiny));
}

/// For each ratio without the least and without the most; and then of the picture itself, which
/// only soft scores are asked of.
Scores changedScores(const Problem& problem, const at::Tensor& attribution,
                     const std::vector<double>& ratios, Fill fill, WholePicture whole,
                     const schedule::Turn& turn) {
    const at::NoGradGuard noGradients;
    const Replacement replacement(problem.input, attribution, fill);
    const std::int64_t count = replacement.count();
    const auto games = 2 * static_cast<std::int64_t>(ratios.size());
    const auto picture = [&](std::int64_t index) {
        if (index == games) return problem.input;
        const std::int64_t replaced = countOf(ratios[static_cast<std::size_t>(index) / 2], count);
        return index % 2 == 0 ? replacement.withoutLast(replaced)
                              : replacement.withoutFirst(replaced);
    };
    const auto pictures = [&](std::int64_t begin, std::int64_t end) {
        std::vector<at::Tensor> batch;
        for (std::int64_t i = begin; i < end; ++i) batch.push_back(picture(i));
        return at::stack(batch);
    };
    return scoresOf(*problem.classifier, problem.objective.target,
                    games + (whole == WholePicture::Scored ? 1 : 0), pictures, turn);
}

DiffId diffIdOf(const Scores& scores, Score score) {
    const auto scoreAt = [&](std::size_t index) {
        return score == Score::Binary
                   ? scores.accuracy[index]
                   : softened(scores.probability[index], scores.probability.back());
    };
    DiffId result;
    for (std::size_t index = 0; index + 1 < scores.accuracy.size(); index += 2) {
        result.insertion.push_back(scoreAt(index));
        result.deletion.push_back(scoreAt(index + 1));
    }
    return result;
}

MetricResult runDiffId(const MetricContext& context) {
    Problem problem = context.problem;
    problem.objective.target = context.label;
    const std::vector<double>& ratios = context.options.ratios;
    const Scores scores = changedScores(problem, context.attribution, ratios, context.options.fill,
                                        WholePicture::Scored, context.turn);
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
    const WholePicture whole = score == Score::Soft ? WholePicture::Scored : WholePicture::NotAsked;
    return diffIdOf(changedScores(problem, attribution, ratios, fill, whole, turn), score);
}

Metric diffIdMetric() {
    return {{"diffid",
             "DiffID",
             "Whether the class stays the likeliest where the least important elements are "
             "replaced, less whether it stays where the most important are: the mean over how many "
             "they are.",
             Better::Higher,
             {},
             {},
             {"diffid-fill"}},
            runDiffId};
}

}  // namespace sigscope::metrics
