#include "ui/render/comparison_maps.h"

#include <utility>

#include "engine/api/rank_correlation.h"
#include "ui/render/colour_map.h"
#include "ui/render/map_drawing.h"
#include "ui/render/number_text.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

namespace {

Array pooled(const std::vector<Array>& maps) {
    Array all;
    for (const Array& map : maps)
        all.values.insert(all.values.end(), map.values.begin(), map.values.end());
    all.channels = all.height = 1;
    all.width = static_cast<int>(all.values.size());
    return all;
}

QString magnitudeTitle(Reduction reduction) {
    return reduction == Reduction::Absolute ? "|A|, summed over channels"
                                            : "A, summed over channels";
}

void scaleTogether(ComparisonMaps& scaled, const ComparisonView& view) {
    const Reduction reduction = view.reduction;
    const Array all = pooled(scaled.maps);
    const double limit = view.limit ? *view.limit : magnitudeQuantile(all, usualPercentile / 100);
    scaled.limits.assign(scaled.maps.size(), limit);
    scaled.barTitle = magnitudeTitle(reduction);
    scaled.note = QString("One scale for all maps; %1 % of their pixels lie beyond %2%3")
                      .arg(numberText(100 * shareBeyond(all, limit), 2),
                           reduction == Reduction::Signed ? "± " : "", numberText(limit));
}

void scaleEach(ComparisonMaps& scaled, Reduction reduction) {
    for (const Array& map : scaled.maps)
        scaled.limits.push_back(magnitudeQuantile(map, usualPercentile / 100));
    scaled.barTitle = "share of the map’s limit";
    scaled.note = magnitudeTitle(reduction) +
                  QString("; each map up to its own limit, beyond which %1 % of its pixels lie")
                      .arg(numberText(100 - usualPercentile, 2));
}

void scaleByRank(ComparisonMaps& scaled, Reduction reduction) {
    scaled.limits.assign(scaled.maps.size(), 1);
    scaled.barTitle = reduction == Reduction::Absolute ? "rank of |A|" : "rank of |A|, sign of A";
    scaled.note = magnitudeTitle(reduction) +
                  ": each magnitude as its rank in its map, from 0 to the largest, 1";
}

}  // namespace

Array reducedFor(const Array& attribution, const ComparisonView& view) {
    if (attribution.empty()) return {};
    Array map = reduceChannels(attribution, view.reduction);
    return view.scale == ComparisonScale::Rank ? rankedMagnitudes(map) : map;
}

std::vector<Array> reducedFor(const std::vector<Array>& attributions, const ComparisonView& view) {
    std::vector<Array> maps;
    for (const Array& attribution : attributions) maps.push_back(reducedFor(attribution, view));
    return maps;
}

ComparisonMaps comparisonMaps(const std::vector<Array>& attributions, const ComparisonView& view) {
    return scaledMaps(reducedFor(attributions, view), view);
}

ComparisonMaps scaledMaps(std::vector<Array> reduced, const ComparisonView& view) {
    ComparisonMaps scaled;
    scaled.maps = std::move(reduced);
    switch (view.scale) {
        case ComparisonScale::One:
            scaleTogether(scaled, view);
            break;
        case ComparisonScale::Map:
            scaleEach(scaled, view.reduction);
            break;
        case ComparisonScale::Rank:
            scaleByRank(scaled, view.reduction);
            break;
    }
    if (view.topShare)
        scaled.note =
            QString("The photograph where each map’s magnitudes are largest: %1 % of the pixels")
                .arg(numberText(100 * *view.topShare, 2));
    return scaled;
}

QImage comparisonPicture(const Array& map, double limit, const ComparisonView& view,
                         const QImage& photograph) {
    const MapScale scale = scaleTo(limit, view.reduction, view.ground);
    if (!view.showsPhotograph()) return colourise(map, scale.colours, scale.low, scale.high);
    MapDisplay display;
    display.view = view.topShare ? MapView::Mask : MapView::OverPhotograph;
    display.topShare = view.topShare.value_or(display.topShare);
    display.opacity = view.opacity.value_or(display.opacity);
    return drawMap(map, scale.colours, limit, display, photograph);
}

Array differenceOfColours(const Array& first, double firstLimit, const Array& second,
                          double secondLimit) {
    if (first.height != second.height || first.width != second.width) return {};
    const auto perLimit = [](double limit) {
        return static_cast<float>(limit > 0 ? 1 / limit : 0);
    };
    Array difference = first;
    for (std::size_t i = 0; i < difference.values.size(); ++i)
        difference.values[i] =
            first.values[i] * perLimit(firstLimit) - second.values[i] * perLimit(secondLimit);
    return difference;
}

}  // namespace sigscope::ui
