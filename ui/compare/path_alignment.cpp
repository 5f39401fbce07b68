#include "ui/compare/path_alignment.h"

#include <utility>

#include "ui/render/pace.h"
#include "ui/render/path_length.h"

namespace sigscope::ui {

namespace {

/// As a pace, for which f alone counts.
PaceCurves curvesOfChange(const PathTrace& trace) {
    PaceCurves curves;
    for (const PathNode& node : trace.nodes()) {
        curves.alphas.push_back(node.alpha);
        curves.f.push_back(node.f);
    }
    curves.lengths.resize(curves.alphas.size());
    return curves;
}

/// Likewise the length.
PaceCurves curvesOfLength(const std::shared_ptr<const PathTrace>& trace) {
    PathLength length(trace);
    while (!length.done()) length.advance();
    PaceCurves curves;
    for (const QPointF& point : length.curve()) {
        curves.alphas.push_back(point.x());
        curves.lengths.push_back(point.y());
    }
    curves.f.resize(curves.alphas.size());
    return curves;
}

}  // namespace

PathAlignment::PathAlignment(const std::shared_ptr<const PathTrace>& trace, Alignment alignment) {
    if (alignment == Alignment::Alpha || trace->nodes().size() < 2) return;
    PaceCurves curves =
        alignment == Alignment::Change ? curvesOfChange(*trace) : curvesOfLength(trace);
    m_shares = paceByChange(curves);
    m_alphas = std::move(curves.alphas);
}

double PathAlignment::alphaAt(double share) const {
    if (m_alphas.empty() || share >= 1) return share;
    return ui::alphaAt(share, m_shares, m_alphas);
}

}  // namespace sigscope::ui
