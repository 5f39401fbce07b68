#include "engine/models/architectures/inception_v3.h"

#include <ATen/ATen.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "engine/models/architectures/inception_mixed.h"
#include "engine/models/architectures/inception_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

/// A kind of block and those that are of it.
struct MixedNames {
    MixedBlock (*take)(const WeightSource&, const std::string&, std::int64_t);
    std::vector<const char*> names;
};

/// In the order of evaluation.
const std::vector<MixedNames>& mixedNames() {
    static const std::vector<MixedNames> all{
        {takeInceptionA, {"Mixed_5b", "Mixed_5c", "Mixed_5d"}},
        {takeInceptionB, {"Mixed_6a"}},
        {takeInceptionC, {"Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"}},
        {takeInceptionD, {"Mixed_7a"}},
        {takeInceptionE, {"Mixed_7b", "Mixed_7c"}}};
    return all;
}

class InceptionV3 final : public PooledClassifier {
public:
    explicit InceptionV3(const WeightSource& weights)
        : m_stem(takeUnpaddedUnit(weights, "Conv2d_1a_3x3", 3, 2)) {
        m_first.append(takeUnpaddedUnit(weights, "Conv2d_2a_3x3", m_stem.outputs()));
        m_first.append(takeInceptionUnit(weights, "Conv2d_2b_3x3", m_first.outputs()));
        m_second.append(takeInceptionUnit(weights, "Conv2d_3b_1x1", m_first.outputs()));
        m_second.append(takeUnpaddedUnit(weights, "Conv2d_4a_3x3", m_second.outputs()));
        std::int64_t channels = m_second.outputs();
        for (const auto& [take, names] : mixedNames())
            for (const char* name : names) {
                m_mixed.push_back(take(weights, name, channels));
                channels = m_mixed.back().outputs();
            }
        takeLinear(weights, "fc", channels);
    }

    /// Back from 1 at the end; a layer that halves without padding wants 2n + 1, an unpadded 3×3
    /// n + 2: 1, 3, 7, 15, 17, 35, 37, 75.
    std::int64_t smallestInput() const override { return 75; }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = m_first(m_stem(inputs.contiguous(m_stem.memoryFormat())));
        values = m_second(at::max_pool2d(values, 3, 2));
        values = at::max_pool2d(values, 3, 2);
        for (const MixedBlock& mixed : m_mixed) values = mixed(values);
        return values;
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_first.describe(graph, m_stem.describe(graph, inputs));
        graph.mark("Conv2d_2b_3x3", last);
        last = m_second.describe(graph, graph.add(MaxPoolLayer{3, 2}, {last}));
        graph.mark("Conv2d_4a_3x3", last);
        last = graph.add(MaxPoolLayer{3, 2}, {last});
        auto mixed = m_mixed.begin();
        for (const auto& [take, names] : mixedNames())
            for (const char* name : names) {
                last = (mixed++)->describe(graph, last);
                graph.mark(name, last);
            }
        return last;
    }

    ConvolutionUnit m_stem;
    Chain m_first;   ///< Before the first pool.
    Chain m_second;  ///< Before the second.
    std::vector<MixedBlock> m_mixed;
};

Variant variantOfInceptionV3(const StateDict&) {
    return {"Inception v3",
            {.inputSize = {299, 299}, .resize = 342, .transformInput = InputTransform::Yes}};
}

std::unique_ptr<Network> buildInceptionV3(const WeightSource& weights) {
    return std::make_unique<InceptionV3>(weights);
}

}  // namespace

Architecture<Network> inceptionV3() {
    return {
        .name = "inception-v3",
        .signature = {"Conv2d_1a_3x3.conv.weight", "Mixed_7c.branch1x1.conv.weight"},
        .head = {"fc", "fc"},
        .variant = variantOfInceptionV3,
        .build = buildInceptionV3,
        .modules = {"Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "Conv2d_3b_1x1",
                    "Conv2d_4a_3x3", "Mixed_5b", "Mixed_5c", "Mixed_5d", "Mixed_6a", "Mixed_6b",
                    "Mixed_6c", "Mixed_6d", "Mixed_6e", "Mixed_7a", "Mixed_7b", "Mixed_7c", "fc"}};
}

}  // namespace sigscope::models
