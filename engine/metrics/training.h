#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "engine/schedule/turn.h"

namespace torch::optim {
class Optimizer;
}

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

/// Trains parameters batch by batch: docs/theory/metrics.md#roar. Where it is after a batch are its
/// parameters and its memory, which another trainer of the same kind goes on from.
class Trainer {
public:
    /// Of copies of `initial`, on their device.
    Trainer(TrainableNetwork network, const std::vector<at::Tensor>& initial, Optimiser optimiser);
    ~Trainer();
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// One pass over the pictures [N, 3, H, W] with labels int64, [N], in `order`, int64, [M], on
    /// the parameters' device; a last, smaller batch is dropped. `factor` is the schedule's. Gives
    /// the mean cross entropy of each batch, before its step. Throws Stopped between batches.
    std::vector<double> pass(const at::Tensor& pictures, const at::Tensor& labels,
                             const at::Tensor& order, std::int64_t batch, double factor,
                             const schedule::Turn& turn = {});

    [[nodiscard]] std::vector<at::Tensor> parameters() const;

    /// What the optimiser remembers of earlier batches; nothing before the first. Momenta of the
    /// parameters' shapes, of Adam a number of steps, int64, behind those of each parameter.
    [[nodiscard]] std::vector<at::Tensor> memory() const;
    void setMemory(const std::vector<at::Tensor>& memory);

private:
    TrainableNetwork m_network;
    Optimiser m_kind;
    std::vector<at::Tensor> m_parameters;
    std::unique_ptr<torch::optim::Optimizer> m_optimiser;
};

struct Trained {
    std::vector<double> losses;          ///< The mean cross entropy of each batch, before its step.
    std::vector<at::Tensor> parameters;  ///< After the last step.
};

/// Trains copies of `initial` from the first epoch to the last.
[[nodiscard]] Trained train(const TrainableNetwork& network, const std::vector<at::Tensor>& initial,
                            const TrainingRun& run);

}  // namespace sigscope::metrics
