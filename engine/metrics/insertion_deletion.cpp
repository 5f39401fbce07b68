#include "engine/metrics/insertion_deletion.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "engine/baselines/impulse_blur.h"
#include "engine/error.h"

namespace sigscope::metrics {

namespace {

/// Where each pixel is in `order`, [H, W].
at::Tensor placesOf(const at::Tensor& order, const at::Tensor& picture) {
    return at::empty_like(order)
        .index_copy_(0, order, at::arange(order.numel(), order.options()))
        .view({picture.size(1), picture.size(2)})
        .to(picture.device());
}

MetricResult gameResult(const PixelCurve& curve, const std::string& name) {
    MetricResult result{.value = curve.area()};
    result.curves = {
        {name, "share of pixels changed", "probability", curve.share, curve.scores.probability}};
    return result;
}

at::Tensor curveMap(const MetricContext& context) {
    return summarise(context.attribution, context.options.curveSummary);
}

MetricResult runInsertion(const MetricContext& context) {
    return gameResult(insertionCurve(context.problem, context.label, curveMap(context),
                                     context.options.pixelsPerStep, context.turn),
                      "insertion");
}

MetricResult runDeletion(const MetricContext& context) {
    return gameResult(
        deletionCurve(context.problem, context.label, curveMap(context),
                      context.options.pixelsPerStep, context.turn, context.options.deletionEnd),
        "deletion");
}

}  // namespace

double PixelCurve::area() const {
    const std::vector<double>& values = scores.probability;
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    return (sum - (values.front() + values.back()) / 2) / static_cast<double>(values.size() - 1);
}

PixelCurve pixelCurve(const models::Classifier& classifier, int label, const at::Tensor& order,
                      std::int64_t pixelsPerStep, const at::Tensor& from, const at::Tensor& to,
                      const schedule::Turn& turn, const LogitsWatcher& watcher) {
    const std::int64_t pixels = order.numel();
    if (pixels != from.size(1) * from.size(2) || from.sizes() != to.sizes())
        throw Error("insertion and deletion: the map is of another size than the picture");
    if (pixelsPerStep < 1) throw Error("insertion and deletion: a step takes at least one pixel");
    const std::int64_t steps = (pixels + pixelsPerStep - 1) / pixelsPerStep;
    const at::Tensor places = placesOf(order, from);
    const auto changedAfter = [&](std::int64_t step) {
        return std::min(step * pixelsPerStep, pixels);
    };
    const auto pictures = [&](std::int64_t begin, std::int64_t end) {
        std::vector<at::Tensor> batch;
        for (std::int64_t step = begin; step < end; ++step)
            batch.push_back(at::where(places.lt(changedAfter(step)).unsqueeze(0), to, from));
        return at::stack(batch);
    };
    PixelCurve curve;
    for (std::int64_t step = 0; step <= steps; ++step)
        curve.share.push_back(static_cast<double>(changedAfter(step)) /
                              static_cast<double>(pixels));
    curve.scores = scoresOf(classifier, label, steps + 1, pictures, turn, watcher);
    return curve;
}

PixelCurve deletionCurve(const Problem& problem, int label, const at::Tensor& map,
                         std::int64_t pixelsPerStep, const schedule::Turn& turn, DeletionEnd end) {
    const at::Tensor last =
        end == DeletionEnd::Baseline ? problem.baseline : at::zeros_like(problem.input);
    return pixelCurve(*problem.classifier, label, descendingOrder(map), pixelsPerStep,
                      problem.input, last, turn);
}

PixelCurve insertionCurve(const Problem& problem, int label, const at::Tensor& map,
                          std::int64_t pixelsPerStep, const schedule::Turn& turn) {
    return pixelCurve(*problem.classifier, label, descendingOrder(map), pixelsPerStep,
                      baselines::impulseBlur(problem.input), problem.input, turn);
}

Metric insertionMetric() {
    return {{"insertion",
             "Insertion",
             "The area under the class's probability while the most important pixels come first "
             "into a blurred picture.",
             Better::Higher,
             {},
             {},
             {"curve-rank", "curve-step"}},
            runInsertion};
}

Metric deletionMetric() {
    return {{"deletion",
             "Deletion",
             "The area under the class's probability while the most important pixels are the first "
             "to become the mean colour.",
             Better::Lower,
             {},
             {},
             {"curve-rank", "curve-step", "deletion-end"}},
            runDeletion};
}

}  // namespace sigscope::metrics
