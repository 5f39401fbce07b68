#include "ui/compare/common_scale.h"

#include <QCoreApplication>

namespace sigscope::ui {

QString oneScaleRefusal(const std::vector<ComparedColumn>& columns, const Catalogue& catalogue) {
    const auto objective = [&](const ComparedColumn& column) {
        const ExplainRequest& request = column.column.request;
        return objectiveOf(catalogue.method(request.method), request.objective);
    };
    for (const ComparedColumn& column : columns) {
        if (column.column.request.model != columns.front().column.request.model)
            return QCoreApplication::translate("oneScaleRefusal",
                                               "Maps of different models have no common scale");
        if (objective(column) != objective(columns.front()))
            return QCoreApplication::translate("oneScaleRefusal",
                                               "Maps of different f have no common scale");
    }
    return {};
}

}  // namespace sigscope::ui
