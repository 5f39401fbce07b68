#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/integration/accumulator.h"
#include "engine/integration/observer.h"
#include "engine/models/preprocessing.h"
#include "engine/trace/node_trace.h"
#include "engine/trace/waypoint_recorder.h"

namespace sigscope::trace {

/// How much of a run its trace keeps.
struct TraceLayout {
    int cells = 1;           ///< Equal parts of the course, with a prefix map at the end of each.
    int gradientNodes = 0;   ///< Gradients in half precision are kept of so many nodes, or of none.
    std::int64_t bytes = 0;  ///< What that takes, at most.
};

/// A prefix map for 16 nodes, and all gradients, where that fits `budget`; else prefix maps alone,
/// as many as fit. `mapBytes` is the size of a float32 map. Where the number of nodes is not known
/// gradients are kept until they do not fit.
[[nodiscard]] TraceLayout layOut(integration::NodesAhead nodes, std::int64_t mapBytes,
                                 std::int64_t budget);

/// What turns that model's inputs back into colours.
[[nodiscard]] DisplaySpace displaySpaceOf(const models::Preprocessing& preprocessing);

/// PathTrace::spectrumMaximum() of a path.
[[nodiscard]] float largestSpectrum(const integration::ParametrisationSampler& parametrisation);

/// Builds the trace of a run from what its integration reports.
class TraceRecorder final : public integration::Observer {
public:
    TraceRecorder(const models::Preprocessing& preprocessing, std::int64_t budget);

    void planned(const integration::NodesAhead& nodes, integration::RuleWeights weights,
                 const integration::Parametrisation& parametrisation) override;
    void evaluated(const integration::EvaluatedNode& node) override;
    void intervalClosed(double left, const at::Tensor& contribution) override;
    void searching(integration::Direction direction, const at::Tensor& baseline) override;
    void reached(const integration::Waypoint& waypoint) override;

    /// What can be scrubbed while the run is on: the nodes there are and ΣA up to each, ending in
    /// `total` [3, H, W]. Null with fewer than two nodes: there is no path to scrub.
    [[nodiscard]] std::shared_ptr<const PathTrace> snapshot(std::vector<double> sums,
                                                            Array total) const;

    /// The trace of a run that is done: its prefix maps are exact. Null likewise.
    [[nodiscard]] std::shared_ptr<const PathTrace> finished(std::vector<double> sums, Array total);

private:
    [[nodiscard]] bool hasPath() const { return m_points && m_nodes.size() >= 2; }
    [[nodiscard]] TraceContent content(std::vector<double> sums) const;
    /// The part of the course that `position` is in; behind the last one for 1.
    [[nodiscard]] std::size_t cellOf(double position) const;
    void dropGradients();

    DisplaySpace m_space;
    std::int64_t m_budget;
    TraceLayout m_layout;
    integration::RuleWeights m_weights;
    float m_spectrumMaximum = 0;
    std::shared_ptr<PointCache> m_points;
    bool m_keepsGradients = true;
    std::map<double, std::shared_ptr<const TraceNode>> m_nodes;  ///< By position.
    std::optional<WaypointRecorder> m_search;  ///< Of a method that finds its own path.
    /// For each cell, the sum of the intervals that begin in it; undefined if there is none.
    std::vector<at::Tensor> m_blocks;
};

}  // namespace sigscope::trace
