#pragma once

#include <QImage>
#include <QString>
#include <vector>

#include "engine/api/array.h"
#include "ui/render/comparison_view.h"

namespace sigscope::ui {

/// Maps beside each other, as they are coloured. One that is not there is empty.
struct ComparisonMaps {
    std::vector<Array> maps;     ///< [1, H, W]; of ComparisonScale::Rank, places.
    std::vector<double> limits;  ///< Of each scale, > 0 unless the map is zero.
    QString barTitle;            ///< What the colour bar shows.
    QString note;                ///< The scale in a sentence.
};

/// The maps of `attributions` [3, H, W] on the scales of `view`. Those that are empty stay so.
[[nodiscard]] ComparisonMaps comparisonMaps(const std::vector<Array>& attributions,
                                            const ComparisonView& view);

/// The same of maps that reducedFor() made.
[[nodiscard]] ComparisonMaps scaledMaps(std::vector<Array> reduced, const ComparisonView& view);

/// A map as comparisonMaps() reduces it; empty of an empty attribution.
[[nodiscard]] Array reducedFor(const Array& attribution, const ComparisonView& view);

/// Maps as comparisonMaps() reduced them, of other moments of the same paths: for a scale that was
/// already settled.
[[nodiscard]] std::vector<Array> reducedFor(const std::vector<Array>& attributions,
                                            const ComparisonView& view);

/// How a map that comparisonMaps() or reducedFor() made is shown: in the colours of the scale to
/// `limit`, with the photograph where `view` wants that. `photograph` is what the map's model saw,
/// of the map's size; of another size, or null, there are colours. Null of an empty map.
[[nodiscard]] QImage comparisonPicture(const Array& map, double limit, const ComparisonView& view,
                                       const QImage& photograph);

/// A/a − B/b of two maps [1, H, W] as they are coloured, with their limits a and b: 0 where both
/// have the same colour. Empty where one is, and of different sizes.
[[nodiscard]] Array differenceOfColours(const Array& first, double firstLimit, const Array& second,
                                        double secondLimit);

}  // namespace sigscope::ui
