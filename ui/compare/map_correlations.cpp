#include "ui/compare/map_correlations.h"

#include <utility>

namespace sigscope::ui {

void MapCorrelations::correlate(const std::vector<ComparedColumn>& columns,
                                Correlation correlation) {
    std::vector<std::shared_ptr<const Explanation>> explanations;
    std::vector<std::size_t> whole;
    QStringList titles;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].isWhole()) continue;
        explanations.push_back(columns[i].column.explanation);
        whole.push_back(i);
        titles << QString::fromStdString(columns[i].column.title);
    }
    if (explanations == m_explanations && whole == m_columns && correlation == m_correlation)
        return;
    m_correlation = correlation;
    m_explanations = explanations;
    m_columns = std::move(whole);
    m_worker.forget();
    m_worker.start([this, explanations = std::move(explanations), titles,
                    correlation](const std::stop_token&) -> OrderedWorker::Tell {
        std::vector<const Array*> maps;
        for (const auto& explanation : explanations) maps.push_back(&explanation->attribution);
        const CorrelationMatrix matrix =
            correlation == Correlation::Spearman ? rankCorrelations(maps) : valueCorrelations(maps);
        return [this, titles, matrix] { Q_EMIT ready(titles, matrix); };
    });
}

std::optional<std::size_t> MapCorrelations::columnOf(int row) const {
    if (row < 0 || row >= std::ssize(m_columns)) return std::nullopt;
    return m_columns[static_cast<std::size_t>(row)];
}

}  // namespace sigscope::ui
