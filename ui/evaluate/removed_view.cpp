#include "ui/evaluate/removed_view.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int viewSide = 28 * Theme::grid;  ///< Of the picture, where there is room.
constexpr int smallestSide = 14 * Theme::grid;
constexpr int classLineHeight = 2 * Theme::grid + 2;
constexpr int classBarHeight = 3;
constexpr int momentClassRows = 5;
constexpr int momentTextRows = 2;  ///< The title and the explained class.

/// A label is a list of synonyms: the first will do where there is little room.
QString firstSynonym(const RankedClass& ranked) {
    return QString::fromStdString(ranked.label).section(QLatin1Char(','), 0, 0);
}

}  // namespace

RemovedView::RemovedView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("The picture at this share"));
    setMaximumWidth(viewSide);
}

QSize RemovedView::sizeHint() const {
    return {viewSide, viewSide + (momentTextRows + momentClassRows) * classLineHeight};
}

QSize RemovedView::minimumSizeHint() const {
    return {22 * Theme::grid, smallestSide + (momentTextRows + momentClassRows) * classLineHeight};
}

void RemovedView::show(std::optional<RemovedMoment> moment) {
    m_moment = std::move(moment);
    setAccessibleDescription(m_moment ? m_moment->title + QStringLiteral(": ") + targetText()
                                      : QString());
    update();
}

QString RemovedView::targetText() const {
    if (!m_moment) return {};
    const double points = 100 * (m_moment->target.probability - m_moment->before);
    return tr("%1 %2 (%3)")
        .arg(firstSynonym(m_moment->target), percentText(m_moment->target.probability),
             std::abs(points) < 0.5 ? QStringLiteral("±0") : signedText(std::round(points), 2));
}

void RemovedView::paintEvent(QPaintEvent*) {
    if (!m_moment) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(smallFont());
    const Theme& theme = Theme::current();
    const auto line = [&](double top, const QColor& colour, const QString& text) {
        painter.setPen(colour);
        painter.drawText(QRectF(0, top, width(), classLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(smallFont()).elidedText(text, Qt::ElideRight, width()));
    };
    line(0, theme.muted, m_moment->title);
    const int room = height() - (momentTextRows + momentClassRows) * classLineHeight;
    const double edge = std::clamp(room, 0, width());
    if (!m_moment->picture.isNull() && edge > 0) {
        const QSizeF size =
            QSizeF(m_moment->picture.size()).scaled(edge, edge, Qt::KeepAspectRatio);
        painter.drawImage(QRectF(QPointF(0, classLineHeight), size), m_moment->picture);
    }
    double top = classLineHeight + edge;
    line(top, theme.text, targetText());
    for (const RankedClass& ranked : m_moment->top) {
        top += classLineHeight;
        drawClass(painter, QRectF(0, top, width(), classLineHeight), ranked);
    }
}

void RemovedView::drawClass(QPainter& painter, const QRectF& row, const RankedClass& ranked) const {
    const Theme& theme = Theme::current();
    const QString value = percentText(ranked.probability);
    const QFontMetricsF metrics(smallFont());
    const double valueWidth = metrics.horizontalAdvance(value);
    const QRectF text = row.adjusted(0, 0, 0, -classBarHeight);
    painter.setPen(theme.muted);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, value);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(firstSynonym(ranked), Qt::ElideRight,
                                        row.width() - valueWidth - Theme::grid));
    const bool isTarget = ranked.index == m_moment->target.index;
    painter.fillRect(QRectF(row.left(), row.bottom() - classBarHeight,
                            row.width() * std::clamp(ranked.probability, 0.0, 1.0), classBarHeight),
                     isTarget ? theme.accent : theme.bar);
}

}  // namespace sigscope::ui
