#include "engine/api/curve_means.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sigscope {

void CurveMeans::add(const MapCurve& curve) {
    const MetricCurve& one = curve.curve;
    auto group = std::ranges::find_if(m_groups, [&](const Group& other) {
        const CurveGroup& kind = other.kind;
        return kind.model == curve.model && kind.metric == curve.metric && kind.name == one.name &&
               kind.quantity == one.quantity;
    });
    if (group == m_groups.end()) {
        CurveGroup kind{curve.model, curve.metric, one.name, one.axis, one.quantity, {}};
        group = m_groups.insert(group, Group{std::move(kind), {}});
    }
    auto sum = std::ranges::find(group->sums, curve.method, &Sum::method);
    if (sum == group->sums.end())
        sum = group->sums.insert(sum, Sum{curve.method, one.x, std::vector<double>(one.x.size()),
                                          std::vector<int>(one.x.size()), 0});
    if (sum->x != one.x || one.y.size() != one.x.size()) return;
    ++sum->pictures;
    for (std::size_t i = 0; i < one.y.size(); ++i) {
        if (!std::isfinite(one.y[i])) continue;
        sum->total[i] += one.y[i];
        ++sum->counts[i];
    }
}

std::vector<CurveGroup> CurveMeans::groups() const {
    std::vector<CurveGroup> groups;
    for (const Group& group : m_groups) {
        CurveGroup& means = groups.emplace_back(group.kind);
        for (const Sum& sum : group.sums) {
            MeanCurve& mean =
                means.curves.emplace_back(MeanCurve{sum.method, sum.x, sum.total, sum.pictures});
            for (std::size_t i = 0; i < mean.y.size(); ++i)
                mean.y[i] = sum.counts[i] > 0 ? mean.y[i] / sum.counts[i]
                                              : std::numeric_limits<double>::quiet_NaN();
        }
    }
    return groups;
}

}  // namespace sigscope
