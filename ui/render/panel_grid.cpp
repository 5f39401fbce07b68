#include "ui/render/panel_grid.h"

#include <QFontMetricsF>
#include <QTextOption>
#include <algorithm>
#include <cmath>

#include "ui/charts/path_plot.h"
#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

// Lengths are in units of the layout: texts are pageTypeSize high.
constexpr double pageEdge = 2;
constexpr double turnedLabel = 18;
constexpr double headerSpace = 17;
constexpr double captionSpace = 16;
constexpr double betweenCells = 4;
constexpr double betweenGroups = 10;
constexpr double chartCells = 2;  ///< Pictures that a chart is as wide as.
constexpr double rowBarGap = 6;
constexpr double rowBarWidth = 8;
constexpr double rowBarLabels = 46;
constexpr double scaleLine = 20;
constexpr double scaleBarHeight = 8;
constexpr double scaleBarLength = 72;
constexpr double scaleTextGap = 5;

bool hasCaption(const GridRow& row) {
    return std::ranges::any_of(row.cells,
                               [](const GridCell& cell) { return !cell.caption.isEmpty(); });
}

QSize pictureShape(const GridContent& content) {
    for (const GridRow& row : content.rows)
        for (const GridCell& cell : row.cells)
            if (!cell.picture.isNull()) return cell.picture.size();
    return {1, 1};
}

QString lowText(const MapScale& scale) {
    return scale.low < 0 ? numberText(scale.low, 2) : QStringLiteral("0");
}

}  // namespace

std::size_t GridContent::lastWithLabelOf(std::size_t row) const {
    std::size_t last = row;
    while (last + 1 < rows.size() && rows[last + 1].label == rows[row].label) ++last;
    return last;
}

void GridContent::setText(FigurePart part, std::size_t index, const QString& text) {
    if (part == FigurePart::Header && index < headers.size()) headers[index] = text;
    if (part == FigurePart::Scale && index < scales.size()) scales[index].title = text;
    if (part == FigurePart::AxisTitle && index < axes.size()) axes[index] = text;
    const std::size_t columns = rows.empty() ? 0 : rows.front().cells.size();
    if (part == FigurePart::Panel && index < rows.size() * columns)
        rows[index / columns].cells[index % columns].caption = text;
    if (part != FigurePart::RowLabel || index >= rows.size()) return;
    const std::size_t last = lastWithLabelOf(index);
    for (std::size_t row = index; row <= last; ++row) rows[row].label = text;
}

PanelGrid::PanelGrid(GridContent content, const PrintOptions& print)
    : m_content(std::move(content)), m_print(print) {
    layOut();
    makeCharts();
}

PanelGrid::~PanelGrid() = default;

bool PanelGrid::isChartColumn(std::size_t column) const {
    return std::ranges::any_of(m_content.rows, [column](const GridRow& row) {
        return row.cells[column].curves.has_value();
    });
}

double PanelGrid::rowHeight(const GridRow& row) const {
    return m_cell.height() + (hasCaption(row) ? captionSpace : betweenCells);
}

void PanelGrid::layOut() {
    const double width = pageWidth(m_print);
    const std::size_t columns = m_content.rows.front().cells.size();
    const auto hasLabel = std::ranges::any_of(
        m_content.rows, [](const GridRow& row) { return !row.label.isEmpty(); });
    const auto hasBar =
        std::ranges::any_of(m_content.rows, [](const GridRow& row) { return !!row.scale; });
    double left = pageEdge + (hasLabel ? turnedLabel : 0);
    const double right = width - pageEdge - (hasBar ? rowBarGap + rowBarWidth + rowBarLabels : 0);
    double shares = 0;
    for (std::size_t column = 0; column < columns; ++column)
        shares += isChartColumn(column) ? chartCells : 1;
    const double gaps = betweenCells * static_cast<double>(columns - 1);
    const double side = std::max(1.0, (right - left - gaps) / shares);
    const QSize shape = pictureShape(m_content);
    m_cell = {side, side * shape.height() / shape.width()};
    for (std::size_t column = 0; column < columns; ++column) {
        m_lefts.push_back(left);
        left += side * (isChartColumn(column) ? chartCells : 1) + betweenCells;
    }
    double top = pageEdge + (m_content.headers.empty() ? 0 : headerSpace);
    for (std::size_t row = 0; row < m_content.rows.size(); ++row) {
        if (row > 0 && m_content.rows[row].label != m_content.rows[row - 1].label)
            top += betweenGroups - betweenCells;
        m_tops.push_back(top);
        top += rowHeight(m_content.rows[row]);
    }
    const double bars = scaleLine * static_cast<double>(m_content.scales.size());
    m_size = {width, top + bars + pageEdge};
}

void PanelGrid::makeCharts() {
    for (std::size_t row = 0; row < m_content.rows.size(); ++row)
        for (std::size_t column = 0; column < m_lefts.size(); ++column) {
            const GridCell& cell = m_content.rows[row].cells[column];
            m_charts.push_back(cell.curves ? std::make_unique<PathPlot>(
                                                 *cell.curves, box(row, column).size(),
                                                 ChartLook::ofPrint(m_print.family), m_content.axes)
                                           : nullptr);
        }
}

QRectF PanelGrid::box(std::size_t row, std::size_t column) const {
    const double cells = isChartColumn(column) ? chartCells : 1;
    return {m_lefts[column], m_tops[row], m_cell.width() * cells, m_cell.height()};
}

FigurePage PanelGrid::page() const {
    return {m_size, pointsPerUnit(m_print), [this](QPainter& painter) { paint(painter); },
            m_print.family};
}

FigurePart PanelGrid::partAt(QPointF point) const {
    const double bottom = m_tops.back() + rowHeight(m_content.rows.back());
    const double right = box(0, m_lefts.size() - 1).right();
    if (point.y() < m_tops.front()) return FigurePart::Header;
    if (point.y() >= bottom || point.x() >= right) return FigurePart::Scale;
    return point.x() < m_lefts.front() ? FigurePart::RowLabel : FigurePart::Panel;
}

QRectF PanelGrid::headerBox(std::size_t column) const {
    return {m_lefts[column], pageEdge, box(0, column).width(), headerSpace};
}

QRectF PanelGrid::captionBox(std::size_t row, std::size_t column) const {
    const QRectF place = box(row, column);
    return {place.left(), place.bottom(), place.width(), captionSpace};
}

QRectF PanelGrid::labelBox(std::size_t first) const {
    const double bottom = m_tops[m_content.lastWithLabelOf(first)] + m_cell.height();
    return {pageEdge, m_tops[first], turnedLabel - betweenCells, bottom - m_tops[first]};
}

QRectF PanelGrid::scaleLineBox(std::size_t scale) const {
    const double first = m_tops.back() + rowHeight(m_content.rows.back());
    const double left = m_lefts.front();
    return {left, first + scaleLine * static_cast<double>(scale), m_size.width() - pageEdge - left,
            scaleLine};
}

std::optional<std::size_t> PanelGrid::columnAt(QPointF point) const {
    for (std::size_t column = 0; column < m_lefts.size(); ++column)
        if (const QRectF place = box(0, column); point.x() >= place.left() &&
                                                 point.x() < place.right() &&
                                                 partAt(point) != FigurePart::Scale)
            return column;
    return {};
}

std::optional<FigureText> PanelGrid::textAt(QPointF point) const {
    for (std::size_t column = 0; column < m_content.headers.size(); ++column)
        if (headerBox(column).contains(point))
            return FigureText{FigurePart::Header, column, m_content.headers[column],
                              headerBox(column)};
    for (std::size_t row = 0; row < m_content.rows.size(); row = m_content.lastWithLabelOf(row) + 1)
        if (labelBox(row).contains(point))
            return FigureText{FigurePart::RowLabel, row, m_content.rows[row].label, labelBox(row)};
    for (std::size_t scale = 0; scale < m_content.scales.size(); ++scale)
        if (scaleLineBox(scale).contains(point))
            return FigureText{FigurePart::Scale, scale, m_content.scales[scale].title,
                              scaleLineBox(scale)};
    const std::optional<FigureText> title = axisTitleAt(point);
    return title ? title : captionAt(point);
}

std::optional<FigureText> PanelGrid::axisTitleAt(QPointF point) const {
    for (std::size_t row = 0; row < m_content.rows.size(); ++row)
        for (std::size_t column = 0; column < m_lefts.size(); ++column) {
            const auto& chart = m_charts[row * m_lefts.size() + column];
            if (!chart) continue;
            for (std::size_t axis = 0; axis < m_content.axes.size(); ++axis) {
                const QRectF title = chart->titleBox(axis).translated(box(row, column).topLeft());
                if (title.contains(point))
                    return FigureText{FigurePart::AxisTitle, axis, m_content.axes[axis], title};
            }
        }
    return {};
}

std::optional<FigureText> PanelGrid::captionAt(QPointF point) const {
    for (std::size_t row = 0; row < m_content.rows.size(); ++row)
        for (std::size_t column = 0; column < m_lefts.size(); ++column)
            if (const QString& caption = m_content.rows[row].cells[column].caption;
                !caption.isEmpty() && captionBox(row, column).contains(point))
                return FigureText{FigurePart::Panel, row * m_lefts.size() + column, caption,
                                  captionBox(row, column)};
    return {};
}

void PanelGrid::paint(QPainter& painter) const {
    painter.fillRect(QRectF(QPointF(0, 0), m_size), Qt::white);
    painter.setFont(pageFont(m_print.family));
    paintLabels(painter);
    for (std::size_t row = 0; row < m_content.rows.size(); ++row)
        for (std::size_t column = 0; column < m_lefts.size(); ++column)
            paintCell(painter, row, column);
    painter.setFont(pageFont(m_print.family));
    for (std::size_t scale = 0; scale < m_content.scales.size(); ++scale)
        paintScale(painter, scale);
}

void PanelGrid::paintLabels(QPainter& painter) const {
    painter.setPen(figureInk);
    for (std::size_t column = 0; column < m_content.headers.size(); ++column)
        painter.drawText(headerBox(column), Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextDontClip,
                         m_content.headers[column]);
    for (std::size_t row = 0; row < m_content.rows.size();
         row = m_content.lastWithLabelOf(row) + 1) {
        const QRectF line = labelBox(row);
        painter.save();
        painter.translate(line.bottomLeft());
        painter.rotate(-90);
        const QString fitting =
            QFontMetricsF(painter.font())
                .elidedText(m_content.rows[row].label, Qt::ElideRight, line.height());
        painter.drawText(QRectF(0, 0, line.height(), line.width()), Qt::AlignCenter, fitting);
        painter.restore();
    }
}

/// By an integer factor, nearest neighbour, to the resolution of the print: readers of vector files
/// would smooth the model's pixels.
QImage PanelGrid::sharpened(const QImage& picture) const {
    const double wanted = m_cell.width() * pointsPerUnit(m_print) / 72 * m_print.dpi;
    const int factor = std::max(1, static_cast<int>(std::ceil(wanted / picture.width())));
    return picture.scaled(picture.size() * factor);
}

void PanelGrid::paintCell(QPainter& painter, std::size_t row, std::size_t column) const {
    const GridRow& all = m_content.rows[row];
    const GridCell& cell = all.cells[column];
    const QRectF place = box(row, column);
    if (const auto& chart = m_charts[row * m_lefts.size() + column]) {
        painter.save();
        painter.translate(place.topLeft());
        chart->paint(painter);
        painter.restore();
    } else if (!cell.picture.isNull()) {
        painter.drawImage(place, sharpened(cell.picture));
        painter.setPen(QPen(figureHairline, 0.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place);
    } else if (!cell.absence.isEmpty()) {
        QTextOption wrapped(Qt::AlignCenter);
        wrapped.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        painter.setPen(figureMuted);
        painter.drawText(place, cell.absence, wrapped);
    }
    painter.setFont(pageFont(m_print.family));
    painter.setPen(figureMuted);
    painter.drawText(captionBox(row, column),
                     Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextDontClip, cell.caption);
    if (!all.scale || column + 1 < m_lefts.size()) return;
    const QRectF bar(place.right() + rowBarGap, place.top(), rowBarWidth, place.height());
    paintRamp(painter, bar, all.scale->colours, Qt::Vertical);
    painter.setPen(figureInk);
    const QRectF labels(bar.right() + scaleTextGap, bar.top(), rowBarLabels, bar.height());
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip,
                     numberText(all.scale->high, 2));
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom | Qt::TextDontClip,
                     lowText(*all.scale));
}

void PanelGrid::paintScale(QPainter& painter, std::size_t number) const {
    const GridScale& scale = m_content.scales[number];
    const QFontMetricsF metrics(painter.font());
    const QString low = lowText(scale.scale);
    const QString high = numberText(scale.scale.high, 2);
    const QRectF line = scaleLineBox(number);
    const double left = line.left();
    const double top = line.top();
    double right = line.right();
    painter.setPen(figureInk);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, high);
    right -= metrics.horizontalAdvance(high) + scaleTextGap;
    const QRectF bar(right - scaleBarLength, line.center().y() - scaleBarHeight / 2, scaleBarLength,
                     scaleBarHeight);
    paintRamp(painter, bar, scale.scale.colours, Qt::Horizontal);
    right = bar.left() - scaleTextGap;
    painter.setPen(figureInk);
    painter.drawText(QRectF(left, top, right - left, scaleLine), Qt::AlignRight | Qt::AlignVCenter,
                     low);
    right -= metrics.horizontalAdvance(low) + scaleTextGap;
    painter.setPen(figureMuted);
    painter.drawText(QRectF(left, top, right - left, scaleLine), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(scale.title, Qt::ElideRight, right - left));
}

}  // namespace sigscope::ui
