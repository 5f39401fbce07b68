#include "ui/compare/path_alignment.h"

#include <QCoreApplication>

#include "ui/render/path_length.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

PathPace paceOf(const std::shared_ptr<const PathTrace>& trace, Alignment alignment) {
    if (alignment == Alignment::Alpha || trace->nodes().size() < 2) return {};
    // By one of the two that a pace is made of, alone.
    if (alignment == Alignment::Change) return PathPace::byChange(changesOf(*trace), {});
    return PathPace::byChange({}, lengthsOf(trace));
}

/// A curve over α, over shares instead.
QList<QPointF> overShares(QList<QPointF> curve, const PathAlignment& alignment) {
    for (QPointF& point : curve) point.setX(alignment.shareAt(point.x()));
    return curve;
}

}  // namespace

QString shareText(Alignment alignment, double share) {
    const QString what = alignment == Alignment::Alpha ? QStringLiteral("α")
                         : alignment == Alignment::Length
                             ? QCoreApplication::translate("PathAlignment", "length")
                             : QStringLiteral("Δf");
    return what + QLatin1Char(' ') + fixedText(share, 3);
}

PathAlignment::PathAlignment(const std::shared_ptr<const PathTrace>& trace, Alignment alignment)
    : m_pace(paceOf(trace, alignment)) {}

double PathAlignment::alphaAt(double share) const {
    return share >= 1 ? 1 : m_pace.alphaAt(share);
}

PathPace paceOfShares(const std::shared_ptr<const PathTrace>& trace,
                      const PathAlignment& alignment) {
    return PathPace::byChange(overShares(changesOf(*trace), alignment),
                              overShares(lengthsOf(trace), alignment));
}

}  // namespace sigscope::ui
