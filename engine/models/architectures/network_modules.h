#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// The layer that a tensor is part of: "fc" of "fc.weight", and of the one projection to an
/// attention's queries, keys and values "attention.in_proj" of "attention.in_proj_weight".
[[nodiscard]] std::string layerOfTensor(std::string_view name);

/// The tensor that is that part of a layer, "weight", "bias", "running_mean" or "running_var".
[[nodiscard]] std::string tensorOfLayer(const std::string& layer, std::string_view part);

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
