#include "ui/compare/column_forecast.h"

namespace sigscope::ui {

void ColumnForecast::learn(const ComparedColumn& column) {
    if (column.isWhole())
        m_secondsOf[{column.column.request.method, column.column.request.model}] =
            column.column.explanation->seconds;
}

std::optional<double> ColumnForecast::seconds(const std::vector<ComparisonColumn>& columns) const {
    double seconds = 0;
    for (const ComparisonColumn& column : columns) {
        if (m_engine.results().find(column.request)) continue;
        const auto known = m_secondsOf.find({column.request.method, column.request.model});
        if (known == m_secondsOf.end()) return std::nullopt;
        seconds += known->second;
    }
    return seconds;
}

}  // namespace sigscope::ui
