#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/api/explanation.h"

namespace sigscope::io {

/// What readResult() (engine/api/engine.h) reads of a file, of the bytes of an .npz that has a
/// result and its recipe. They are not trusted. Throws Error with the reason alone.
[[nodiscard]] std::shared_ptr<Explanation> resultOfNpz(std::vector<std::uint8_t> npz);

}  // namespace sigscope::io
