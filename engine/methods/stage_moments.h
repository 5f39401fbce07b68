#pragma once

#include "engine/integration/observer.h"
#include "engine/methods/backward_pass.h"
#include "engine/problem/problem.h"

namespace sigscope::methods {

/// What each input of a layer's part in the answer is, element by element: [1, C, h, w].
using StageContribution = std::function<at::Tensor(const LayerPass&)>;

/// Shows what arrives at each stage of a network on the way back, the last stage first, and in the
/// end at the picture. docs/theory/backward-rules.md#stage-by-stage.
class StageMoments {
public:
    /// All must outlive it.
    StageMoments(integration::Observer& observer, const models::LayerGraph& graph,
                 const Problem& problem)
        : m_observer(observer), m_graph(graph), m_problem(problem) {}

    /// `rule` that shows `contribution` at each stage, its channels summed, if anybody looks.
    [[nodiscard]] BackwardRule watching(BackwardRule rule, StageContribution contribution) const;

    /// The map [3, H, W] of the picture itself.
    void finish(const at::Tensor& map) const;

private:
    void show(const models::Stage& stage, int number, const at::Tensor& contribution) const;
    [[nodiscard]] int total() const { return static_cast<int>(m_graph.stages().size()) + 1; }

    integration::Observer& m_observer;
    const models::LayerGraph& m_graph;
    const Problem& m_problem;
};

}  // namespace sigscope::methods
