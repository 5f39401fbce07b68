#include "engine/models/architectures/squeezenet.h"

#include <ATen/ATen.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

/// Of the modules of `features`: 0 is the stem, 1 its ReLU, 2 a pool, 12 the last fire module. What
/// lies between has tensors where it is a fire module, and none where it is a pool.
constexpr int firstAfterStem = 2;
constexpr int lastFire = 12;

std::string squeezenetModule(int index) {
    return "features." + std::to_string(index);
}

bool isFire(const StateDict& state, int index) {
    return state.contains(squeezenetModule(index) + ".squeeze.weight");
}

/// What tells the two versions apart.
struct SqueezenetVersion {
    const char* title;
    std::int64_t stemSide;
    std::vector<int> pools;
};

/// The version of the weights; nothing if it is neither.
std::optional<SqueezenetVersion> versionOfSqueezenet(const StateDict& state) {
    static const std::vector<SqueezenetVersion> versions{{"SqueezeNet 1.0", 7, {2, 6, 11}},
                                                         {"SqueezeNet 1.1", 3, {2, 5, 8}}};
    const at::Tensor* stem = state.find(squeezenetModule(0) + ".weight");
    std::vector<int> pools;
    for (int index = firstAfterStem; index <= lastFire; ++index)
        if (!isFire(state, index)) pools.push_back(index);
    for (const SqueezenetVersion& version : versions)
        if (stem && stem->dim() == 4 && stem->size(2) == version.stemSide && pools == version.pools)
            return version;
    return std::nullopt;
}

SqueezenetVersion requiredVersion(const StateDict& state) {
    if (auto version = versionOfSqueezenet(state)) return *std::move(version);
    throw Error(state.source() +
                ": is neither SqueezeNet 1.0 nor 1.1: they differ in the size of " +
                state.nameInFile(squeezenetModule(0) + ".weight") +
                " and in the places of their pools, and these are another's");
}

/// Squeezes by 1×1, expands by 1×1 and 3×3 side by side; ReLU behind each.
class Fire {
public:
    Fire(const WeightSource& weights, const std::string& name, std::int64_t inputs)
        : m_squeeze(takeBiasedUnit(weights, name + ".squeeze", {anySide, inputs, 1, 1},
                                   Activation::Relu)),
          m_narrow(takeBiasedUnit(weights, name + ".expand1x1",
                                  {anySide, m_squeeze.outputs(), 1, 1}, Activation::Relu)),
          m_wide(takeBiasedUnit(weights, name + ".expand3x3", {anySide, m_squeeze.outputs(), 3, 3},
                                Activation::Relu)) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        const at::Tensor squeezed = m_squeeze(inputs);
        return at::cat({m_narrow(squeezed), m_wide(squeezed)}, 1);
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        const LayerIndex squeezed = m_squeeze.describe(graph, inputs);
        const LayerIndex narrow = m_narrow.describe(graph, squeezed);
        return graph.add(ConcatenationLayer{}, {narrow, m_wide.describe(graph, squeezed)});
    }
    [[nodiscard]] std::int64_t outputs() const { return m_narrow.outputs() + m_wide.outputs(); }

private:
    ConvolutionUnit m_squeeze, m_narrow, m_wide;
};

/// The stem, whose outputs are half as wide and high; nothing lies beyond the borders.
ConvolutionUnit takeStemOfSqueezenet(const WeightSource& weights, std::int64_t side) {
    return {weights.takeBiased(squeezenetModule(0), {anySide, 3, side, side}), unpaddedLayout(2),
            Activation::Relu};
}

class SqueezeNet final : public Network {
public:
    explicit SqueezeNet(const WeightSource& weights)
        : m_stemSide(requiredVersion(weights.state()).stemSide),
          m_stem(takeStemOfSqueezenet(weights, m_stemSide)) {
        std::int64_t channels = m_stem.outputs();
        for (int index = firstAfterStem; index <= lastFire; ++index) {
            m_modules.emplace_back();
            if (!isFire(weights.state(), index)) continue;
            m_modules.back().emplace(weights, squeezenetModule(index), channels);
            channels = m_modules.back()->outputs();
        }
        m_classes =
            takeBiasedUnit(weights, "classifier.1", {anySide, channels, 1, 1}, Activation::Relu);
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        // Pools round up: a last row or column that does not fill a window counts.
        for (const std::optional<Fire>& fire : m_modules)
            values =
                fire ? (*fire)(values) : at::max_pool2d(values, 3, 2, 0, 1, /*ceil_mode=*/true);
        return m_classes(values).mean({2, 3});
    }

    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark(squeezenetModule(0), last);
        for (int index = firstAfterStem; const std::optional<Fire>& fire : m_modules) {
            last = fire ? fire->describe(graph, last)
                        : graph.add(MaxPoolLayer{3, 2, 0, PoolRounding::Up}, {last});
            if (fire) graph.mark(squeezenetModule(index), last);
            ++index;
        }
        return graph.add(GlobalMeanLayer{}, {m_classes.describe(graph, last)});
    }

    int classCount() const override { return static_cast<int>(m_classes.outputs()); }

    /// Such that two rows are left for the last pool: 8 behind the stem.
    std::int64_t smallestInput() const override { return m_stemSide + 14; }

private:
    std::int64_t m_stemSide;
    ConvolutionUnit m_stem;
    std::vector<std::optional<Fire>> m_modules;  ///< Behind the stem; without a value: a pool.
    ConvolutionUnit m_classes;
};

Variant variantOfSqueezenet(const StateDict& state) {
    return {requiredVersion(state).title, Preprocessing()};
}

std::unique_ptr<Network> buildSqueezenet(const WeightSource& weights) {
    return std::make_unique<SqueezeNet>(weights);
}

}  // namespace

Architecture<Network> squeezeNet() {
    return {.name = "squeezenet",
            .signature = {"features.0.weight", "features.3.squeeze.weight",
                          "features.12.expand3x3.weight"},
            .head = {"classifier", "classifier.1"},
            .variant = variantOfSqueezenet,
            .build = buildSqueezenet,
            .modules = {"features.#", "classifier.#"}};
}

}  // namespace sigscope::models
