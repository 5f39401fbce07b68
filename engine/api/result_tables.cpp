#include "engine/api/evaluation.h"

#include "engine/api/study.h"

namespace sigscope {

namespace {

std::string exactOrEmpty(const std::optional<double>& value) {
    return value ? exactText(*value) : std::string();
}

}  // namespace

Table evaluationTable(const Evaluation& evaluation) {
    Table table{{"picture", "map", "metric", "value", "deviation", "reason"}, {}, 3};
    for (const EvaluationRow& row : evaluation.rows)
        table.rows.push_back({row.picture, row.map, row.metric, exactOrEmpty(row.value),
                              exactOrEmpty(row.deviation), row.reason});
    return table;
}

Table studyTable(const std::vector<StudyRow>& rows) {
    Table table{{"picture", "model", "method", "metric", "value", "reason"}, {}, 4};
    for (const StudyRow& row : rows)
        table.rows.push_back(
            {row.picture, row.model, row.method, row.metric, exactOrEmpty(row.value), row.reason});
    return table;
}

}  // namespace sigscope
