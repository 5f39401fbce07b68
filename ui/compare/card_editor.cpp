#include "ui/compare/card_editor.h"

#include "ui/compare/compared_columns.h"

namespace sigscope::ui {

const ComparedColumn& CardEditor::edited() const {
    return m_runs.columns()[*m_grid.selected()];
}

const ExplainRequest& CardEditor::request() const {
    return edited().column.request;
}

std::shared_ptr<const Scene> CardEditor::scene() const {
    const auto& explanation = edited().column.explanation;
    return explanation ? explanation->scene : nullptr;
}

void CardEditor::compute() {
    if (!edited().isWhole()) m_runs.compute(*m_grid.selected());
}

void CardEditor::change(ExplainRequest request) {
    if (request == this->request()) return;
    const std::size_t edited = *m_grid.selected();
    std::vector<std::string> others;
    for (std::size_t i = 0; i < m_runs.columns().size(); ++i)
        if (i != edited) others.push_back(m_runs.columns()[i].column.title);
    m_runs.replace(edited, columnOf(request, m_catalogue, others));
}

}  // namespace sigscope::ui
