#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <vector>

#include "engine/integration/integrate.h"
#include "engine/problem/gradients.h"
#include "engine/stopwatch.h"

namespace sigscope::methods {

/// What a method that finds its own path writes as it goes: the map so far, the nodes it reached,
/// and what it evaluated. Reports to the run's observer.
class AttributionRecorder {
public:
    /// `copies` channels of the map repeat one value. The problem and the context must outlive
    /// the recorder.
    AttributionRecorder(const Problem& problem, const integration::RunContext& context,
                        integration::Direction direction, int copies = 1);

    [[nodiscard]] bool stopped() const { return m_context.turn.isOver(); }

    /// How many points to evaluate at once.
    [[nodiscard]] int batch() const { return m_context.batches.next(); }

    /// f and g at `points` [B, 3, H, W], counted and timed; more than a micro-batch may have are
    /// evaluated in several.
    [[nodiscard]] Gradients gradients(const at::Tensor& points);

    /// f alone, likewise but neither counted nor timed.
    [[nodiscard]] std::vector<double> values(const at::Tensor& points) const;

    /// Calls `work(begin, end)`, which evaluates the points from `begin` to `end`, for all of
    /// `count` points in micro-batches: counted and timed. What does not fit the device's memory is
    /// tried again in halves. False if it was stopped half-way.
    template <typename Work>
    [[nodiscard]] bool inMicroBatches(int count, Work work);

    /// Adds to the map, in float64.
    void add(const at::Tensor& contribution) { m_map += contribution; }

    /// The map [3, H, W] is that of the way up to here; `share` of the whole work is done.
    void reached(const PathNode& node, const at::Tensor& point, double share);

    /// Whether whoever follows the run keeps maps of a method without a path.
    [[nodiscard]] bool keepsMoments() const { return m_context.observer.keepsMoments(); }

    /// The map so far is one of a growing row; `error` is as Attribution::error.
    void show(const MomentPlace& place, std::optional<double> error = {}) const;

    /// The map and the nodes, by ascending α; `error` is Attribution::error.
    [[nodiscard]] integration::Attribution result(bool complete,
                                                  std::optional<double> error = {}) const;

private:
    /// The parts of `points` that are evaluated one after the other.
    [[nodiscard]] std::vector<at::Tensor> parts(const at::Tensor& points) const;
    void evaluated(int points, double seconds);

    const Problem& m_problem;
    const integration::RunContext& m_context;
    integration::Direction m_direction;
    int m_copies;
    int m_evaluations = 0;
    at::Tensor m_map;
    std::vector<PathNode> m_nodes;
};

template <typename Work>
bool AttributionRecorder::inMicroBatches(int count, Work work) {
    for (int begin = 0; begin < count;) {
        if (stopped()) return false;
        const int end = std::min(begin + batch(), count);
        const Stopwatch stopwatch;
        try {
            work(begin, end);
        } catch (const c10::OutOfMemoryError&) {
            if (end - begin == 1) throw;
            m_context.batches.outOfMemory(end - begin);  // Takes fewer from now on.
            continue;
        }
        evaluated(end - begin, stopwatch.seconds());
        begin = end;
    }
    return true;
}

}  // namespace sigscope::methods
