#pragma once

#include <QPen>
#include <QString>
#include <functional>
#include <string>
#include <vector>

#include "engine/api/study_figures.h"
#include "ui/render/drawing.h"

namespace sigscope::ui {

// Figures of studies, by Qt Charts. Those of nothing are not drawn: there has to be something to
// show. Need a QApplication.

/// The line of a method, in its colour and dashes.
using MethodPens = std::function<QPen(const std::string& method)>;

/// A method's seconds, logarithmic, against its value: a disc with its name.
[[nodiscard]] Drawing costPlot(const std::vector<MethodCost>& costs, const QString& heading,
                               const QString& valueTitle, const MethodPens& pens);

/// A line for each method, labelled at its end.
[[nodiscard]] Drawing curvePlot(const CurveGroup& group, const QString& heading,
                                const MethodPens& pens);

/// A row for each method, the first on top: the middle half of its values as a bar, from the 5 % to
/// the 95 % quantile as a line, the median as a stroke; where there are no more than 200, every
/// value as a dot.
[[nodiscard]] Drawing distributionPlot(const std::vector<Distribution>& distributions,
                                       const QString& heading, const QString& valueTitle,
                                       const MethodPens& pens);

}  // namespace sigscope::ui
