#include "engine/api/comparison.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/api/csv_field.h"

namespace sigscope {

namespace {

std::string field(const std::optional<double>& value) {
    return value ? toText(*value) : std::string();
}

std::string line(const std::vector<std::string>& fields) {
    std::string text;
    for (const std::string& one : fields) text += (text.empty() ? "" : ",") + csvField(one);
    return text + '\n';
}

constexpr std::array resultNames{"target",    "label",           "f_input",           "f_baseline",
                                 "f_change",  "attribution_sum", "integration_error", "gap",
                                 "map_error", "precision_error", "evaluations",       "seconds",
                                 "partial"};

/// In the order of resultNames.
std::vector<std::string> resultsOf(const Explanation& explanation) {
    const Completeness& completeness = explanation.completeness;
    const RankedClass& target = explanation.scene->target;
    const auto gap = [&explanation](double value) {
        return explanation.traits.isComplete() ? toText(value) : std::string();
    };
    return {std::to_string(target.index),
            target.label,
            toText(completeness.fInput),
            toText(completeness.fBaseline),
            toText(completeness.fInput - completeness.fBaseline),
            toText(completeness.attributionSum),
            gap(completeness.integrationError()),
            gap(completeness.pathGap()),
            field(explanation.mapError),
            field(explanation.precisionError),
            std::to_string(explanation.evaluations),
            toText(explanation.seconds),
            explanation.partial ? "true" : "false"};
}

}  // namespace

Comparison comparisonOf(std::vector<ComparisonColumn> columns) {
    std::vector<const Array*> attributions;
    for (const ComparisonColumn& column : columns)
        attributions.push_back(column.explanation ? &column.explanation->attribution : nullptr);
    CorrelationMatrix correlation = rankCorrelations(attributions);
    return {std::move(columns), std::move(correlation)};
}

std::string absenceOf(const ComparisonColumn& column) {
    if (column.explanation) return {};
    return column.failure.empty() ? "not computed" : column.failure;
}

std::string askedBaselines(const ExplainRequest& request) {
    std::string all;
    for (const BaselineSpec& baseline : request.baselines)
        all += (all.empty() ? "" : "; ") + toText(baseline);
    return all;
}

std::string comparisonCsv(const Comparison& comparison) {
    std::vector<std::string> names{"column", "method", "model", "baseline"};
    names.insert(names.end(), resultNames.begin(), resultNames.end());
    names.emplace_back("error");
    for (const ComparisonColumn& column : comparison.columns)
        names.push_back("correlation with " + column.title);
    std::string text = line(names);
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        const ComparisonColumn& column = comparison.columns[i];
        std::vector<std::string> fields{column.title, column.request.method, column.request.model,
                                        askedBaselines(column.request)};
        const std::vector<std::string> results = column.explanation
                                                     ? resultsOf(*column.explanation)
                                                     : std::vector<std::string>(resultNames.size());
        fields.insert(fields.end(), results.begin(), results.end());
        fields.push_back(absenceOf(column));
        for (const std::optional<double>& value : comparison.correlation[i])
            fields.push_back(field(value));
        text += line(fields);
    }
    return text;
}

}  // namespace sigscope
