#pragma once

#include <string>

#include "engine/models/weights/unpickler.h"

namespace sigscope::models {

/// The value of a pickle's global `module`.`name`: a function of the allow-list or a storage type.
/// Throws Error by `file` for anything else.
[[nodiscard]] PickleValue allowedGlobal(const std::string& module, const std::string& name,
                                        const ByteReader& file);

/// The storage that a persistent id ('storage', type, key, location, elements[, view]) means.
[[nodiscard]] PickleStorage storageOf(const PickleValue& persistentId, const ByteReader& file);

/// The tensor of _rebuild_tensor_v2's arguments (storage, offset, sizes, strides, requires_grad,
/// hooks), checked to lie within its storage.
[[nodiscard]] PickleTensor tensorOf(const PickleSequence& arguments, const ByteReader& file);

}  // namespace sigscope::models
