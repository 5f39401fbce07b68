#pragma once

#include <QList>
#include <QPointF>
#include <map>
#include <optional>
#include <vector>

#include "engine/api/method_traits.h"
#include "engine/api/path_trace.h"

namespace sigscope::ui {

/// What the chart of a path draws, gathered while the run goes on: the change of f since the path's
/// start, f(γ(α)) − f(γ(0)), and ΣA, both against α and both in the unit of f.
class PathCurves {
public:
    void clear();

    /// Nodes in any order.
    void addNodes(const std::vector<PathNode>& nodes);

    /// ΣA of a snapshot, where `goal` lets it be drawn beside the change of f; its nodes are added.
    void setTrace(const PathTrace& trace, SumGoal goal);

    /// f(γ(0)) where it is not that of the first node: the path was begun with a chord.
    void setStart(double f);

    /// f against α, at the nodes.
    [[nodiscard]] QList<QPointF> f() const;

    /// Empty until f(γ(0)) is known.
    [[nodiscard]] QList<QPointF> change() const;
    [[nodiscard]] const QList<QPointF>& sum() const { return m_sum; }

    /// The change of f at the α of sum(): between these two lies the gap.
    [[nodiscard]] QList<QPointF> changeAtSums() const;

    /// All α that nodes have, ascending.
    [[nodiscard]] std::vector<double> alphas() const;

    /// f(γ(1)) − f(γ(0)), once both are known.
    [[nodiscard]] std::optional<double> wholeChange() const;

private:
    [[nodiscard]] std::optional<double> start() const;

    std::map<double, double> m_f;
    std::optional<double> m_start;
    QList<QPointF> m_sum;
};

/// The same curves of a whole path, as lines against α.
struct PathLines {
    QList<QPointF> change;
    QList<QPointF> sum;
    QList<QPointF> changeAtSums;
};

/// The height of a polyline (ascending x) at `x`; none outside it.
[[nodiscard]] std::optional<double> heightAt(const QList<QPointF>& line, double x);

}  // namespace sigscope::ui
