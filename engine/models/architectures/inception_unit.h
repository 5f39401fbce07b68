#pragma once

#include <string>
#include <vector>

#include "engine/models/architectures/convolution_unit.h"

namespace sigscope::models {

/// The convolution of GoogLeNet and Inception v3: `name`.conv, batch norm `name`.bn and ReLU, with
/// zeros beyond the borders so that outputs are as wide and high as inputs.
[[nodiscard]] ConvolutionUnit takeInceptionUnit(const WeightSource& weights,
                                                const std::string& name, std::int64_t inputs);

/// The same without zeros beyond the borders.
[[nodiscard]] ConvolutionUnit takeUnpaddedUnit(const WeightSource& weights, const std::string& name,
                                               std::int64_t inputs, std::int64_t stride = 1);

/// The same of 7×7, its outputs half as wide and high.
[[nodiscard]] ConvolutionUnit takeHalvingUnit(const WeightSource& weights, const std::string& name,
                                              std::int64_t inputs);

/// Units one after another.
class Chain {
public:
    Chain() = default;
    /// `names` in order; each unit sees what the one before gives.
    Chain(const WeightSource& weights, const std::vector<std::string>& names, std::int64_t inputs);

    void append(ConvolutionUnit unit) { m_units.push_back(std::move(unit)); }
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;
    [[nodiscard]] bool empty() const { return m_units.empty(); }
    [[nodiscard]] std::int64_t outputs() const { return m_units.back().outputs(); }

private:
    std::vector<ConvolutionUnit> m_units;
};

}  // namespace sigscope::models
