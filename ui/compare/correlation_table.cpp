#include "ui/compare/correlation_table.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int rowHeight = 5 * Theme::grid / 2;
constexpr int usualCell = 5 * Theme::grid;          ///< As wide as "−0.15" with some room.
constexpr int narrowestCell = 7 * Theme::grid / 2;  ///< As "−.15".
constexpr int widestTitle = 16 * Theme::grid;
constexpr int narrowestTitle = 8 * Theme::grid;  ///< "Spectral IG", and what tells others apart.
constexpr int titleGap = Theme::grid / 2;        ///< Before a title.

QString correlationText(const std::optional<double>& value) {
    return value ? fixedText(*value, 2) : QStringLiteral("–");
}

/// ".15" for "0.15".
QString withoutZero(const QString& figure) {
    const qsizetype zero = figure.indexOf(QLatin1String("0."));
    const bool isFirst = zero == 0 || (zero == 1 && !figure[0].isDigit());
    return isFirst ? QString(figure).remove(zero, 1) : figure;
}

}  // namespace

CorrelationTable::CorrelationTable(QWidget* parent)
    : QWidget(parent), m_cellWidth(usualCell), m_titleWidth(widestTitle) {
    setFont(smallFont());
    setMeasure(Correlation::Spearman);
}

void CorrelationTable::setMeasure(Correlation correlation) {
    if (correlation == Correlation::Spearman) {
        setAccessibleName(tr("Rank correlation of the maps"));
        setToolTip(
            tr("Spearman’s rank correlation of |A|, summed over channels: 1 where two maps rank "
               "the pixels alike, 0 where they have nothing to do with each other"));
    } else {
        setAccessibleName(tr("Pearson’s correlation of the maps"));
        setToolTip(
            tr("Pearson’s correlation of |A|, summed over channels: 1 where one map is the other, "
               "larger or smaller, 0 where they have nothing to do with each other"));
    }
}

void CorrelationTable::show(QStringList titles, CorrelationMatrix matrix) {
    m_titles = std::move(titles);
    m_matrix = std::move(matrix);
    QStringList rows;
    for (qsizetype i = 0; i < m_titles.size(); ++i) {
        QStringList values;
        for (const auto& value : m_matrix[static_cast<std::size_t>(i)])
            values << correlationText(value);
        rows << m_titles[i] + QStringLiteral(": ") + values.join(QStringLiteral(", "));
    }
    setAccessibleDescription(rows.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

void CorrelationTable::fitInto(int width) {
    m_cellWidth = usualCell;
    m_titleWidth = widestTitle;
    while (m_cellWidth > narrowestCell && wholeWidth() > width) --m_cellWidth;
    while (m_titleWidth > narrowestTitle && wholeWidth() > width) --m_titleWidth;
    updateGeometry();
    update();
}

int CorrelationTable::wholeWidth() const {
    int widest = 0;
    const QFontMetricsF metrics(font());
    for (int row = 0; row < static_cast<int>(m_titles.size()); ++row) {
        // Rounded up: a title is elided by what it lacks of a pixel, too.
        const int title = static_cast<int>(std::ceil(metrics.horizontalAdvance(m_titles[row])));
        widest = std::max(widest, row * m_cellWidth + titleGap + std::min(title, m_titleWidth));
    }
    return widest;
}

QSize CorrelationTable::sizeHint() const {
    if (m_titles.size() < 2) return {0, 0};  // There is nothing to agree with.
    return {wholeWidth(), static_cast<int>(m_titles.size()) * rowHeight};
}

QRect CorrelationTable::cell(Pair pair) const {
    return {pair.column * m_cellWidth, pair.row * rowHeight, m_cellWidth, rowHeight};
}

QPoint CorrelationTable::cellOf(int first, int second) const {
    return cell({std::min(first, second), std::max(first, second)}).center();
}

const std::optional<double>& CorrelationTable::value(Pair pair) const {
    return m_matrix[static_cast<std::size_t>(pair.row)][static_cast<std::size_t>(pair.column)];
}

void CorrelationTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    for (int row = 0; row < static_cast<int>(m_titles.size()); ++row) {
        for (int column = 0; column < row; ++column) paintCell(painter, {column, row});
        const int left = row * m_cellWidth + titleGap;
        const QRect title(left, row * rowHeight, std::min(width() - left, widestTitle), rowHeight);
        painter.setPen(theme.muted);
        painter.drawText(
            title, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font()).elidedText(m_titles[row], Qt::ElideMiddle, title.width()));
    }
}

void CorrelationTable::paintCell(QPainter& painter, Pair pair) const {
    const Theme& theme = Theme::current();
    const std::optional<double>& correlation = value(pair);
    QColor ground = theme.curveF;
    ground.setAlphaF(correlation ? static_cast<float>(0.45 * std::max(0.0, *correlation)) : 0.F);
    painter.fillRect(cell(pair).adjusted(0, 0, -1, -1), ground);
    painter.setPen(correlation ? theme.text : theme.muted);
    const QString figure = correlationText(correlation);
    painter.drawText(cell(pair), Qt::AlignCenter,
                     m_cellWidth < usualCell ? withoutZero(figure) : figure);
}

std::optional<CorrelationTable::Pair> CorrelationTable::pairAt(QPointF point) const {
    const Pair pair{static_cast<int>(point.x()) / m_cellWidth,
                    static_cast<int>(point.y()) / rowHeight};
    const bool isCell = point.x() >= 0 && point.y() >= 0 && pair.column < pair.row &&
                        pair.row < static_cast<int>(m_titles.size());
    return isCell ? std::optional(pair) : std::nullopt;
}

QString CorrelationTable::toolTipAt(const QPoint& point) const {
    const std::optional<Pair> pair = pairAt(point);
    if (!pair) return toolTip();
    return tr("%1 and %2: %3\nClick to see one over the other")
        .arg(m_titles[pair->column], m_titles[pair->row], correlationText(value(*pair)));
}

void CorrelationTable::mousePressEvent(QMouseEvent* event) {
    if (const auto pair = pairAt(event->position())) Q_EMIT pairChosen(pair->column, pair->row);
}

}  // namespace sigscope::ui
