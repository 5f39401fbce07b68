#pragma once

#include <memory>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The trace of a result that has no path to scrub (gradient × input), or whose path is not at
/// hand: whatever α is asked for, the end with the picture that the model sees and the whole map;
/// no spectrum, no steps. Nodes and sums where the result has them.
class StillTrace final : public PathTrace {
public:
    explicit StillTrace(std::shared_ptr<const Explanation> explanation);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_sums; }
    [[nodiscard]] Frame frame(double alpha) const override;
    [[nodiscard]] float spectrumMaximum() const override { return 0; }
    [[nodiscard]] std::int64_t bytes() const override { return 0; }  ///< The explanation stays.

private:
    std::shared_ptr<const Explanation> m_explanation;
    std::vector<PathNode> m_nodes;
    std::vector<double> m_sums;
};

}  // namespace sigscope::ui
