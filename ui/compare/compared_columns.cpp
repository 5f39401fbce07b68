#include "ui/compare/compared_columns.h"

namespace sigscope::ui {

std::vector<std::string> paperMethods() {
    return {"gradient-x-input", "ig", "eig", "mig", "gig", "ig2", "agi", "big", "samp", "sig"};
}

std::vector<std::string> fastMethods() {
    return {"sig", "ig", "big", "gradient-x-input"};
}

std::vector<ComparisonColumn> columnsByMethod(const ExplainRequest& shown,
                                              const Catalogue& catalogue,
                                              const std::vector<std::string>& names) {
    std::vector<ComparisonColumn> columns;
    for (const std::string& name : names) {
        const MethodSpec* method = catalogue.method(name);
        if (method == nullptr) continue;
        ComparisonColumn column{method->title, shown};
        if (name != shown.method) {
            column.request.method = name;
            column.request.parameters = {};
        }
        column.request.objective = objectiveOf(method, shown.objective);
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<ComparisonColumn> columnsByBaseline(const ExplainRequest& shown,
                                                const Catalogue& catalogue) {
    std::vector<ComparisonColumn> columns;
    for (const Choice& baseline : catalogue.baselines) {
        ComparisonColumn column{baseline.title, shown};
        column.request.baselines = {parseBaseline(baseline.name)};
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<ComparisonColumn> columnsByClass(const ExplainRequest& shown, const Scene& scene) {
    std::vector<ComparisonColumn> columns;
    for (const RankedClass& likely : scene.top) {
        ComparisonColumn column{likely.label, shown};
        column.request.target = classOfIndex(likely.index);
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace sigscope::ui
