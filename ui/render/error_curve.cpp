#include "ui/render/error_curve.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace sigscope::ui {

namespace {

double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

/// Where a curve is drawn. Micro-batches differ from run to run; these columns do not.
std::vector<double> columnsOf(NodeRule rule) {
    if (rule == NodeRule::Published) return {200};
    if (rule == NodeRule::Dyadic) return {16, 32, 64, 128, 256};
    return {8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256};
}

/// Of the last map within so many gradients; nothing if the run was not followed so far, or begins
/// later.
std::optional<double> errorAfter(const IntegrationCase& one, NodeRule rule, double evaluations) {
    const IntegrationPoint* last = nullptr;
    bool further = rule == NodeRule::Published;
    for (const IntegrationPoint& point : one.points) {
        if (point.rule != rule) continue;
        if (point.evaluations <= evaluations + 1e-9)
            last = &point;
        else
            further = true;
    }
    return last && further ? std::optional(last->error) : std::nullopt;
}

}  // namespace

ErrorCurve errorCurve(const std::vector<const IntegrationCase*>& cases, NodeRule rule) {
    ErrorCurve curve{rule, {}};
    for (const double evaluations : columnsOf(rule)) {
        std::vector<double> errors;
        for (const IntegrationCase* one : cases)
            if (const auto error = errorAfter(*one, rule, evaluations)) errors.push_back(*error);
        // Not each run has a map there.
        if (4 * errors.size() < 3 * cases.size()) continue;
        std::ranges::sort(errors);
        curve.points.push_back(
            {evaluations, quantile(errors, 0.25), quantile(errors, 0.5), quantile(errors, 0.75)});
    }
    return curve;
}

}  // namespace sigscope::ui
