#pragma once

#include <memory>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// The trace of a result that has no path to scrub (gradient × input): at every α the picture that
/// the model sees and the whole map; no spectrum, no steps.
class StillTrace final : public PathTrace {
public:
    explicit StillTrace(std::shared_ptr<const Explanation> explanation);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_nodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_sums; }
    [[nodiscard]] Frame frame(double alpha) const override;
    [[nodiscard]] float spectrumMaximum() const override { return 0; }

private:
    std::shared_ptr<const Explanation> m_explanation;
    std::vector<PathNode> m_nodes;
    std::vector<double> m_sums;
};

}  // namespace sigscope::ui
