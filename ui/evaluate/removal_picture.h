#pragma once

#include <QImage>
#include <vector>

#include "engine/api/image.h"
#include "engine/api/map_evaluation.h"

namespace sigscope::ui {

/// The two games of a map's evaluation.
enum class RemovalGame {
    Insertion,  ///< The most important pixels come first.
    Deletion,   ///< They go first.
};

/// The curve of a game, as far as it was played.
[[nodiscard]] const std::vector<RemovalPoint>& removalPointsOf(const MapEvaluation& evaluation,
                                                               RemovalGame game);

/// The step that is nearest to that share; null where none is there yet.
[[nodiscard]] const RemovalPoint* removalPointAt(const std::vector<RemovalPoint>& points,
                                                 double share);

/// The picture that the model saw (`seen`, of the size of the map) when that share of its pixels
/// was changed. Null where the sizes are others.
[[nodiscard]] QImage removalPicture(const Image& seen, const PixelRemoval& removal,
                                    RemovalGame game, double share);

}  // namespace sigscope::ui
