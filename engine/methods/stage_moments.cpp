#include "engine/methods/stage_moments.h"

#include <ATen/ATen.h>

namespace sigscope::methods {

BackwardRule StageMoments::watching(BackwardRule rule, StageContribution contribution) const {
    if (!m_observer.keepsMoments()) return rule;
    return [this, rule = std::move(rule),
            contribution = std::move(contribution)](const LayerPass& pass) {
        const std::vector<models::Stage>& stages = m_graph.stages();
        for (std::size_t i = 0; i < stages.size(); ++i)
            if (stages[i].layer == pass.index)
                show(stages[i], static_cast<int>(stages.size() - i), contribution(pass));
        return rule(pass);
    };
}

void StageMoments::show(const models::Stage& stage, int number,
                        const at::Tensor& contribution) const {
    const at::IntArrayRef size = m_problem.input.sizes().slice(1);
    const at::Tensor sums = contribution.sum(1, /*keepdim=*/true);
    // Spread evenly over the pixels, so that the sum stays what it is.
    const double share = static_cast<double>(sums.size(2) * sums.size(3)) /
                         static_cast<double>(m_problem.input.numel());
    const at::Tensor map = at::upsample_nearest2d(sums, size).mul(share)[0];
    m_observer.moment(
        {{MomentKind::Layers, number, total(), stage.name}, map.expand_as(m_problem.input)});
}

void StageMoments::finish(const at::Tensor& map) const {
    if (m_observer.keepsMoments())
        m_observer.moment({{MomentKind::Layers, total(), total(), "input"}, map});
}

}  // namespace sigscope::methods
