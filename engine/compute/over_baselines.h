#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/integration/integrate.h"

namespace sigscope::compute {

/// The attributions of one input from several baselines put together, in float64 and without
/// keeping them: their running mean and squared deviations (Welford 1962).
/// docs/theory/integration.md#several-baselines.
class OverBaselines {
public:
    /// The attribution from the next baseline, with f(x) and f(x'). One that was stopped counts
    /// only where there is none before it: its integration error would pass for spread.
    void add(const integration::Attribution& attribution, double fInput, double fBaseline);

    /// Whether none was stopped.
    [[nodiscard]] bool complete() const { return m_complete; }

    /// A, [3, H, W]; undefined if nothing counts. Of one alone it is that one, to the bit.
    [[nodiscard]] const at::Tensor& mean() const { return m_mean; }

    /// The standard deviation of each element, with n − 1; undefined with fewer than two.
    [[nodiscard]] at::Tensor spread() const;

    /// Of each that counts.
    [[nodiscard]] const std::vector<Completeness>& each() const { return m_each; }

    /// The means of each(); both gaps are linear in them.
    [[nodiscard]] Completeness completeness() const;

    /// Whether the mean is zero but for rounding.
    [[nodiscard]] bool isZero() const;

    /// The mean's estimated error, as Explanation::mapError: those of the maps are independent.
    [[nodiscard]] std::optional<double> mapError() const;

    /// Of the first, where its path leads through an autoencoder.
    [[nodiscard]] const std::optional<ReconstructionError>& reconstruction() const {
        return m_reconstruction;
    }

    /// Of one baseline alone.
    [[nodiscard]] const std::vector<SideNumbers>& sideNumbers() const { return m_sideNumbers; }

    /// The nodes of the first.
    [[nodiscard]] const std::vector<PathNode>& nodes() const { return m_nodes; }

private:
    bool m_complete = true;
    at::Tensor m_mean;
    at::Tensor m_squares;        ///< Σ (A_k − mean)²
    bool m_estimated = true;     ///< Each has an error estimate.
    double m_squaredErrors = 0;  ///< Sum of their squares.
    double m_rounding = 0;       ///< Sum of what rounding makes of each.
    std::vector<Completeness> m_each;
    std::vector<PathNode> m_nodes;
    std::optional<ReconstructionError> m_reconstruction;
    std::vector<SideNumbers> m_sideNumbers;
};

}  // namespace sigscope::compute
