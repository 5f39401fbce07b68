#include "ui/compare/column_forecast.h"

namespace sigscope::ui {

void ColumnForecast::learn(const ComparedColumn& column) {
    if (column.isWhole())
        m_secondsOf[{column.column.request.method, column.column.request.model}] =
            column.column.explanation->seconds;
}

Forecast ColumnForecast::ofOne(const ExplainRequest& request) const {
    const auto known = m_secondsOf.find({request.method, request.model});
    if (known == m_secondsOf.end()) return m_engine.forecast(request);
    return {.seconds = known->second};
}

Forecast ColumnForecast::of(const std::vector<ComparisonColumn>& columns) const {
    Forecast all{.seconds = 0};
    for (const ComparisonColumn& column : columns) {
        if (m_engine.results().find(column.request)) continue;
        const Forecast one = ofOne(column.request);
        if (!one.seconds) return {};
        *all.seconds += *one.seconds;
        if (one.kind == Forecast::Kind::AtMost) all.kind = Forecast::Kind::AtMost;
    }
    return all;
}

}  // namespace sigscope::ui
