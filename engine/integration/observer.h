#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/api/map_moments.h"
#include "engine/api/run_observer.h"
#include "engine/integration/node_plan.h"
#include "engine/integration/rule.h"

namespace sigscope::integration {

class Accumulator;
class Parametrisation;

/// A node that was just evaluated.
struct EvaluatedNode {
    double position = 0;  ///< On the course, in [0, 1].
    PathNode node;        ///< α and f.
    at::Tensor gradient;  ///< g, [3, H, W]; undefined where the rule gives it no weight.
};

/// On which side of the course a search begins.
enum class Direction {
    FromStart,  ///< At α = 0: the map grows with α.
    FromInput,  ///< At x, α = 1: what has been found is the part of the map beyond α.
};

/// Where a method that finds its own path has got to.
struct Waypoint {
    /// α, and f. Of a method that walks several ways at once, f is such that its change is what ΣA
    /// is to equal.
    PathNode node;
    at::Tensor point;     ///< [3, H, W]; of several ways, the first.
    at::Tensor map;       ///< A of the way so far: float64, [3, H, W].
    double sum = 0;       ///< ΣA of the way so far.
    int evaluations = 0;  ///< Gradients so far.
    double share = 0;     ///< Of the whole work, in [0, 1].
};

/// A map of several that a method without a path shows one after another.
struct Moment {
    MomentPlace place;
    at::Tensor map;                 ///< [3, H, W], as the method's result.
    std::optional<double> error{};  ///< As MapMoment::error.
};

/// How an integration goes on.
struct Remaining {
    std::optional<int> expectedNodes;  ///< In the end, judging by those there are.
    double secondsPerPoint = 0;        ///< By the last measurement.
};

/// What follows an integration: the trace and the run's events. Called on the compute thread.
class Observer {
public:
    virtual ~Observer() = default;

    virtual void stage(Stage) {}
    /// Of Stage::Search: about to do `step`, counted from 0, of `total`, which may fall on the way.
    virtual void searched(int /*step*/, int /*total*/) {}
    /// Before the first node. The course is only valid during the call.
    virtual void planned(const NodesAhead&, RuleWeights, const Parametrisation&) {}
    virtual void evaluated(const EvaluatedNode&) {}
    /// The final contribution [3, H, W] of the interval that begins at position `left`.
    virtual void intervalClosed(double /*left*/, const at::Tensor& /*contribution*/) {}
    /// Before the first point of a method that finds its own path: then only reached() follows.
    virtual void searching(Direction, const at::Tensor& /*baseline*/) {}
    virtual void reached(const Waypoint&) {}
    /// Of a method without a path: whether moments are kept, else none need be made.
    [[nodiscard]] virtual bool keepsMoments() const { return false; }
    virtual void moment(const Moment&) {}
    /// A micro-batch is done.
    virtual void advanced(const Accumulator&, const Remaining&) {}
};

}  // namespace sigscope::integration
