#include "engine/models/architectures/efficientnet_network.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "engine/models/architectures/feature_chain.h"
#include "engine/models/architectures/inverted_residual.h"
#include "engine/models/architectures/pooled_classifier.h"

namespace sigscope::models {

namespace {

std::string efficientnetBlockName(std::size_t stage, std::size_t block) {
    return featureName(stage) + "." + std::to_string(block);
}

/// Of the block's first part, which all blocks have.
bool hasEfficientnetBlock(const StateDict& state, std::size_t stage, std::size_t block) {
    return state.contains(efficientnetBlockName(stage, block) + ".block.0.0.weight");
}

class EfficientNet final : public PooledClassifier {
public:
    EfficientNet(const WeightSource& weights, Activation activation, const Conventions& conventions)
        : m_features(takeNormedUnit(weights, featureName(0), {anySide, 3, 3, 3},
                                    kindOf(2, activation, conventions))) {
        const std::vector<std::size_t> depths = efficientnetShape(weights.state()).depths;
        if (depths.size() > efficientnetStrides.size())
            weights.refuse("has more stages than an EfficientNet");
        std::size_t number = 0;
        for (std::size_t stage = 1; stage <= depths.size(); ++stage) {
            for (std::size_t i = 0; i < depths[stage - 1]; ++i, ++number) {
                const std::int64_t stride = i == 0 ? efficientnetStrides[stage - 1] : 1;
                InvertedResidualKind kind = kindOf(stride, activation, conventions);
                if (std::ranges::find(conventions.evenBlocks, number) !=
                    conventions.evenBlocks.end())
                    kind.borders = Borders::Padded;
                m_features.add(
                    {weights, efficientnetBlockName(stage, i), m_features.channels(), kind});
            }
            m_features.endStage();
        }
        m_features.setLast(takeNormedUnit(weights, featureName(depths.size() + 1),
                                          {anySide, m_features.channels(), 1, 1},
                                          kindOf(1, activation, conventions)));
        takeLinear(weights, "classifier.1", m_features.outputs());
    }

private:
    static InvertedResidualKind kindOf(std::int64_t stride, Activation activation,
                                       const Conventions& conventions) {
        return {.stride = stride,
                .activation = activation,
                .curves = {activation, Curve::Sigmoid},
                .batchNormEpsilon = conventions.batchNormEpsilon,
                .borders = conventions.borders};
    }

    at::Tensor featureMaps(const at::Tensor& inputs) const override { return m_features(inputs); }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        return m_features.describe(graph, inputs);
    }

    FeatureChain<InvertedResidual> m_features;
};

}  // namespace

EfficientnetShape efficientnetShape(const StateDict& state) {
    EfficientnetShape shape;
    for (std::size_t stage = 1; hasEfficientnetBlock(state, stage, 0); ++stage) {
        std::size_t blocks = 1;
        while (hasEfficientnetBlock(state, stage, blocks)) ++blocks;
        shape.depths.push_back(blocks);
        shape.blocks += blocks;
    }
    const at::Tensor* head = state.find(featureName(shape.depths.size() + 1) + ".0.weight");
    if (head && head->dim() == 4) shape.lastChannels = head->size(1);
    return shape;
}

std::unique_ptr<Network> buildEfficientnet(const WeightSource& weights, Activation activation,
                                           const Conventions& conventions) {
    return std::make_unique<EfficientNet>(weights, activation, conventions);
}

}  // namespace sigscope::models
