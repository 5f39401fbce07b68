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
at::Tensor pooled(const at::Tensor& values, std::int64_t window) {
    return at::max_pool2d(values, window, 2, 0, 1, /*ceil_mode=*/true);
}

using Stage = std::vector<Inception>;

class GoogLeNet final : public PooledClassifier {
public:
    explicit GoogLeNet(const WeightSource& weights)
        : m_stem(takeHalvingUnit(weights, "conv1", 3)),
          m_second(weights, {"conv2", "conv3"}, m_stem.outputs()) {
        const std::array<std::vector<const char*>, 3> names{
            {{"3a", "3b"}, {"4a", "4b", "4c", "4d", "4e"}, {"5a", "5b"}}};
        std::int64_t channels = m_second.outputs();
        for (std::size_t stage = 0; stage < names.size(); ++stage)
            for (const char* name : names[stage]) {
                m_stages[stage].emplace_back(weights, std::string("inception") + name, channels);
                channels = m_stages[stage].back().outputs();
            }
        takeLinear(weights, "fc", channels);
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = pooled(m_stem(inputs.contiguous(m_stem.memoryFormat())), 3);
        values = pooled(m_second(values), 3);
        for (std::size_t stage = 0; stage < m_stages.size(); ++stage) {
            if (stage > 0) values = pooled(values, stage == 1 ? 3 : 2);
            for (const Inception& inception : m_stages[stage]) values = inception(values);
        }
        return values;
    }

    ConvolutionUnit m_stem;
    Chain m_second;
    std::array<Stage, 3> m_stages;
};

Variant variant(const StateDict&) {
    return {"GoogLeNet", {.transformInput = InputTransform::Yes}};
}

std::unique_ptr<Network> build(const WeightSource& weights) {
    return std::make_unique<GoogLeNet>(weights);
}

}  // namespace

Architecture<Network> googLeNet() {
    return {.name = "googlenet",
            .signature = {"conv1.conv.weight", "inception3a.branch1.conv.weight"},
            .head = {"fc", "fc"},
            .variant = variant,
            .build = build};
}

}  // namespace sigscope::models
