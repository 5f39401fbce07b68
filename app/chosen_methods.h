#pragma once

#include <string>
#include <vector>

#include "app/parameter_flags.h"
#include "engine/api/evaluation.h"

namespace sigscope::app {

/// The methods that --methods names, with the parameters that were given. Throws
/// std::invalid_argument naming the flag, also where one is named twice.
[[nodiscard]] std::vector<ChosenMethod> chosenMethods(const Catalogue& catalogue,
                                                      const std::vector<std::string>& names,
                                                      const ParameterFlags& parameters);

}  // namespace sigscope::app
