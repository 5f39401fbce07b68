#include "engine/api/map_evaluation.h"

namespace sigscope {

int pictureCount(const MapEvaluationRequest& request) {
    constexpr int ofDiffId = 2 * (1 + 2 * 9);  // Binary and soft; nine ratios.
    constexpr int ofRoad = 3 * 2 * 9;          // Three draws.
    const int ofCurves = 2 * (request.options.points + 1);
    return ofCurves + ofDiffId + (request.map ? ofRoad : 0);
}

}  // namespace sigscope
