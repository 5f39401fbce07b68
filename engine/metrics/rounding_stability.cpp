#include "engine/metrics/rounding_stability.h"

#include <ATen/ATen.h>

#include <memory>
#include <utility>
#include <vector>

#include "engine/metrics/similarity.h"
#include "engine/models/wrapped_network.h"
#include "engine/problem/named_stream.h"

namespace sigscope::metrics {

namespace {

/// Points of a micro-batch that no device's usual one is made of.
constexpr std::int64_t otherMicroBatch = 3;

/// A network that is asked at few points at a time.
class InParts final : public models::WrappedNetwork {
public:
    InParts(std::shared_ptr<const models::Network> network, std::int64_t points)
        : WrappedNetwork(std::move(network)), m_points(points) {}

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return inParts(inputs,
                       [this](const at::Tensor& part) { return WrappedNetwork::logits(part); });
    }
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        return inParts(inputs,
                       [this](const at::Tensor& part) { return WrappedNetwork::features(part); });
    }

private:
    template <typename Answer>
    [[nodiscard]] at::Tensor inParts(const at::Tensor& inputs, const Answer& answer) const {
        std::vector<at::Tensor> parts;
        for (const at::Tensor& part : inputs.split(m_points)) parts.push_back(answer(part));
        return at::cat(parts);
    }

    std::int64_t m_points;
};

at::Tensor doubleOnCpu(const at::Tensor& map) {
    return map.to(at::kCPU, at::kDouble);
}

MetricResult runRounding(const MetricContext& context) {
    const at::Tensor& input = context.problem.input;
    const at::Tensor noise =
        context.options.roundingNoise *
        NamedStream("rounding/0/noise/0").normals(input.numel()).view(input.sizes());
    MetricResult result{
        .value = roundingStability(context.problem, context.attribution, context.attribute, noise)};
    result.parts = {
        {"with other micro-batches", microBatchStability(context.problem, context.attribution,
                                                         context.attribute, otherMicroBatch)}};
    if (!result.value) result.why = "a map is the same everywhere";
    return result;
}

}  // namespace

std::optional<double> roundingStability(const Problem& problem, const at::Tensor& attribution,
                                        const Attribute& attribute, const at::Tensor& noise) {
    Problem noisy = problem;
    noisy.input = problem.input + noise.to(problem.input.options());
    return pearson(doubleOnCpu(attribution), doubleOnCpu(attribute(noisy)));
}

std::optional<double> microBatchStability(const Problem& problem, const at::Tensor& attribution,
                                          const Attribute& attribute, std::int64_t points) {
    auto classifier = std::make_shared<models::Classifier>(*problem.classifier);
    classifier->network = std::make_shared<InParts>(problem.classifier->network, points);
    Problem inParts = problem;
    inParts.classifier = classifier;
    return pearson(doubleOnCpu(attribution), doubleOnCpu(attribute(inParts)));
}

Metric roundingMetric() {
    return {{"rounding-stability",
             "Rounding stability",
             "The correlation of the map with that of the picture with noise of 10⁻⁶: far below 1, "
             "another machine would show another map.",
             Better::Higher,
             {},
             {MetricNeed::Method},
             {"rounding-noise"}},
            runRounding};
}

}  // namespace sigscope::metrics
