#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

namespace sigscope::models {

/// What kind of tensor it is that a checkpoint has beside its network, and that the network does
/// not compute with: a counter, an auxiliary head, a metric, the optimiser's state, an averaged
/// copy, a normaliser of inputs. Nothing if it is none of them, so that the network may well be
/// another one than it seems. `name` is relative to the module that the network is in, or that both
/// are in.
[[nodiscard]] std::optional<std::string> harmlessKind(const std::string& name,
                                                      const at::Tensor& tensor);

/// Whether `name` is that of a running average of weights ("ema", "swa_model.").
[[nodiscard]] bool isAveraged(const std::string& name);

/// Whether what a checkpoint has under this key is the training's state and no network.
[[nodiscard]] bool isTrainingState(const std::string& key);

/// What a tensor is of a layer that normalises colour channels before the network.
enum class NormaliserPart { None, Mean, Std };
[[nodiscard]] NormaliserPart normaliserPart(const std::string& name, const at::Tensor& tensor);

}  // namespace sigscope::models
