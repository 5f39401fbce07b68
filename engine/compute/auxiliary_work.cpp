#include "engine/compute/auxiliary_work.h"

#include <ATen/ATen.h>
#include <c10/util/StringUtil.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/compute/file_inputs.h"
#include "engine/paths/latent_path.h"

namespace sigscope::compute {

namespace {

void encodeAndDecode(const Problem& problem,
                     const std::shared_ptr<const models::Autoencoder>& autoencoder,
                     methods::AutoencoderUse use) {
    const paths::LatentSpace space(autoencoder, problem.classifier->preprocessing);
    at::Tensor latent;
    {
        const at::NoGradGuard noGradients;
        latent = space.encode(problem.input.unsqueeze(0));
        if (use == methods::AutoencoderUse::Decode) return static_cast<void>(space.decode(latent));
    }
    const at::Tensor leaf = latent.clone().requires_grad_(true);
    const at::Tensor next = latent.clone().requires_grad_(true);
    const at::Tensor picture = space.decode(leaf);
    const at::Tensor held = space.decode(next);
    static_cast<void>(torch::autograd::grad({picture}, {leaf}, {picture.detach()}));
}

void denoiseOnce(const Problem& problem, const models::Denoiser& denoiser) {
    const at::NoGradGuard noGradients;
    static_cast<void>(denoiser.predict(problem.input.unsqueeze(0), /*timestep=*/0, /*target=*/0));
}

}  // namespace

std::optional<AuxiliaryWork> auxiliaryWorkOf(const methods::ResourceEstimate& estimate,
                                             const Problem& problem, ComputeContext& context) {
    const models::Classifier& classifier = *problem.classifier;
    if (!estimate.denoiser.empty()) {
        const auto denoiser =
            context.denoiser(estimate.denoiser, classifier.device, classifier.dtype);
        // What does not fit its resolutions is the method's to refuse.
        const auto fits = [&](std::int64_t side) { return side % denoiser->factor() == 0; };
        if (!fits(problem.input.size(1)) || !fits(problem.input.size(2))) return std::nullopt;
        return AuxiliaryWork{context.denoiserSha256(),
                             [&problem, denoiser] { denoiseOnce(problem, *denoiser); }};
    }
    if (estimate.autoencoderUse == methods::AutoencoderUse::None) return std::nullopt;
    const auto autoencoder = context.autoencoder(autoencoderFile(estimate.autoencoder).string(),
                                                 classifier.device, classifier.dtype);
    const methods::AutoencoderUse use = estimate.autoencoderUse;
    return AuxiliaryWork{
        c10::str(context.autoencoderSha256(), '\n', static_cast<int>(use)),
        [&problem, autoencoder, use] { encodeAndDecode(problem, autoencoder, use); }};
}

}  // namespace sigscope::compute
