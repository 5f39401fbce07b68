#pragma once

#include <string>

#include "engine/models/weights/byte_reader.h"
#include "engine/models/weights/pickle_value.h"

namespace sigscope::models {

/// The value of a pickle's global `module`.`name`: a function of the allow-list or a storage type.
/// Throws Error by `file` for anything else.
[[nodiscard]] PickleValue allowedGlobal(const std::string& module, const std::string& name,
                                        const ByteReader& file);

/// The storage that a persistent id ('storage', type, key, location, elements[, view]) means.
[[nodiscard]] PickleStorage storageOf(const PickleValue& persistentId, const ByteReader& file);

/// The result of one of the allow-list's functions: a dict, a tensor (checked to lie within its
/// storage), a parameter's tensor, or something that is not looked at.
[[nodiscard]] PickleValue callAllowed(PickleFunction function, const PickleSequence& arguments,
                                      PickleHeap& heap, const ByteReader& file);

}  // namespace sigscope::models
