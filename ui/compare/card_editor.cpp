#include "ui/compare/card_editor.h"

#include "ui/compare/compared_columns.h"

namespace sigscope::ui {

const ExplainRequest& CardEditor::request() const {
    return m_runs.columns()[*m_grid.selected()].column.request;
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
