#pragma once

#include <string>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Why a network's weights are not in the file themselves, the end of a sentence: it has numbers
/// that they are made of, as by weight normalisation, pruning or LoRA. Empty if it has none such.
[[nodiscard]] std::string reparametrisation(const StateDict& state);

}  // namespace sigscope::models
