#include "engine/models/outputs.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "engine/api/request_files.h"
#include "engine/models/sidecar.h"
#include "engine/models/wrapped_network.h"
#include "engine/problem/named.h"

namespace sigscope::models {

namespace {

const std::vector<Named<Outputs>>& kinds() {
    static const std::vector<Named<Outputs>> all{
        {{"logits", "logits", "Raw scores, before any softmax or sigmoid."}, Outputs::Logits},
        {{"probabilities", "probabilities", "The network ends in a softmax or a sigmoid."},
         Outputs::Exclusive}};
    return all;
}

/// ln p; −∞ at 0, where the gradient is 0 and not a number that is none.
at::Tensor logarithm(const at::Tensor& p) {
    const at::Tensor positive = p > 0;
    return at::where(positive, at::where(positive, p, 1.0).log(),
                     -std::numeric_limits<double>::infinity());
}

/// The logits behind a network's probabilities.
class RecoveredLogits final : public WrappedNetwork {
public:
    RecoveredLogits(std::shared_ptr<const Network> network, Outputs outputs)
        : WrappedNetwork(std::move(network)), m_outputs(outputs) {}

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return recovered(WrappedNetwork::logits(inputs));
    }
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        return recovered(WrappedNetwork::classify(features));
    }

private:
    [[nodiscard]] at::Tensor recovered(const at::Tensor& outputs) const {
        const at::Tensor p = outputs.to(at::kDouble);
        const at::Tensor logits =
            m_outputs == Outputs::Independent ? logarithm(p) - logarithm(1 - p) : logarithm(p);
        return logits.to(outputs.scalar_type());
    }

    Outputs m_outputs;
};

/// Points [1, 3, H, W] to look at outputs for: two that are like pictures, and two far from any,
/// where logits hardly stay between 0 and 1.
std::vector<at::Tensor> probes(const Classifier& classifier, const Preprocessing& preprocessing) {
    // Scores that a network squeezes into a hundredth of their range leave it there.
    constexpr double far = 1e4;
    const auto& [height, width] = preprocessing.inputSize;
    // Arbitrary, and the same every time.
    const at::Tensor raw =
        at::arange(std::int64_t{3} * height * width, at::kDouble).mul(12.9898).sin();
    const at::Tensor point =
        normalise(raw.view({1, 3, height, width}).mul(0.5).add(0.5), preprocessing)
            .to(classifier.device, classifier.dtype);
    return {at::zeros_like(point), point, far * point, -far * point};
}

/// What the outputs are if all of them lie between 0 and 1.
std::optional<Outputs> probabilitiesOf(const Classifier& classifier,
                                       const Preprocessing& preprocessing) {
    const at::NoGradGuard noGradients;
    // Of float32 and float64 far more than rounding makes of a sum of a thousand shares.
    const double rounding = classifier.precision == Precision::Bf16 ? 2e-2 : 1e-3;
    bool exclusive = classifier.network->classCount() > 1;
    for (const at::Tensor& probe : probes(classifier, preprocessing)) {
        const at::Tensor outputs = classifier.network->logits(probe).to(at::kCPU, at::kDouble);
        if (!outputs.isfinite().all().item<bool>()) continue;  // Too far for its numbers.
        if (outputs.min().item<double>() < 0 || outputs.max().item<double>() > 1 + rounding)
            return std::nullopt;
        exclusive = exclusive && std::abs(outputs.sum().item<double>() - 1) <= rounding;
    }
    return exclusive ? Outputs::Exclusive : Outputs::Independent;
}

std::string lookOf(Outputs outputs) {
    return outputs == Outputs::Exclusive ? "all lie between 0 and 1 and add up to 1"
                                         : "all lie between 0 and 1";
}

}  // namespace

std::vector<Choice> outputChoices() {
    return choicesOf(kinds());
}

void settleOutputs(Classifier& classifier, const Preprocessing& preprocessing) {
    const std::string& said = classifier.output;
    if (!said.empty() && valueNamed(kinds(), said, "output") == Outputs::Logits) return;
    const std::optional<Outputs> outputs = probabilitiesOf(classifier, preprocessing);
    const std::string file = classifier.weightsFile.string();
    if (said.empty() && outputs)
        throw UnknownOutputs(
            file + ": its outputs look like probabilities, not like logits, because " +
                lookOf(*outputs) +
                "; say which they are: --output probabilities or --output logits (or \"output\" "
                "in " +
                sidecarFile(classifier.weightsFile).filename().string() + ")",
            {lookOf(*outputs)});
    if (said.empty()) return;
    if (!outputs)
        throw Error(file +
                    ": its outputs do not lie between 0 and 1, so they are no probabilities; "
                    "use --output logits");
    classifier.outputs = *outputs;
    for (auto* network :
         {&classifier.network, &classifier.plainNetwork, &classifier.renormalisedNetwork})
        if (*network) *network = std::make_shared<RecoveredLogits>(*network, *outputs);
}

}  // namespace sigscope::models
