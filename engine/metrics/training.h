#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

namespace sigscope::metrics {

/// Stochastic gradient descent with momentum and weight decay.
struct Sgd {
    double rate = 0.1;
    double momentum = 0.9;
    double decay = 5e-4;
};

/// Adam (Kingma and Ba, 2015).
struct Adam {
    double rate = 3e-4;
    std::array<double, 2> betas{0.9, 0.999};
    double epsilon = 1e-8;
};

using Optimiser = std::variant<Sgd, Adam>;

/// By what the optimiser's rate is multiplied in an epoch, counted from 0.
using Schedule = std::function<double(int epoch)>;

[[nodiscard]] Schedule constantRate();
/// `factor` once more after each of `epochs`, ascending.
[[nodiscard]] Schedule stepwiseRate(std::vector<int> epochs, double factor);
/// ½(1 + cos(π·epoch/epochs))
[[nodiscard]] Schedule cosineRate(int epochs);

/// Logits [B, K] of pictures [B, 3, H, W] as the parameters have it; differentiable.
using TrainableNetwork = std::function<at::Tensor(const std::vector<at::Tensor>& parameters,
                                                  const at::Tensor& pictures)>;

/// What a network is trained with. Nothing is drawn: pictures come as `order` says.
struct TrainingRun {
    at::Tensor pictures;       ///< [N, 3, H, W]
    at::Tensor labels;         ///< int64, [N]
    at::Tensor order;          ///< int64, [epochs, M]: indices of pictures.
    std::int64_t batch = 128;  ///< A last, smaller batch of an epoch is dropped.
    Optimiser optimiser{};
    Schedule schedule = constantRate();
};

struct Trained {
    std::vector<double> losses;          ///< The mean cross entropy of each batch, before its step.
    std::vector<at::Tensor> parameters;  ///< After the last step.
};

/// Trains copies of `initial`: docs/theory/metrics.md#roar.
[[nodiscard]] Trained train(const TrainableNetwork& network, const std::vector<at::Tensor>& initial,
                            const TrainingRun& run);

}  // namespace sigscope::metrics
