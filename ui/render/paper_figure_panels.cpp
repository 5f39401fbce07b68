#include "ui/render/paper_figure_panels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/path_plot.h"
#include "ui/render/figure_panel.h"
#include "ui/render/number_text.h"
#include "ui/render/pace.h"
#include "ui/render/paper_figure_caption.h"
#include "ui/render/path_frame.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

using Entries = std::vector<PaperFigureEntry>;

MapDisplay displayOf(const PaperFigureOptions& options) {
    MapDisplay display;
    display.reduction = options.reduction;
    display.soFar = SoFar::Path;
    return display;
}

/// The largest of all paths': every row can be compared with every other.
PathScales commonScales(const Entries& entries, const MapDisplay& display) {
    PathScales common;
    for (const PaperFigureEntry& entry : entries) {
        const PathScales scales = scalesOf(*entry.explanation->trace, display);
        common.spectrum = std::max(common.spectrum, scales.spectrum);
        common.step = std::max(common.step, scales.step);
        common.map = std::max(common.map, scales.map);
    }
    return common;
}

/// α of the columns, of that path.
std::vector<double> columnAlphas(const PaperFigureEntry& entry, const PaperFigureOptions& options) {
    if (options.equalColumns == 0) return options.alphas;
    const PathPace pace = paceByChange(entry.explanation->trace);
    std::vector<double> alphas;
    for (int k = 1; k <= options.equalColumns; ++k)
        alphas.push_back(pace.alphaAt(static_cast<double>(k) / options.equalColumns));
    return alphas;
}

QString alphaText(double alpha) {
    return QStringLiteral("α ") + fixedText(alpha, 2);
}

/// α where all paths have the same; else the share of the change, and α stands in the cells.
std::vector<QString> alphaHeaders(const PaperFigureOptions& options) {
    std::vector<QString> headers;
    if (options.equalColumns == 0)
        for (const double alpha : options.alphas) headers.push_back(alphaText(alpha));
    for (int k = 1; k <= options.equalColumns; ++k)
        headers.push_back(percentText(static_cast<double>(k) / options.equalColumns));
    return headers;
}

QString alphaCaption(double alpha, const PaperFigureOptions& options) {
    return options.equalColumns == 0 ? QString() : alphaText(alpha);
}

QString sumCaption(const PathFrame& frame) {
    return QStringLiteral("ΣA ") + numberText(frame.frame.accumulatedSum, 2);
}

/// Sums that stand beside each other, all in the decimals that tell the largest in two figures: a
/// small one's power of ten would run into its neighbours.
std::vector<QString> sumTexts(const std::vector<double>& sums) {
    constexpr double smallestFixed = 1e-3;
    double largest = 0;
    for (const double sum : sums) largest = std::max(largest, std::abs(sum));
    const int decimals = largest >= smallestFixed
                             ? std::max(0, 1 - static_cast<int>(std::floor(std::log10(largest))))
                             : 0;
    std::vector<QString> texts;
    for (const double sum : sums)
        texts.push_back(largest >= smallestFixed ? fixedText(sum, decimals) : numberText(sum, 2));
    return texts;
}

QString scaleTitle(const PaperFigureOptions& options, const QString& what) {
    return what +
           (options.reduction == Reduction::Signed ? QStringLiteral("A") : QStringLiteral("|A|"));
}

GridContent stripsOf(const Entries& entries, const PaperFigureOptions& options) {
    const MapDisplay display = displayOf(options);
    const PathScales scales = commonScales(entries, display);
    GridContent content;
    content.headers = alphaHeaders(options);
    for (const PaperFigureEntry& entry : entries) {
        GridRow pictures{entry.method, {}};
        GridRow maps{entry.method, {}};
        const PathTrace& trace = *entry.explanation->trace;
        std::vector<double> sums;
        for (const double alpha : columnAlphas(entry, options)) {
            const PathFrame frame = drawFrame(0, trace, scales, display, alpha);
            pictures.cells.push_back(
                {.picture = frame.point, .caption = alphaCaption(alpha, options)});
            maps.cells.push_back({.picture = frame.accumulated});
            sums.push_back(frame.frame.accumulatedSum);
        }
        const std::vector<QString> texts = sumTexts(sums);
        for (std::size_t column = 0; column < texts.size(); ++column)
            maps.cells[column].caption = texts[column];
        content.rows.push_back(std::move(pictures));
        content.rows.push_back(std::move(maps));
    }
    content.scales = {{scaleTitle(options, {}), scaleTo(scales.map, options.reduction)}};
    return content;
}

GridContent spectraOf(const Entries& entries, const PaperFigureOptions& options) {
    const MapDisplay display = displayOf(options);
    const PathScales scales = commonScales(entries, display);
    GridContent content;
    content.headers = alphaHeaders(options);
    for (const PaperFigureEntry& entry : entries) {
        GridRow row{entry.method, {}};
        const PathTrace& trace = *entry.explanation->trace;
        for (const double alpha : columnAlphas(entry, options))
            row.cells.push_back({.picture = drawFrame(0, trace, scales, display, alpha).spectrum,
                                 .caption = alphaCaption(alpha, options)});
        content.rows.push_back(std::move(row));
    }
    content.scales = {
        {QStringLiteral("log(1 + |F|)"), {display.magnitudeColours, 0, scales.spectrum}}};
    return content;
}

GridContent pathsOf(const Entries& entries, const PaperFigureOptions& options) {
    const MapDisplay display = displayOf(options);
    const PathScales scales = commonScales(entries, display);
    GridContent content;
    content.headers = {QStringLiteral("x(α)"), QStringLiteral("step"),
                       QStringLiteral("accumulated"), QString()};
    for (const PaperFigureEntry& entry : entries) {
        const PathTrace& trace = *entry.explanation->trace;
        bool isFirst = true;
        for (const double alpha : columnAlphas(entry, options)) {
            const PathFrame frame = drawFrame(0, trace, scales, display, alpha);
            GridRow& row = content.rows.emplace_back(GridRow{entry.method, {}});
            row.cells = {{.picture = frame.point, .caption = alphaText(alpha)},
                         {.picture = frame.step,
                          .caption = QStringLiteral("Σ ") + numberText(frame.frame.stepSum, 2)},
                         {.picture = frame.accumulated, .caption = sumCaption(frame)},
                         {}};
            if (std::exchange(isFirst, false))
                row.cells.back().curves = pathLinesOf(*entry.explanation);
        }
    }
    content.scales = {
        {scaleTitle(options, QStringLiteral("step of ")), scaleTo(scales.step, options.reduction)},
        {scaleTitle(options, QStringLiteral("accumulated ")),
         scaleTo(scales.map, options.reduction)}};
    return content;
}

GridCell mapCell(const Array& map, const MapScale& scale, QString caption = {}) {
    return {.picture = colourise(map, scale.colours, scale.low, scale.high),
            .caption = std::move(caption)};
}

double limitOf(const Array& map) {
    return magnitudeQuantile(map, usualPercentile / 100);
}

/// What a row of a grid is called by.
enum class RowName { Class, ModelAndClass };

QString rowLabel(const Scene& scene, RowName name) {
    QString label = QString::fromStdString(scene.target.label);
    if (name == RowName::Class) return label;
    return QString::fromStdString(scene.modelTitle) + QStringLiteral(": ") + label;
}

/// A picture, and its maps on one scale or each on its own.
GridRow gridRowOf(const Entries& entries, const PaperFigureOptions& options, RowName name) {
    std::vector<Array> maps;
    GridRow row;
    double limit = 0;
    for (const PaperFigureEntry& entry : entries) {
        maps.push_back(entry.explanation
                           ? reduceChannels(entry.explanation->attribution, options.reduction)
                           : Array());
        if (!entry.explanation) continue;
        limit = std::max(limit, limitOf(maps.back()));
        if (!row.cells.empty()) continue;
        const Scene& scene = *entry.explanation->scene;
        row.label = rowLabel(scene, name);
        row.cells.push_back(
            {.picture = pictureOf(scene.seen), .caption = percentText(scene.target.probability)});
    }
    if (row.cells.empty()) row.cells.emplace_back();
    const MapScale scale = scaleTo(limit, options.reduction);
    const bool isOwn = options.gridMaps == GridMaps::OwnScale;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].explanation)
            row.cells.push_back({.absence = entries[i].absence});
        else if (isOwn)
            row.cells.push_back(mapCell(maps[i], scaleTo(limitOf(maps[i]), options.reduction),
                                        QStringLiteral("≤ ") + numberText(limitOf(maps[i]), 2)));
        else
            row.cells.push_back(mapCell(maps[i], scale));
    }
    if (limit > 0 && !isOwn) row.scale = scale;
    return row;
}

GridContent gridOf(const Entries& entries, const PaperFigureOptions& options, std::size_t perRow) {
    GridContent content;
    const RowName name =
        modelTitlesOf(entries).size() > 1 ? RowName::ModelAndClass : RowName::Class;
    content.headers.emplace_back();
    for (std::size_t i = 0; i < perRow; ++i) content.headers.push_back(entries[i].method);
    for (std::size_t first = 0; first < entries.size(); first += perRow)
        content.rows.push_back(
            gridRowOf({entries.begin() + static_cast<std::ptrdiff_t>(first),
                       entries.begin() + static_cast<std::ptrdiff_t>(first + perRow)},
                      options, name));
    return content;
}

}  // namespace

GridContent figureGridOf(const Entries& entries, const PaperFigureOptions& options,
                         std::size_t perRow) {
    switch (options.kind) {
        case PaperFigureKind::Strips:
            return stripsOf(entries, options);
        case PaperFigureKind::Spectra:
            return spectraOf(entries, options);
        case PaperFigureKind::Paths:
            return pathsOf(entries, options);
        case PaperFigureKind::Surface:
        case PaperFigureKind::Grid:
            break;
    }
    return gridOf(entries, options, perRow);
}

}  // namespace sigscope::ui
