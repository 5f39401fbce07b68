#pragma once

#include <QList>
#include <QPointF>
#include <memory>
#include <vector>

#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// How long a path is up to each α: the sum of ‖γ(α_k) − γ(α_{k−1})‖₂ over at most `mostSamples`
/// nodes, of pictures with values in [0, 1]. Measured sample by sample, each as long as a frame
/// takes; on the frame worker.
class PathLength {
public:
    static constexpr std::size_t mostSamples = 33;

    explicit PathLength(std::shared_ptr<const PathTrace> trace);

    [[nodiscard]] bool done() const { return m_curve.size() == std::ssize(m_alphas); }
    /// Takes the next sample.
    void advance();
    /// (α, length up to there), ascending.
    [[nodiscard]] const QList<QPointF>& curve() const { return m_curve; }

private:
    std::shared_ptr<const PathTrace> m_trace;
    std::vector<double> m_alphas;
    Array m_last;  ///< γ at the newest sample.
    QList<QPointF> m_curve;
};

/// The whole curve at once.
[[nodiscard]] QList<QPointF> lengthsOf(std::shared_ptr<const PathTrace> trace);

}  // namespace sigscope::ui
