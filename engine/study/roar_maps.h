#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/api/evaluation.h"
#include "engine/methods/method_registry.h"
#include "engine/models/classifier.h"
#include "engine/study/roar_progress.h"

namespace sigscope::study {

/// How many maps are in one file.
inline constexpr std::int64_t roarMapsAtOnce = 250;

/// ROAR's network as what is explained.
[[nodiscard]] std::shared_ptr<const models::Classifier> roarClassifier(
    const models::StateDict& network, c10::Device device);

/// Throws Error where the method makes no map of `picture` [3, 32, 32]: it needs a file, or does
/// not know such networks. Before hours are spent on training.
void requireMap(const std::shared_ptr<const models::Classifier>& classifier,
                const methods::Method& method, const ParameterValues& parameters,
                const at::Tensor& picture, const std::stop_token& stop);

/// S = Σ_c|A| of each of `pictures` [N, 3, 32, 32] for the class that `classifier` predicts, from
/// black: float32 on the CPU, [N, 32, 32]. Those that `folder` has are taken from there, the others
/// are written to it. Throws Error and metrics::Stopped.
[[nodiscard]] at::Tensor roarMaps(const std::shared_ptr<const models::Classifier>& classifier,
                                  const methods::Method& method, const ParameterValues& parameters,
                                  const at::Tensor& pictures, const std::filesystem::path& folder,
                                  RoarProgress& progress, const std::stop_token& stop);

}  // namespace sigscope::study
