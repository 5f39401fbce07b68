#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace sigscope::metrics {

/// Which pixels a map is taken to point at. docs/theory/metrics.md#localisation.
struct SupportRule {
    enum class Kind {
        Fraction,  ///< S ≥ amount · max S
        Share,     ///< The ⌊amount · HW⌋ highest, and all that equal the last of them.
        Mass,      ///< The highest until they sum to amount · ΣS, and all that equal the last.
    };
    Kind kind = Kind::Mass;
    double amount = 0.5;  ///< In (0, 1].

    /// "mass 0.5"
    [[nodiscard]] std::string name() const;
};

/// The support of a map [H, W]: bool, [H, W].
[[nodiscard]] at::Tensor supportOf(const at::Tensor& map, const SupportRule& rule);

/// The largest part of `mask` [H, W] whose pixels are neighbours, corners included; of equal ones
/// that with the first pixel, row by row.
[[nodiscard]] at::Tensor largestComponent(const at::Tensor& mask);

}  // namespace sigscope::metrics
