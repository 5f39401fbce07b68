#include "ui/evaluate/evaluable_maps.h"

#include <algorithm>

namespace sigscope::ui {

namespace {

QString methodTitle(const Catalogue& catalogue, const std::string& name) {
    const MethodSpec* method = catalogue.method(name);
    return QString::fromStdString(method ? method->title : name);
}

/// Whether it is one result, found in two places.
bool isSameResult(const Explanation& one, const Explanation& other) {
    return &one == &other || (!one.spec.empty() && one.spec == other.spec);
}

}  // namespace

std::vector<MapsToEvaluate::Map> evaluableMaps(const Catalogue& catalogue,
                                               const ExplainRequest& request,
                                               const std::shared_ptr<const Explanation>& result,
                                               const std::vector<ComparedColumn>& columns) {
    std::vector<MapsToEvaluate::Map> maps;
    const auto add = [&](const QString& title, const ExplainRequest& of,
                         const std::shared_ptr<const Explanation>& explanation) {
        const bool isWhole = explanation && explanation->scene && !explanation->partial;
        if (!isWhole || of.image != request.image) return;
        if (std::ranges::none_of(maps, [&](const MapsToEvaluate::Map& map) {
                return isSameResult(*map.explanation, *explanation);
            }))
            maps.push_back({title, of, explanation});
    };
    add(methodTitle(catalogue, request.method), request, result);
    for (const ComparedColumn& column : columns)
        if (column.state == ComparedColumn::State::Done)
            add(QString::fromStdString(column.column.title), column.column.request,
                column.column.explanation);
    return maps;
}

}  // namespace sigscope::ui
