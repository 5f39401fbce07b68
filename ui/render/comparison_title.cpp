#include "ui/render/comparison_title.h"

#include <algorithm>

#include "ui/render/figure_facts.h"

namespace sigscope::ui {

namespace {

const Explanation* firstExplanation(const std::vector<ComparisonColumn>& columns) {
    const auto first = std::ranges::find_if(
        columns, [](const ComparisonColumn& column) { return !!column.explanation; });
    return first == columns.end() ? nullptr : first->explanation.get();
}

}  // namespace

bool areOfOnePicture(const std::vector<ComparisonColumn>& columns) {
    return std::ranges::all_of(columns, [&columns](const ComparisonColumn& column) {
        return column.request.image == columns.front().request.image;
    });
}

bool areOfOneClass(const std::vector<ComparisonColumn>& columns) {
    const Explanation* first = firstExplanation(columns);
    return std::ranges::all_of(columns, [first](const ComparisonColumn& column) {
        return !column.explanation ||
               column.explanation->scene->target.label == first->scene->target.label;
    });
}

QString comparisonTitle(const std::vector<ComparisonColumn>& columns) {
    if (!areOfOnePicture(columns)) return QStringLiteral("Several pictures");
    const Explanation& first = *firstExplanation(columns);
    return areOfOneClass(columns) ? figureTitle(first) : imageName(first);
}

}  // namespace sigscope::ui
