#pragma once

#include <memory>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::ui {

/// What a method without a path shows one after another (Explanation::moments), as frames: the
/// picture that the model sees and a map; no spectrum, no steps, no nodes.
class MomentTrace final : public PathTrace {
public:
    /// `explanation` has moments. Maps that grow share the scale of the result, those of layers, in
    /// units of their own, have one each: then the trace is of the one at `position` alone.
    MomentTrace(std::shared_ptr<const Explanation> explanation, double position);

    [[nodiscard]] const std::vector<PathNode>& nodes() const override { return m_noNodes; }
    [[nodiscard]] const std::vector<double>& accumulatedSums() const override { return m_noSums; }
    [[nodiscard]] Frame frame(double position) const override;
    [[nodiscard]] float spectrumMaximum() const override { return 0; }
    [[nodiscard]] std::int64_t bytes() const override { return 0; }  ///< The explanation stays.

private:
    [[nodiscard]] bool isOfOne() const {
        return m_explanation->moments->kind() == MomentKind::Layers;
    }

    std::shared_ptr<const Explanation> m_explanation;
    double m_position;
    std::vector<PathNode> m_noNodes;
    std::vector<double> m_noSums;
};

}  // namespace sigscope::ui
