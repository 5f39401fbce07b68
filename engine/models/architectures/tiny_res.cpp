#include "engine/models/architectures/tiny_res.h"

#include <ATen/ATen.h>

#include <string>

#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double tinyResBatchNormEpsilon = 1e-5;

/// `name`.conv without a bias and `name`.bn.
ConvolutionUnit takeUnitOfTinyRes(const WeightSource& weights, const std::string& name,
                                  const std::vector<std::int64_t>& shape, Activation activation,
                                  std::int64_t stride = 1, std::int64_t groups = 1) {
    Convolution convolution =
        weights.takeNormed(name + ".conv", name + ".bn", shape, tinyResBatchNormEpsilon);
    const ConvolutionLayout layout = centredLayout(convolution, stride, groups);
    return {std::move(convolution), layout, activation};
}

class TinyRes final : public PooledClassifier {
public:
    explicit TinyRes(const WeightSource& weights)
        : m_stem(takeUnitOfTinyRes(weights, "stem", {8, 3, 3, 3}, Activation::Relu)),
          m_a1(takeUnitOfTinyRes(weights, "block1.a", {8, 8, 3, 3}, Activation::Relu)),
          m_b1(takeUnitOfTinyRes(weights, "block1.b", {8, 8, 3, 3}, Activation::None)),
          m_a2(takeUnitOfTinyRes(weights, "block2.a", {12, 8, 3, 3}, Activation::Relu, 2)),
          m_b2(takeUnitOfTinyRes(weights, "block2.b", {12, 12, 3, 3}, Activation::None)),
          m_down(takeUnitOfTinyRes(weights, "block2.down", {12, 8, 1, 1}, Activation::None, 2)),
          m_one(takeUnitOfTinyRes(weights, "mixed.one", {6, 12, 1, 1}, Activation::Relu)),
          m_threeA(takeUnitOfTinyRes(weights, "mixed.three_a", {4, 12, 1, 1}, Activation::Relu)),
          m_threeB(takeUnitOfTinyRes(weights, "mixed.three_b", {8, 4, 3, 3}, Activation::Relu)),
          m_pooled(takeUnitOfTinyRes(weights, "mixed.pooled", {2, 12, 1, 1}, Activation::Relu)),
          m_expand(
              takeUnitOfTinyRes(weights, "inverted.expand", {32, 16, 1, 1}, Activation::Relu6)),
          m_depth(takeUnitOfTinyRes(weights, "inverted.depth", {32, 1, 3, 3}, Activation::Relu6, 1,
                                    32)),
          m_project(
              takeUnitOfTinyRes(weights, "inverted.project", {16, 32, 1, 1}, Activation::None)),
          m_head(takeUnitOfTinyRes(weights, "head", {20, 16, 1, 1}, Activation::Relu6)) {
        takeLinear(weights, "fc", 20, 10);
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor x = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        x = at::max_pool2d(x, 3, 2, 1);
        x = at::relu(x + m_b1(m_a1(x)));
        x = at::relu(m_down(x) + m_b2(m_a2(x)));
        x = at::cat({m_one(x), m_threeB(m_threeA(x)), m_pooled(at::avg_pool2d(x, 3, 1, 1))}, 1);
        return m_head(x + m_project(m_depth(m_expand(x))));
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex x = m_stem.describe(graph, inputs);
        graph.mark("stem", x);
        x = graph.add(MaxPoolLayer{3, 2, 1}, {x});
        const auto rectifiedSum = [&graph](LayerIndex shortcut, LayerIndex values) {
            return graph.add(RectifierLayer{}, {graph.add(SumLayer{}, {shortcut, values})});
        };
        x = rectifiedSum(x, m_b1.describe(graph, m_a1.describe(graph, x)));
        graph.mark("block1", x);
        const LayerIndex down = m_down.describe(graph, x);
        x = rectifiedSum(down, m_b2.describe(graph, m_a2.describe(graph, x)));
        graph.mark("block2", x);
        const LayerIndex one = m_one.describe(graph, x);
        const LayerIndex three = m_threeB.describe(graph, m_threeA.describe(graph, x));
        const LayerIndex pooled = m_pooled.describe(graph, graph.add(MeanPoolLayer{3, 1, 1}, {x}));
        x = graph.add(ConcatenationLayer{}, {one, three, pooled});
        graph.mark("mixed", x);
        const LayerIndex expanded = m_expand.describe(graph, x);
        x = graph.add(SumLayer{},
                      {x, m_project.describe(graph, m_depth.describe(graph, expanded))});
        graph.mark("inverted", x);
        x = m_head.describe(graph, x);
        graph.mark("head", x);
        return x;
    }

    ConvolutionUnit m_stem;
    ConvolutionUnit m_a1, m_b1;                           ///< The first block.
    ConvolutionUnit m_a2, m_b2, m_down;                   ///< The second and its shortcut.
    ConvolutionUnit m_one, m_threeA, m_threeB, m_pooled;  ///< The branches.
    ConvolutionUnit m_expand, m_depth, m_project;         ///< The inverted residual.
    ConvolutionUnit m_head;
};

Variant variantOfTinyRes(const StateDict&) {
    Preprocessing preprocessing;
    preprocessing.inputSize = {32, 32};
    preprocessing.resize = 36;
    preprocessing.interpolation = Interpolation::Bicubic;
    return {"Tiny residual network", preprocessing, 10};
}

std::unique_ptr<Network> buildTinyRes(const WeightSource& weights) {
    return std::make_unique<TinyRes>(weights);
}

}  // namespace

Architecture<Network> tinyRes() {
    return {.name = "tiny-res",
            .visibility = Visibility::Hidden,
            .signature = {"stem.conv.weight", "mixed.three_b.conv.weight",
                          "inverted.depth.conv.weight"},
            .head = {"fc", "fc"},
            .variant = variantOfTinyRes,
            .build = buildTinyRes,
            .modules = {"stem", "block1", "block2", "mixed", "inverted", "head", "fc"}};
}

}  // namespace sigscope::models
