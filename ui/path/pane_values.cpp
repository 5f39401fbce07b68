#include "ui/path/pane_values.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "ui/path/region_text.h"
#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

QString paneText(const char* text) {
    return QCoreApplication::translate("PaneValues", text);
}

QStringList bandTags(const PathFrame& frame) {
    QStringList tags;
    if (const auto& band = frame.band)
        tags << paneText("components %1 … %2 alone").arg(band->first).arg(band->last);
    return tags;
}

QStringList mapTags(const PathFrame& frame) {
    const MapDisplay& display = frame.display;
    QStringList tags = bandTags(frame);
    if (display.smoothing > 0)
        tags << paneText("smoothed, σ %1 px").arg(fixedText(display.smoothing, 1));
    if (display.view == MapView::Mask || display.view == MapView::Contour)
        tags << paneText("top %1").arg(percentText(display.topShare));
    return tags;
}

QString tagLine(const QStringList& tags) {
    return tags.join(QStringLiteral(" · "));
}

}  // namespace

PaneValue pointValue(const PathFrame& frame, const MethodTraits& traits, const QString& objective) {
    const QString alpha = paneText("x(α), α %1").arg(fixedText(frame.frame.alpha, 3));
    const QString f = paneText("f %1").arg(objectiveText(frame.frame.f, objective));
    const bool known = std::isfinite(frame.frame.f);
    if (!traits.hasPath()) return {known ? QStringList{f} : QStringList()};
    return {known ? QStringList{alpha + QStringLiteral("   ") + f, f} : QStringList{alpha}};
}

PaneValue spectrumValue(const PathFrame& frame) {
    if (frame.spectrum.isNull()) return {};
    return {{paneText("0 … Nyquist")}, frame.spectrumBeyond};
}

PaneValue stepValue(const PathFrame& frame) {
    if (frame.step.isNull()) return {};
    const Frame& numbers = frame.frame;
    const QString slope = paneText("dA/dα");
    const QString where =
        numbers.stepTo > numbers.stepFrom
            ? paneText("dA/dα, α %1 – %2")
                  .arg(fixedText(numbers.stepFrom, 3), fixedText(numbers.stepTo, 3))
            : slope;
    return {{where + paneText("   Σ %1").arg(signedText(numbers.stepSum)), where, slope},
            frame.stepBeyond};
}

PaneValue mapValue(const PathFrame& frame, const MethodTraits& traits, const MapFacts& facts) {
    if (frame.display.soFar == SoFar::Spread)
        return {
            facts.relativeSpread
                ? QStringList{paneText("%1 of the mean").arg(percentText(*facts.relativeSpread))}
                : QStringList(),
            frame.mapBeyond};
    if (!traits.isComplete()) return {{}, frame.mapBeyond};
    const QString sum = paneText("ΣA %1").arg(numberText(frame.frame.accumulatedSum));
    if (!facts.expectedSum) return {{sum}, frame.mapBeyond};
    return {{sum + paneText(" of %1").arg(numberText(*facts.expectedSum)), sum}, frame.mapBeyond};
}

QString pointTag(const PathFrame& frame) {
    return tagLine(bandTags(frame));
}

QString stepTag(const PathFrame& frame) {
    if (frame.step.isNull()) return {};
    QStringList tags = mapTags(frame);
    if (frame.display.stepScale == StepScale::Moment) tags.prepend(paneText("this moment's scale"));
    return tagLine(tags);
}

QString mapTag(const PathFrame& frame, const std::vector<MarkedRegion>& regions,
               const QString& objective) {
    QStringList lines;
    for (const MarkedRegion& marked : regions)
        if (isWithin(marked.region, frame.accumulated.width(), frame.accumulated.height()))
            lines << regionText(frame, marked, objective);
    if (const QStringList tags = mapTags(frame); !tags.isEmpty()) lines << tagLine(tags);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace sigscope::ui
