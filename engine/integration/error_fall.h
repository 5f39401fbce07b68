#pragma once

#include <vector>

namespace sigscope::integration {

/// How the estimated error of a map falls as nodes are added, E ∝ n^−p, and where that leads.
class ErrorFall {
public:
    /// `error` was estimated from so many nodes, more than before. One that is not positive tells
    /// nothing.
    void note(int nodes, double error);

    /// p of the last doubling of n, within [1, 3]: what is far from that is the estimate's noise.
    /// 1 until two errors are known.
    [[nodiscard]] double order() const;

    /// How many nodes it takes until an error that is `error` with `nodes` is `tolerance`, not
    /// rounded; `nodes` where it is already.
    [[nodiscard]] double nodesUntil(double tolerance, int nodes, double error) const;

private:
    struct Estimate {
        double logNodes = 0;
        double logError = 0;
    };
    std::vector<Estimate> m_estimates;
};

}  // namespace sigscope::integration
