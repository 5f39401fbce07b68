#include "ui/render/paper_figure_caption.h"

#include <algorithm>

#include "ui/render/figure_facts.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

/// "SIG, IG and BIG".
QString listText(QStringList names) {
    names.removeDuplicates();
    if (names.size() < 2) return names.join(QString());
    const QString last = names.takeLast();
    return names.join(QStringLiteral(", ")) + QStringLiteral(" and ") + last;
}

QString factOf(const Explanation& explanation, const QString& name) {
    for (const Fact& fact : settingFacts(explanation))
        if (fact.name == name) return fact.value;
    return {};
}

/// What all kinds have to tell: from where to where, of which model.
QString circumstances(const Explanation& first) {
    const RankedClass& target = first.scene->target;
    return QStringLiteral("Baseline %1; f is the %2 of “%3” (%4 of the picture); %5.")
        .arg(factOf(first, QStringLiteral("Baseline x′")), factOf(first, QStringLiteral("f")),
             QString::fromStdString(target.label), percentText(target.probability),
             QString::fromStdString(first.scene->modelTitle));
}

QString columnsText(const PaperFigureOptions& options) {
    return options.equalColumns == 0
               ? QStringLiteral("at the α of the columns")
               : QStringLiteral("at equal shares of the change of f and of the picture");
}

}  // namespace

const Explanation& firstOf(const std::vector<PaperFigureEntry>& entries) {
    return *std::ranges::find_if(entries, [](const PaperFigureEntry& entry) {
                return !!entry.explanation;
            })->explanation;
}

QStringList modelTitlesOf(const std::vector<PaperFigureEntry>& entries) {
    QStringList titles;
    for (const PaperFigureEntry& entry : entries)
        if (entry.explanation)
            titles += QString::fromStdString(entry.explanation->scene->modelTitle);
    titles.removeDuplicates();
    return titles;
}

QString captionOf(const std::vector<PaperFigureEntry>& entries, const PaperFigureOptions& options) {
    QStringList methods;
    for (const PaperFigureEntry& entry : entries) methods += entry.method;
    const QString names = listText(methods);
    switch (options.kind) {
        case PaperFigureKind::Strips:
            return QStringLiteral(
                       "The path of %1 from baseline to picture, %2: x(α) above, the "
                       "attribution accumulated up to α below, with its sum ΣA, all maps on "
                       "one scale. ")
                       .arg(names, columnsText(options)) +
                   circumstances(firstOf(entries));
        case PaperFigureKind::Spectra:
            return QStringLiteral(
                       "Fourier magnitude of x(α) − x′ along the paths of %1, %2, mean "
                       "of the channels, low frequencies in the middle, one scale. ")
                       .arg(names, columnsText(options)) +
                   circumstances(firstOf(entries));
        case PaperFigureKind::Paths:
            return QStringLiteral(
                       "The paths of %1: x(α), the contribution of the step around α, "
                       "the attribution accumulated up to α, each on one scale, and "
                       "the change Δf of f with ΣA; between them lies the gap. ")
                       .arg(names) +
                   circumstances(firstOf(entries));
        case PaperFigureKind::Surface:
        case PaperFigureKind::Grid:
            break;
    }
    const QString scale = options.gridMaps == GridMaps::RowScale
                              ? QStringLiteral("each row on one scale")
                              : QStringLiteral("each on the scale that stands below it");
    return QStringLiteral(
               "Attributions by %1, %2; beside each picture its class with the model’s "
               "probability. Baseline %3; %4.")
        .arg(names, scale, factOf(firstOf(entries), QStringLiteral("Baseline x′")),
             listText(modelTitlesOf(entries)));
}

QString quantityOf(const Explanation& described) {
    return QStringLiteral("%1 of “%2”")
        .arg(factOf(described, QStringLiteral("f")),
             QString::fromStdString(described.scene->target.label));
}

QString surfaceCaption(const Surface& surface, const Explanation& described) {
    return QStringLiteral(
               "The %1 over the plane through the baseline x′, the picture x and the point of the "
               "path of %2 that is farthest from the straight line (α = %3), with contours. Both "
               "paths are projected on it, and lengths are shares of ‖x − x′‖; the path’s distance "
               "from the plane is at most %4. Below, f along both paths. ")
               .arg(quantityOf(described), methodLabel(surface.paths.back().method),
                    fixedText(surface.farthestAlpha, 2), percentText(surface.distance)) +
           circumstances(described);
}

}  // namespace sigscope::ui
