#pragma once

#include <string>
#include <vector>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// A module of a network with its layers: what has a weight.
struct NetworkModule {
    std::string name;                 ///< "layer4".
    std::vector<std::string> layers;  ///< "layer4.1.bn2", …
};

/// The modules of a state dict by Architecture::modules, from the output back. Layers that are in
/// none of them, as an auxiliary head's, are left out.
[[nodiscard]] std::vector<NetworkModule> modulesFromOutput(const StateDict& state,
                                                           const std::vector<std::string>& modules);

}  // namespace sigscope::models
