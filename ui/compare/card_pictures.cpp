#include "ui/compare/card_pictures.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/compare/card_grid.h"
#include "ui/compare/cards_or_pair.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compared_maps.h"
#include "ui/compare/comparison_runs.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

/// Of a pixel's magnitude among those of its map, 1 the largest.
std::size_t rankIn(const Array& map, const QPoint& pixel) {
    const float magnitude = std::abs(map.at(0, pixel.y(), pixel.x()));
    const auto larger = std::ranges::count_if(
        map.values, [magnitude](float value) { return std::abs(value) > magnitude; });
    return static_cast<std::size_t>(larger) + 1;
}

QString cardNote(const char* text) {
    return QCoreApplication::translate("CardPictures", text);
}

}  // namespace

void CardPictures::showAll() const {
    for (std::size_t i = 0; i < m_grid.cards().size(); ++i) show(i);
}

void CardPictures::show(std::size_t card) const {
    if (m_maps.count() != m_grid.cards().size()) return;
    const std::size_t source = m_middle.sourceOf(card);
    CompareCard& shown = *m_grid.cards()[card];
    shown.setMap(m_maps.picture(source));
    if (m_maps.map(source).empty()) return shown.setNote({});
    shown.setNote(source == card ? noteOf(card) : m_grid.cards()[source]->title());
}

QString CardPictures::noteOf(std::size_t card) const {
    const ComparedColumn& column = m_runs.columns()[card];
    if (m_maps.share() >= 1 || !column.isWhole()) return {};
    if (const auto alpha = m_maps.alpha(card))
        return m_maps.alignment() == Alignment::Alpha ? QString()
                                                      : shareText(Alignment::Alpha, *alpha);
    const Explanation& explanation = *column.column.explanation;
    if (explanation.trace) return {};  // Not drawn yet.
    return explanation.traits.hasPath() ? cardNote("path not kept: stands still")
                                        : cardNote("no path: stands still");
}

void CardPictures::setCrosshair(std::optional<QPoint> pixel) const {
    for (CompareCard* card : m_grid.cards()) card->setCrosshair(pixel);
}

QString CardPictures::readingAt(const QPoint& pixel) const {
    QStringList values;
    for (std::size_t i = 0; i < m_grid.cards().size() && i < m_maps.count(); ++i) {
        const Array& map = m_maps.map(i);
        if (map.empty() || pixel.x() >= map.width || pixel.y() >= map.height) continue;
        values << QStringLiteral("%1 %2 #%3")
                      .arg(m_grid.cards()[i]->title(),
                           signedText(map.at(0, pixel.y(), pixel.x()), 2))
                      .arg(rankIn(map, pixel));
    }
    return cardNote("x %1  y %2:  ").arg(pixel.x()).arg(pixel.y()) +
           values.join(QStringLiteral(" · "));
}

}  // namespace sigscope::ui
