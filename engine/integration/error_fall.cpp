#include "engine/integration/error_fall.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numbers>

namespace sigscope::integration {

void ErrorFall::note(int nodes, double error) {
    if (error > 0 && std::isfinite(error))
        m_estimates.push_back({std::log(nodes), std::log(error)});
}

double ErrorFall::order() const {
    if (m_estimates.size() < 2) return 1;
    // Of large micro-batches two may lie further apart than a doubling.
    auto first = std::ranges::lower_bound(
        m_estimates, m_estimates.back().logNodes - std::numbers::ln2, {}, &Estimate::logNodes);
    first = std::min(first, m_estimates.end() - 2);
    const auto count = static_cast<double>(std::distance(first, m_estimates.end()));
    Estimate mean;
    for (auto one = first; one != m_estimates.end(); ++one) {
        mean.logNodes += one->logNodes / count;
        mean.logError += one->logError / count;
    }
    double covariance = 0;
    double variance = 0;
    for (auto one = first; one != m_estimates.end(); ++one) {
        const double along = one->logNodes - mean.logNodes;
        covariance += along * (one->logError - mean.logError);
        variance += along * along;
    }
    return variance > 0 ? std::clamp(-covariance / variance, 1.0, 3.0) : 1;
}

double ErrorFall::nodesUntil(double tolerance, int nodes, double error) const {
    if (error <= tolerance) return nodes;
    return nodes * std::pow(error / tolerance, 1 / order());
}

}  // namespace sigscope::integration
