#include "engine/metrics/localisation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/api/parameters.h"
#include "engine/error.h"

namespace sigscope::metrics {

namespace {

void requireSameSize(const at::Tensor& map, const at::Tensor& object) {
    if (map.sizes() != object.sizes())
        throw Error("localisation: the object's mask is of another size than the map");
}

at::Tensor localisedMap(const MetricContext& context) {
    return summarise(context.attribution, context.options.summary);
}

/// A metric of a map and the object's pixels.
using RegionMeasure = std::optional<double> (*)(const at::Tensor&, const at::Tensor&);

template <RegionMeasure measure>
MetricResult runRegionMeasure(const MetricContext& context) {
    const at::Tensor map = localisedMap(context);
    MetricResult result{.value = measure(map, context.region.pixels(map.size(0), map.size(1)))};
    if (!result.value) result.why = "the map or the object's mask is the same everywhere";
    return result;
}

MetricResult runPointing(const MetricContext& context) {
    const at::Tensor map = localisedMap(context);
    const double tolerance = context.options.pointingTolerance;
    MetricResult result;
    result.value =
        pointsInto(map, context.region.pixels(map.size(0), map.size(1)), tolerance) ? 1 : 0;
    if (tolerance > 0)
        result.rule = "tolerance of " + toText(ParameterValue(tolerance)) + " pixels";
    return result;
}

double bestOverlap(const Box& box, const std::vector<Box>& objects) {
    double best = 0;
    for (const Box& object : objects) best = std::max(best, intersectionOverUnion(box, object));
    return best;
}

MetricResult runBox(const MetricContext& context) {
    const at::Tensor support = supportOf(localisedMap(context), context.options.support);
    const std::vector<Box> objects = context.region.allBoxes();
    MetricResult result{.value = bestOverlap(tightBox(support), objects)};
    result.parts = {
        {"of the largest component", bestOverlap(tightBox(largestComponent(support)), objects)}};
    result.rule = context.options.support.name();
    return result;
}

MetricResult runMask(const MetricContext& context) {
    const at::Tensor support = supportOf(localisedMap(context), context.options.support);
    const at::Tensor masks = context.region.allMasks(support.size(0), support.size(1));
    double best = 0;
    for (const at::Tensor& mask : masks.unbind())
        best = std::max(best, intersectionOverUnion(support, mask));
    MetricResult result{.value = best};
    result.parts = {{"with all masks together", intersectionOverUnion(support, masks.any(0))}};
    result.rule = context.options.support.name();
    return result;
}

}  // namespace

bool pointsInto(const at::Tensor& map, const at::Tensor& object, double tolerance) {
    requireSameSize(map, object);
    const at::Tensor maximal = map.eq(map.max());
    if (tolerance <= 0) return maximal.logical_and(object).any().item<bool>();
    const at::Tensor first = maximal.nonzero()[0];
    const at::Tensor distance = (object.nonzero() - first).square().sum(1);
    return distance.lt(tolerance * tolerance).any().item<bool>();
}

std::optional<double> rankAccuracy(const at::Tensor& map, const at::Tensor& object) {
    requireSameSize(map, object);
    const auto size = object.sum().item<std::int64_t>();
    if (size == 0) return std::nullopt;
    const at::Tensor highest = descendingOrder(map).slice(0, 0, size);
    return object.flatten().index_select(0, highest).to(at::kDouble).mean().item<double>();
}

std::optional<double> massAccuracy(const at::Tensor& map, const at::Tensor& object) {
    requireSameSize(map, object);
    const double mass = map.sum().item<double>();
    if (mass == 0) return std::nullopt;
    return (map * object).sum().item<double>() / mass;
}

std::optional<double> rocArea(const at::Tensor& map, const at::Tensor& object) {
    requireSameSize(map, object);
    const double inside = object.sum().item<double>();
    const double outside = static_cast<double>(object.numel()) - inside;
    if (inside == 0 || outside == 0) return std::nullopt;
    // Mann and Whitney: the ranks of those inside, less the least that they can be.
    const double ranks =
        meanRanks(map.flatten()).dot(object.flatten().to(at::kDouble)).item<double>();
    return (ranks - inside * (inside + 1) / 2) / (inside * outside);
}

Metric pointingMetric() {
    return {{"pointing",
             "Pointing game",
             "1 where the map's maximum is in the object, else 0: over pictures, an accuracy.",
             Better::Higher,
             {},
             {MetricNeed::Region},
             {"pixel-rank", "pointing-tolerance"}},
            runPointing};
}

Metric boxMetric() {
    return {{"bbox-iou",
             "Box IoU",
             "Intersection over union of the box around the map's support and the object's.",
             Better::Higher,
             {},
             {MetricNeed::Boxes},
             {"pixel-rank", "support", "support-amount"}},
            runBox};
}

Metric maskMetric() {
    return {{"mask-iou",
             "Mask IoU",
             "Intersection over union of the map's support and the object's pixels.",
             Better::Higher,
             {},
             {MetricNeed::Region},
             {"pixel-rank", "support", "support-amount"}},
            runMask};
}

Metric rankAccuracyMetric() {
    return {{"rank-accuracy",
             "Rank accuracy",
             "The share of the highest pixels, as many as the object has, that are in the object.",
             Better::Higher,
             {},
             {MetricNeed::Region},
             {"pixel-rank"}},
            runRegionMeasure<rankAccuracy>};
}

Metric massAccuracyMetric() {
    return {{"mass-accuracy",
             "Mass accuracy",
             "The share of the map's sum that is in the object.",
             Better::Higher,
             {},
             {MetricNeed::Region},
             {"pixel-rank"}},
            runRegionMeasure<massAccuracy>};
}

Metric rocAreaMetric() {
    return {{"roc-auc",
             "ROC-AUC",
             "The probability that the map is higher at a pixel of the object than at another.",
             Better::Higher,
             {},
             {MetricNeed::Region},
             {"pixel-rank"}},
            runRegionMeasure<rocArea>};
}

}  // namespace sigscope::metrics
