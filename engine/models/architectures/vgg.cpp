#include "engine/models/architectures/vgg.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double batchNormEpsilon = 1e-5;
constexpr int pooledSide = 7;

/// The layers of `features` are numbered: a convolution, its batch norm if there is one, a ReLU;
/// the numbers of pools and ReLUs have no tensors.
std::string layerName(int index) {
    return "features." + std::to_string(index);
}

bool isConvolution(const StateDict& state, int index) {
    const at::Tensor* weight = state.find(layerName(index) + ".weight");
    return weight && weight->dim() == 4;
}

bool isNorm(const StateDict& state, int index) {
    return state.contains(layerName(index) + ".running_mean");
}

int lastLayer(const StateDict& state) {
    int last = 0;
    for (int index = 0; index < static_cast<int>(state.entries().size()) * 3; ++index)
        if (isConvolution(state, index)) last = index;
    return last;
}

/// Convolutions between two pools.
using Stage = std::vector<ConvolutionUnit>;

class Vgg final : public Network {
public:
    Vgg(const StateDict& state, const WeightSource& weights) : m_stages(1) {
        std::int64_t channels = 3;
        const int last = lastLayer(state);
        for (int index = 0; index <= last;) {
            if (!isConvolution(state, index)) {
                m_stages.emplace_back();
                ++index;
                continue;
            }
            const bool normed = isNorm(state, index + 1);
            m_stages.back().push_back(takeUnit(weights, index, channels, normed));
            channels = m_stages.back().back().outputs();
            index += normed ? 3 : 2;
        }
        std::int64_t features = channels * pooledSide * pooledSide;
        for (const char* name : {"classifier.0", "classifier.3", "classifier.6"}) {
            m_layers.push_back(weights.takeConvolution(name, {anySide, features}));
            features = m_layers.back().weight.size(0);
        }
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        at::Tensor values = inputs.contiguous(m_stages.front().front().memoryFormat());
        for (const Stage& stage : m_stages) {
            for (const ConvolutionUnit& unit : stage) values = unit(values);
            values = at::max_pool2d(values, 2);
        }
        values = at::adaptive_avg_pool2d(values, {pooledSide, pooledSide}).flatten(1);
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            if (i > 0) at::relu_(values);
            values = at::linear(values, m_layers[i].weight, m_layers[i].bias);
        }
        return values;
    }

    int classCount() const override { return static_cast<int>(m_layers.back().bias.size(0)); }

private:
    static ConvolutionUnit takeUnit(const WeightSource& weights, int index, std::int64_t channels,
                                    bool normed) {
        const std::vector<std::int64_t> shape{anySide, channels, 3, 3};
        Convolution convolution = normed
                                      ? weights.takeNormed(layerName(index), layerName(index + 1),
                                                           shape, batchNormEpsilon)
                                      : weights.takeBiased(layerName(index), shape);
        const ConvolutionLayout layout = centredLayout(convolution);
        return {std::move(convolution), layout, Activation::Relu};
    }

    std::vector<Stage> m_stages;
    std::vector<Convolution> m_layers;  ///< Linear: the same two tensors.
};

bool matches(const StateDict& state) {
    return state.contains("features.0.weight") && state.contains("classifier.0.weight") &&
           state.contains("classifier.3.weight") && state.contains("classifier.6.weight") &&
           isConvolution(state, 0);
}

Variant variant(const StateDict& state) {
    int convolutions = 0;
    for (int index = 0; index <= lastLayer(state); ++index)
        if (isConvolution(state, index)) ++convolutions;
    constexpr int linearLayers = 3;
    const int layers = convolutions + linearLayers;
    if (layers != 11 && layers != 13 && layers != 16 && layers != 19)
        throw Error(state.source() + ": is no VGG of 11, 13, 16 or 19 layers: it has " +
                    std::to_string(layers));
    const std::string norm = isNorm(state, 1) ? "-BN" : "";
    return {"VGG-" + std::to_string(layers) + norm, Preprocessing()};
}

std::unique_ptr<Network> build(const StateDict& state, const Placement& placement) {
    return std::make_unique<Vgg>(state, WeightSource(state, placement));
}

}  // namespace

Architecture<Network> vgg() {
    return {"vgg", Visibility::Listed, matches, variant, build};
}

}  // namespace sigscope::models
