#pragma once

#include <string>

#include "engine/models/classifier.h"
#include "engine/models/sidecar.h"

namespace sigscope::models {

/// Settles which strides the network is built with (those that are `given`, else those of the
/// classifier's preprocessing) and, where nobody said them, why they may be others: `doubt`, part
/// of a sentence, or what the file's name speaks of. Throws Error naming the file if the
/// architecture is not known with such strides.
void settleStrides(Classifier& classifier, const Sidecar& sidecar, const ParameterValues& given,
                   const std::string& doubt);

}  // namespace sigscope::models
