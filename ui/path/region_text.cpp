#include "ui/path/region_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

QString shareOfSum(const PathFrame& frame, const Region& region) {
    return shareOfSumText(sumOver(frame.frame.accumulated, region), frame.frame.accumulatedSum);
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
