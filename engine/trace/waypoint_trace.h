#pragma once

#include <memory>
#include <vector>

#include "engine/analysis/spectrum.h"
#include "engine/api/path_trace.h"
#include "engine/trace/display_space.h"

namespace sigscope::trace {

/// A point of a path that was found on the way, as the trace keeps it.
struct KeptWaypoint {
    double alpha = 0;
    std::shared_ptr<const Array> point;        ///< Model space, [3, H, W].
    std::shared_ptr<const Array> accumulated;  ///< A from the path's start to here, [3, H, W].
};

/// What a WaypointTrace is made of; everything ascends in α.
struct WaypointContent {
    DisplaySpace space;
    std::shared_ptr<const Array> baseline;
    std::vector<PathNode> nodes;
    std::vector<double> sums;             ///< ΣA up to each node.
    std::vector<KeptWaypoint> waypoints;  ///< At least one; the last one's map is the result.
};

/// The trace of a path that depends on gradients, so that it cannot be sampled again: some of its
/// points with the maps up to them, and straight lines between.
class WaypointTrace final : public PathTrace {
public:
    explicit WaypointTrace(WaypointContent content);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_content.nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override {
        return m_content.sums;
    }
    [[nodiscard]] Frame frame(double alpha) const override;
    [[nodiscard]] Array mapAt(double alpha) const override;
    [[nodiscard]] float spectrumMaximum() const override { return m_spectrumMaximum; }
    [[nodiscard]] std::int64_t bytes() const override;

private:
    /// Two waypoints that follow each other, and how far from the first to the second α is; the
    /// last one twice at the path's end.
    struct Piece {
        std::size_t left = 0;
        std::size_t right = 0;
        double share = 0;  ///< In [0, 1].
    };

    /// `alpha` lies within the waypoints.
    [[nodiscard]] Piece pieceAt(double alpha) const;
    [[nodiscard]] double within(double alpha) const;
    [[nodiscard]] analysis::Spectrum spectrumOf(const Array& point) const;

    WaypointContent m_content;
    float m_spectrumMaximum = 0;
};

}  // namespace sigscope::trace
