#include "engine/methods/samp_pass.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/error.h"

namespace sigscope::methods {

namespace {

/// The published program's, absolute: what differs by less counts as equal.
constexpr double tie = 1e-6;

double norm1(const at::Tensor& values) {
    return values.abs().sum(at::kDouble).item<double>();
}

/// sorted(values)[rank]
double ranked(const at::Tensor& values, std::int64_t rank) {
    return std::get<0>(values.flatten().kthvalue(rank + 1)).item<double>();
}

}  // namespace

SampPass::SampPass(Kind kind, const at::Tensor& begin, const at::Tensor& end,
                   const SampSettings& settings)
    : m_kind(kind),
      m_point(begin),
      m_end(end),
      m_bound(norm1(end - begin) / settings.fragments),
      m_share(static_cast<double>(settings.pixelsPerStep) /
              static_cast<double>(end.size(1) * end.size(2))) {
    lookForArrivals();
}

double SampPass::share() const {
    return 1 - static_cast<double>(m_openPixels) / static_cast<double>(m_arrived.numel());
}

void SampPass::lookForArrivals() {
    m_arrived = (m_point - m_end).abs().le(1e-8 + 1e-5 * m_end.abs()).all(0);
    m_openPixels = m_arrived.numel() - m_arrived.sum().item<std::int64_t>();
}

at::Tensor SampPass::chosen(const at::Tensor& projection) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto lastRank = static_cast<double>(projection.numel() - 1);
    const double share = std::min(m_share, 1.0);
    // In float32 the tie is nothing beside a large limit: then at least what is equal to it.
    if (m_kind == Kind::Deletion) {
        const at::Tensor open = projection.masked_fill(m_arrived, infinity);
        const double limit = ranked(open, static_cast<std::int64_t>(share * lastRank));
        return open.lt(limit + tie).logical_or_(open.le(limit)).logical_and_(~m_arrived);
    }
    const at::Tensor open = projection.masked_fill(m_arrived, -infinity);
    const double limit = ranked(open, static_cast<std::int64_t>(std::ceil((1 - share) * lastRank)));
    return open.gt(limit - tie).logical_or_(open.ge(limit)).logical_and_(~m_arrived);
}

at::Tensor SampPass::step(const at::Tensor& gradient) {
    const at::Tensor way = m_end - m_point;
    const at::Tensor moving = chosen((gradient * way).sum(0));
    at::Tensor move = way * moving;
    const double length = norm1(move);
    if (length > m_bound) {
        move *= m_bound / length;
        m_point = m_point + move;
    } else {
        // The end itself, not what adding the way to it rounds to.
        m_point = at::where(moving, m_end, m_point);
    }
    // Those that are chosen have some way to go, unless the gradient is no number.
    if (!(length > 0)) throw Error("samp: the gradient is not finite, no pixel can be chosen");
    lookForArrivals();
    const at::Tensor attributed = (move * gradient).sum(0);
    return m_kind == Kind::Deletion ? -attributed : attributed;
}

}  // namespace sigscope::methods
