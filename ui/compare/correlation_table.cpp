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

constexpr QSize cellSize{9 * Theme::grid / 2, 5 * Theme::grid / 2};
constexpr int widestTitle = 16 * Theme::grid;

QString correlationText(const std::optional<double>& value) {
    return value ? fixedText(*value, 2) : QStringLiteral("–");
}

}  // namespace

CorrelationTable::CorrelationTable(QWidget* parent) : QWidget(parent) {
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

int CorrelationTable::titleWidth() const {
    double width = 0;
    for (const QString& title : m_titles)
        width = std::max(width, QFontMetricsF(font()).horizontalAdvance(title));
    // Rounded up: a title is elided by what it lacks of a pixel, too.
    return std::min(static_cast<int>(std::ceil(width)), widestTitle) + Theme::grid;
}

QSize CorrelationTable::sizeHint() const {
    const auto count = static_cast<int>(m_titles.size());
    return {titleWidth() + count * cellSize.width(), count * cellSize.height()};
}

void CorrelationTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const int left = titleWidth();
    for (int row = 0; row < static_cast<int>(m_titles.size()); ++row) {
        const QRect title(0, row * cellSize.height(), left - Theme::grid, cellSize.height());
        painter.setPen(theme.muted);
        painter.drawText(
            title, Qt::AlignRight | Qt::AlignVCenter,
            QFontMetrics(font()).elidedText(m_titles[row], Qt::ElideMiddle, title.width()));
        for (int column = 0; column < static_cast<int>(m_titles.size()); ++column) {
            const auto& value =
                m_matrix[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
            const QRect cell(left + column * cellSize.width(), title.top(), cellSize.width(),
                             cellSize.height());
            QColor ground = theme.curveF;
            ground.setAlphaF(value ? static_cast<float>(0.45 * std::max(0.0, *value)) : 0.F);
            painter.fillRect(cell.adjusted(0, 0, -1, -1), ground);
            painter.setPen(value ? theme.text : theme.muted);
            painter.drawText(cell, Qt::AlignCenter, correlationText(value));
        }
    }
}

void CorrelationTable::mousePressEvent(QMouseEvent* event) {
    const int column = (static_cast<int>(event->position().x()) - titleWidth()) / cellSize.width();
    const int row = static_cast<int>(event->position().y()) / cellSize.height();
    const auto count = static_cast<int>(m_titles.size());
    if (event->position().x() >= titleWidth() && column < count && row < count)
        Q_EMIT pairChosen(row, column);
}

}  // namespace sigscope::ui
