#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <string>
#include <vector>

#include "engine/models/weights/state_dict.h"

namespace sigscope::metrics {

/// The pre-activation ResNet-18 that ROAR trains (models/architectures/preact_resnet.h) with
/// `classes` outputs, as it is born: drawn by `seed` as bornAnew() says. `width` is the number of
/// channels of its first stage, 64 as published.
[[nodiscard]] models::StateDict bornRoarNetwork(std::int64_t width, std::int64_t classes, int seed);

/// The same while it is trained. Batch norms go by the mean and the biased variance of each batch;
/// what they have as running ones follows with a momentum of 0.1.
class RoarNetwork {
public:
    /// Of a state by bornRoarNetwork(), or of one by state().
    RoarNetwork(const models::StateDict& state, c10::Device device);

    /// The tensors that are trained, as the state has them.
    [[nodiscard]] const std::vector<at::Tensor>& initial() const { return m_initial; }

    /// Logits [B, K] of pictures [B, 3, 32, 32] as `parameters` have it, in the order of initial();
    /// differentiable. Running means and variances follow.
    [[nodiscard]] at::Tensor logits(const std::vector<at::Tensor>& parameters,
                                    const at::Tensor& pictures);

    /// `parameters` with the running means and variances, copied to the CPU.
    [[nodiscard]] models::StateDict state(const std::vector<at::Tensor>& parameters) const;

private:
    std::vector<std::string> m_names;  ///< Of all tensors, in the state's order.
    std::vector<at::Tensor> m_initial;
    std::vector<at::Tensor> m_running;
};

}  // namespace sigscope::metrics
