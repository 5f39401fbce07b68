#include "ui/render/pace.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace sigscope::ui {

namespace {

/// The parts of `steps` in their sum; none if that is 0 or no number.
std::vector<double> shareOfEach(std::vector<double> steps) {
    const double sum = std::accumulate(steps.begin(), steps.end(), 0.0);
    if (!(sum > 0) || !std::isfinite(sum)) return {};
    for (double& step : steps) step /= sum;
    return steps;
}

/// |v_{k+1} − v_k|, one fewer than there are values.
std::vector<double> absoluteSteps(const std::vector<double>& values) {
    std::vector<double> steps;
    for (std::size_t k = 0; k + 1 < values.size(); ++k)
        steps.push_back(std::abs(values[k + 1] - values[k]));
    return steps;
}

std::vector<double> halfOfBoth(std::vector<double> one, const std::vector<double>& other) {
    if (one.empty()) return other;
    if (other.empty()) return one;
    for (std::size_t k = 0; k < one.size(); ++k) one[k] = (one[k] + other[k]) / 2;
    return one;
}

/// f at `alpha`, linear between the nodes.
double fBetweenNodes(const std::vector<PathNode>& nodes, double alpha) {
    const auto right = std::ranges::lower_bound(nodes, alpha, {}, &PathNode::alpha);
    if (right == nodes.end()) return nodes.back().f;
    if (right == nodes.begin()) return right->f;
    const PathNode& left = *(right - 1);
    const double share = (alpha - left.alpha) / (right->alpha - left.alpha);
    return left.f + share * (right->f - left.f);
}

double pictureDistance(const Array& one, const Array& other) {
    double squares = 0;
    for (std::size_t i = 0; i < std::min(one.values.size(), other.values.size()); ++i) {
        const double difference = static_cast<double>(one.values[i]) - other.values[i];
        squares += difference * difference;
    }
    return std::sqrt(squares);
}

std::vector<double> sampledAlphas(const std::vector<PathNode>& nodes, int points) {
    std::vector<double> alphas;
    for (int k = 0; k < points; ++k) alphas.push_back(static_cast<double>(k) / (points - 1));
    for (const PathNode& node : nodes) alphas.push_back(std::clamp(node.alpha, 0.0, 1.0));
    std::ranges::sort(alphas);
    const auto repeated = std::ranges::unique(alphas);
    alphas.erase(repeated.begin(), repeated.end());
    return alphas;
}

}  // namespace

std::vector<double> paceByChange(const PaceCurves& curves) {
    if (curves.alphas.empty()) return {};
    std::vector<double> shares = halfOfBoth(shareOfEach(absoluteSteps(curves.f)),
                                            shareOfEach(absoluteSteps(curves.lengths)));
    if (shares.empty()) shares = shareOfEach(absoluteSteps(curves.alphas));
    std::vector<double> times(curves.alphas.size(), 0.0);
    std::partial_sum(shares.begin(), shares.end(), times.begin() + 1);
    // Rounding must not leave the end out.
    if (!shares.empty()) times.back() = 1;
    return times;
}

double alphaAt(double time, const std::vector<double>& times, const std::vector<double>& alphas) {
    const auto right = std::ranges::upper_bound(times, time);
    if (right == times.end()) return alphas.back();
    if (right == times.begin()) return alphas.front();
    const auto k = static_cast<std::size_t>(right - times.begin());
    const double share = (time - times[k - 1]) / (times[k] - times[k - 1]);
    return alphas[k - 1] + share * (alphas[k] - alphas[k - 1]);
}

PaceCurves paceCurvesOf(const PathTrace& trace, int points) {
    PaceCurves curves;
    curves.alphas = sampledAlphas(trace.nodes(), points);
    Array before;
    double length = 0;
    for (const double alpha : curves.alphas) {
        Array point = trace.frame(alpha).point;
        length += pictureDistance(before, point);
        curves.f.push_back(trace.nodes().empty() ? 0 : fBetweenNodes(trace.nodes(), alpha));
        curves.lengths.push_back(length);
        before = std::move(point);
    }
    return curves;
}

}  // namespace sigscope::ui
