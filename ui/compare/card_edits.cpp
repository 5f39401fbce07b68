#include "ui/compare/card_edits.h"

#include <algorithm>
#include <utility>

#include "ui/compare/compared_columns.h"

namespace sigscope::ui {

std::vector<std::string> CardEdits::titles() const {
    std::vector<std::string> titles;
    for (const ComparedColumn& column : m_runs.columns()) titles.push_back(column.column.title);
    return titles;
}

void CardEdits::add(const std::string& title, ExplainRequest request) {
    ComparisonColumn column{title, std::move(request)};
    const std::vector<std::string> taken = titles();
    for (int number = 2; std::ranges::find(taken, column.title) != taken.end(); ++number)
        column.title = title + " (" + std::to_string(number) + ")";
    m_runs.add(std::move(column));
}

void CardEdits::addSelected(const ExplainRequest& request) {
    m_runs.add(columnOf(request, m_catalogue, titles()));
    m_grid.select(m_grid.cards().size() - 1);
}

void CardEdits::duplicateSelected() {
    if (const auto selected = m_grid.selected())
        addSelected(m_runs.columns()[*selected].column.request);
}

void CardEdits::removeSelected() {
    const auto selected = m_grid.selected();
    if (!selected) return;
    m_runs.remove(*selected);
    const std::size_t left = m_grid.cards().size();
    if (left > 0) m_grid.select(std::min(*selected, left - 1));
}

void CardEdits::move(std::vector<std::size_t> order, std::size_t card, std::size_t to) {
    const auto from = std::ranges::find(order, card);
    const auto target = std::ranges::find(order, to);
    if (from < target)
        std::rotate(from, from + 1, target + 1);
    else
        std::rotate(target, from, from + 1);
    m_runs.reorder(order);
    m_grid.reorder(order);
}

}  // namespace sigscope::ui
