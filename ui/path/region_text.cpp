#include "ui/path/region_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

QString shareOfSum(const PathFrame& frame, const Region& region) {
    const double inside = sumOver(frame.frame.accumulated, region);
    const double whole = frame.frame.accumulatedSum;
    if (whole == 0) return signedText(inside, 2);
    // A region can have more than all, and less than nothing: others take away from it.
    return QCoreApplication::translate("regionText", "%1, %2 % of ΣA")
        .arg(signedText(inside, 2), fixedText(100 * inside / whole, 0));
}

}  // namespace

QString regionText(const PathFrame& frame, const MarkedRegion& marked, const QString& objective) {
    QStringList parts;
    if (frame.display.soFar != SoFar::Spread) parts << shareOfSum(frame, marked.region);
    parts << QCoreApplication::translate("regionText", "filled f %1")
                 .arg(marked.filled ? objectiveText(*marked.filled, objective)
                                    : QStringLiteral("…"));
    return QString::fromStdString(marked.region.name) + QLatin1Char(' ') +
           parts.join(QStringLiteral("; "));
}

}  // namespace sigscope::ui
