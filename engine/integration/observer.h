#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/run_observer.h"
#include "engine/integration/rule.h"

namespace sigscope::integration {

class Accumulator;
class Course;
struct Schedule;

/// A node that was just evaluated.
struct EvaluatedNode {
    int index = 0;        ///< Into Schedule::positions.
    PathNode node;        ///< α and f.
    at::Tensor gradient;  ///< g, [3, H, W]; undefined where the rule gives it no weight.
};

/// What follows an integration: the trace and the run's events. Called on the compute thread.
class Observer {
public:
    virtual ~Observer() = default;

    virtual void stage(Stage) {}
    /// Before the first node. The course is only valid during the call.
    virtual void planned(const Schedule&, RuleWeights, const Course&) {}
    virtual void evaluated(const EvaluatedNode&) {}
    /// The final contribution [3, H, W] of the interval between positions `index` and `index` + 1.
    virtual void intervalClosed(int /*index*/, const at::Tensor& /*contribution*/) {}
    /// A micro-batch is done.
    virtual void advanced(const Accumulator&, double /*secondsPerPoint*/) {}
};

}  // namespace sigscope::integration
