#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/api/path_trace.h"
#include "engine/integration/parametrisation.h"
#include "engine/integration/rule.h"
#include "engine/trace/display_space.h"
#include "engine/trace/point_cache.h"

namespace sigscope::trace {

/// A node as the trace keeps it.
struct TraceNode {
    double position = 0;  ///< On the course, in [0, 1].
    PathNode node;
    /// g in half precision, divided by `scale` (its largest magnitude; plain halves would lose the
    /// gradients of small probabilities). Empty where the rule or the budget keeps none.
    std::vector<std::uint16_t> gradient;
    float scale = 0;
};

/// A up to a node, exactly.
struct PrefixMap {
    std::size_t node = 0;  ///< Index into the trace's nodes.
    std::shared_ptr<const Array> map;
};

/// What a NodeTrace is made of. `prefixes` ascend; the last one belongs to the last node and is the
/// result.
struct TraceContent {
    DisplaySpace space;
    integration::RuleWeights weights;
    float spectrumMaximum = 0;
    std::shared_ptr<PointCache> points;
    std::vector<std::shared_ptr<const TraceNode>> nodes;
    std::vector<double> sums;  ///< ΣA up to each node.
    std::vector<PrefixMap> prefixes;
};

/// A trace from nodes, gradients and prefix maps. Where gradients are kept, the map at any α is the
/// nearest prefix map and the intervals from there; else it is interpolated between prefix maps.
class NodeTrace final : public PathTrace {
public:
    explicit NodeTrace(TraceContent content);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override {
        return m_content.sums;
    }
    [[nodiscard]] Frame frame(double alpha) const override;
    [[nodiscard]] Array mapAt(double alpha) const override;
    [[nodiscard]] std::shared_ptr<const PathComponents> components() const override {
        return m_content.points->parametrisation().path().components();
    }
    [[nodiscard]] std::optional<ComponentShares> componentShares(
        std::stop_token stop) const override;
    [[nodiscard]] std::optional<Frame> bandFrame(double alpha, ComponentBand band,
                                                 std::stop_token stop) const override;
    [[nodiscard]] float spectrumMaximum() const override { return m_content.spectrumMaximum; }
    [[nodiscard]] std::int64_t bytes() const override;

private:
    /// Where α lies: a position on the course, and the interval that it is in.
    struct Place {
        double position = 0;
        std::size_t interval = 0;
    };

    /// dA/dα, the mean from one α to another.
    struct Slope {
        Array map;
        double from = 0;
        double to = 0;
    };

    /// What a band of components earned up to a node.
    struct BandMap {
        ComponentBand band;
        std::size_t node = 0;
        Array map;
    };

    /// A up to a node, and the rule's weights of the interval that begins there.
    struct RunningMap {
        std::size_t node = 0;
        Array map;  ///< Empty before the first; as are the weights.
        Array weights;
    };

    [[nodiscard]] Place placeOf(double alpha) const;
    /// Adds what the components of `band` earn in `interval` up to `position` to `map`.
    void addBand(Array& map, ComponentBand band, std::size_t interval, double position) const;
    /// What they earned up to node `node`; nothing as bandFrame().
    [[nodiscard]] std::optional<Array> bandMap(ComponentBand band, std::size_t node,
                                               const std::stop_token& stop) const;
    /// The interval between nodes `index` and `index` + 1.
    [[nodiscard]] std::size_t intervalAt(double position) const;
    [[nodiscard]] bool hasGradients(std::size_t interval) const;
    /// The rule's weights of `interval`, [3, H, W]: what x_{k+1} − x_k is multiplied with.
    [[nodiscard]] Array weightsOf(std::size_t interval) const;
    /// The contribution of the whole of `interval`.
    [[nodiscard]] Array contributionOf(std::size_t interval) const;
    /// The last prefix map at or before `node`; null where there is none.
    [[nodiscard]] const PrefixMap* prefixBefore(std::size_t node) const;
    /// Brings m_running, which is locked, to `node`: on from where it is, or from the prefix map
    /// before. Either adds the same numbers in the same order.
    void runTo(std::size_t node) const;
    [[nodiscard]] Array accumulated(std::size_t interval, double position,
                                    const Array& point) const;
    /// dA/dα, the mean over `interval`; over the part between prefix maps that it lies in where
    /// gradients are not kept.
    [[nodiscard]] Slope step(std::size_t interval) const;
    [[nodiscard]] Array between(const PrefixMap* before, const PrefixMap& after,
                                double position) const;

    TraceContent m_content;
    std::vector<PathNode> m_nodes;
    mutable std::mutex m_runningMutex;
    mutable RunningMap m_running;  ///< Neighbouring moments begin where the last one did.
    mutable std::mutex m_bandMutex;
    mutable BandMap m_lastBand;  ///< Where the next frame of the same band goes on from.
};

}  // namespace sigscope::trace
