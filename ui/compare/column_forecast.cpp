#include "ui/compare/column_forecast.h"

namespace sigscope::ui {

Forecast together(const Forecast& one, const Forecast& other) {
    if (!one.seconds || !other.seconds) return {};
    const bool isBound = one.kind == Forecast::Kind::AtMost || other.kind == Forecast::Kind::AtMost;
    return {.seconds = *one.seconds + *other.seconds,
            .kind = isBound ? Forecast::Kind::AtMost : Forecast::Kind::Expected};
}

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
        all = together(all, ofOne(column.request));
        if (!all.seconds) return {};
    }
    return all;
}

}  // namespace sigscope::ui
