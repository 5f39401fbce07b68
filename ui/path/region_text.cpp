#include "ui/path/region_text.h"

#include <QCoreApplication>

#include "ui/style/value_text.h"

namespace sigscope::ui {

double sumOver(const Array& attribution, QRect region) {
    double sum = 0;
    for (int channel = 0; channel < attribution.channels; ++channel)
        for (int y = region.top(); y <= region.bottom(); ++y)
            for (int x = region.left(); x <= region.right(); ++x)
                sum += attribution.at(channel, y, x);
    return sum;
}

QString regionText(const PathFrame& frame, QRect region) {
    if (frame.display.soFar == SoFar::Spread) return {};
    const double inside = sumOver(frame.frame.accumulated, region);
    const double whole = frame.frame.accumulatedSum;
    const QString text =
        QCoreApplication::translate("regionText", "region %1").arg(signedText(inside, 2));
    if (whole == 0) return text;
    // A region can have more than all, and less than nothing: others take away from it.
    return text + QCoreApplication::translate("regionText", ", %1 % of ΣA")
                      .arg(fixedText(100 * inside / whole, 0));
}

}  // namespace sigscope::ui
