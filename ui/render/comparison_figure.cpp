#include "ui/render/comparison_figure.h"

#include <QFontMetricsF>
#include <QTextOption>
#include <algorithm>

#include "engine/api/attribution_map.h"
#include "ui/render/comparison_maps.h"
#include "ui/render/comparison_title.h"
#include "ui/render/explanation_figure.h"
#include "ui/render/figure_style.h"
#include "ui/render/number_text.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

// All lengths are in points.
constexpr double edge = 24;
constexpr double headingHeight = 28;
constexpr double gridTop = 88;
constexpr double cellGap = 20;
constexpr double gridRowGap = 40;  // The title of the next row's cells lies in it.
constexpr double factsGap = 8;
constexpr double largeSide = 224;
constexpr double smallSide = 168;
constexpr int fewCells = 5;  // As many have large maps.
constexpr int mostCells = 7;
constexpr double barGap = 16;
constexpr QSizeF barSize(14, smallSide);
constexpr double barTextSpace = 84;  // Ticks, their labels, and the title beside them.
constexpr double commonWidth = 560;
constexpr int smallText = 11;

std::vector<const Explanation*> explanationsOf(const Comparison& comparison) {
    std::vector<const Explanation*> all;
    for (const ComparisonColumn& column : comparison.columns)
        if (column.explanation) all.push_back(column.explanation.get());
    return all;
}

std::vector<Array> attributionsOf(const Comparison& comparison) {
    std::vector<Array> all;
    for (const ComparisonColumn& column : comparison.columns)
        all.push_back(column.explanation ? column.explanation->attribution : Array());
    return all;
}

std::vector<Fact> commonFacts(const std::vector<const Explanation*>& explanations) {
    std::vector<Fact> common = settingFacts(*explanations.front());
    for (const Explanation* explanation : explanations) {
        const std::vector<Fact> facts = settingFacts(*explanation);
        std::erase_if(common, [&facts](const Fact& fact) {
            return std::ranges::find(facts, fact) == facts.end();
        });
    }
    return common;
}

Fact classFact(const RankedClass& target) {
    return {"Class", QString::fromStdString(target.label) + ", " + percentText(target.probability)};
}

/// As many of the words as fit into `box`.
QString fitting(QString text, const QFont& font, const QRectF& box) {
    const QFontMetricsF metrics(font);
    constexpr int flags = Qt::AlignLeft | Qt::TextWordWrap | Qt::TextWrapAnywhere;
    bool isWhole = true;
    while (!text.isEmpty() &&
           metrics.boundingRect(box, flags, text + "…").height() > box.height()) {
        text.truncate(std::max<qsizetype>(text.lastIndexOf(u' '), 0));
        isWhole = false;
    }
    return isWhole ? text : text + "…";
}

void paintAbsence(QPainter& painter, const QString& reason, const QRectF& box) {
    constexpr double padding = 12;
    painter.setPen(QPen(figureHairline, 0.5));
    painter.setBrush(QColor(0xf6, 0xf6, 0xf6));
    painter.drawRect(box);
    painter.setBrush(Qt::NoBrush);
    const QRectF inside = box.adjusted(padding, padding, -padding, -padding);
    painter.setFont(figureFont(smallText));
    painter.setPen(figureMuted);
    QTextOption wrapped(Qt::AlignLeft | Qt::AlignTop);
    wrapped.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    painter.drawText(inside, fitting(reason, painter.font(), inside), wrapped);
}

}  // namespace

ComparisonFigure::ComparisonFigure(const Comparison& comparison, const ComparisonView& view)
    : m_common(commonFacts(explanationsOf(comparison)), figureFont(smallText), commonWidth) {
    const bool isOnePicture = areOfOnePicture(comparison.columns);
    m_title = comparisonTitle(comparison.columns);
    const int cells = static_cast<int>(comparison.columns.size()) + (isOnePicture ? 1 : 0);
    m_side = cells <= fewCells ? largeSide : smallSide;
    const int rows = (cells + mostCells - 1) / mostCells;
    m_perRow = (cells + rows - 1) / rows;
    if (isOnePicture) addPhotograph(*explanationsOf(comparison).front());
    addColumns(comparison, view);
}

FactTable ComparisonFigure::table(std::vector<Fact> facts) const {
    return {std::move(facts), figureFont(smallText), m_side};
}

void ComparisonFigure::addPhotograph(const Explanation& explanation) {
    const Scene& scene = *explanation.scene;
    FigurePanel panel = cropPanel({}, pictureOf(scene.seen));
    panel.size.scale(m_side, m_side, Qt::KeepAspectRatio);
    std::vector<Fact> classes;
    for (const RankedClass& likely : scene.top)
        if (classes.size() < 3)
            classes.push_back(
                {percentText(likely.probability), QString::fromStdString(likely.label)});
    m_cells.push_back({"What the model sees", std::move(panel), table(std::move(classes))});
}

void ComparisonFigure::addColumns(const Comparison& comparison, const ComparisonView& view) {
    const ComparisonMaps scaled = comparisonMaps(attributionsOf(comparison), view);
    const bool isOneClass = areOfOneClass(comparison.columns);
    const bool hasOwnLimits = view.scale == ComparisonScale::Map;
    if (!view.topShare) m_bar = scaleTo(hasOwnLimits ? 1 : scaled.limits.front(), view.reduction);
    m_barTitle = scaled.barTitle;
    m_note = scaled.note;
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        const ComparisonColumn& column = comparison.columns[i];
        const QString title = QString::fromStdString(column.title);
        if (!column.explanation) {
            m_cells.push_back({title, {}, table({}), QString::fromStdString(absenceOf(column))});
            continue;
        }
        const MapScale scale = scaleTo(scaled.limits[i], view.reduction);
        FigurePanel panel =
            cropPanel({}, comparisonPicture(scaled.maps[i], scaled.limits[i], view,
                                            pictureOf(column.explanation->scene->seen)));
        panel.size.scale(m_side, m_side, Qt::KeepAspectRatio);
        std::vector<Fact> facts;
        if (hasOwnLimits && m_bar)
            facts.push_back({"Limit", (scale.low < 0 ? "± " : "") + numberText(scale.high)});
        if (!isOneClass) facts.push_back(classFact(column.explanation->scene->target));
        for (Fact& fact : briefFacts(*column.explanation)) facts.push_back(std::move(fact));
        m_cells.push_back({title, std::move(panel), table(std::move(facts))});
    }
}

double ComparisonFigure::rowHeight() const {
    double facts = 0;
    for (const Cell& cell : m_cells) facts = std::max(facts, cell.facts.height());
    return m_side + factsGap + facts;
}

QPointF ComparisonFigure::cornerOf(std::size_t cell) const {
    const auto column = static_cast<int>(cell) % m_perRow;
    const auto row = static_cast<int>(cell) / m_perRow;
    return {edge + column * (m_side + cellGap), gridTop + row * (rowHeight() + gridRowGap)};
}

double ComparisonFigure::gridRight() const {
    return cornerOf(static_cast<std::size_t>(m_perRow) - 1).x() + m_side;
}

double ComparisonFigure::gridBottom() const {
    return cornerOf(m_cells.size() - 1).y() + rowHeight();
}

QSize ComparisonFigure::size() const {
    const double right = gridRight() + (m_bar ? barGap + barSize.width() + barTextSpace : 0);
    const double bottom = gridBottom() + cellGap + headingHeight + m_common.height();
    return {static_cast<int>(std::max(right, edge + commonWidth) + edge),
            static_cast<int>(bottom + edge)};
}

void ComparisonFigure::paintCell(QPainter& painter, const Cell& cell, const QPointF& corner) const {
    const QRectF box(corner, QSizeF(m_side, m_side));
    painter.setFont(figureFont(12, QFont::DemiBold));
    painter.setPen(figureInk);
    painter.drawText(
        QRectF(box.left(), box.top() - 26, box.width(), 20), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(cell.title, Qt::ElideMiddle, box.width()));
    if (!cell.absence.isEmpty()) return paintAbsence(painter, cell.absence, box);
    cell.panel.paint(painter, corner);
    cell.facts.paint(painter, {box.left(), box.bottom() + factsGap});
}

void ComparisonFigure::paintBar(QPainter& painter) const {
    const QRectF bar({gridRight() + barGap, gridTop}, barSize);
    painter.setFont(figureFont(smallText));
    painter.setPen(QPen(figureInk, 0.75));
    paintScaleBar(painter, bar, *m_bar);
    painter.save();
    painter.setPen(figureMuted);
    painter.translate(bar.right() + barTextSpace, bar.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, -20, bar.height(), 20), Qt::AlignCenter, m_barTitle);
    painter.restore();
}

void ComparisonFigure::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(QRect(QPoint(0, 0), size()), Qt::white);
    const double width = size().width() - 2 * edge;
    painter.setPen(figureInk);
    painter.setFont(figureFont(18, QFont::DemiBold));
    painter.drawText(QRectF(edge, 20, width, headingHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(m_title, Qt::ElideRight, width));
    for (std::size_t i = 0; i < m_cells.size(); ++i) paintCell(painter, m_cells[i], cornerOf(i));
    if (m_bar) paintBar(painter);
    painter.setFont(figureFont(smallText));
    painter.setPen(figureMuted);
    const double noteTop = gridBottom() + cellGap;
    painter.drawText(QRectF(edge, noteTop, width, 20), Qt::AlignLeft | Qt::AlignVCenter, m_note);
    m_common.paint(painter, {edge, noteTop + headingHeight});
}

Drawing ComparisonFigure::drawing() const {
    return {size(), [this](QPainter& painter) { paint(painter); }};
}

bool hasFigure(const Comparison& comparison) {
    return std::ranges::any_of(comparison.columns, [](const ComparisonColumn& column) {
        return column.explanation && hasFigure(*column.explanation);
    });
}

Outcome<Done> writeComparisonFigure(const std::filesystem::path& file, const Comparison& comparison,
                                    const ComparisonView& view) {
    if (!hasFigure(comparison)) return Failure{file.string() + ": there is no attribution to draw"};
    const ComparisonFigure figure(comparison, view);
    return writeDrawing(file, figure.drawing(), figure.title());
}

}  // namespace sigscope::ui
