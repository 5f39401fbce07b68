#include "engine/paths/random_distribution.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

#include "engine/problem/named_stream.h"

namespace sigscope::paths {

at::Tensor brokenSticks(const at::Tensor& uniforms, const at::Tensor& locations,
                        double concentration, int nodes) {
    const std::int64_t sticks = uniforms.size(0);
    at::Tensor broken = 1 - (1 - uniforms).pow(1 / concentration);  // Beta(1, α)
    broken[sticks - 1].fill_(1);                                    // Nothing is left.
    std::vector<std::int64_t> sizes = uniforms.sizes().vec();
    sizes[0] = nodes;
    at::Tensor distribution = at::zeros(sizes, uniforms.options());
    at::Tensor left = at::ones_like(uniforms[0]);
    for (std::int64_t j = 0; j < sticks; ++j) {
        const at::Tensor length = broken[j] * left;
        for (int k = 1; k + 1 < nodes; ++k)
            distribution[k].add_(length * locations[j].le(static_cast<double>(k) / (nodes - 1)));
        left = left - length;
    }
    distribution[nodes - 1].fill_(1);
    return distribution;
}

at::Tensor logGammaNumbers(const std::string& stream, double shape, std::int64_t count) {
    // Of shape + 1, for which few are rejected; then Gamma(a) = Gamma(a + 1) · U^{1/a}.
    const double d = shape + 1 - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    at::Tensor numbers = at::empty({count}, at::kDouble);
    at::Tensor open = at::arange(count, at::kLong);
    for (int round = 0; open.numel() > 0; ++round) {
        const std::string name = stream + "/round/" + std::to_string(round);
        const at::Tensor normal = NamedStream(name + "/normal").normals(open.numel());
        const at::Tensor uniform = NamedStream(name + "/uniform").uniforms(open.numel());
        const at::Tensor v = (1 + c * normal).pow(3);
        const at::Tensor bound = 0.5 * normal.square() + d * (1 - v + v.log());
        // Where v is negative, its logarithm is no number and nothing is below it.
        const at::Tensor accepted = uniform.log().lt(bound);
        numbers.index_copy_(0, open.masked_select(accepted),
                            v.masked_select(accepted).log() + std::log(d));
        open = open.masked_select(~accepted);
    }
    return numbers + (1 - NamedStream(stream + "/power").uniforms(count)).log() / shape;
}

at::Tensor dirichletIncrements(const std::string& stream, at::IntArrayRef sizes,
                               double concentration, int nodes) {
    const std::int64_t pixels = sizes[1] * sizes[2];
    const int intervals = nodes - 1;
    at::Tensor distribution = at::zeros({nodes, sizes[0], pixels}, at::kFloat);
    for (std::int64_t channel = 0; channel < sizes[0]; ++channel) {
        const at::Tensor gammas = logGammaNumbers(stream + "/" + std::to_string(channel),
                                                  concentration / intervals, intervals * pixels);
        // Gamma numbers over their sum, without leaving the logarithm.
        const at::Tensor increments = gammas.view({intervals, pixels}).softmax(0);
        distribution.select(1, channel).slice(0, 1).copy_(increments.cumsum(0));
    }
    distribution[nodes - 1].fill_(1);
    return distribution.view({nodes, sizes[0], sizes[1], sizes[2]});
}

}  // namespace sigscope::paths
