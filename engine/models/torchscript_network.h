#pragma once

#include <memory>
#include <string>

#include "engine/file_bytes.h"
#include "engine/models/architectures/architecture.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// Runs the program in `bytes`, a TorchScript archive: only where the user allowed it. Its forward
/// takes inputs [B, 3, H, W] and returns logits [B, K], or a tuple or list that begins with them.
/// Loads it, freezes its parameters and evaluates it once, at `inputSize`, to learn K. Its features
/// are not known. `name` is the file's; every Error that this or the network throws begins with it.
[[nodiscard]] std::unique_ptr<const Network> loadTorchScript(ByteView bytes,
                                                             const std::string& name,
                                                             const Placement& placement,
                                                             const PictureSize& inputSize);

}  // namespace sigscope::models
