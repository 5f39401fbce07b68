#include "engine/models/architectures/googlenet.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <vector>

#include "engine/models/architectures/inception_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

/// Four branches side by side: 1×1; 1×1 and 3×3 twice; a pool and 1×1.
class Inception {
public:
    Inception(const WeightSource& weights, const std::string& name, std::int64_t inputs)
        : m_first(takeInceptionUnit(weights, name + ".branch1", inputs)),
          m_second(weights, {name + ".branch2.0", name + ".branch2.1"}, inputs),
          m_third(weights, {name + ".branch3.0", name + ".branch3.1"}, inputs),
          m_pooled(takeInceptionUnit(weights, name + ".branch4.1", inputs)) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        return at::cat({m_first(inputs), m_second(inputs), m_third(inputs),
                        m_pooled(at::max_pool2d(inputs, 3, 1, 1))},
                       1);
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        const LayerIndex pool = graph.add(MaxPoolLayer{3, 1, 1}, {inputs});
        return graph.add(ConcatenationLayer{},
                         {m_first.describe(graph, inputs), m_second.describe(graph, inputs),
                          m_third.describe(graph, inputs), m_pooled.describe(graph, pool)});
    }
    [[nodiscard]] std::int64_t outputs() const {
        return m_first.outputs() + m_second.outputs() + m_third.outputs() + m_pooled.outputs();
    }

private:
    ConvolutionUnit m_first;
    Chain m_second;
    Chain m_third;
    ConvolutionUnit m_pooled;
};

/// Pools round up: a last row or column that does not fill a window counts.
at::Tensor pooledInGooglenet(const at::Tensor& values, std::int64_t window) {
    return at::max_pool2d(values, window, 2, 0, 1, /*ceil_mode=*/true);
}

LayerIndex describePooled(LayerGraph& graph, LayerIndex values, std::int64_t window) {
    return graph.add(MaxPoolLayer{window, 2, 0, PoolRounding::Up}, {values});
}

/// Inceptions between two pools.
using InceptionGroup = std::vector<Inception>;

/// Their names.
const std::array<std::vector<std::string>, 3>& inceptionNames() {
    static const std::array<std::vector<std::string>, 3> names{
        {{"inception3a", "inception3b"},
         {"inception4a", "inception4b", "inception4c", "inception4d", "inception4e"},
         {"inception5a", "inception5b"}}};
    return names;
}

/// Of the pool before the group, which the second and the third have.
std::int64_t windowBefore(std::size_t group) {
    return group == 1 ? 3 : 2;
}

class GoogLeNet final : public PooledClassifier {
public:
    explicit GoogLeNet(const WeightSource& weights)
        : m_stem(takeHalvingUnit(weights, "conv1", 3)),
          m_second(weights, {"conv2", "conv3"}, m_stem.outputs()) {
        std::int64_t channels = m_second.outputs();
        for (std::size_t group = 0; group < m_groups.size(); ++group)
            for (const std::string& name : inceptionNames()[group]) {
                m_groups[group].emplace_back(weights, name, channels);
                channels = m_groups[group].back().outputs();
            }
        takeLinear(weights, "fc", channels);
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = pooledInGooglenet(m_stem(inputs.contiguous(m_stem.memoryFormat())), 3);
        values = pooledInGooglenet(m_second(values), 3);
        for (std::size_t group = 0; group < m_groups.size(); ++group) {
            if (group > 0) values = pooledInGooglenet(values, windowBefore(group));
            for (const Inception& inception : m_groups[group]) values = inception(values);
        }
        return values;
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark("conv1", last);
        last = m_second.describe(graph, describePooled(graph, last, 3));
        graph.mark("conv3", last);
        last = describePooled(graph, last, 3);
        for (std::size_t group = 0; group < m_groups.size(); ++group) {
            if (group > 0) last = describePooled(graph, last, windowBefore(group));
            for (std::size_t i = 0; i < m_groups[group].size(); ++i) {
                last = m_groups[group][i].describe(graph, last);
                graph.mark(inceptionNames()[group][i], last);
            }
        }
        return last;
    }

    ConvolutionUnit m_stem;
    Chain m_second;
    std::array<InceptionGroup, 3> m_groups;
};

Variant variantOfGooglenet(const StateDict&) {
    return {"GoogLeNet", {.transformInput = InputTransform::Yes}};
}

std::unique_ptr<Network> buildGooglenet(const WeightSource& weights) {
    return std::make_unique<GoogLeNet>(weights);
}

}  // namespace

Architecture<Network> googLeNet() {
    return {.name = "googlenet",
            .signature = {"conv1.conv.weight", "inception3a.branch1.conv.weight"},
            .head = {"fc", "fc"},
            .variant = variantOfGooglenet,
            .build = buildGooglenet,
            .modules = {"conv1", "conv2", "conv3", "inception3a", "inception3b", "inception4a",
                        "inception4b", "inception4c", "inception4d", "inception4e", "inception5a",
                        "inception5b", "fc"}};
}

}  // namespace sigscope::models
