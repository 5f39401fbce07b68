#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/api/growth_observer.h"

namespace sigscope {

/// What takes the place of removed pixels.
enum class RemovalFill {
    PictureMean,  ///< The picture's mean colour; of DiffID the mean of what remains, as published.
    Zero,         ///< 0 in model space: the mean colour of the training data.
    Blur,         ///< The blurred picture.
};

/// How a pixel's channels become the one number that it is ranked by.
enum class PixelRank {
    SumOfMagnitudes,  ///< Σ_c |A_c|
    MagnitudeOfSum,   ///< |Σ_c A_c|
    SignedSum,        ///< Σ_c A_c: evidence against the class comes last.
};

/// How insertion and deletion are played: docs/theory/metrics.md#insertion-and-deletion.
struct RemovalOptions {
    RemovalFill fill = RemovalFill::PictureMean;
    int points = 50;  ///< Steps of a curve, at most: at least 1.
    PixelRank rank = PixelRank::SumOfMagnitudes;

    bool operator==(const RemovalOptions&) const = default;
};

/// A map to be measured against its picture and model.
struct MapEvaluationRequest {
    ExplainRequest request;                  ///< What the map explains.
    std::shared_ptr<const Explanation> map;  ///< Null for a random map, the control.
    std::int64_t seed = 1;                   ///< Of the random map, as its method's `draw-seed`.
    RemovalOptions options{};
};

/// What the model says of the picture at one step of a curve.
struct RemovalPoint {
    double share = 0;              ///< Of pixels that were changed, in [0, 1].
    double probability = 0;        ///< Of the explained class.
    std::vector<RankedClass> top;  ///< The likeliest classes, five at most.
};

/// A number of a map, or why there is none.
struct MapScore {
    std::optional<double> value{};
    std::string why{};  ///< Empty until it was tried, and where there is a value.
};

/// The pixels by rank and what they become: with Scene::seen, the picture at any share.
struct PixelRemoval {
    std::vector<std::int32_t> places;  ///< Of each pixel, y·W + x: 0 is the most important.
    Array fill;                        ///< Raw, [3, H, W], in [0, 1] but for rounding.
};

/// What was measured of one map; while it goes on, what is there so far.
/// docs/theory/metrics.md#insertion-and-deletion, #diffid, #road, #completeness-gap.
struct MapEvaluation {
    std::vector<RemovalPoint> insertion;  ///< From the fill to the picture, by ascending share.
    std::vector<RemovalPoint> deletion;   ///< From the picture to the fill.
    MapScore insertionArea, deletionArea;
    MapScore diffId;                       ///< Binary, as published.
    MapScore softDiffId;                   ///< Of p, which tells maps apart on one picture.
    MapScore roadMorf, roadLerf, roadGap;  ///< Mean probabilities. Not of random maps.
    MapScore completenessGap;              ///< Not of random maps.
    std::shared_ptr<const PixelRemoval> removal;
    double secondsPerPicture = 0;  ///< Of an evaluation of the network along the curves.
};

/// How many pictures the network is shown to measure a map so: its cost.
[[nodiscard]] int pictureCount(const MapEvaluationRequest& request);

using MapEvaluationObserver = GrowthObserver<MapEvaluation>;

}  // namespace sigscope
