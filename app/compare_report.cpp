#include "app/compare_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/explain_report.h"
#include "app/report_row.h"

namespace sigscope::app {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t numberWidth = 19;

std::string percentOf(const std::optional<double>& share) {
    return share && std::isfinite(*share) ? decimals(100 * *share, 2) + " %" : "–";
}

std::size_t titleWidth(const Comparison& comparison) {
    std::size_t width = 5;  // Of a correlation.
    for (const ComparisonColumn& column : comparison.columns)
        width = std::max(width, widthOf(column.title));
    return width + 2;
}

/// Whether a column has something to say of what its precision costs.
bool tellsPrecision(const Comparison& comparison) {
    return std::ranges::any_of(comparison.columns, [](const ComparisonColumn& column) {
        return column.explanation && (column.explanation->precisionError ||
                                      !column.explanation->precisionUnknown.empty());
    });
}

std::string resultLine(const Explanation& explanation) {
    const Completeness& completeness = explanation.completeness;
    const double whole = completeness.fInput - completeness.fBaseline;
    const bool isComplete = explanation.traits.isComplete();
    const auto share = [&](double gap) {
        return percentOf(isComplete ? std::optional(std::abs(gap / whole)) : std::nullopt);
    };
    const std::string evaluations = std::to_string(explanation.evaluations);
    return right(explanation.partial ? evaluations + " (interrupted)" : evaluations, numberWidth) +
           right(decimals(explanation.seconds, 2), numberWidth) +
           right(percentOf(explanation.mapError), numberWidth) +
           right(share(completeness.integrationError()), numberWidth) +
           right(share(completeness.pathGap()), numberWidth);
}

}  // namespace

Json compareJson(const Comparison& comparison, const Catalogue& catalogue) {
    Json columns = Json::array();
    for (const ComparisonColumn& column : comparison.columns) {
        Json object{{"title", column.title},
                    {"method", column.request.method},
                    {"model", column.request.model},
                    {"baseline", askedBaselines(column.request)}};
        if (column.explanation)
            object.update(jsonReport(*column.explanation, column.request, catalogue));
        else
            object["error"] = absenceOf(column);
        columns.push_back(std::move(object));
    }
    Json matrix = Json::array();
    for (const auto& row : comparison.correlation) {
        Json values = Json::array();
        for (const std::optional<double>& value : row)
            values.push_back(value ? Json(*value) : Json());
        matrix.push_back(std::move(values));
    }
    return {{"columns", std::move(columns)}, {"correlation", std::move(matrix)}};
}

std::string compareSummary(const Comparison& comparison) {
    const std::size_t width = titleWidth(comparison);
    std::string text = left("column", width);
    for (const char* name :
         {"evaluations", "seconds", "map error", "integration error", "path gap"})
        text += right(name, numberWidth);
    const bool hasPrecision = tellsPrecision(comparison);
    text += (hasPrecision ? right("precision error", numberWidth) : "") + "\n";
    for (const ComparisonColumn& column : comparison.columns) {
        text += left(column.title, width) +
                (column.explanation ? resultLine(*column.explanation) : absenceOf(column));
        if (column.explanation && hasPrecision)
            text += right(percentOf(column.explanation->precisionError), numberWidth);
        text += "\n";
    }
    text += "\nrank correlation of |A|\n" + left("", width);
    for (const ComparisonColumn& column : comparison.columns) text += right(column.title, width);
    text += "\n";
    for (std::size_t i = 0; i < comparison.columns.size(); ++i) {
        text += left(comparison.columns[i].title, width);
        for (const std::optional<double>& value : comparison.correlation[i])
            text += right(value ? decimals(*value, 3) : "–", width);
        text += "\n";
    }
    return text;
}

}  // namespace sigscope::app
