#include "engine/run/cost_book.h"

#include <ATen/ATen.h>
#include <c10/util/StringUtil.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "engine/integration/batch_sizer.h"
#include "engine/paths/latent_path.h"
#include "engine/problem/gradients.h"
#include "engine/run/memory_meter.h"

namespace sigscope::run {

namespace {

void encodeAndDecode(const Problem& problem, const LatentWork& work) {
    const paths::LatentSpace space(work.autoencoder, problem.classifier->preprocessing);
    at::Tensor latent;
    {
        const at::NoGradGuard noGradients;
        latent = space.encode(problem.input.unsqueeze(0));
        if (work.use == methods::AutoencoderUse::Decode)
            return static_cast<void>(space.decode(latent));
    }
    const at::Tensor leaf = latent.clone().requires_grad_(true);
    const at::Tensor next = latent.clone().requires_grad_(true);
    const at::Tensor picture = space.decode(leaf);
    const at::Tensor held = space.decode(next);
    static_cast<void>(torch::autograd::grad({picture}, {leaf}, {picture.detach()}));
}

}  // namespace

std::int64_t bytesPerPointOf(const Cost& cost, const at::Tensor& input) {
    return cost.bytesPerPoint + 3 * static_cast<std::int64_t>(input.nbytes());
}

int mostPointsOf(const Cost& cost, const at::Tensor& input) {
    constexpr std::int64_t activationBudget = 1LL << 30;
    const std::int64_t most = integration::mostPointsOn(input.device().type());
    return static_cast<int>(
        std::clamp<std::int64_t>(activationBudget / bytesPerPointOf(cost, input), 1, most));
}

Cost& CostBook::costOf(const Problem& problem, const std::optional<LatentWork>& latent) {
    const models::Classifier& classifier = *problem.classifier;
    std::string key = c10::str(classifier.weightsFile.string(), '\n', problem.input.sizes(), '\n',
                               classifier.device, '\n', classifier.dtype);
    if (latent) key += c10::str('\n', latent->file, '\n', static_cast<int>(latent->use));
    auto found = m_costs.find(key);
    if (found == m_costs.end()) {
        Cost cost;
        cost.bytesPerPoint = peakTensorBytes([&problem] {
            static_cast<void>(evaluateGradients(problem, problem.input.unsqueeze(0)));
        });
        if (latent) cost.latentBytes = peakTensorBytes([&] { encodeAndDecode(problem, *latent); });
        found = m_costs.emplace(key, cost).first;
    }
    return found->second;
}

}  // namespace sigscope::run
