#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>

#include "engine/models/weights/state_dict.h"
#include "engine/models/weights/unpickler.h"

namespace sigscope::models {

/// Gives a storage's data as a flat tensor of its type and number of elements; throws Error if the
/// file does not hold it.
using StorageReader = std::function<at::Tensor(const PickleStorage&)>;

/// The state dict of an unpickled checkpoint: its tensors by name, those of dicts within dicts by
/// all keys with dots between them. A dict of tensors under "state_dict", "model",
/// "model_state_dict" or "net" is taken instead of the whole; what is no tensor, and the training's
/// state, is left out. Throws Error naming the file.
[[nodiscard]] StateDict pickledState(const PickleValue& root, const StorageReader& readStorage,
                                     const std::string& name);

}  // namespace sigscope::models
