#include "ui/transport/moment_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

QString translatedMoment(const char* text) {
    return QCoreApplication::translate("moments", text);
}

/// "4,000"
QString countText(int count) {
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

/// "%1 masks"
const char* countedNoun(MomentKind kind) {
    switch (kind) {
        case MomentKind::Masks:
            return QT_TRANSLATE_NOOP("moments", "%1 masks");
        case MomentKind::Pictures:
            return QT_TRANSLATE_NOOP("moments", "%1 pictures");
        case MomentKind::Gradients:
            return QT_TRANSLATE_NOOP("moments", "%1 gradients");
        case MomentKind::Layers:
            return QT_TRANSLATE_NOOP("moments", "layer %1");
        case MomentKind::Regions:
            break;
    }
    return QT_TRANSLATE_NOOP("moments", "region %1");
}

}  // namespace

double positionOf(const MapMoments& moments, std::size_t index) {
    return static_cast<double>(index) / static_cast<double>(moments.all.size() - 1);
}

std::size_t momentAt(const MapMoments& moments, double position) {
    const auto last = static_cast<double>(moments.all.size() - 1);
    return static_cast<std::size_t>(std::lround(std::clamp(position, 0.0, 1.0) * last));
}

std::vector<double> positionsOf(const MapMoments& moments) {
    std::vector<double> positions;
    for (std::size_t i = 0; i < moments.all.size(); ++i)
        positions.push_back(positionOf(moments, i));
    return positions;
}

QString momentText(const MapMoment& moment) {
    const MomentPlace& place = moment.place;
    const bool counts = place.kind != MomentKind::Layers && place.kind != MomentKind::Regions;
    const bool whole = counts && place.number == place.total;
    const QString number = whole ? countText(place.number)
                                 : translatedMoment(QT_TRANSLATE_NOOP("moments", "%1 of %2"))
                                       .arg(countText(place.number), countText(place.total));
    QString text = translatedMoment(countedNoun(place.kind)).arg(number);
    if (!place.name.empty()) text += QStringLiteral(" · ") + QString::fromStdString(place.name);
    if (moment.error)
        text += QStringLiteral(" · ") +
                translatedMoment(QT_TRANSLATE_NOOP("moments", "sampling error %1"))
                    .arg(percentText(*moment.error));
    return text;
}

QString momentsSentence(MomentKind kind) {
    switch (kind) {
        case MomentKind::Masks:
        case MomentKind::Pictures:
        case MomentKind::Gradients:
            return translatedMoment(QT_TRANSLATE_NOOP(
                "moments", "This method has no path: its map grows with what it is made of."));
        case MomentKind::Layers:
            return translatedMoment(QT_TRANSLATE_NOOP(
                "moments",
                "This method has no path: these are its maps at the layers of the network."));
        case MomentKind::Regions:
            break;
    }
    return translatedMoment(QT_TRANSLATE_NOOP(
        "moments", "This method has no path: these are its regions in the order of their rank."));
}

}  // namespace sigscope::ui
