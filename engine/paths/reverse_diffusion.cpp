#include "engine/paths/reverse_diffusion.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/error.h"

namespace sigscope::paths {

namespace {

/// ᾱ after each of the timesteps that models are trained with.
std::vector<double> linearlyKept() {
    constexpr double first = 1e-4;
    constexpr double last = 0.02;
    std::vector<double> kept;
    double product = 1;
    for (int t = 0; t < models::trainedTimesteps; ++t) {
        product *= 1 - (first + (last - first) * t / (models::trainedTimesteps - 1));
        kept.push_back(product);
    }
    return kept;
}

/// By the square of a cosine, from which β follows; none above 0.999.
std::vector<double> cosineKept() {
    constexpr double offset = 0.008;
    constexpr double most = 0.999;
    const auto squaredCosine = [](int t) {
        const double time = static_cast<double>(t) / models::trainedTimesteps;
        return std::pow(std::cos((time + offset) / (1 + offset) * std::numbers::pi / 2), 2);
    };
    std::vector<double> kept;
    double product = 1;
    for (int t = 0; t < models::trainedTimesteps; ++t) {
        product *= 1 - std::min(1 - squaredCosine(t + 1) / squaredCosine(t), most);
        kept.push_back(product);
    }
    return kept;
}

}  // namespace

DiffusionTimes::DiffusionTimes(models::NoiseSchedule schedule, int noisiest, int count) {
    if (count < 1 || count > noisiest)
        throw Error("steps: " + std::to_string(count) + " of " + std::to_string(noisiest) +
                    " timesteps cannot be taken; take fewer steps or begin with more noise");
    const std::vector<double> all =
        schedule == models::NoiseSchedule::Linear ? linearlyKept() : cosineKept();
    const double stride = count > 1 ? static_cast<double>(noisiest - 1) / (count - 1) : 1;
    for (int i = 0; i < count; ++i) {
        // To the nearest, of halves to the even one, as published.
        m_timesteps.push_back(static_cast<int>(std::nearbyint(i * stride)));
        m_kept.push_back(all[m_timesteps.back()]);
    }
}

double DiffusionTimes::posterior(int i) const {
    // At 0 it would be 0, whose logarithm is none.
    if (i == 0) return count() > 1 ? posterior(1) : added(0);
    return added(i) * (1 - keptBefore(i)) / (1 - kept(i));
}

at::Tensor ReverseStep::next(int i, const at::Tensor& guide, const at::Tensor& noise) const {
    const at::Tensor guided = mean + variance * guide;
    return i > 0 ? guided + variance.sqrt() * noise : guided;
}

ReverseStep reverseStep(const at::Tensor& picture, const models::NoisePrediction& prediction,
                        const DiffusionTimes& times, int i) {
    const double kept = times.kept(i);
    const double added = times.added(i);
    ReverseStep step;
    step.cleaned =
        (picture / std::sqrt(kept) - prediction.noise * std::sqrt(1 / kept - 1)).clamp(-1, 1);
    step.mean = step.cleaned * (added * std::sqrt(times.keptBefore(i)) / (1 - kept)) +
                picture * ((1 - times.keptBefore(i)) * std::sqrt(1 - added) / (1 - kept));
    const at::Tensor share = (prediction.variance + 1) / 2;
    step.variance = (share * std::log(added) + (1 - share) * std::log(times.posterior(i))).exp();
    return step;
}

}  // namespace sigscope::paths
