#include "ui/render/fact_table.h"

#include <QFontMetricsF>
#include <algorithm>

#include "ui/render/figure_style.h"

namespace sigscope::ui {

namespace {

constexpr double columnGap = 16;
constexpr double rowGap = 5;
constexpr int valueFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

}  // namespace

FactTable::FactTable(std::vector<Fact> facts, const QFont& font, double width)
    : m_facts(std::move(facts)), m_font(font), m_width(width) {
    const QFontMetricsF metrics(m_font);
    for (const Fact& fact : m_facts)
        m_valueLeft = std::max(m_valueLeft, metrics.horizontalAdvance(fact.name) + columnGap);
}

double FactTable::rowHeight(const Fact& fact) const {
    const QRectF space(0, 0, valueWidth(), 1000);
    return QFontMetricsF(m_font).boundingRect(space, valueFlags, fact.value).height() + rowGap;
}

double FactTable::height() const {
    double height = 0;
    for (const Fact& fact : m_facts) height += rowHeight(fact);
    return height;
}

void FactTable::paint(QPainter& painter, const QPointF& topLeft) const {
    painter.setFont(m_font);
    QPointF corner = topLeft;
    for (const Fact& fact : m_facts) {
        const double height = rowHeight(fact);
        painter.setPen(figureMuted);
        painter.drawText(QRectF(corner, QSizeF(m_valueLeft, height)), Qt::AlignLeft | Qt::AlignTop,
                         fact.name);
        painter.setPen(figureInk);
        const QRectF space(corner + QPointF(m_valueLeft, 0), QSizeF(valueWidth(), height));
        painter.drawText(space, valueFlags, fact.value);
        corner.ry() += height;
    }
}

}  // namespace sigscope::ui
