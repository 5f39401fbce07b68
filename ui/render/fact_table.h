#pragma once

#include <QPainter>

#include "ui/render/figure_facts.h"

namespace sigscope::ui {

/// Names on the left in grey, values beside them, broken into lines where they are long. Lengths
/// are in the painter's units.
class FactTable {
public:
    FactTable(std::vector<Fact> facts, const QFont& font, double width);

    [[nodiscard]] double height() const;
    void paint(QPainter& painter, const QPointF& topLeft) const;

private:
    [[nodiscard]] double rowHeight(const Fact& fact) const;
    [[nodiscard]] double valueWidth() const { return m_width - m_valueLeft; }

    std::vector<Fact> m_facts;
    QFont m_font;
    double m_width;
    double m_valueLeft = 0;
};

}  // namespace sigscope::ui
