#include "engine/methods/manifold_guided_ig.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

#include "engine/methods/attribution_recorder.h"
#include "engine/methods/autoencoder_parameter.h"
#include "engine/methods/integration_parameters.h"
#include "engine/methods/latent_walk.h"
#include "engine/paths/latent_path.h"

namespace sigscope::methods {

namespace {

struct ManifoldGuidedIgParameters {
    std::string autoencoder;
    double fraction = LatentWalkSettings().fraction;
    LatentMove move = LatentWalkSettings().move;
    FixedIntegration integration;
};

/// A point of the path, f, and f's gradients at it and at its latent point.
struct LatentStop {
    at::Tensor point;  ///< [3, H, W]
    double f = 0;
    at::Tensor gradient;  ///< [3, H, W]
    at::Tensor latentGradient;
};

/// At dec(z): both gradients in one evaluation.
LatentStop decodedAt(const Problem& problem, const paths::LatentSpace& space,
                     const at::Tensor& latent) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = latent.detach().unsqueeze(0).requires_grad_(true);
    const at::Tensor pixels = space.decode(leaf);
    const at::Tensor f = problem.objective.of(problem.classifier->network->logits(pixels)).sum();
    const auto both = torch::autograd::grad({f}, {pixels, leaf});
    return {pixels.detach()[0], f.item<double>(), both[0].detach()[0], both[1].detach()[0]};
}

/// The path's way through latent space, and its map.
class GuidedLatents {
public:
    GuidedLatents(const Problem& problem, const paths::LatentSpace& space,
                  const ManifoldGuidedIgParameters& parameters, AttributionRecorder& recorder)
        : m_problem(problem), m_space(space), m_parameters(parameters), m_recorder(recorder) {}

    /// Of node k at latent point z. At the ends the path is at x' and x themselves. Undefined if
    /// the run was stopped.
    [[nodiscard]] LatentStop stopAt(int k, const at::Tensor& latent) const {
        const bool isFirst = k == 0;
        const bool isLast = k + 1 == m_parameters.integration.steps;
        LatentStop stop;
        if (!isLast) {
            const auto decode = [&](int, int) { stop = decodedAt(m_problem, m_space, latent); };
            if (!m_recorder.inMicroBatches(1, decode)) return {};
        }
        if (!isFirst && !isLast) return stop;
        if (m_recorder.stopped()) return {};
        stop.point = isFirst ? m_problem.baseline : m_problem.input;
        const Gradients here = m_recorder.gradients(stop.point.unsqueeze(0));
        stop.f = here.values[0];
        stop.gradient = here.gradients[0];
        return stop;
    }

private:
    const Problem& m_problem;
    const paths::LatentSpace& m_space;
    const ManifoldGuidedIgParameters& m_parameters;
    AttributionRecorder& m_recorder;
};

integration::Attribution runManifoldGuidedIg(const Problem& problem,
                                             const ManifoldGuidedIgParameters& parameters,
                                             const integration::RunContext& context) {
    const at::NoGradGuard noGradients;
    const paths::LatentSpace space = latentSpaceOf(parameters.autoencoder, problem, context);
    if (context.turn.isOver()) return {};
    at::Tensor latent = space.encode(problem.baseline.unsqueeze(0))[0];
    const at::Tensor end = space.encode(problem.input.unsqueeze(0))[0];
    const int steps = parameters.integration.steps;
    const integration::RuleWeights weights = integration::weightsOf(parameters.integration.rule);
    const LatentWalk walk(latent, end, {steps, parameters.fraction, parameters.move, context.turn});
    AttributionRecorder recorder(problem, context, integration::Direction::FromStart);
    const GuidedLatents latents(problem, space, parameters, recorder);
    std::vector<double> arrived;
    const auto result = [&](bool complete) {
        integration::Attribution attribution = recorder.result(complete);
        if (!arrived.empty())
            attribution.sideNumbers = {{"latent_arrived", "latent arrived", arrived}};
        return attribution;
    };
    LatentStop before;
    for (int k = 0; k < steps; ++k) {
        const LatentStop here = latents.stopAt(k, latent);
        if (!here.point.defined()) return result(false);
        if (k > 0)
            recorder.add((here.point - before.point) *
                         (weights.left * before.gradient + weights.right * here.gradient));
        recorder.reached({static_cast<double>(k) / (steps - 1), here.f}, here.point,
                         (k + 1.0) / steps);
        arrived.push_back(k + 1 < steps ? walk.arrived(latent) : 1);
        before = here;
        if (k + 2 < steps) latent = walk.next(latent, here.latentGradient, k);
    }
    return result(true);
}

ResourceEstimate estimateManifoldGuidedIg(const ManifoldGuidedIgParameters& parameters,
                                          const Extent& extent, std::int64_t) {
    // At x' the gradient is taken, and that of the latent point it is encoded as.
    return {.evaluations = parameters.integration.steps + 1,
            .heldBytes = 20 * extent.inputBytes,
            .autoencoderUse = AutoencoderUse::Differentiate,
            .autoencoder = parameters.autoencoder,
            .traced = Traced::Waypoints,
            .atOnce = 1};
}

const std::vector<Named<LatentMove>>& moves() {
    static const std::vector<Named<LatentMove>> all{
        {{"spherical", "spherical",
          "Along the arc between the two codes, as a Gaussian's points lie on a sphere."},
         LatentMove::Spherical},
        {{"linear", "linear", "Along the straight line between the two codes."},
         LatentMove::Linear},
    };
    return all;
}

ParameterTable<ManifoldGuidedIgParameters> manifoldGuidedIgTable() {
    ParameterTable<ManifoldGuidedIgParameters> table;
    addAutoencoder(table,
                   [](ManifoldGuidedIgParameters& all) -> std::string& { return all.autoencoder; });
    table.real({.name = "fraction",
                .symbol = {},
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = "Share of the latent elements that move at once: those with the smallest "
                        "gradients.",
                .equation = "S = {|q| ≤ quantile(|q|, fraction)}, q = ∂f(dec(z))/∂z"},
               [](ManifoldGuidedIgParameters& all) -> double& { return all.fraction; });
    table.choice("move", "How they move.", moves(),
                 [](ManifoldGuidedIgParameters& all) -> LatentMove& { return all.move; });
    addFixedIntegration(table, [](ManifoldGuidedIgParameters& all) -> FixedIntegration& {
        return all.integration;
    });
    return table;
}

}  // namespace

Method manifoldGuidedIntegratedGradients() {
    return makeMethod(
        {.name = "ma-gig",
         .title = "Manifold-guided IG",
         .summary = "Guided IG among pictures that an autoencoder can draw: the elements of its "
                    "code move first that matter least. It begins and ends at the pictures "
                    "themselves, with a jump to their reconstructions.",
         .parameters = {},
         .traits = ofPathMethods,
         .parity = publishedIntegration(),
         .caution =
             "Its map depends on the last bits, as that of Guided IG: which elements move is "
             "decided anew at every step by which gradients are smallest."},
        manifoldGuidedIgTable(), runManifoldGuidedIg, estimateManifoldGuidedIg);
}

}  // namespace sigscope::methods
