#include "tests/support/small_problem.h"

#include <ATen/CPUGeneratorImpl.h>

#include <utility>

#include "engine/models/layer_graph.h"

namespace sigscope::testing {

namespace {

class SmallNetwork final : public models::Network {
public:
    SmallNetwork(const SmallProblemOptions& options, const at::Generator& random)
        : m_mask(options.mask), m_beforeEvaluation(options.beforeEvaluation) {
        const auto type = at::TensorOptions().dtype(options.dtype);
        m_first = at::randn({6, 3, 3, 3}, random, at::kDouble).to(type);
        m_second = (0.3 * at::randn({8, 6, 3, 3}, random, at::kDouble)).to(type);
        m_head = at::randn({5, 8}, random, at::kDouble).to(type);
        if (options.symmetry == Symmetry::Square) {
            m_first = symmetrised(m_first);
            m_second = symmetrised(m_second);
        }
    }

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        if (m_beforeEvaluation) m_beforeEvaluation();
        const at::Tensor seen = m_mask.defined() ? inputs * m_mask : inputs;
        const at::Tensor first = at::conv2d(seen, m_first, {}, 1, 1).relu();
        const at::Tensor pooled = at::avg_pool2d(first, 2);
        const at::Tensor second = at::conv2d(pooled, m_second, {}, 1, 1).relu();
        return second.mean({2, 3});
    }
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        return at::matmul(features, m_head.t());
    }
    models::LayerIndex describe(models::LayerGraph& graph,
                                models::LayerIndex inputs) const override {
        using namespace models;
        const auto rectified = [&graph](const at::Tensor& weight, LayerIndex before) {
            const at::Tensor none = at::zeros({weight.size(0)}, weight.options());
            const ConvolutionLayer layer{weight, none, {1, 1}, {1, 1}};
            return graph.add(RectifierLayer{}, {graph.add(layer, {before})});
        };
        LayerIndex seen = inputs;
        if (m_mask.defined())
            seen = graph.add(RescaleLayer{m_mask, at::zeros({}, m_mask.options())}, {inputs});
        const LayerIndex first = rectified(m_first, seen);
        graph.mark("first", first);
        const LayerIndex second = rectified(m_second, graph.add(MeanPoolLayer{}, {first}));
        graph.mark("second", second);
        return graph.add(LinearLayer{m_head, at::zeros({classCount()}, m_head.options())},
                         {graph.add(GlobalMeanLayer{}, {second})});
    }
    [[nodiscard]] int classCount() const override { return 5; }

private:
    /// The mean of a kernel over the eight symmetries of the square.
    static at::Tensor symmetrised(const at::Tensor& kernel) {
        at::Tensor sum = at::zeros_like(kernel);
        for (int turn = 0; turn < 4; ++turn) {
            const at::Tensor turned = at::rot90(kernel, turn, {2, 3});
            sum += turned + turned.flip(3);
        }
        return sum / 8;
    }

    at::Tensor m_mask;
    std::function<void()> m_beforeEvaluation;
    at::Tensor m_first, m_second, m_head;
};

class SilentObserver final : public integration::Observer {};

}  // namespace

std::shared_ptr<const models::Classifier> smallClassifier(const SmallProblemOptions& options) {
    const at::Generator random = at::detail::createCPUGenerator(options.seed);
    auto classifier = std::make_shared<models::Classifier>();
    classifier->network = std::make_unique<SmallNetwork>(options, random);
    classifier->preprocessing.inputSize = {options.side, options.side};
    classifier->preprocessing.resize = options.side;
    classifier->labels = {"ant", "bee", "cat", "dog", "eel"};
    classifier->name = classifier->title = "small";
    classifier->dtype = options.dtype;
    return classifier;
}

Problem smallProblem(const SmallProblemOptions& options) {
    const at::Generator random = at::detail::createCPUGenerator(options.seed + 1000);
    const auto shape = {std::int64_t{3}, std::int64_t{options.side}, std::int64_t{options.side}};
    Problem problem;
    problem.classifier = smallClassifier(options);
    problem.input = at::randn(shape, random, at::kDouble).to(options.dtype);
    problem.baseline = (0.2 * at::randn({3, 1, 1}, random, at::kDouble))
                           .expand(shape)
                           .contiguous()
                           .to(options.dtype);
    problem.objective = {Objective::Kind::Probability, 2};
    return problem;
}

integration::Attribution runMethod(const Problem& problem, const std::string& method,
                                   const ParameterValues& parameters,
                                   integration::Observer& observer, std::int64_t memoryBudget,
                                   AuxiliaryInputs* auxiliary, const std::stop_token& stop) {
    // The same micro-batches however busy the machine is.
    integration::BatchSizer batches(8, 0, integration::BatchPace::Fixed);
    return methods::builtInMethods().find(method).run(
        problem, parameters, {stop, observer, batches, memoryBudget, auxiliary});
}

integration::Attribution runMethod(const Problem& problem, const std::string& method,
                                   const ParameterValues& parameters) {
    SilentObserver observer;
    return runMethod(problem, method, parameters, observer);
}

}  // namespace sigscope::testing
